import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { issue } from '../../shared/base/issue.ts';
import type { ByteSource } from '../../shared/base/ports.ts';
import { IssueError } from './io-issue.ts';

export type FileSource = ByteSource & {
  readonly path: string;
  /** Fills `bytes` from `offset` on. */
  readInto(bytes: Uint8Array, offset: number): Promise<void>;
  close(): Promise<void>;
};

/** Opens a file for random reading. Rejects with the errors of the system, or IO-NOT-A-FILE for anything else. */
export async function openFileSource(path: string): Promise<FileSource> {
  // A named pipe without a writer would make a plain open wait for ever. Windows has no such flag and no such pipes.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new IssueError(issue('IO-NOT-A-FILE', { part: path }));
    return {
      path,
      size: stat.size,
      async read(offset, length) {
        const bytes = new Uint8Array(length);
        await readExactly(handle, path, bytes, offset);
        return bytes;
      },
      readInto: (bytes, offset) => readExactly(handle, path, bytes, offset),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readExactly(
  handle: FileHandle,
  path: string,
  bytes: Uint8Array,
  offset: number,
): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await handle.read(bytes, done, bytes.length - done, offset + done);
    // The file was longer when it was opened: somebody cut it while we read.
    if (bytesRead === 0) throw new IssueError(issue('IO-CHANGED', { part: path }));
    done += bytesRead;
  }
}
