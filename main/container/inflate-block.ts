import { constants, inflateRawSync } from 'node:zlib';
import { limits } from '../../shared/base/limits.ts';
import type { InflateInfo } from '../files/node-codec.ts';
import { streamEnd } from './compress-block.ts';

/**
 * `open`: the piece ends on a byte and the stream goes on after it, as every block but possibly the last must.
 * `final`: the piece ends the stream. Anything else cannot be inflated by itself.
 */
export type InflatedBlock = { readonly bytes: Uint8Array; readonly end: 'open' | 'final' };

/**
 * Inflates bytes `start` to `end` of `region` without anything before them. The region must have two spare bytes
 * behind `end`: the stream's end is written there for the moment, so that "ends exactly here" can be told from "was
 * cut here" without copying. `expectedLength` only sizes the buffer.
 */
export function inflateIsolated(
  region: Uint8Array,
  start: number,
  end: number,
  expectedLength: number,
): InflatedBlock | undefined {
  const spare = region.subarray(end, end + streamEnd.length);
  if (spare.length < streamEnd.length || start >= end) return undefined;
  const kept = Uint8Array.from(spare);
  spare.set(streamEnd);
  try {
    const { buffer, engine } = inflateRawSync(region.subarray(start, end + streamEnd.length), {
      info: true,
      // A longer block is damage; one byte more than allowed is enough to see it.
      maxOutputLength: limits.blockSize + 1,
      chunkSize: Math.max(constants.Z_MIN_CHUNK, expectedLength + 1),
    }) as unknown as InflateInfo;
    const consumed = engine.bytesWritten - (end - start);
    if (buffer.length > limits.blockSize) return undefined;
    if (consumed === streamEnd.length) return { bytes: buffer, end: 'open' };
    return consumed === 0 ? { bytes: buffer, end: 'final' } : undefined;
  } catch {
    return undefined;
  } finally {
    spare.set(kept);
  }
}
