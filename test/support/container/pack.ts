import { createHash } from 'node:crypto';
import { type PackReport, type PackRequest, packContainer } from '../../../main/container/pack-container.ts';
import { contentSize } from '../../../main/container/plan-units.ts';
import { encodeUtf8 } from '../../../shared/base/text.ts';
import { type PartName, parsePartName } from '../../../shared/opc/part-name.ts';
import type { PlannedPart } from '../../../shared/opc/planned-part.ts';

/** The worker as `npm run build` leaves it: no worker can be started from its source. */
export const workerUrl = new URL('../../../out/main/worker.js', import.meta.url);

function partName(text: string): PartName {
  const parsed = parsePartName(text);
  if (!parsed.ok) throw new Error(`The test uses a bad name: ${text}`);
  return parsed.value;
}

export function bytesPart(name: string, bytes: Uint8Array): PlannedPart {
  return { name: partName(name), content: { kind: 'bytes', bytes } };
}

export function filePart(name: string, path: string, size: number): PlannedPart {
  return { name: partName(name), content: { kind: 'file', path, size } };
}

/** Bytes that do not compress: SHA-256 of a counter. */
export function noise(length: number, seed = 'noise'): Buffer {
  const digests: Buffer[] = [];
  for (let index = 0; index * 32 < length; index++) {
    digests.push(createHash('sha256').update(`${seed} ${index}`).digest());
  }
  return Buffer.concat(digests).subarray(0, length);
}

export function prose(length: number): Buffer {
  const sentence = 'The quick brown fox 0123456789 jumps over it. ';
  return Buffer.from(sentence.repeat(Math.ceil(length / sentence.length))).subarray(0, length);
}

const manifest = encodeUtf8('<Package xmlns="http://schemas.microsoft.com/appx/2010/manifest"/>');

type Choice = Partial<Omit<PackRequest, 'target' | 'parts' | 'partBytes'>>;

/** Packs with what most tests want; `choice` overrides any of it. */
export function packParts(
  target: string,
  parts: readonly PlannedPart[],
  choice: Choice = {},
): Promise<PackReport> {
  return packContainer({
    target,
    parts,
    partBytes: parts.reduce((total, { content }) => total + contentSize(content), 0),
    finish: () => [bytesPart('AppxManifest.xml', manifest)],
    contentType: () => 'appv/vfs-file',
    level: 'default',
    profile: 'default',
    workers: 2,
    workerUrl,
    signal: new AbortController().signal,
    progress: () => undefined,
    ...choice,
  });
}
