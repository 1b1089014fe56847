import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { realPlace } from '../files/real-place.ts';

/** File name extension of App-V packages. */
const packageExtension = '.appv';

/**
 * The package file that a build writes. An output that ends in `.appv` is that file unless a folder of that name is
 * there; every other output is a folder that gets `<name>.appv`.
 */
export async function packageTarget(output: string, name: string): Promise<string> {
  const isFile = path.extname(output).toLowerCase() === packageExtension && !(await isFolder(output));
  return isFile ? output : path.join(output, `${name}${packageExtension}`);
}

async function isFolder(target: string): Promise<boolean> {
  const found = await stat(target).catch(() => undefined);
  return found?.isDirectory() === true;
}

/** Name of a project file without its `.package.json` or other extension. */
export function projectBaseName(projectPath: string): string {
  const name = path.basename(projectPath);
  const bare = name.replace(/\.package\.json$/i, '').replace(/\.json$/i, '');
  return bare === '' ? name : bare;
}

/** The project file that a folder build keeps beside its package. */
export function projectBeside(target: string): string {
  return `${target.slice(0, -packageExtension.length)}.package.json`;
}

/**
 * Refuses a target inside one of the folders that are packaged: the next build would package the package. Looks
 * through links. Issue: PRJ-TARGET-IN-SOURCE.
 */
export async function checkTargetOutside(
  target: string,
  sources: readonly { readonly folder: string; readonly label: string }[],
): Promise<readonly Issue[]> {
  const place = await realPlace(path.dirname(target));
  const issues: Issue[] = [];
  for (const source of sources) {
    if (isInside(place, await realPlace(source.folder))) {
      issues.push(issue('PRJ-TARGET-IN-SOURCE', { part: target, params: { path: source.label } }));
    }
  }
  return issues;
}

function isInside(place: string, folder: string): boolean {
  const way = path.relative(folder, place);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}
