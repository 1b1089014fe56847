import { issue } from '../../shared/base/issue.ts';
import type { FileHandle } from '../../shared/contract/operations.ts';
import type { HandleTable } from '../files/handles.ts';
import { IssueError } from '../files/io-issue.ts';

/** The path behind a handle. A handle that was never given out is a request that we do not know: USE-REQUEST. */
export function chosenPath(handles: HandleTable, handle: FileHandle): string {
  const path = handles.path(handle);
  if (path === undefined) throw new IssueError(issue('USE-REQUEST', { params: { operation: handle } }));
  return path;
}
