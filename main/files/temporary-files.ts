import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isRunning, ownMark, parseMark } from './process-mark.ts';
import { userDataFolder } from './user-data.ts';

/*
 * A process that is killed cannot remove the temporary file beside its target. It has left a record of it in the user
 * data folder, so that the next start can. All of this is a convenience: where the records cannot be written or read,
 * saving goes on without them.
 */

/** The record of each temporary file of this process. */
const records = new Map<string, string>();

/** Notes that this process is about to make a temporary file or folder. Never rejects. */
export async function rememberTemporary(temporaryPath: string): Promise<void> {
  try {
    const folder = recordFolder();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const record = path.join(folder, `${randomBytes(8).toString('hex')}.json`);
    const content = { path: path.resolve(temporaryPath), ...(await ownMark()) };
    await writeFile(record, JSON.stringify(content), { flag: 'wx' });
    records.set(temporaryPath, record);
  } catch {
    // A user data folder that cannot be written must not stop a save.
  }
}

/** Notes that the temporary file is gone, renamed or removed. Never rejects. */
export async function forgetTemporary(temporaryPath: string): Promise<void> {
  const record = records.get(temporaryPath);
  if (record === undefined) return;
  records.delete(temporaryPath);
  await rm(record, { force: true }).catch(() => undefined);
}

/**
 * Removes what processes that run no more have left, and their records. Only names that temporary files have are ever
 * removed, whatever a record says. Costs one listing of a folder when there is nothing to do. Never rejects.
 */
export async function sweepTemporaryFiles(): Promise<void> {
  const folder = await listRecords();
  for (const record of folder) await sweep(record).catch(() => undefined);
}

async function listRecords(): Promise<readonly string[]> {
  try {
    const folder = recordFolder();
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

async function sweep(record: string): Promise<void> {
  const text = await readFile(record, 'utf8');
  const mark = parseMark(text);
  if (mark === undefined) return sweepUnreadable(record);
  if (await isRunning(mark)) return;
  const { path: left } = JSON.parse(text) as { readonly path?: unknown };
  if (typeof left === 'string' && path.isAbsolute(left) && isTemporaryName(path.basename(left))) {
    // `force` takes a file that is gone already; a share that is away rejects, and the record waits for it.
    await rm(left, { force: true, recursive: true });
  }
  await rm(record, { force: true });
}

/** Milliseconds after which a record that cannot be read is damaged, and not one that is being written. */
const writingTime = 60_000;

async function sweepUnreadable(record: string): Promise<void> {
  const { mtimeMs } = await stat(record);
  if (Date.now() - mtimeMs > writingTime) await rm(record, { force: true });
}

/** As `temporaryPathFor` makes them. */
function isTemporaryName(name: string): boolean {
  return /^\..{1,48}\.[0-9a-f]{12}\.packwright-part$/s.test(name);
}

function recordFolder(): string {
  return path.join(userDataFolder(), 'temporary');
}
