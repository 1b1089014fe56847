/**
 * What the pure core needs from its surroundings. The main side implements these with Node; tests may use
 * memory. Nothing here performs I/O by itself.
 */

/** Random access to bytes of known length. `read` returns exactly `length` bytes or rejects. */
export type ByteSource = {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
};

export type CompressionLevel = 'none' | 'fast' | 'default' | 'best';

/** Compression and digests. Synchronous, because callers run in workers. */
export type Codec = {
  /**
   * Inflates a raw deflate stream. `undefined` when the stream is damaged, unfinished, followed by other
   * bytes, or longer than `maxLength` bytes.
   */
  inflateRaw(bytes: Uint8Array, maxLength: number): Uint8Array | undefined;
  crc32(bytes: Uint8Array, seed?: number): number;
  /** Of the pieces as if they were joined. */
  sha1(pieces: Iterable<Uint8Array>): Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
};
