import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import type { BlockMapBlock } from '../../shared/opc/block-map.ts';
import type { PartName } from '../../shared/opc/part-name.ts';
import { zip, type ZipMethod } from '../../shared/opc/zip-records.ts';
import { streamEnd } from './compress-block.ts';
import { inflateIsolated } from './inflate-block.ts';
import type { SyncFile } from './read-sync.ts';

/**
 * A run of blocks of one entry. Offsets are in bytes of the container. `closing` says what follows the last block of
 * a deflated entry: the two bytes of an empty final block, or nothing, because the last block ends the stream.
 */
export type BlockRun = {
  readonly name: PartName;
  readonly method: ZipMethod;
  readonly blocks: readonly BlockMapBlock[];
  /** Index of the first of them in the file. */
  readonly firstBlock: number;
  /** Where the first of them starts. */
  readonly offset: number;
  /** Uncompressed bytes of the run, as the sizes say. */
  readonly size: number;
  /** Where the entry's data ends. */
  readonly dataEnd: number;
  readonly last: boolean;
  readonly closing: 'empty-block' | 'final-block';
};

export type VerifiedRun = {
  readonly issues: readonly Issue[];
  readonly crc32: number;
  /** Uncompressed bytes that were seen. */
  readonly size: number;
  /** Whether each block was what the block map says, so that `crc32` and `size` speak of the real data. */
  readonly sound: boolean;
  /** First block that could not be inflated by itself and of which only the whole stream can tell why. */
  readonly undecided?: { readonly block: number; readonly offset: number; readonly dataEnd: number };
};

/** Compressed bytes of the run, closing bytes included. */
export function runLength(run: BlockRun): number {
  if (run.method === zip.methodStored) return run.size;
  const blocks = run.blocks.reduce((total, block) => total + (block.size ?? 0), 0);
  return run.last && run.closing === 'empty-block' ? blocks + streamEnd.length : blocks;
}

/**
 * Checks each block against its hash; deflated ones are inflated one by one in isolation, as a client that streams
 * them must. `region` holds the run's bytes from `regionOffset` of the container on, with two spare bytes at its end.
 */
export function verifyRun(
  run: BlockRun,
  region: Uint8Array,
  regionOffset: number,
  file: SyncFile,
): VerifiedRun {
  return run.method === zip.methodStored
    ? verifyStored(run, region, regionOffset)
    : verifyDeflated(run, region, regionOffset, file);
}

function verifyStored(run: BlockRun, region: Uint8Array, regionOffset: number): VerifiedRun {
  const issues: Issue[] = [];
  const start = run.offset - regionOffset;
  const data = region.subarray(start, start + run.size);
  run.blocks.forEach((block, index) => {
    const at = index * limits.blockSize;
    if (hash('sha256', data.subarray(at, at + limits.blockSize), 'base64') === block.hash) return;
    issues.push(blockIssue('OPC-BLOCK-HASH', run, index, run.offset + at));
  });
  return { issues, crc32: crc32(data), size: data.length, sound: issues.length === 0 };
}

function verifyDeflated(
  run: BlockRun,
  region: Uint8Array,
  regionOffset: number,
  file: SyncFile,
): VerifiedRun {
  const issues: Issue[] = [];
  let offset = run.offset;
  let size = 0;
  let crc = 0;
  for (const [index, block] of run.blocks.entries()) {
    const claimed = block.size ?? 0;
    const final = run.last && index === run.blocks.length - 1 && run.closing === 'final-block';
    const start = offset - regionOffset;
    const length = Math.min(limits.blockSize, run.size - index * limits.blockSize);
    const inflated = inflateIsolated(region, start, start + claimed, length);
    if (inflated !== undefined) {
      // A stream that ends before its last block, or goes on after it.
      if (inflated.end !== (final ? 'final' : 'open')) issues.push(streamIssue(run, index, offset));
      crc = crc32(inflated.bytes, crc);
      size += inflated.bytes.length;
      if (hash('sha256', inflated.bytes, 'base64') !== block.hash) {
        issues.push(blockIssue('OPC-BLOCK-HASH', run, index, offset));
      }
      offset += claimed;
      continue;
    }
    const actual = findBlockEnd(run, file, offset, block.hash);
    if (actual === undefined) {
      const undecided = { block: run.firstBlock + index, offset, dataEnd: run.dataEnd };
      return { issues, crc32: crc, size, sound: false, undecided };
    }
    const params = { expected: actual, actual: claimed };
    issues.push({ ...blockIssue('OPC-BLOCK-SIZE', run, index, offset), params });
    offset += actual;
  }
  if (run.last && run.closing === 'empty-block') {
    const end = region.subarray(run.dataEnd - streamEnd.length - regionOffset, run.dataEnd - regionOffset);
    if (end[0] !== streamEnd[0] || end[1] !== streamEnd[1]) {
      const where = { offset: run.dataEnd - streamEnd.length };
      issues.push(issue('ZIP-DEFLATE', { part: run.name, where }));
    }
  }
  return { issues, crc32: crc, size, sound: issues.length === 0 };
}

function streamIssue(run: BlockRun, index: number, offset: number): Issue {
  return issue('ZIP-DEFLATE', { part: run.name, where: { offset, block: run.firstBlock + index } });
}

function blockIssue(
  code: 'OPC-BLOCK-HASH' | 'OPC-BLOCK-SIZE',
  run: BlockRun,
  index: number,
  offset: number,
): Issue {
  return issue(code, { part: run.name, where: { offset, block: run.firstBlock + index } });
}

const candidatesTried = 64;

/**
 * Where the block that starts at `offset` really ends: the place among flush marks, ends of stored sub-blocks and the
 * end of the data at which it inflates alone to its hash. Returns the number of compressed bytes.
 */
function findBlockEnd(run: BlockRun, file: SyncFile, offset: number, digest: string): number | undefined {
  const length = Math.min(run.dataEnd - offset, limits.blockSize * 2);
  if (length <= 0) return undefined;
  const region = file.read(offset, length, streamEnd.length);
  let tried = 0;
  for (const end of possibleEnds(region, length)) {
    if (tried++ === candidatesTried) return undefined;
    const inflated = inflateIsolated(region, 0, end, limits.blockSize);
    if (inflated !== undefined && hash('sha256', inflated.bytes, 'base64') === digest) return end;
  }
  return undefined;
}

function* possibleEnds(region: Uint8Array, length: number): Generator<number> {
  yield* storedEnds(region, length);
  for (let at = 4; at <= length; at++) {
    const marked =
      region[at - 4] === 0 && region[at - 3] === 0 && region[at - 2] === 0xff && region[at - 1] === 0xff;
    if (marked) yield at;
  }
  yield length;
}

function* storedEnds(region: Uint8Array, length: number): Generator<number> {
  let at = 0;
  while (at + 5 <= length && region[at] === 0) {
    at += 5 + ((region[at + 1] ?? 0) | ((region[at + 2] ?? 0) << 8));
    if (at <= length) yield at;
  }
}
