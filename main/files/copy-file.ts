import { chmod, constants, copyFile, stat } from 'node:fs/promises';
import type { AbortSignalLike } from '../../shared/contract/operations.ts';
import { cancelled } from './io-issue.ts';

/** Milliseconds between two looks at how far the kernel has got. */
const lookInterval = 100;

/**
 * Copies a file over one that exists, through the kernel: as a clone where the file system can (then it takes no time
 * and no room), else without carrying the bytes through this process. Keeps the permissions of the file that is there.
 *
 * The system's copy cannot be stopped. When it is cancelled this rejects at once with IO-CANCELLED and the copy goes on
 * into a file that the caller removes.
 */
export async function copyThroughKernel(
  source: string,
  target: string,
  options: { readonly signal: AbortSignalLike; readonly copied: (bytes: number) => void },
): Promise<void> {
  const { mode } = await stat(target);
  const stop = watch(target, options.copied);
  try {
    await orCancelled(copyFile(source, target, constants.COPYFILE_FICLONE), options.signal);
  } finally {
    stop();
  }
  await chmod(target, mode & 0o7777);
}

function watch(target: string, copied: (bytes: number) => void): () => void {
  const timer = setInterval(() => {
    stat(target).then(
      ({ size }) => copied(size),
      () => undefined,
    );
  }, lookInterval);
  timer.unref();
  return () => clearInterval(timer);
}

async function orCancelled(work: Promise<void>, signal: AbortSignalLike): Promise<void> {
  if (signal.aborted) throw cancelled();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(cancelled());
    signal.addEventListener('abort', abort, { once: true });
  });
  // When the person is quicker, nobody waits for the copy any more.
  work.catch(() => undefined);
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
