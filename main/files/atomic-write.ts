import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { issue } from '../../shared/base/issue.ts';
import { IssueError, throwIfCancelled } from './io-issue.ts';
import { forgetTemporary, rememberTemporary } from './temporary-files.ts';

/**
 * Writes a file that is either wholly there or not at all: into a temporary file beside the target, synced, looked
 * at by `verify`, then renamed over the target. Whatever fails or is cancelled on the way leaves what was there
 * before and no temporary file. What a killed process left has the name `.<target>.<random>.packwright-part`, and the
 * next start removes it.
 */
export async function writeAtomically<Value>(
  target: string,
  steps: {
    /** Fills the temporary file, which exists and is empty, before it is opened for writing. */
    readonly start?: (temporaryPath: string) => Promise<void>;
    readonly write: (handle: FileHandle, temporaryPath: string) => Promise<Value>;
    /** Reads the temporary file back; rejects when it is not what it should be. */
    readonly verify?: (temporaryPath: string, value: Value) => Promise<void>;
    /** False: a target that is there is left alone (IO-EXISTS). */
    readonly replace?: boolean;
    readonly signal: { readonly aborted: boolean };
  },
): Promise<Value> {
  await refuseTarget(target, steps.replace ?? true);
  const made = await makeFolder(path.dirname(target));
  const temporary = temporaryPathFor(target);
  await rememberTemporary(temporary);
  try {
    await (await open(temporary, 'wx')).close();
    await steps.start?.(temporary);
    let value: Value;
    const handle = await open(temporary, 'r+');
    try {
      value = await steps.write(handle, temporary);
      throwIfCancelled(steps.signal);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await steps.verify?.(temporary, value);
    throwIfCancelled(steps.signal);
    await refuseTarget(target, steps.replace ?? true);
    await rename(temporary, target);
    await forgetTemporary(temporary);
    await syncFolder(path.dirname(target));
    return value;
  } catch (error) {
    // What cannot be removed now stays on record for the next start; the person needs to hear the first error.
    await rm(temporary, { force: true }).then(
      () => forgetTemporary(temporary),
      () => undefined,
    );
    if (made !== undefined) await removeFolders(path.dirname(target), made);
    throw error;
  }
}

export function temporaryPathFor(target: string): string {
  // A long target name must not make the temporary one too long for the file system.
  const base = path.basename(target).slice(0, 48);
  return path.join(path.dirname(target), `.${base}.${randomBytes(6).toString('hex')}.packwright-part`);
}

/**
 * Answers with the outermost folder that had to be made. When a file stands where a folder should, Node says EEXIST or
 * ENOTDIR, depending on which of the folders it is.
 */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    throw new IssueError(issue('IO-NOT-A-FOLDER', { part: folder }));
  }
}

/** From `innermost` out to `outermost`, as far as they are empty. */
async function removeFolders(innermost: string, outermost: string): Promise<void> {
  let folder = path.resolve(innermost);
  const last = path.resolve(outermost);
  try {
    while (folder.startsWith(last)) {
      await rmdir(folder);
      folder = path.dirname(folder);
    }
  } catch {
    // Somebody has put something there meanwhile: then it is theirs.
  }
}

async function refuseTarget(target: string, replace: boolean): Promise<void> {
  const there = await stat(target).catch(() => undefined);
  if (there === undefined) return;
  if (!there.isFile()) throw new IssueError(issue('IO-NOT-A-FILE', { part: target }));
  if (!replace) throw new IssueError(issue('IO-EXISTS', { part: target }));
}

/** Makes names in a folder durable. Windows cannot open a folder for this and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
