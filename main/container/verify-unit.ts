import { ByteView } from '../../shared/base/bytes.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import type { BlockMapFile } from '../../shared/opc/block-map.ts';
import {
  checkDescriptor,
  checkLocalHeader,
  type EntryFields,
  type ExpectedEntry,
} from '../../shared/opc/check-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import type { TaskOutput } from '../jobs/task-protocol.ts';
import { streamEnd } from './compress-block.ts';
import { type SyncFile, withSyncFile } from './read-sync.ts';
import { type BlockRun, type VerifiedRun, verifyRun } from './verify-blocks.ts';
import { type StreamFindings, type StreamRequest, streamEntry } from './verify-stream.ts';

export type VerifyEntry = {
  readonly entry: ExpectedEntry;
  /** Where the next entry, or the central directory, starts. */
  readonly next: number;
  readonly file: BlockMapFile | undefined;
  /** `undefined` when the blocks cannot be taken one by one: the data is then read as a stream. */
  readonly closing: BlockRun['closing'] | undefined;
};

/** What a worker checks at once: whole entries that lie close together, blocks of a large one, or a whole stream. */
export type VerifyUnit =
  | { readonly kind: 'entries'; readonly path: string; readonly entries: readonly VerifyEntry[] }
  | { readonly kind: 'blocks'; readonly path: string; readonly run: BlockRun; readonly length: number }
  | { readonly kind: 'stream'; readonly request: StreamRequest };

/** A unit with the positions, in file order, of the entries that its findings belong to, and the bytes that it reads. */
export type PlannedUnit = {
  readonly unit: VerifyUnit;
  readonly positions: readonly number[];
  readonly bytes: number;
};

/** What is to be said of the entry at `index` of the unit; of most there is nothing. */
export type VerifiedEntry = {
  readonly index: number;
  readonly issues: readonly Issue[];
  /** What the data turned out to be, when it could be read here. */
  readonly data: VerifiedRun | StreamFindings | undefined;
};

export type VerifiedUnit =
  | {
      readonly kind: 'entries';
      /** Offset behind each entry's last byte, NaN without a local header. */
      readonly ends: Float64Array<ArrayBuffer>;
      readonly remarkable: readonly VerifiedEntry[];
    }
  | { readonly kind: 'blocks'; readonly run: VerifiedRun }
  | { readonly kind: 'stream'; readonly stream: StreamFindings };

/** Task `container.verify`. */
export async function verifyUnit(unit: VerifyUnit): Promise<TaskOutput<VerifiedUnit>> {
  if (unit.kind === 'stream') return { value: { kind: 'stream', stream: await streamEntry(unit.request) } };
  if (unit.kind === 'entries') return verifyEntries(unit.path, unit.entries);
  const { path, run, length } = unit;
  return {
    value: withSyncFile(path, (file) => {
      const region = file.read(run.offset, length, streamEnd.length);
      return { kind: 'blocks', run: verifyRun(run, region, run.offset, file) };
    }),
  };
}

async function verifyEntries(
  path: string,
  entries: readonly VerifyEntry[],
): Promise<TaskOutput<VerifiedUnit>> {
  const ends = new Float64Array(entries.length).fill(Number.NaN);
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return { value: { kind: 'entries', ends, remarkable: [] } };
  const start = first.entry.localOffset;
  const checked = withSyncFile(path, (file) => {
    const region = file.read(start, last.next - start, streamEnd.length);
    return entries.map((each) => verifyEntry(each, region, start, file));
  });
  const remarkable: VerifiedEntry[] = [];
  for (const [index, { issues, end, data: run, stream }] of checked.entries()) {
    if (end !== undefined) ends[index] = end;
    const data = stream === undefined ? run : await streamEntry({ path, ...stream });
    // Millions of entries are right; a message about each would cost more than the checking.
    if (issues.length > 0 || !agrees(entries[index], data)) remarkable.push({ index, issues, data });
  }
  return { value: { kind: 'entries', ends, remarkable }, transfer: [ends.buffer] };
}

function agrees(expected: VerifyEntry | undefined, data: VerifiedRun | StreamFindings | undefined): boolean {
  if (expected === undefined || data === undefined) return false;
  const whole = 'complete' in data ? data.complete && data.wrongBlocks.length === 0 : data.sound;
  const { entry, file } = expected;
  const sizes = data.size === entry.size && (file === undefined || data.size === file.size);
  return whole && sizes && data.crc32 === entry.crc32;
}

type CheckedEntry = {
  readonly issues: readonly Issue[];
  readonly end: number | undefined;
  readonly data?: VerifiedRun;
  /** The data has to be streamed. */
  readonly stream?: Omit<StreamRequest, 'path'>;
};

function verifyEntry(
  { entry, next, file, closing }: VerifyEntry,
  region: Uint8Array,
  regionOffset: number,
  source: SyncFile,
): CheckedEntry {
  const start = entry.localOffset - regionOffset;
  const own = new ByteView(region.subarray(start, next - regionOffset));
  const header = checkLocalHeader(own, 0, entry);
  const issues: Issue[] = [...header.issues];
  if (header.length === undefined) return { issues, end: undefined };
  if (file !== undefined && file.lfhSize !== header.length) issues.push(lfhSizeIssue(file, header.length));
  const dataOffset = entry.localOffset + header.length;
  const dataEnd = dataOffset + entry.compressedSize;
  // Bytes of the next entry are not this one's data; the tiling check reports the overlap.
  if (dataEnd > next) return { issues, end: dataEnd };
  const descriptor = checkDescriptor(own, header.length + entry.compressedSize, dataEnd, entry);
  issues.push(...descriptor.issues);
  const end = dataEnd + descriptor.length;
  if (file === undefined || closing === undefined) {
    return { issues, end, stream: streamRequest(entry, dataOffset, file) };
  }
  const run = wholeRun(entry, file, dataOffset, closing);
  return { issues, end, data: verifyRun(run, region, regionOffset, source) };
}

export function lfhSizeIssue(file: BlockMapFile, actual: number): Issue {
  const params = { name: file.name, expected: actual, actual: file.lfhSize };
  return issue('OPC-LFH-SIZE', { part: file.name, params });
}

export function wholeRun(
  entry: EntryFields,
  file: BlockMapFile,
  dataOffset: number,
  closing: BlockRun['closing'],
): BlockRun {
  const method = entry.method === zip.methodStored ? zip.methodStored : zip.methodDeflate;
  const { blocks, size } = file;
  const dataEnd = dataOffset + entry.compressedSize;
  return {
    name: entry.name,
    method,
    blocks,
    firstBlock: 0,
    offset: dataOffset,
    size,
    dataEnd,
    last: true,
    closing,
  };
}

export function streamRequest(
  entry: EntryFields,
  dataOffset: number,
  file: BlockMapFile | undefined,
): Omit<StreamRequest, 'path'> {
  return {
    method: entry.method,
    dataOffset,
    compressedSize: entry.compressedSize,
    maxSize: Math.max(entry.size, file?.size ?? 0),
    hashes: file?.blocks.map((block) => block.hash) ?? [],
  };
}
