import { ByteView } from '../base/bytes.ts';
import { type Issue, issue } from '../base/issue.ts';
import { limits } from '../base/limits.ts';
import type { ByteSource } from '../base/ports.ts';
import { failure, type Result, success } from '../base/result.ts';
import { zip } from './zip-records.ts';

/** Where the central directory is, as the end records say. Offsets and sizes are in bytes. */
export type ZipTail = {
  readonly directoryOffset: number;
  readonly directorySize: number;
  readonly entryCount: number;
  /** First byte of the end records: the central directory must end here. */
  readonly tailOffset: number;
};

/**
 * Finds and reads the end records. Issues: ZIP-EMPTY, ZIP-NOT-ZIP, ZIP-TRUNCATED, ZIP-TAIL, ZIP-MULTI-DISK,
 * ZIP-COMMENT, ZIP-GAP; a comment does not keep the rest from being read.
 */
export async function readZipTail(source: ByteSource): Promise<Result<ZipTail>> {
  if (source.size === 0) return failure(issue('ZIP-EMPTY'));
  const length = Math.min(source.size, zip.endSize + zip.max16 + zip.locatorSize + zip.end64Size);
  const start = source.size - length;
  const view = new ByteView(await source.read(start, length));
  const end = findEndRecord(view);
  if (end === undefined) return failure(await explainMissingEnd(source));

  const issues: Issue[] = [];
  const trailing = view.length - end - zip.endSize;
  if (view.u16(end + 20) !== 0 || trailing !== 0) {
    issues.push(issue('ZIP-COMMENT', { where: { offset: start + end }, params: { actual: trailing } }));
  }
  const tail = await readEndRecords(source, view, start, end);
  if (!tail.ok) return failure(...issues, ...tail.issues);
  const placed = await checkPlace(source, tail.value);
  return placed.ok
    ? success(placed.value, [...issues, ...placed.issues])
    : failure(...issues, ...placed.issues);
}

/** The last end record whose comment reaches the end of the file; failing that, the last signature. */
function findEndRecord(view: ByteView): number | undefined {
  let last: number | undefined;
  for (let at = view.length - zip.endSize; at >= 0; at--) {
    if (view.u8(at) !== 0x50 || view.u32(at) !== zip.endSignature) continue;
    if (at + zip.endSize + view.u16(at + 20) === view.length) return at;
    last ??= at;
  }
  return last;
}

async function explainMissingEnd(source: ByteSource): Promise<Issue> {
  const head = new ByteView(await source.read(0, Math.min(source.size, 4)));
  const starts = head.length === 4 && head.u32(0) === zip.localSignature;
  return starts ? issue('ZIP-TRUNCATED', { where: { offset: source.size } }) : issue('ZIP-NOT-ZIP');
}

async function readEndRecords(
  source: ByteSource,
  view: ByteView,
  start: number,
  end: number,
): Promise<Result<ZipTail>> {
  const locator = end - zip.locatorSize;
  if (locator >= 0 && view.u32(locator) === zip.locatorSignature)
    return readZip64(source, view, start, locator, end);
  const counts = { here: view.u16(end + 8), all: view.u16(end + 10) };
  const directorySize = view.u32(end + 12);
  const directoryOffset = view.u32(end + 16);
  const offset = start + end;
  if (directorySize === zip.max32 || directoryOffset === zip.max32 || counts.all === zip.max16) {
    return failure(issue('ZIP-TAIL', { where: { offset } }));
  }
  if (view.u16(end + 4) !== 0 || view.u16(end + 6) !== 0 || counts.here !== counts.all) {
    return failure(issue('ZIP-MULTI-DISK', { where: { offset } }));
  }
  return success({ directoryOffset, directorySize, entryCount: counts.all, tailOffset: offset });
}

