import { hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { limits } from '../../shared/base/limits.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import { readRawStream } from './entry-stream.ts';

export type StreamRequest = {
  readonly path: string;
  readonly method: number;
  /** Where the entry's data starts, in bytes of the container. */
  readonly dataOffset: number;
  readonly compressedSize: number;
  /** Nothing beyond this many bytes is looked at. */
  readonly maxSize: number;
  /** Expected hashes of the 64 KiB blocks, empty when nobody knows them. */
  readonly hashes: readonly string[];
};

export type StreamFindings = {
  readonly dataOffset: number;
  readonly crc32: number;
  readonly size: number;
  /** Blocks whose bytes do not have their hash. */
  readonly wrongBlocks: readonly number[];
  /** The data decodes to its end and nothing follows. */
  readonly complete: boolean;
};

/** Reads an entry's data from front to end in bounded memory: for entries whose blocks cannot be taken one by one. */
export async function streamEntry(request: StreamRequest): Promise<StreamFindings> {
  const checker = new BlockChecker(request.hashes);
  let complete = false;
  try {
    complete = await (request.method === zip.methodStored
      ? readStored(request, checker)
      : readDeflated(request, checker));
  } catch (error) {
    // What zlib cannot decode is a finding; a failing disk is not.
    if (!(error instanceof Error) || 'syscall' in error) throw error;
  }
  checker.end();
  const { dataOffset } = request;
  return { dataOffset, crc32: checker.crc, size: checker.size, wrongBlocks: checker.wrongBlocks, complete };
}

function rawStream({ path, dataOffset, compressedSize }: StreamRequest): Readable {
  return readRawStream(path, dataOffset, compressedSize);
}

async function readStored(request: StreamRequest, checker: BlockChecker): Promise<boolean> {
  for await (const chunk of rawStream(request)) checker.add(chunk as Buffer);
  return checker.size === request.compressedSize;
}

async function readDeflated(request: StreamRequest, checker: BlockChecker): Promise<boolean> {
  // Even nothing is two bytes of deflate; Node's stream would take no bytes for an empty file.
  if (request.compressedSize === 0) return false;
  const inflate = createInflateRaw({ chunkSize: limits.blockSize });
  await pipeline(rawStream(request), inflate, async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      checker.add(chunk);
      if (checker.size > request.maxSize) throw new Error('longer than the directory says');
    }
  });
  return inflate.bytesWritten === request.compressedSize;
}

/** Cuts what goes by into blocks of 64 KiB and compares their hashes. */
class BlockChecker {
  crc = 0;
  size = 0;
  readonly wrongBlocks: number[] = [];
  readonly #hashes: readonly string[];
  #rest: Buffer[] = [];
  #restLength = 0;
  #block = 0;

  constructor(hashes: readonly string[]) {
    this.#hashes = hashes;
  }

  add(chunk: Buffer): void {
    this.crc = crc32(chunk, this.crc);
    this.size += chunk.length;
    if (this.#hashes.length === 0) return;
    let at = 0;
    while (at < chunk.length) {
      const piece = chunk.subarray(at, at + limits.blockSize - this.#restLength);
      this.#rest.push(piece);
      this.#restLength += piece.length;
      at += piece.length;
      if (this.#restLength === limits.blockSize) this.#closeBlock();
    }
  }

  end(): void {
    if (this.#restLength > 0) this.#closeBlock();
  }

  #closeBlock(): void {
    const expected = this.#hashes[this.#block];
    const known = expected !== undefined;
    if (known && expected !== hash('sha256', Buffer.concat(this.#rest), 'base64'))
      this.wrongBlocks.push(this.#block);
    this.#block++;
    this.#rest = [];
    this.#restLength = 0;
  }
}
