import type { FileHandle } from 'node:fs/promises';
import { issue } from '../../shared/base/issue.ts';
import type { Result } from '../../shared/base/result.ts';
import type { AbortSignalLike, Progress } from '../../shared/contract/operations.ts';
import { type BlockMapText, readBlockMapText } from '../../shared/opc/block-map-text.ts';
import { footprint, type PartName } from '../../shared/opc/part-name.ts';
import type { SavedPart, WrittenPart } from '../../shared/opc/planned-part.ts';
import { inFileOrder, type ZipEntry } from '../../shared/opc/zip-entry.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { copyThroughKernel } from '../files/copy-file.ts';
import { PendingFile, targetOf } from '../files/file-target.ts';
import { openFileSource } from '../files/file-source.ts';
import { IssueError, throwIfCancelled } from '../files/io-issue.ts';
import type { SourceFacts } from './check-source.ts';
import { type ContainerRunner, type ContainerWorkers, withContainerRunner } from './container-tasks.ts';
import type { Container } from './open-container.ts';
import { indexSource, isKeptWhole, planLayout, type SourceEntries } from './plan-layout.ts';
import { type MovedBytes, SavedContainerWriter } from './saved-container-writer.ts';
import { contentSize } from './plan-units.ts';
import { verifyWith } from './verify-container.ts';

export type SaveContainerRequest = ContainerWorkers & {
  /** The package that entries are taken from, open. */
  readonly source: Container;
  /** Looks at its records while the kernel copies. What is written is thrown away when this fails. */
  readonly readFacts: () => Promise<Result<SourceFacts>>;
  /** Absolute path; never that of the source. */
  readonly target: string;
  readonly replace: boolean;
  /** In container order, without AppxBlockMap.xml, [Content_Types].xml and what `finish` and `last` name. */
  readonly parts: readonly SavedPart[];
  /** The last parts before the block map, made from what the others turned out to be. */
  readonly finish: (contents: readonly WrittenPart[]) => readonly SavedPart[];
  /** New bytes of [Content_Types].xml; `null` when it is copied. */
  readonly contentTypes: Uint8Array | null;
  /** Parts of the source that stand behind [Content_Types].xml and in no block map. */
  readonly last: readonly PartName[];
  /** CRC-32 of the parts whose records are written anew around their data, which is copied: a repair. */
  readonly rewrapped?: ReadonlyMap<PartName, number>;
  /** Called before the target is replaced; rejects when the source is not what it was. */
  readonly confirmSource: () => Promise<void>;
  readonly signal: AbortSignalLike;
  readonly progress: (progress: Progress) => void;
};

export type SaveContainerReport = {
  readonly bytes: number;
  readonly parts: number;
  /** Parts that were encoded anew. */
  readonly writtenParts: number;
  readonly copiedBytes: number;
};

/** What is known of the new file once it is written: the parts that were encoded, and the bytes that were moved. */
type Made = { readonly written: Set<PartName>; moved: readonly MovedBytes[] };

const compareBytes = 4_194_304;

/**
 * Writes a package that takes most of its entries from another one, byte for byte, and proves it: the kernel copies what
 * stays in place, what moved is copied behind it, then come the new parts and a new tail. Read back are all records, the
 * block map against the directory, the data of every part that was written anew, and what moved, byte by byte.
 *
 * Rejects with IO issues (IO-EXISTS, IO-FULL, IO-CANCELLED, IO-CHANGED, IO-READ-BACK ...); the target is then as it was.
 */
export async function saveContainer(request: SaveContainerRequest): Promise<SaveContainerReport> {
  const { source, target, signal } = request;
  const made: Made = { written: new Set(), moved: [] };
  let filled: Promise<void> | undefined;
  return writeAtomically(target, {
    start: async (temporaryPath) => {
      if (!isWorthCopyingWhole(request)) return;
      const { size: totalBytes } = source;
      const copied = (doneBytes: number): void =>
        request.progress({ phase: 'copying', doneBytes: Math.min(doneBytes, totalBytes), totalBytes });
      copied(0);
      filled = copyThroughKernel(source.path, temporaryPath, { signal, copied });
      // Whoever waits for it hears of a failure; that there may be nobody left is no failure of its own.
      filled.catch(() => undefined);
      // Windows lets nobody else open the file as long as it copies.
      if (process.platform === 'win32') await filled;
    },
    write: (handle) => writeParts(handle, request, filled, made),
    verify: (temporaryPath, report) =>
      withContainerRunner(request, report.bytes - report.copiedBytes, (runner) =>
        readBack(temporaryPath, request, runner, made),
      ),
    replace: request.replace,
    signal,
  });
}

/**
 * Whether at least half of the source stays where it is: copying a whole file to keep less of it would cost more than it
 * saves. Goes by the directory alone; the bytes that stay are counted when the records have been looked at.
 */
