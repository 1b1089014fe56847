import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** The path without links, also when its last folders do not exist yet. */
export async function realPlace(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(await realPlace(parent), path.basename(folder));
  }
}

/** Whether two paths lead to one file: through links, hard links, or a file system that does not tell letter case apart. */
export async function isSameFile(left: string, right: string): Promise<boolean> {
  if ((await realPlace(left)) === (await realPlace(right))) return true;
  const [one, other] = await Promise.all([left, right].map((each) => stat(each).catch(() => undefined)));
  return one !== undefined && one.ino !== 0 && one.ino === other?.ino && one.dev === other.dev;
}
