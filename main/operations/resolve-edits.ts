import { stat } from 'node:fs/promises';
import { z } from 'zod';
import {
  type LocalFile,
  type PackageEdit,
  type WrittenEdit,
  writtenEdit,
} from '../../shared/appv/edits/package-edit.ts';
import { formatJsonPath, schemaProblems } from '../../shared/appv/project/schema-problems.ts';
import { type Issue, issue, limitPerCode } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { issuesFromError } from '../files/io-issue.ts';

const list = z.array(writtenEdit);

/** Files asked for their size at the same time. */
const parallelFiles = 64;

/**
 * Edits as a document takes them: each local file with its size and time now, so that a save notices when it is another
 * one by then. `resolveFile` gives the absolute path for what an edit calls `file`, `undefined` for what nobody chose.
 *
 * Issues: EDT-INVALID with `path` such as `edits[2].part` and a `reason`; USE-REQUEST for a file that nobody chose;
 * IO-NOT-FOUND, IO-NOT-A-FILE and other IO codes for a file that cannot be taken.
 */
export async function resolveEdits(
  edits: readonly unknown[],
  resolveFile: (text: string) => string | undefined,
): Promise<Result<readonly PackageEdit[]>> {
  const checked = list.safeParse(edits);
  if (!checked.success) {
    const issues = schemaProblems(edits, checked.error.issues).map(({ path, reason }) =>
      issue('EDT-INVALID', { params: { path: formatJsonPath(path, 'edits'), reason } }),
    );
    return failure(...limitPerCode(issues));
  }
  const resolved: PackageEdit[] = [];
  const issues: Issue[] = [];
  for (let start = 0; start < checked.data.length; start += parallelFiles) {
    const batch = checked.data.slice(start, start + parallelFiles);
    for (const result of await Promise.all(batch.map((edit) => resolveEdit(edit, resolveFile)))) {
      if (result.ok) resolved.push(result.value);
      else issues.push(...result.issues);
    }
  }
  return issues.length > 0 ? failure(...limitPerCode(issues)) : success(resolved);
}

async function resolveEdit(
  edit: WrittenEdit,
  resolveFile: (text: string) => string | undefined,
): Promise<Result<PackageEdit>> {
  if (edit.kind !== 'addFile' && edit.kind !== 'replaceFile') return success(edit);
  const path = resolveFile(edit.file);
  if (path === undefined) return failure(issue('USE-REQUEST', { params: { operation: edit.file } }));
  const file = await lookAt(path);
  return file.ok ? success({ ...edit, file: file.value }) : file;
}

async function lookAt(path: string): Promise<Result<LocalFile>> {
  try {
    const found = await stat(path);
    return found.isFile()
      ? success({ path, size: found.size, modified: found.mtimeMs })
      : failure(issue('IO-NOT-A-FILE', { part: path }));
  } catch (error) {
    return failure(...issuesFromError(error));
  }
}
