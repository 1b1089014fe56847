import { type Issue, issue } from '../../base/issue.ts';
import type { IssueCode } from '../../base/issue-codes.ts';
import { limits } from '../../base/limits.ts';
import { compareOrdinal } from '../../base/text.ts';
import { parsePartName } from '../../opc/part-name.ts';
import {
  addFile,
  folderAt,
  isPreExisting,
  isTokenFolder,
  type TreeFolder,
} from '../filesystem/package-tree.ts';
import { isPackagePlace, packageSegments, parseTokenPath } from '../tokens/token-path.ts';
import type { PackageSource } from './package-project.ts';
import type { ScannedSource, SourceFile } from './scanned-source.ts';
import { sourceFilter } from './source-filter.ts';

/** Folders below one another: FilesystemMetadata.xml nests as deeply, and readers of XML stop at a depth. */
const deepestFolder = limits.xmlDepth - 6;

/**
 * Adds what one source gives to the tree. Its root folder, or for a token folder what is directly below, is marked
 * opaque when the source's mode says so; without a mode a folder of the application is, a folder of Windows is not.
 */
export function addSource(
  tree: TreeFolder<SourceFile>,
  source: PackageSource,
  scanned: ScannedSource,
): readonly Issue[] {
  const place = parseTokenPath(source.root);
  if (place === undefined) return [rootIssue(source, 'no path that begins with a token')];
  if (!isPackagePlace(place)) return [rootIssue(source, 'a token that no folder of a package has')];
  const segments = packageSegments(place).slice(1);
  const name = ['Root', ...segments].join('/');
  const rootProblem = nameProblem(name);
  if (rootProblem !== undefined) return [rootIssue(source, rootProblem)];
  const root = folderAt(tree, segments);
  if (root === undefined)
    return [issue('PRJ-FILE-TWICE', { part: name, params: { name, other: source.folder } })];

  const filter = sourceFilter(source);
  const files = byPath(scanned.files.filter((file) => filter.takes(file.relative)));
  const empty = [...scanned.emptyFolders.filter(filter.takes), ...(source.emptyFolders ?? [])].sort(
    compareOrdinal,
  );
  if (files.length === 0 && empty.length === 0) {
    return [issue('PRJ-SOURCE-EMPTY', { part: source.folder, params: { path: source.folder } })];
  }
  const adder = new SourceAdder(root, source.folder);
  for (const file of files) adder.addFile(file);
  for (const folder of empty) adder.addFolder(folder);
  adder.markOpaque(source.mode);
  return adder.issues;
}

/** A scan that is in order already, as ours are, costs no sorting. */
function byPath(files: readonly SourceFile[]): readonly SourceFile[] {
  const isOrdered = files.every(
    (file, index) => index === 0 || (files[index - 1]?.relative ?? '') <= file.relative,
  );
  return isOrdered ? files : files.toSorted((left, right) => compareOrdinal(left.relative, right.relative));
}

class SourceAdder {
  readonly issues: Issue[] = [];
  readonly #root: TreeFolder<SourceFile>;
  readonly #source: string;
  /** `null` for a folder that cannot be, which was reported once. */
  readonly #folders = new Map<string, TreeFolder<SourceFile> | null>();

  constructor(root: TreeFolder<SourceFile>, source: string) {
    this.#root = root;
    this.#source = source;
    this.#folders.set('', root);
  }

  addFile(file: SourceFile): void {
    const slash = file.relative.lastIndexOf('/');
    const folder = this.addFolder(file.relative.slice(0, Math.max(slash, 0)));
    if (folder === null) return;
    const name = file.relative.slice(slash + 1);
    const problem = nameProblem(`${folder.path}/${name}`);
    if (problem !== undefined) {
      this.#report(file.relative, problem);
      return;
    }
    const other = addFile(folder, name, file);
    if (other !== undefined) this.issues.push(twiceIssue(other, this.#source, file.relative));
  }

  addFolder(relative: string): TreeFolder<SourceFile> | null {
    const known = this.#folders.get(relative);
    if (known !== undefined) return known;
    const made = this.#makeFolder(relative);
    this.#folders.set(relative, made);
    return made;
  }

  #makeFolder(relative: string): TreeFolder<SourceFile> | null {
    const segments = relative.split('/');
    const path = `${this.#root.path}/${relative}`;
    const problem =
      path.split('/').length > deepestFolder ? 'folders are nested too deeply' : nameProblem(path);
    if (problem !== undefined) {
      this.#report(relative, problem);
      return null;
    }
    const folder = folderAt(this.#root, segments);
    if (folder === undefined) {
      this.issues.push(twiceIssue(path, this.#source, relative));
      return null;
    }
    return folder;
  }

  /** Looks only at folders of this source, so that sources of one token folder keep their own modes. */
  markOpaque(mode: PackageSource['mode']): void {
    if (mode === 'merge') return;
    if (!isPreExisting(this.#root)) this.#root.isOpaque = true;
    else if (mode === 'override') {
      for (const folder of this.#folders.values()) {
        const top = folder === null ? undefined : belowTokenFolder(folder);
        if (top !== undefined) top.isOpaque = true;
      }
    }
  }

  #report(relative: string, reason: string): void {
    this.issues.push(
      issue('PRJ-NAME', { part: `${this.#source}/${relative}`, params: { name: relative, reason } }),
    );
  }
}

/** The folder itself or the one around it that is directly below a token folder. */
function belowTokenFolder<Content>(folder: TreeFolder<Content>): TreeFolder<Content> | undefined {
  let at: TreeFolder<Content> | undefined = folder;
  while (at?.parent !== undefined && !isTokenFolder(at.parent)) at = at.parent;
  return at?.parent === undefined ? undefined : at;
}

/** Why Windows or AppX refuses a name from `Root` on; `undefined` when it is good. */
function nameProblem(name: string): string | undefined {
  const parsed = parsePartName(name);
  const [first] = parsed.issues;
  return first === undefined ? undefined : (nameReasons[first.code] ?? first.code);
}

const nameReasons: Partial<Readonly<Record<IssueCode, string>>> = {
  'OPC-NAME-SLIP': 'leads out of the package',
  'OPC-NAME-CHARACTER': 'a character that Windows forbids',
  'OPC-NAME-RESERVED': 'a reserved name, or a dot or blank at its end',
  'OPC-NAME-LENGTH': 'too long, or a part of it is empty',
};

function rootIssue(source: PackageSource, reason: string): Issue {
  return issue('PRJ-SOURCE-ROOT', { params: { name: source.root, path: source.folder, reason } });
}

/** `name` is there already and `relative` of this source would be it too. */
function twiceIssue(name: string, source: string, relative: string): Issue {
  return issue('PRJ-FILE-TWICE', { part: name, params: { name, other: `${source}/${relative}` } });
}
