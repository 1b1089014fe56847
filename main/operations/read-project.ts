import { type PackageProject, parsePackageProject } from '../../shared/appv/project/package-project.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import { readTextFile } from './read-text-file.ts';

/**
 * Reads a package project. Issues, with the project's path as their part: PRJ-NOT-JSON (also for a file that is too
 * large or not UTF-8), PRJ-INVALID. Rejects with IO issues.
 */
export async function readProject(path: string): Promise<Result<PackageProject>> {
  const file = await readTextFile(path, limits.projectBytes);
  if (file.text === undefined) {
    const reason = file.refused === 'too large' ? 'larger than a project file can be' : file.refused;
    return failure(issue('PRJ-NOT-JSON', { part: path, params: { reason } }));
  }
  const parsed = parsePackageProject(file.text);
  return parsed.ok ? parsed : failure(...inProject(parsed.issues, path));
}

/** Says which project an issue is about, where the issue does not name a place of its own. */
export function inProject(issues: readonly Issue[], path: string): readonly Issue[] {
  return issues.map((each) => (each.part === undefined ? { ...each, part: path } : each));
}
