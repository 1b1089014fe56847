import { createHash } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Codec } from '../../shared/base/ports.ts';

/** The core's compression and digests, by Node. */
export const nodeCodec: Codec = {
  inflateRaw(bytes, maxLength) {
    try {
      // A limit of zero is refused by zlib; one byte more than allowed tells "too long" from "just right".
      const options = { info: true, maxOutputLength: maxLength + 1 } as const;
      const { buffer, engine } = inflateRawSync(bytes, options) as unknown as InflateInfo;
      return engine.bytesWritten === bytes.length && buffer.length <= maxLength ? buffer : undefined;
    } catch {
      return undefined;
    }
  },
  crc32: (bytes, seed = 0) => crc32(bytes, seed),
  sha1(pieces) {
    const digest = createHash('sha1');
    for (const piece of pieces) digest.update(piece);
    return digest.digest();
  },
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/** Result of a synchronous call with `info: true`, which the type declarations leave out. */
export type InflateInfo = { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
