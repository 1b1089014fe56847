import { compareOrdinal } from '../../base/text.ts';
import { type PartName, partNameKey } from '../../opc/part-name.ts';
import { emptyFolder, type FileNode, type FolderNode, type TreeNode } from './document-tree.ts';
import { type PackageBase, type PackageDocument, partAt } from './package-document.ts';
import { differences, entriesOf, valueAt } from './persistent-map.ts';

/** A file that is not as the base has it at its place. */
export type ChangedFile = {
  readonly name: PartName;
  readonly node: FileNode;
  /** Place of the part that it was, or whose name it has taken; `null` for one that is new. */
  readonly place: number | null;
};

export type DocumentChanges = {
  /** Places of the parts that are gone with their names, in ascending order. */
  readonly removed: readonly number[];
  /** By name, as UTF-16 code units order it. */
  readonly files: readonly ChangedFile[];
  readonly emptyFolders: FolderChanges;
  readonly opaqueFolders: FolderChanges;
};

/** Paths from `Root/` on. */
export type FolderChanges = { readonly added: readonly string[]; readonly removed: readonly string[] };

/**
 * The difference of a document to what it was when it was opened, whatever edits have led there. Only folders that differ
 * are looked at.
 */
export function documentChanges({ base, opened, tree }: PackageDocument): DocumentChanges {
  const comparison = new Comparison(base);
  comparison.compare(opened.tree, tree);
  return comparison.result();
}

/** The name of a file whose path in the spelling of the tree is `path`. */
export function fileName(base: PackageBase, path: string, node: FileNode): PartName {
  if (!node.hasOwnSpelling || node.content.place === null) return path as PartName;
  const own = partAt(base, node.content.place).name;
  return partNameKey(own) === partNameKey(path) ? own : (path as PartName);
}

/** What is at one place before and after. The paths differ at most in letter case. */
type Pair = {
  readonly before: FolderNode | undefined;
  readonly after: FolderNode | undefined;
  readonly pathBefore: string;
  readonly pathAfter: string;
};

/** Paths of the folders that are listed, of those that were compared. */
type Listed = { readonly before: Set<string>; readonly after: Set<string> };

class Comparison {
  readonly #base: PackageBase;
  /** Places of the files that are not as they were where they were. */
  readonly #gone = new Set<number>();
  readonly #came: { readonly name: PartName; readonly node: FileNode }[] = [];
  readonly #empty: Listed = { before: new Set(), after: new Set() };
  readonly #opaque: Listed = { before: new Set(), after: new Set() };

  constructor(base: PackageBase) {
    this.#base = base;
  }

  compare(before: FolderNode, after: FolderNode): void {
    const open: Pair[] = [{ before, after, pathBefore: '', pathAfter: '' }];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      if (pair.before === pair.after && pair.pathBefore === pair.pathAfter) continue;
      this.#listFolders(pair);
      for (const child of childPairs(pair)) {
        const pathBefore = joined(pair.pathBefore, child.before);
        const pathAfter = joined(pair.pathAfter, child.after);
        this.#addFiles(child, pathAfter);
        const folders = { before: folderOf(child.before), after: folderOf(child.after) };
        if (folders.before !== undefined || folders.after !== undefined)
          open.push({ ...folders, pathBefore, pathAfter });
      }
    }
  }

  #listFolders({ before, after, pathBefore, pathAfter }: Pair): void {
    if (before?.isListedEmpty === true) this.#empty.before.add(pathBefore);
    if (after?.isListedEmpty === true) this.#empty.after.add(pathAfter);
    if (before?.isOpaque === true) this.#opaque.before.add(pathBefore);
    if (after?.isOpaque === true) this.#opaque.after.add(pathAfter);
  }

  #addFiles({ before, after }: ChildPair, pathAfter: string): void {
    if (before?.kind === 'file' && before.content.place !== null) this.#gone.add(before.content.place);
    if (after?.kind === 'file')
      this.#came.push({ name: fileName(this.#base, pathAfter, after), node: after });
  }

  result(): DocumentChanges {
    const removed = new Set(this.#gone);
    for (const { node } of this.#came) if (node.content.place !== null) removed.delete(node.content.place);
    const removedKeys = new Map<string, number>();
    for (const place of removed) removedKeys.set(partNameKey(partAt(this.#base, place).name), place);
    const files = this.#came.map(({ name, node }): ChangedFile => {
      const place = node.content.place ?? removedKeys.get(partNameKey(name)) ?? null;
      if (place !== null) removed.delete(place);
      return { name, node, place };
    });
    return {
      removed: [...removed].sort((left, right) => left - right),
      files: files
        .filter((file) => !isUnchanged(this.#base, file))
        .sort((left, right) => compareOrdinal(left.name, right.name)),
      emptyFolders: folderChanges(this.#empty),
      opaqueFolders: folderChanges(this.#opaque),
    };
  }
}

type ChildPair = { readonly before: TreeNode | undefined; readonly after: TreeNode | undefined };

/** Children that may differ: of a folder whose own spelling has changed all of them. */
function* childPairs({ before, after, pathBefore, pathAfter }: Pair): Generator<ChildPair> {
  const none = emptyFolder('').children;
  const children = { before: before?.children ?? none, after: after?.children ?? none };
  if (pathBefore === pathAfter) {
    yield* differences(children.before, children.after);
    return;
  }
  for (const [key, node] of entriesOf(children.before)) {
    yield { before: node, after: valueAt(children.after, key) };
  }
  for (const [key, node] of entriesOf(children.after)) {
    if (valueAt(children.before, key) === undefined) yield { before: undefined, after: node };
  }
}

function joined(folder: string, node: TreeNode | undefined): string {
  const name = node?.name ?? '';
  return folder === '' ? name : `${folder}/${name}`;
}

function folderOf(node: TreeNode | undefined): FolderNode | undefined {
  return node?.kind === 'folder' ? node : undefined;
}

function folderChanges({ before, after }: Listed): FolderChanges {
  return {
    added: [...after].filter((path) => !before.has(path)).sort(compareOrdinal),
    removed: [...before].filter((path) => !after.has(path)).sort(compareOrdinal),
  };
}

/** Compared only because the spelling of one of its folders has changed, or because a choice was taken back. */
function isUnchanged(base: PackageBase, { name, node }: ChangedFile): boolean {
  const { place, file } = node.content;
  return file === null && node.block === null && partAt(base, place).name === name;
}
