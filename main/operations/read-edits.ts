import type { WrittenEdit } from '../../shared/appv/edits/package-edit.ts';
import { parseEditList } from '../../shared/appv/edits/parse-edit-list.ts';
import { issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import { readTextFile } from './read-text-file.ts';

/**
 * Reads a file with edits. Issue, with the file's path as its part: EDT-INVALID (also for a file that is too large or
 * not UTF-8). Rejects with IO issues.
 */
export async function readEdits(path: string): Promise<Result<readonly WrittenEdit[]>> {
  const file = await readTextFile(path, limits.projectBytes);
  if (file.text === undefined) {
    const reason = file.refused === 'too large' ? 'larger than a list of edits can be' : file.refused;
    return failure(issue('EDT-INVALID', { part: path, params: { reason } }));
  }
  const parsed = parseEditList(file.text);
  return parsed.ok ? parsed : failure(...parsed.issues.map((each) => ({ ...each, part: path })));
}
