import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { issue } from '../../shared/base/issue.ts';
import type { Container } from '../container/open-container.ts';
import { IssueError } from '../files/io-issue.ts';

/**
 * By what a version of a package is told from another: the central directory has the size, the place and the checksum of
 * every part.
 */
export type PackageFingerprint = {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** SHA-256 of the central directory and what follows it, lower-case hex. */
  readonly directory: string;
};

export async function readFingerprint(container: Container): Promise<PackageFingerprint> {
  const { directoryOffset } = container.directory;
  const digest = createHash('sha256');
  const chunkBytes = 1_048_576;
  for (let at = directoryOffset; at < container.size; at += chunkBytes) {
    digest.update(await container.readRaw(at, Math.min(chunkBytes, container.size - at)));
  }
  const { mtimeMs } = await stat(container.path);
  return { size: container.size, modified: mtimeMs, directory: digest.digest('hex') };
}

/** Whether it is the same version: a package that was copied or restored has another time and is still the same. */
export function sameFingerprint(left: PackageFingerprint, right: PackageFingerprint): boolean {
  return left.size === right.size && left.directory === right.directory;
}

/** Rejects with EDT-CHANGED-ON-DISK when the file at the path was written since. */
export async function confirmUnchanged(path: string, fingerprint: PackageFingerprint): Promise<void> {
  const found = await stat(path);
  if (found.size === fingerprint.size && found.mtimeMs === fingerprint.modified) return;
  throw new IssueError(issue('EDT-CHANGED-ON-DISK', { part: path }));
}
