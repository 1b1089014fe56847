import { setImmediate } from 'node:timers/promises';
import { ByteView } from '../../shared/base/bytes.ts';
import type { Issue } from '../../shared/base/issue.ts';
import type { BlockMapFile } from '../../shared/opc/block-map.ts';
import type { MatchedFiles } from '../../shared/opc/check-block-map.ts';
import { checkDescriptor, checkLocalHeader, expectedEntry } from '../../shared/opc/check-entry.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import type { Container } from './open-container.ts';
import { type SyncFile, withSyncFile } from './read-sync.ts';
import { lfhSizeIssue } from './verify-unit.ts';

export type RecordFindings = {
  readonly issues: readonly Issue[];
  /** Where each entry ends, NaN where nobody could tell or that was not asked about. */
  readonly ends: Float64Array;
};

/** Entries between two turns of the event loop: a window stays alive, and reads this small need no threads. */
const entriesPerTurn = 1_000;
const longestHeader = zip.localSize + 2 * zip.max16;

/**
 * Reads the local headers and data descriptors of entries, and not their data. `entries` are in file order. Issues: those
 * of checkLocalHeader and checkDescriptor, OPC-LFH-SIZE.
 */
export async function verifyRecords(
  container: Container,
  entries: readonly ZipEntry[],
  wanted: (entry: ZipEntry) => boolean,
  matched: MatchedFiles,
): Promise<RecordFindings> {
  const issues: Issue[] = [];
  const ends = new Float64Array(entries.length).fill(Number.NaN);
  for (let from = 0; from < entries.length; from += entriesPerTurn) {
    withSyncFile(container.path, (whole) => {
      const file = windowed(whole, container.size);
      for (const [index, entry] of entries.slice(from, from + entriesPerTurn).entries()) {
        if (!wanted(entry)) continue;
        const end = verifyEntryRecords(file, container, entry, matched.files[from + index], issues);
        if (end !== undefined) ends[from + index] = end;
      }
    });
    await setImmediate();
  }
  return { issues, ends };
}

/** A descriptor is followed by the next header, and small entries by each other: one read serves many of them. */
const windowBytes = 131_072;

function windowed(file: SyncFile, size: number): SyncFile {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array();
  return {
    read(offset, length) {
      if (offset < start || offset + length > start + bytes.length) {
        start = offset;
        bytes = file.read(offset, Math.max(length, Math.min(windowBytes, size - offset)));
      }
      return bytes.subarray(offset - start, offset - start + length);
    },
  };
}

function verifyEntryRecords(
  file: SyncFile,
  { directory: { directoryOffset } }: Container,
  entry: ZipEntry,
  listed: BlockMapFile | undefined,
  issues: Issue[],
): number | undefined {
  const available = directoryOffset - entry.localOffset;
  const expected = expectedEntry(entry);
  const read = (length: number) =>
    checkLocalHeader(
      new ByteView(file.read(entry.localOffset, Math.max(0, Math.min(length, available)))),
      0,
      expected,
    );
  // Writers of packages put no extra field there; the first guess is nearly always the header's length.
  let header = read(zip.localSize + entry.nameLength);
  if (header.length === undefined) header = read(longestHeader);
  issues.push(...header.issues);
  if (header.length === undefined) return undefined;
  if (listed !== undefined && listed.lfhSize !== header.length)
    issues.push(lfhSizeIssue(listed, header.length));
  const dataEnd = entry.localOffset + header.length + entry.compressedSize;
  if (dataEnd > directoryOffset) return dataEnd;
  const tail = new ByteView(file.read(dataEnd, Math.min(zip.descriptorSize, directoryOffset - dataEnd)));
  const descriptor = checkDescriptor(tail, 0, dataEnd, entry);
  issues.push(...descriptor.issues);
  return dataEnd + descriptor.length;
}
