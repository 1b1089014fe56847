import { constants, deflateRawSync } from 'node:zlib';

/** `adaptive`: blocks that do not shrink become stored deflate sub-blocks. Off in the conservative profile. */
export type Compression = { readonly level: number; readonly adaptive: boolean };

/** The empty final block that ends a deflate stream whose blocks were all flushed. */
export const streamEnd: Uint8Array<ArrayBuffer> = Uint8Array.of(0x03, 0x00);

/**
 * One block of the block map (at most 64 KiB) as a piece of a raw deflate stream that inflates without the pieces
 * before it and ends on a byte: closed by a full flush, or made of stored sub-blocks when that is smaller.
 */
export function compressBlock(block: Uint8Array, compression: Compression): Uint8Array {
  if (compression.adaptive && looksRandom(block)) return storeBlock(block);
  const deflated = deflateRawSync(block, {
    level: compression.level,
    finishFlush: constants.Z_FULL_FLUSH,
    // Room for the worst case, no more: a package of small files would otherwise spend its memory on empty buffers.
    chunkSize: Math.max(constants.Z_MIN_CHUNK, storedSize(block.length) + 16),
  });
  return compression.adaptive && deflated.length > storedSize(block.length) ? storeBlock(block) : deflated;
}

const largestStored = 65_535;

function storedSize(length: number): number {
  return length + 5 * Math.ceil(length / largestStored);
}

/** Deflate blocks of type "stored" (RFC 1951, 3.2.4): a zero byte, the length and its complement, the bytes. */
function storeBlock(block: Uint8Array): Uint8Array {
  const stored = new Uint8Array(storedSize(block.length));
  let at = 0;
  for (let start = 0; start < block.length; start += largestStored) {
    const piece = block.subarray(start, start + largestStored);
    stored[at + 1] = piece.length & 0xff;
    stored[at + 2] = piece.length >>> 8;
    stored[at + 3] = ~piece.length & 0xff;
    stored[at + 4] = (~piece.length >>> 8) & 0xff;
    stored.set(piece, at + 5);
    at += 5 + piece.length;
  }
  return stored;
}

const probeStep = 13;
const smallestProbed = 16_384;
const counts = new Uint32Array(256);

/**
 * Whether a sample of the bytes is so evenly spread (over 7.94 bits of entropy a byte) that deflate would find
 * nothing. Saves nearly the whole time on compressed or encrypted data; the exact size is compared otherwise.
 */
function looksRandom(block: Uint8Array): boolean {
  if (block.length < smallestProbed) return false;
  counts.fill(0);
  let samples = 0;
  for (let at = 0; at < block.length; at += probeStep) {
    const value = block[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
    samples++;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= count * Math.log2(count / samples);
  return bits / samples > 7.94;
}
