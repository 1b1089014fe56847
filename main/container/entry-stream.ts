import { createReadStream, ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { issue } from '../../shared/base/issue.ts';
import type { IssueCode } from '../../shared/base/issue-codes.ts';
import { limits } from '../../shared/base/limits.ts';
import type { EntryFields } from '../../shared/opc/check-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import { IssueError } from '../files/io-issue.ts';

/** The stored or compressed bytes of an entry, in pieces of 256 KiB. */
export function readRawStream(path: string, dataOffset: number, compressedSize: number): Readable {
  // A range of no bytes cannot be said: `end` is the last byte of the range.
  if (compressedSize === 0) return Readable.from([]);
  const range = {
    start: dataOffset,
    end: dataOffset + compressedSize - 1,
    highWaterMark: 4 * limits.blockSize,
  };
  return createReadStream(path, range);
}

/**
 * An entry's uncompressed bytes in bounded memory. The stream fails with ZIP-DEFLATE, ZIP-SIZE or ZIP-CRC when they are
 * not what the directory says; what was read before must then be thrown away.
 */
export function readEntryStream(path: string, dataOffset: number, entry: EntryFields): Readable {
  return Readable.from(checkedBytes(path, dataOffset, entry), { objectMode: false });
}

async function* checkedBytes(path: string, dataOffset: number, entry: EntryFields): AsyncGenerator<Buffer> {
  const wrong = (code: IssueCode): IssueError =>
    new IssueError(issue(code, { part: entry.name, where: { offset: dataOffset } }));
  let crc = 0;
  let size = 0;
  for await (const chunk of decodedBytes(path, dataOffset, entry, wrong('ZIP-DEFLATE'))) {
    crc = crc32(chunk, crc);
    size += chunk.length;
    if (size > entry.size) throw wrong('ZIP-SIZE');
    yield chunk;
  }
  if (size !== entry.size) throw wrong('ZIP-SIZE');
  if (crc !== entry.crc32) throw wrong('ZIP-CRC');
}

async function* decodedBytes(
  path: string,
  dataOffset: number,
  entry: EntryFields,
  damaged: IssueError,
): AsyncGenerator<Buffer> {
  const raw = readRawStream(path, dataOffset, entry.compressedSize);
  const changed = new IssueError(issue('IO-CHANGED', { part: path }));
  if (entry.method === zip.methodStored) {
    yield* raw as AsyncIterable<Buffer>;
    if (wasCut(raw, entry)) throw changed;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: limits.blockSize });
  raw.once('error', (error) => inflate.destroy(error));
  try {
    yield* raw.pipe(inflate) as AsyncIterable<Buffer>;
  } catch (error) {
    // What zlib cannot decode is damage; a failing disk or a file that somebody cut meanwhile is not.
    if (error instanceof Error && 'syscall' in error) throw error;
    throw wasCut(raw, entry) ? changed : damaged;
  } finally {
    raw.destroy();
  }
  if (wasCut(raw, entry)) throw changed;
  if (inflate.bytesWritten !== entry.compressedSize) throw damaged;
}

/** The file ended before the entry's data did, though the directory was read to be longer. */
function wasCut(raw: Readable, entry: EntryFields): boolean {
  return raw instanceof ReadStream && raw.readableEnded && raw.bytesRead < entry.compressedSize;
}
