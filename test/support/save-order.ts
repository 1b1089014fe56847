import { randomBytes } from 'node:crypto';
import type { PlanOrder, WriteOrder } from '../../main/documents/document-session.ts';
import { nodeCodec } from '../../main/files/node-codec.ts';
import { workerUrl } from './container/pack.ts';

/** A save as the next version, with a fixed time for the history. */
export function planOrder(): PlanOrder {
  return {
    wishes: { as: 'new-version', date: '2026-11-20T14:05:00Z' },
    services: {
      version: '0.1.0',
      codec: nodeCodec,
      workerUrl,
      workers: 2,
      randomBytes: (size) => randomBytes(size),
      now: () => 0,
      sourceDateEpoch: undefined,
    },
  };
}

/** The same into a file that is not there yet. */
export function saveOrder(target: string): WriteOrder {
  const context = { signal: new AbortController().signal, progress: () => undefined };
  return { ...planOrder(), target, replace: false, context };
}
