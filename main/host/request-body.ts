import type { IncomingMessage } from 'node:http';
import { longestMessage } from '../../shared/contract/bridge.ts';

/** `too-long` beyond the limit of a message, `not-json` for what is no JSON text, `gone` when the sender left. */
export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: 'too-long' | 'not-json' | 'gone' };

export async function readJsonBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > longestMessage) return { ok: false, why: 'too-long' };
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > longestMessage) return { ok: false, why: 'too-long' };
      chunks.push(chunk);
    }
  } catch {
    return { ok: false, why: 'gone' };
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { ok: false, why: 'not-json' };
  }
}