function isWorthCopyingWhole({ source, parts, rewrapped }: SaveContainerRequest): boolean {
  const entries = inFileOrder(source.entries);
  const stays = (part: SavedPart | undefined, entry: ZipEntry): boolean =>
    part !== undefined && isKeptWhole(part) && part.name === entry.name && rewrapped?.has(part.name) !== true;
  const firstMoved = entries.find((entry, position) => !stays(parts[position], entry));
  return (firstMoved?.localOffset ?? 0) * 2 > source.size;
}

/** `filled` ends when the source has been copied over the file; `undefined` when the file is empty. */
async function writeParts(
  handle: FileHandle,
  request: SaveContainerRequest,
  filled: Promise<void> | undefined,
  made: Made,
): Promise<SaveContainerReport> {
  const { parts, contentTypes, rewrapped } = request;
  const facts = await request.readFacts();
  if (!facts.ok) throw new IssueError(...facts.issues);
  const entries = indexSource(facts.value);
  const blockMap = await readSourceBlockMap(request.source);
  const layout = planLayout(parts, entries, (name) => rewrapped?.has(name) ?? false);
  const prefix = filled === undefined ? 0 : layout.prefix;
  const file = new PendingFile(
    targetOf(handle),
    filled === undefined ? Promise.resolve() : filled.then(() => handle.truncate(prefix)),
  );
  const newBytes = parts.reduce(
    (sum, { content }) => (content.kind === 'kept' ? sum : sum + contentSize(content)),
    0,
  );
  return withContainerRunner(request, newBytes, async (runner) => {
    const totalBytes = layout.copiedBytes;
    const copying = (doneBytes: number): void =>
      request.progress({ phase: 'copying', doneBytes: Math.min(doneBytes, totalBytes), totalBytes });
    const options = { ...request, facts: facts.value, entries, blockMap, prefix, runner, copying };
    const writer = new SavedContainerWriter(file, options);
    await writer.append(parts);
    const finished = request.finish(writer.contents());
    await writer.append(finished);
    made.written.add(await writer.appendBlockMap());
    const typesPart: SavedPart =
      contentTypes === null
        ? keptPart(footprint.contentTypes, entries)
        : { name: footprint.contentTypes, content: { kind: 'bytes', bytes: contentTypes } };
    await writer.append([typesPart, ...request.last.map((name) => keptPart(name, entries))]);
    for (const { name, content } of [...parts, ...finished, typesPart])
      if (content.kind !== 'kept') made.written.add(name);
    await writer.finish();
    await file.settle();
    made.moved = writer.moved;
    const { bytesWritten: bytes, entryCount, copiedBytes } = writer;
    return { bytes, parts: entryCount, writtenParts: made.written.size, copiedBytes };
  });
}

function keptPart(name: PartName, entries: SourceEntries): SavedPart {
  return { name, content: { kind: 'kept', from: name, size: entries(name).entry.size } };
}

async function readSourceBlockMap(source: Container): Promise<BlockMapText> {
  const bytes = await source.readPart(footprint.blockMap);
  const text = bytes.ok ? readBlockMapText(bytes.value) : bytes;
  // The facts say that it was read before.
  if (!text.ok) throw new IssueError(...text.issues);
  return text.value;
}

async function readBack(
  temporaryPath: string,
  request: SaveContainerRequest,
  runner: ContainerRunner,
  { written, moved }: Made,
): Promise<void> {
  const rewrapped = request.rewrapped ?? new Map<PartName, number>();
  const verified = await verifyWith(runner, temporaryPath, {
    signal: request.signal,
    progress: request.progress,
    trusted: ({ name }) => !written.has(name) && !rewrapped.has(name),
  });
  const [finding] = verified.issues;
  if (finding !== undefined) {
    const reason = `${finding.code} ${finding.part ?? ''}`.trim();
    throw new IssueError(issue('IO-READ-BACK', { part: request.target, params: { reason } }));
  }
  await compareMoved(temporaryPath, request, moved);
  await request.confirmSource();
}

/** What went through this process must be the same bytes in both files. */
async function compareMoved(
  temporaryPath: string,
  { source, target, signal }: SaveContainerRequest,
  moved: readonly MovedBytes[],
): Promise<void> {
  if (moved.length === 0) return;
  const copy = await openFileSource(temporaryPath);
  try {
    const buffers = [Buffer.allocUnsafeSlow(compareBytes), Buffer.allocUnsafeSlow(compareBytes)] as const;
    for (const { from, to, at } of moved) {
      for (let done = 0; done < to - from; done += compareBytes) {
        throwIfCancelled(signal);
        const length = Math.min(compareBytes, to - from - done);
        const [old, written] = [buffers[0].subarray(0, length), buffers[1].subarray(0, length)];
        await Promise.all([source.readRawInto(old, from + done), copy.readInto(written, at + done)]);
        if (old.equals(written)) continue;
        const params = { reason: `copied bytes at ${at + done}` };
        throw new IssueError(issue('IO-READ-BACK', { part: target, params }));
      }
    }
  } finally {
    await copy.close();
  }
}
