import { mkdir, readdir, rename, rm, rmdir, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { hasErrors, issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { AbortSignalLike, Progress } from '../../shared/contract/operations.ts';
import { expectedEntry } from '../../shared/opc/check-entry.ts';
import type { PartName } from '../../shared/opc/part-name.ts';
import { inFileOrder, type ZipEntry } from '../../shared/opc/zip-entry.ts';
import { temporaryPathFor } from '../files/atomic-write.ts';
import { IssueError, throwIfCancelled } from '../files/io-issue.ts';
import { forgetTemporary, rememberTemporary } from '../files/temporary-files.ts';
import { runOrdered } from '../jobs/run-ordered.ts';
import { type ContainerWorkers, unitsPerWorker, withContainerRunner } from './container-tasks.ts';
import { type Container, openContainer } from './open-container.ts';
import { exportZip } from './export-zip.ts';
import type { UnpackUnit } from './unpack-unit.ts';

export type UnpackOptions = ContainerWorkers & {
  /** Only this part. */
  readonly part?: PartName;
  readonly signal: AbortSignalLike;
  readonly progress: (progress: Progress) => void;
};

export type UnpackSummary = { readonly files: number; readonly bytes: number };

/**
 * Writes the parts of a package as files below `target`, or into an ordinary ZIP file when `target` ends in .zip, under
 * their decoded names. Nothing is written when the directory has an error: a name that climbs out, a bomb, overlapping
 * entries. A folder appears whole or not at all and must be new or empty, unless a single part is taken; nothing that is
 * there is written over. Issues: those of readZipDirectory, OPC-PART-MISSING. Rejects with ZIP-* for damaged data, IO-*.
 */
export async function unpackContainer(
  packagePath: string,
  target: string,
  options: UnpackOptions,
): Promise<Result<UnpackSummary>> {
  const opened = await openContainer(packagePath);
  if (!opened.ok) return opened;
  const container = opened.value;
  try {
    if (hasErrors(container.issues)) return failure(...container.issues);
    const entries = selectEntries(container, options.part);
    if (!entries.ok) return entries;
    const bytes = entries.value.reduce((total, entry) => total + entry.size, 0);
    const summary = { files: entries.value.length, bytes };
    if (/\.zip$/i.test(target)) await exportZip(container, entries.value, target, options);
    else if (options.part === undefined) await unpackWhole(container, entries.value, target, options);
    else for (const entry of entries.value) await unpackPart(container, entry, target, options);
    return success(summary, container.issues);
  } finally {
    await container.close();
  }
}

function selectEntries(container: Container, part: PartName | undefined): Result<readonly ZipEntry[]> {
  if (part === undefined) return success(inFileOrder(container.entries));
  const entry = container.entry(part);
  return entry === undefined
    ? failure(issue('USE-PART', { part, params: { name: part } }))
    : success([entry]);
}

/** Into a temporary folder beside the target, which then takes the target's place. */
async function unpackWhole(
  container: Container,
  entries: readonly ZipEntry[],
  target: string,
  options: UnpackOptions,
): Promise<void> {
  await refuseFilled(target);
  await inTemporaryFolder(target, async (temporary) => {
    await unpackInto(container, entries, temporary, options);
    throwIfCancelled(options.signal);
    // An empty folder in the way is the one that the person chose.
    await rmdir(target).catch(() => undefined);
    await rename(temporary, target);
  });
}

/** One part at its place below the target, beside whatever is there. */
async function unpackPart(
  container: Container,
  entry: ZipEntry,
  target: string,
  options: UnpackOptions,
): Promise<void> {
  const place = targetOf(target, entry);
  const there = await stat(place).catch(() => undefined);
  if (there !== undefined) throw new IssueError(issue('IO-EXISTS', { part: place }));
  await inTemporaryFolder(target, async (temporary) => {
    await unpackInto(container, [entry], temporary, options);
    throwIfCancelled(options.signal);
    await mkdir(path.dirname(place), { recursive: true });
    await rename(targetOf(temporary, entry), place);
  });
}

async function inTemporaryFolder(target: string, work: (temporary: string) => Promise<void>): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = temporaryPathFor(target);
  await rememberTemporary(temporary);
  try {
    await mkdir(temporary);
    await work(temporary);
  } finally {
    await rm(temporary, { recursive: true, force: true });
    await forgetTemporary(temporary);
  }
}

async function refuseFilled(target: string): Promise<void> {
  const there = await stat(target).catch(() => undefined);
  if (there === undefined) return;
  if (!there.isDirectory()) throw new IssueError(issue('IO-NOT-A-FOLDER', { part: target }));
  if ((await readdir(target)).length > 0) throw new IssueError(issue('IO-EXISTS', { part: target }));
}

async function unpackInto(
  container: Container,
  entries: readonly ZipEntry[],
  folder: string,
  options: UnpackOptions,
): Promise<void> {
  const totalBytes = entries.reduce((total, entry) => total + entry.size, 0);
  await makeFolders(folder, entries);
  await refuseWithoutSpace(folder, totalBytes);
  const units = await planUnits(container, entries, folder);
  let doneBytes = 0;
  await withContainerRunner(options, totalBytes, (runner) =>
    runOrdered(units, {
      window: runner.size * unitsPerWorker,
      signal: options.signal,
      run: (unit) => runner.run('container.unpack', unit),
      consume: (written) => {
        doneBytes += written;
        options.progress({ phase: 'unpacking', doneBytes, totalBytes });
      },
    }),
  );
}

/** Names were checked with the directory: no segment climbs, none is absolute, none is a file of another entry. */
function targetOf(folder: string, entry: ZipEntry): string {
  return path.join(folder, ...entry.name.split('/'));
}

async function makeFolders(folder: string, entries: readonly ZipEntry[]): Promise<void> {
  const folders = new Set(entries.map((entry) => path.dirname(targetOf(folder, entry))));
  for (const each of folders) await mkdir(each, { recursive: true });
}

/** A bomb that keeps all the rules of its format still does not fill the disk. */
async function refuseWithoutSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (bytes <= free) return;
  throw new IssueError(issue('IO-FULL', { part: folder, params: { expected: bytes, actual: free } }));
}

