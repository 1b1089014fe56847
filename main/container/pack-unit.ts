import { hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { concatBytes } from '../../shared/base/bytes.ts';
import { issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import type { BlockMapBlock } from '../../shared/opc/block-map.ts';
import { encodePartName, type PartName } from '../../shared/opc/part-name.ts';
import { formatDescriptor, formatLocalHeader, zip, type ZipMethod } from '../../shared/opc/zip-records.ts';
import { IssueError } from '../files/io-issue.ts';
import type { TaskOutput } from '../jobs/task-protocol.ts';
import { type Compression, compressBlock, streamEnd } from './compress-block.ts';

/** Bytes to pack: a range of a file that was `size` bytes long when it was planned, or bytes that are nobody else's. */
export type PackSource =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly modified?: number;
      readonly offset: number;
      readonly length: number;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * What a worker does at once: several whole small entries, or one slice of a large one. A slice starts at a multiple
 * of the block size; `last` is where the entry's deflate stream ends.
 */
export type PackUnit =
  | { readonly kind: 'entries'; readonly entries: readonly PackEntry[]; readonly compression: Compression }
  | {
      readonly kind: 'slice';
      readonly entry: PackEntry;
      readonly first: boolean;
      readonly last: boolean;
      readonly compression: Compression;
    };

export type PackEntry = {
  readonly name: PartName;
  readonly method: ZipMethod;
  readonly source: PackSource;
};

export type PackedPiece = {
  /** Where the entry's local header is in `bytes`; -1 for a slice, whose headers the writer makes. */
  readonly start: number;
  readonly size: number;
  readonly compressedSize: number;
  readonly crc32: number;
  readonly blocks: readonly BlockMapBlock[];
};

/** `pieces` are in the order of the unit's entries; a slice has one. */
export type PackedUnit = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pieces: readonly PackedPiece[] };

/** The buffers of a unit that move to the worker instead of being copied. */
export function unitBuffers(unit: PackUnit): readonly ArrayBuffer[] {
  const entries = unit.kind === 'entries' ? unit.entries : [unit.entry];
  return entries.flatMap(({ source }) => (source.kind === 'bytes' ? [source.bytes.buffer] : []));
}

/** Task `container.pack`. Issues: IO-CHANGED when a file is not as long as it was planned. */
export function packUnit(unit: PackUnit): TaskOutput<PackedUnit> {
  const packed = unit.kind === 'entries' ? packEntries(unit.entries, unit.compression) : packSlice(unit);
  return { value: packed, transfer: [packed.bytes.buffer] };
}

/** Local header, data and descriptor of each entry, ready to be appended to the container. */
function packEntries(entries: readonly PackEntry[], compression: Compression): PackedUnit {
  const chunks: Uint8Array[] = [];
  const pieces: PackedPiece[] = [];
  let length = 0;
  const append = (chunk: Uint8Array): void => {
    chunks.push(chunk);
    length += chunk.length;
  };
  for (const entry of entries) {
    const start = length;
    append(formatLocalHeader(encodePartName(entry.name), entry.method));
    const piece = packData(entry, start, compression, true, append);
    append(formatDescriptor(piece.crc32, piece.compressedSize, piece.size));
    pieces.push(piece);
  }
  return { bytes: concatBytes(chunks), pieces };
}

function packSlice(unit: Extract<PackUnit, { kind: 'slice' }>): PackedUnit {
  const chunks: Uint8Array[] = [];
  const piece = packData(unit.entry, -1, unit.compression, unit.last, (chunk) => chunks.push(chunk));
  return { bytes: concatBytes(chunks), pieces: [piece] };
}

function packData(
  entry: PackEntry,
  start: number,
  compression: Compression,
  last: boolean,
  append: (chunk: Uint8Array) => void,
): PackedPiece {
  const data = readSource(entry.source);
  const blocks: BlockMapBlock[] = [];
  let compressedSize = 0;
  for (let at = 0; at < data.length; at += limits.blockSize) {
    const block = data.subarray(at, at + limits.blockSize);
    const digest = hash('sha256', block, 'base64');
    if (entry.method === zip.methodStored) {
      blocks.push({ hash: digest });
      append(block);
      compressedSize += block.length;
    } else {
      const compressed = compressBlock(block, compression);
      blocks.push({ hash: digest, size: compressed.length });
      append(compressed);
      compressedSize += compressed.length;
    }
  }
  if (last && entry.method === zip.methodDeflate) {
    append(streamEnd);
    compressedSize += streamEnd.length;
  }
  return { start, size: data.length, compressedSize, crc32: crc32(data), blocks };
}

function readSource(source: PackSource): Uint8Array {
  if (source.kind === 'bytes') return source.bytes;
  const changed = (): IssueError => new IssueError(issue('IO-CHANGED', { part: source.path }));
  const descriptor = openPlanned(source.path, changed);
  try {
    const { size, mtimeMs } = fstatSync(descriptor);
    if (size !== source.size || mtimeMs !== (source.modified ?? mtimeMs)) throw changed();
    const bytes = Buffer.allocUnsafe(source.length);
    let done = 0;
    while (done < source.length) {
      const read = readSync(descriptor, bytes, done, source.length - done, source.offset + done);
      if (read === 0) throw changed();
      done += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** The file was there when it was planned: that it is not now is a change. */
function openPlanned(path: string, changed: () => Error): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? changed() : error;
  }
}