async function readZip64(
  source: ByteSource,
  view: ByteView,
  start: number,
  locator: number,
  end: number,
): Promise<Result<ZipTail>> {
  const locatorOffset = start + locator;
  if (view.u32(locator + 4) !== 0 || view.u32(locator + 16) !== 1) {
    return failure(issue('ZIP-MULTI-DISK', { where: { offset: locatorOffset } }));
  }
  const recordOffset = view.u64(locator + 8);
  if (recordOffset + zip.end64Size > locatorOffset) {
    return failure(issue('ZIP-TAIL', { where: { offset: locatorOffset } }));
  }
  const record = new ByteView(await source.read(recordOffset, zip.end64Size));
  if (record.u32(0) !== zip.end64Signature)
    return failure(await explainMovedTail(source, recordOffset, locatorOffset));
  if (record.u64(4) !== locatorOffset - recordOffset - 12) {
    return failure(issue('ZIP-TAIL', { where: { offset: recordOffset } }));
  }
  const entryCount = record.u64(32);
  if (record.u32(16) !== 0 || record.u32(20) !== 0 || record.u64(24) !== entryCount) {
    return failure(issue('ZIP-MULTI-DISK', { where: { offset: recordOffset } }));
  }
  const tail = {
    directoryOffset: record.u64(48),
    directorySize: record.u64(40),
    entryCount,
    tailOffset: recordOffset,
  };
  if (!agreesWithEndRecord(view, end, tail))
    return failure(issue('ZIP-TAIL', { where: { offset: start + end } }));
  return success(tail);
}

/** A Zip64 record that stands further back than the locator says means bytes before the archive. */
async function explainMovedTail(source: ByteSource, claimed: number, locatorOffset: number): Promise<Issue> {
  const actual = locatorOffset - zip.end64Size;
  const record = new ByteView(await source.read(actual, zip.end64Size));
  const moved = record.u32(0) === zip.end64Signature && record.u64(48) + record.u64(40) === claimed;
  if (actual > claimed && moved) {
    return issue('ZIP-GAP', { where: { offset: 0 }, params: { actual: actual - claimed } });
  }
  return issue('ZIP-TAIL', { where: { offset: locatorOffset } });
}

/** Fields of the short record are either "see the Zip64 record" or must say the same; disk numbers may be 0xFFFF. */
function agreesWithEndRecord(view: ByteView, end: number, tail: Omit<ZipTail, 'tailOffset'>): boolean {
  const same16 = (at: number, value: number): boolean => view.u16(at) === zip.max16 || view.u16(at) === value;
  const same32 = (at: number, value: number): boolean => view.u32(at) === zip.max32 || view.u32(at) === value;
  return (
    same16(end + 4, 0) &&
    same16(end + 6, 0) &&
    same16(end + 8, tail.entryCount) &&
    same16(end + 10, tail.entryCount) &&
    same32(end + 12, tail.directorySize) &&
    same32(end + 16, tail.directoryOffset)
  );
}

/** The directory must start where it is said to and end where the end records begin. */
async function checkPlace(source: ByteSource, tail: ZipTail): Promise<Result<ZipTail>> {
  const where = { offset: tail.tailOffset };
  const directoryEnd = tail.directoryOffset + tail.directorySize;
  if (tail.entryCount > limits.entries || tail.directorySize > limits.directoryBytes) {
    return failure(
      issue('ZIP-ENTRY-LIMIT', { where, params: { actual: tail.entryCount, limit: limits.entries } }),
    );
  }
  if (directoryEnd > tail.tailOffset) return failure(issue('ZIP-TAIL', { where }));
  if (directoryEnd === tail.tailOffset) return success(tail);
  const gap = tail.tailOffset - directoryEnd;
  const first = tail.directorySize < 4 ? 0 : new ByteView(await source.read(tail.directoryOffset, 4)).u32(0);
  if (first === zip.centralSignature) {
    return success(tail, [issue('ZIP-GAP', { where: { offset: directoryEnd }, params: { actual: gap } })]);
  }
  // The whole archive was moved: its offsets are short by the bytes in front of it.
  return failure(issue('ZIP-GAP', { where: { offset: 0 }, params: { actual: gap } }));
}