const unitBytes = 16 * limits.blockSize;
const unitEntries = 512;

async function planUnits(
  container: Container,
  entries: readonly ZipEntry[],
  folder: string,
): Promise<readonly UnpackUnit[]> {
  const units: UnpackUnit[] = [];
  let group: ZipEntry[] = [];
  const flush = (): void => {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return;
    const end = spanEnd(container, last);
    const small = group.map((entry) => ({ entry: expectedEntry(entry), target: targetOf(folder, entry) }));
    units.push({ kind: 'small', path: container.path, start: first.localOffset, end, entries: small });
    group = [];
  };
  for (const entry of entries) {
    if (Math.max(entry.compressedSize, entry.size / 16) > unitBytes) {
      flush();
      units.push(await planLarge(container, entry, folder));
      continue;
    }
    const start = group[0]?.localOffset ?? entry.localOffset;
    if (spanEnd(container, entry) - start > 2 * unitBytes || group.length === unitEntries) flush();
    group.push(entry);
  }
  flush();
  return units;
}

/** A bound for where the entry's data ends: its local header may be longer than its name by an extra field. */
function spanEnd(container: Container, entry: ZipEntry): number {
  const longest = entry.localOffset + 30 + entry.nameLength + 65_535 + entry.compressedSize;
  return Math.min(longest, container.directory.directoryOffset);
}

async function planLarge(container: Container, entry: ZipEntry, folder: string): Promise<UnpackUnit> {
  const dataOffset = await container.dataOffset(entry);
  if (!dataOffset.ok) throw new IssueError(...dataOffset.issues);
  const planned = { entry: expectedEntry(entry), target: targetOf(folder, entry) };
  return { kind: 'large', path: container.path, dataOffset: dataOffset.value, entry: planned };
}
