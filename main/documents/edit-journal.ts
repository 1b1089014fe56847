import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type EditJournal,
  formatJournalAction,
  formatJournalSource,
  type JournalAction,
  journalPath,
  type JournalSource,
  parseJournal,
} from '../../shared/appv/edits/edit-journal.ts';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { isRunning, ownMark, parseMark } from '../files/process-mark.ts';
import { syncFolder } from '../files/atomic-write.ts';
import { userDataFolder } from '../files/user-data.ts';

/*
 * `<user data>/sessions/<id>.jsonl` holds the unsaved edits of one session; `<id>.lock` beside it says which process has
 * that session, as long as it lives.
 */

/** The journal that a session writes. */
export type Journal = {
  /**
   * Adds lines and waits until the disk has them. Makes the file with the first. Rejects with IO issues, and then holds
   * what it held before.
   */
  append(actions: readonly JournalAction[]): Promise<void>;
  /** Nothing is unsaved any more. */
  remove(): Promise<void>;
  /** The session ends with unsaved edits: the next one may have them. */
  release(): Promise<void>;
};

/** A journal that no living session has. */
export type FoundJournal = {
  readonly id: string;
  readonly content: Result<EditJournal>;
  /** When the file was last written, milliseconds since 1970. */
  readonly written: number;
};

/** Costs nothing before the first edit. */
export function createJournal(source: JournalSource): Journal {
  let file: { readonly id: string; readonly handle: FileHandle; length: number } | undefined;
  const close = async () => {
    const closing = file;
    file = undefined;
    await closing?.handle.close();
    return closing;
  };
  return {
    async append(actions) {
      file ??= { ...(await createFile()), length: 0 };
      const first = file.length === 0 ? formatJournalSource(source) : '';
      const bytes = Buffer.from(first + actions.map(formatJournalAction).join(''));
      try {
        await writeFully(file.handle, bytes, file.length);
        await file.handle.datasync();
      } catch (error) {
        // Half a line in the middle would make all of the journal unreadable.
        await file.handle.truncate(file.length).catch(() => undefined);
        throw error;
      }
      file.length += bytes.length;
    },
    async remove() {
      const closed = await close();
      if (closed !== undefined) await removeJournal(closed.id);
    },
    async release() {
      const closed = await close();
      if (closed === undefined) return;
      // Without a line it would be nobody's for ever: the first one could not be written.
      await (closed.length === 0 ? removeJournal(closed.id) : rm(lockOf(closed.id), { force: true }));
    },
  };
}

async function createFile(): Promise<{ readonly id: string; readonly handle: FileHandle }> {
  await mkdir(sessionFolder(), { recursive: true, mode: 0o700 });
  const id = randomUUID();
  await writeFile(lockOf(id), JSON.stringify(await ownMark()), { flag: 'wx' });
  let handle: FileHandle | undefined;
  try {
    handle = await open(fileOf(id), 'wx', 0o600);
    await syncFolder(sessionFolder());
    return { id, handle };
  } catch (error) {
    await handle?.close().catch(() => undefined);
    await removeJournal(id).catch(() => undefined);
    throw error;
  }
}

async function writeFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/**
 * The newest journal of the package at this path, which has no links in it, unless a living session has it. What cannot
 * be read is no journal of that path.
 */
export async function findJournal(packagePath: string): Promise<FoundJournal | undefined> {
  let newest: FoundJournal | undefined;
  for (const id of await listJournals()) {
    const found = await lookAt(id, packagePath).catch(() => undefined);
    if (found !== undefined && (newest === undefined || found.written > newest.written)) newest = found;
  }
  return newest;
}

async function listJournals(): Promise<readonly string[]> {
  const names = await readdir(sessionFolder()).catch(() => []);
  return names.flatMap((name) => /^([\w-]+)\.jsonl$/.exec(name)?.[1] ?? []);
}

async function lookAt(id: string, packagePath: string): Promise<FoundJournal | undefined> {
  if (await isInUse(id)) return undefined;
  const text = await readFile(fileOf(id), 'utf8');
  if (journalPath(text) !== packagePath) return undefined;
  const { mtimeMs } = await stat(fileOf(id));
  return { id, content: parseJournal(text), written: mtimeMs };
}

/**
 * Takes a found journal for one session alone, reads it again, and gives it back through `end`: `true` removes it.
 * Issue: EDT-JOURNAL when another session has taken or removed it meanwhile, or when it cannot be read.
 */
export async function claimJournal(
  id: string,
): Promise<Result<{ readonly journal: EditJournal; end(remove: boolean): Promise<void> }>> {
  if ((await isInUse(id)) || !(await lock(id))) return taken();
  const end = (remove: boolean) => (remove ? removeJournal(id) : rm(lockOf(id), { force: true }));
  const text = await readFile(fileOf(id), 'utf8').catch(() => undefined);
  const parsed = text === undefined ? taken() : parseJournal(text);
  if (parsed.ok) return success({ journal: parsed.value, end });
  await end(false);
  return parsed;
}

/** Forgets a found journal. One that a living session has taken meanwhile is left alone. */
export async function discardJournal(id: string): Promise<void> {
  if (!(await isInUse(id))) await removeJournal(id);
}

function taken(): Result<never> {
  return failure(issue('EDT-JOURNAL', { params: { reason: 'another window has taken them' } }));
}

/** False when somebody was faster. A lock of a process that runs no more is replaced. */
async function lock(id: string): Promise<boolean> {
  await rm(lockOf(id), { force: true });
  try {
    await writeFile(lockOf(id), JSON.stringify(await ownMark()), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isInUse(id: string): Promise<boolean> {
  const text = await readFile(lockOf(id), 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  const mark = parseMark(text);
  // An unreadable lock was cut off when the computer stopped: nobody has it.
  return mark !== undefined && (await isRunning(mark));
}

/** The lock goes last: killed in between, there is no journal that looks as if nobody had it. */
async function removeJournal(id: string): Promise<void> {
  await rm(fileOf(id), { force: true });
  await rm(lockOf(id), { force: true });
}

function sessionFolder(): string {
  return path.join(userDataFolder(), 'sessions');
}

function fileOf(id: string): string {
  return path.join(sessionFolder(), `${id}.jsonl`);
}

function lockOf(id: string): string {
  return path.join(sessionFolder(), `${id}.lock`);
}
