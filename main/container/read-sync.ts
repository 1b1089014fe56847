import { closeSync, openSync, readSync } from 'node:fs';
import { issue } from '../../shared/base/issue.ts';
import { IssueError } from '../files/io-issue.ts';

/**
 * Reading inside a worker, where nothing waits but the worker itself and the asynchronous calls would only cost.
 */
export type SyncFile = {
  /** Exactly `length` bytes, followed by `spare` bytes of room in the same buffer. */
  read(offset: number, length: number, spare?: number): Uint8Array;
};

/** Opens the file for the time of `use`. A file that became shorter meanwhile is IO-CHANGED. */
export function withSyncFile<Value>(path: string, use: (file: SyncFile) => Value): Value {
  const descriptor = openSync(path, 'r');
  try {
    return use({
      read(offset, length, spare = 0) {
        const bytes = Buffer.allocUnsafe(length + spare);
        let done = 0;
        while (done < length) {
          const read = readSync(descriptor, bytes, done, length - done, offset + done);
          if (read === 0) throw new IssueError(issue('IO-CHANGED', { part: path }));
          done += read;
        }
        return bytes;
      },
    });
  } finally {
    closeSync(descriptor);
  }
}
