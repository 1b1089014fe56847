import type { Result } from '../../base/result.ts';
import { type PartName, parsePartName } from '../../opc/part-name.ts';
import { canonicalToken, knownTokens, packageRootToken, textTokens } from './known-tokens.ts';

/**
 * A path that begins with a token, `[{ProgramFilesX86}]\Contoso\app.exe`. `token` is in its own spelling when it is
 * known, otherwise as found. `short` is true for `[{Token}{~}]`, the 8.3 form of the same folder.
 */
export type TokenPath = {
  readonly token: string;
  readonly known: boolean;
  readonly short: boolean;
  readonly segments: readonly string[];
};

const shape = /^\[\{([^{}[\]\\/]+)\}(\{~\})?\](?:[\\/](.*))?$/s;

/**
 * Reads a token path; `/` counts as `\` and one at the end is dropped, because some data is written so. `undefined`
 * when the text does not begin with a token, or has an empty, `.` or `..` segment. An unknown token is kept.
 */
export function parseTokenPath(text: string): TokenPath | undefined {
  const match = shape.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  const rest = (match[3] ?? '').replace(/[\\/]$/, '');
  const segments = rest === '' ? [] : rest.split(/[\\/]/);
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
  const token = canonicalToken(name);
  return { token: token ?? name, known: token !== undefined, short: match[2] !== undefined, segments };
}

/** The way manifests write it: `[{Token}]\a\b`. */
export function formatTokenPath(path: TokenPath): string {
  return [`[{${path.token}}${path.short ? '{~}' : ''}]`, ...path.segments].join('\\');
}

/** True when the path is a place in a package: a known token that stands for a folder, by its long name. */
export function isPackagePlace(path: TokenPath): boolean {
  return path.known && !path.short && !textTokens.includes(path.token);
}

/** Folder or file of the package that the path names, as a list of segments from `Root` on. */
export function packageSegments(path: TokenPath): readonly string[] {
  const folder = path.token === packageRootToken ? ['Root'] : ['Root', 'VFS', path.token];
  return [...folder, ...path.segments];
}

/** `[{ProgramFilesX86}]\A\b.exe` -> `Root/VFS/ProgramFilesX86/A/b.exe`. Issues: those of parsePartName. */
export function partNameFromTokenPath(path: TokenPath): Result<PartName> {
  return parsePartName(packageSegments(path).join('/'));
}

/** `Root/VFS/ProgramFilesX86/A/b.exe` -> `[{ProgramFilesX86}]\A\b.exe`; `undefined` for a part outside `Root`. */
export function tokenPathFromPartName(name: PartName): string | undefined {
  const [root, ...rest] = name.split('/');
  if (root === undefined || root.toUpperCase() !== 'ROOT') return undefined;
  const [folder, token, ...below] = rest;
  if (folder?.toUpperCase() === 'VFS' && token !== undefined) return [`[{${token}}]`, ...below].join('\\');
  return [`[{${packageRootToken}}]`, ...rest].join('\\');
}

/**
 * Replaces the beginning of an absolute Windows path by the token with the longest matching folder, so that
 * `C:\Program Files (x86)\Common Files` is found before `C:\Program Files (x86)`. `userProfile` is the profile folder
 * that `%USERPROFILE%` stands for. `undefined` when no token fits.
 */
export function tokenizeWindowsPath(path: string, userProfile?: string): string | undefined {
  const wanted = path.replaceAll('/', '\\').replace(/\\+$/, '');
  for (const [token, folder] of tokensByLength(userProfile)) {
    const isInside = wanted.length === folder.length || wanted.charAt(folder.length) === '\\';
    if (isInside && wanted.slice(0, folder.length).toUpperCase() === folder.toUpperCase()) {
      return `[{${token}}]${wanted.slice(folder.length)}`;
    }
  }
  return undefined;
}

/** Longest folder first; tokens of one folder in the order of the table (sorting is stable). */
function tokensByLength(userProfile: string | undefined): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (const { name, path } of knownTokens) {
    if (path === null) continue;
    if (!path.startsWith('%USERPROFILE%')) found.push([name, path]);
    else if (userProfile !== undefined) found.push([name, path.replace('%USERPROFILE%', () => userProfile)]);
  }
  return found.sort(([, left], [, right]) => right.length - left.length);
}
