import { open } from 'node:fs/promises';
import { type PackageProject, parsePackageProject } from '../../shared/appv/project/package-project.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import { decodeText } from '../../shared/base/text.ts';
import { IssueError } from '../files/io-issue.ts';

/**
 * Reads a package project. Issues, with the project's path as their part: PRJ-NOT-JSON (also for a file that is too
 * large or not UTF-8), PRJ-INVALID. Rejects with IO issues.
 */
export async function readProject(path: string): Promise<Result<PackageProject>> {
  const bytes = await readLimited(path);
  if (bytes === undefined) return failure(notJson(path, 'larger than a project file can be'));
  const text = decodeText(bytes, 'utf-8');
  if (text === undefined) return failure(notJson(path, 'not UTF-8 text'));
  const parsed = parsePackageProject(text);
  return parsed.ok ? parsed : failure(...inProject(parsed.issues, path));
}

function notJson(path: string, reason: string): Issue {
  return issue('PRJ-NOT-JSON', { part: path, params: { reason } });
}

/** Says which project an issue is about, where the issue does not name a place of its own. */
export function inProject(issues: readonly Issue[], path: string): readonly Issue[] {
  return issues.map((each) => (each.part === undefined ? { ...each, part: path } : each));
}

async function readLimited(path: string): Promise<Uint8Array | undefined> {
  const file = await open(path, 'r');
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new IssueError(issue('IO-NOT-A-FILE', { part: path }));
    return found.size > limits.projectBytes ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
}
