import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { issue } from '../../shared/base/issue.ts';
import { IssueError, throwIfCancelled } from './io-issue.ts';

/**
 * Writes a file that is either wholly there or not at all: into a temporary file beside the target, synced, looked
 * at by `verify`, then renamed over the target. Whatever fails or is cancelled on the way leaves what was there
 * before and no temporary file. The name `.<target>.<random>.packwright-part` shows what a killed process left.
 */
export async function writeAtomically<Value>(
  target: string,
  steps: {
    readonly write: (handle: FileHandle, temporaryPath: string) => Promise<Value>;
    /** Reads the temporary file back; rejects when it is not what it should be. */
    readonly verify?: (temporaryPath: string, value: Value) => Promise<void>;
    readonly signal: { readonly aborted: boolean };
  },
): Promise<Value> {
  await refuseFolder(target);
  await mkdir(path.dirname(target), { recursive: true });
  const temporary = temporaryPathFor(target);
  const handle = await open(temporary, 'wx');
  try {
    let value: Value;
    try {
      value = await steps.write(handle, temporary);
      throwIfCancelled(steps.signal);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await steps.verify?.(temporary, value);
    throwIfCancelled(steps.signal);
    await rename(temporary, target);
    await syncFolder(path.dirname(target));
    return value;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export function temporaryPathFor(target: string): string {
  // A long target name must not make the temporary one too long for the file system.
  const base = path.basename(target).slice(0, 48);
  return path.join(path.dirname(target), `.${base}.${randomBytes(6).toString('hex')}.packwright-part`);
}

async function refuseFolder(target: string): Promise<void> {
  const there = await stat(target).catch(() => undefined);
  if (there !== undefined && !there.isFile()) throw new IssueError(issue('IO-NOT-A-FILE', { part: target }));
}

/** Makes the rename itself durable. Windows cannot open a folder for this and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
