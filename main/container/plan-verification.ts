import { ByteView } from '../../shared/base/bytes.ts';
import { limits } from '../../shared/base/limits.ts';
import type { BlockMapFile } from '../../shared/opc/block-map.ts';
import type { MatchedFiles } from '../../shared/opc/check-block-map.ts';
import { checkDescriptor, checkLocalHeader, expectedEntry } from '../../shared/opc/check-entry.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import type { EntryVerdicts } from './entry-verdicts.ts';
import type { Container } from './open-container.ts';
import { type BlockRun, runLength } from './verify-blocks.ts';
import { lfhSizeIssue, type PlannedUnit, streamRequest, type VerifyEntry, wholeRun } from './verify-unit.ts';

/** Bytes of the container that a worker reads at once. */
const unitBytes = 16 * limits.blockSize;
/** Blocks of zeros are small in the container and large outside. */
const unitBlocks = 64;
const unitEntries = 128;
const largestHeader = zip.localSize + 2 * zip.max16;

/**
 * Cuts the container into units of about 1 MiB, one after the other as they are asked for. `entries` are in file order
 * and `skipped` says which of them not to read. Records of large entries are read here, because their data is checked
 * in pieces; what is wrong with them goes to `verdicts`.
 */
export async function* planVerification(
  container: Container,
  entries: readonly ZipEntry[],
  skipped: (entry: ZipEntry) => boolean,
  matched: MatchedFiles,
  verdicts: EntryVerdicts,
): AsyncGenerator<PlannedUnit> {
  const nexts = nextOffsets(entries, skipped, container.directory.directoryOffset);
  let group: VerifyEntry[] = [];
  let positions: number[] = [];
  let bytes = 0;
  for (const [position, entry] of entries.entries()) {
    if (skipped(entry)) continue;
    const planned = {
      entry: expectedEntry(entry),
      next: nexts[position] ?? 0,
      file: plainFile(matched.files[position]),
      closing: matched.closings[position],
    };
    const span = planned.next - entry.localOffset;
    if (group.length > 0 && (bytes + span > unitBytes || group.length === unitEntries)) {
      yield { unit: { kind: 'entries', path: container.path, entries: group }, positions, bytes };
      group = [];
      positions = [];
      bytes = 0;
    }
    if (span > unitBytes) {
      yield* await planLarge(container, planned, position, verdicts);
    } else {
      group.push(planned);
      positions.push(position);
      bytes += span;
    }
  }
  if (group.length > 0)
    yield { unit: { kind: 'entries', path: container.path, entries: group }, positions, bytes };
}

/** A message carries plain data only, and the blocks of a parsed file are made at each access. */
function plainFile(file: BlockMapFile | undefined): BlockMapFile | undefined {
  if (file === undefined) return undefined;
  const { name, size, lfhSize, blocks } = file;
  return { name, size, lfhSize, blocks };
}

/** For each entry that is read the next higher start of another, or of the central directory. */
function nextOffsets(
  entries: readonly ZipEntry[],
  skipped: (entry: ZipEntry) => boolean,
  directoryOffset: number,
): Float64Array {
  const nexts = new Float64Array(entries.length);
  let next = directoryOffset;
  let following = directoryOffset;
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry === undefined || skipped(entry)) continue;
    if (following > entry.localOffset) next = following;
    nexts[index] = next;
    following = entry.localOffset;
  }
  return nexts;
}

async function planLarge(
  container: Container,
  planned: VerifyEntry,
  position: number,
  verdicts: EntryVerdicts,
): Promise<readonly PlannedUnit[]> {
  const { entry, next, file, closing } = planned;
  const positions = [position];
  const head = await container.readRaw(entry.localOffset, Math.min(next - entry.localOffset, largestHeader));
  const header = checkLocalHeader(new ByteView(head), 0, entry);
  verdicts.report(...header.issues);
  if (header.length === undefined) return [];
  if (file !== undefined && file.lfhSize !== header.length)
    verdicts.report(lfhSizeIssue(file, header.length));
  const dataOffset = entry.localOffset + header.length;
  const dataEnd = dataOffset + entry.compressedSize;
  if (dataEnd > next) {
    verdicts.setEnd(position, dataEnd);
    return [];
  }
  const tail = await container.readRaw(dataEnd, Math.min(next - dataEnd, zip.descriptorSize));
  const descriptor = checkDescriptor(new ByteView(tail), 0, dataEnd, entry);
  verdicts.report(...descriptor.issues);
  verdicts.setEnd(position, dataEnd + descriptor.length);
  if (file === undefined || closing === undefined) {
    const request = { path: container.path, ...streamRequest(entry, dataOffset, file) };
    return [{ unit: { kind: 'stream', request }, positions, bytes: entry.compressedSize }];
  }
  return [...cutRun(wholeRun(entry, file, dataOffset, closing))].map((run) => {
    const length = runLength(run);
    return { unit: { kind: 'blocks', path: container.path, run, length }, positions, bytes: length };
  });
}

/** The run in pieces of about `unitBytes` in the container. */
function* cutRun(run: BlockRun): Generator<BlockRun> {
  let from = 0;
  let offset = run.offset;
  while (from < run.blocks.length) {
    let to = from;
    let bytes = 0;
    while (to < run.blocks.length && to - from < unitBlocks && (to === from || bytes < unitBytes)) {
      bytes += run.blocks[to]?.size ?? limits.blockSize;
      to++;
    }
    const last = to === run.blocks.length;
    const size = Math.min((to - from) * limits.blockSize, run.size - from * limits.blockSize);
    yield { ...run, blocks: run.blocks.slice(from, to), firstBlock: from, offset, size, last };
    from = to;
    offset += bytes;
  }
}
