import { type Issue, issue } from '../../shared/base/issue.ts';
import type { IssueCode } from '../../shared/base/issue-codes.ts';

/** Carries issues out of code that cannot go on, up to the transport that turns them into an answer. */
export class IssueError extends Error {
  readonly issues: readonly Issue[];

  constructor(...issues: readonly Issue[]) {
    super(issues.map((each) => `${each.code} ${each.part ?? ''}`.trim()).join(', '));
    this.name = 'IssueError';
    this.issues = issues;
  }
}

export function cancelled(): IssueError {
  return new IssueError(issue('IO-CANCELLED'));
}

export function throwIfCancelled(signal: { readonly aborted: boolean }): void {
  if (signal.aborted) throw cancelled();
}

const codesOfErrno: Readonly<Record<string, IssueCode>> = {
  ENOENT: 'IO-NOT-FOUND',
  EISDIR: 'IO-NOT-A-FILE',
  ENOTDIR: 'IO-NOT-A-FOLDER',
  EACCES: 'IO-DENIED',
  EPERM: 'IO-DENIED',
  EROFS: 'IO-DENIED',
  ENOSPC: 'IO-FULL',
  EDQUOT: 'IO-FULL',
  EFBIG: 'IO-FULL',
  EEXIST: 'IO-EXISTS',
  ENOTEMPTY: 'IO-EXISTS',
  ABORT_ERR: 'IO-CANCELLED',
};

const writingCalls = new Set([
  'write',
  'writev',
  'pwrite',
  'fsync',
  'rename',
  'mkdir',
  'ftruncate',
  'unlink',
  'copyfile',
]);

/**
 * What an exception means to the person: the issues it carries, an IO issue for a failed call of the operating
 * system, else BUG-INTERNAL.
 */
export function issuesFromError(error: unknown): readonly Issue[] {
  if (error instanceof IssueError) return error.issues;
  if (!(error instanceof Error)) return [issue('BUG-INTERNAL', { params: { reason: String(error) } })];
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const place = path === undefined ? {} : { part: path };
  const known = code === undefined ? undefined : codesOfErrno[code];
  if (known !== undefined) return [issue(known, place)];
  if (syscall !== undefined && code !== undefined) {
    return [
      issue(writingCalls.has(syscall) ? 'IO-WRITE' : 'IO-READ', { ...place, params: { reason: code } }),
    ];
  }
  return [issue('BUG-INTERNAL', { params: { reason: error.message } })];
}
