import { partNameKey } from '../../opc/part-name.ts';
import { canonicalToken } from '../tokens/known-tokens.ts';

/**
 * The folders and files of a package below `Root` while it is put together. Names that differ only in letter case are
 * one, as on Windows, and keep the spelling that came first. `VFS` and the token folders below it have their own one.
 */
export type TreeFolder<Content> = {
  readonly name: string;
  /** From `Root` on, with `/`. */
  readonly path: string;
  readonly parent: TreeFolder<Content> | undefined;
  readonly folders: Map<string, TreeFolder<Content>>;
  readonly files: Map<string, TreeFile<Content>>;
  /** Files here and below. */
  fileCount: number;
  /** The folder hides what the computer has at its place ("Override local directory"). */
  isOpaque: boolean;
};

export type TreeFile<Content> = { readonly name: string; readonly path: string; readonly content: Content };

const vfs = 'VFS';

export function createPackageTree<Content>(): TreeFolder<Content> {
  return emptyFolder('Root', undefined);
}

function emptyFolder<Content>(name: string, parent: TreeFolder<Content> | undefined): TreeFolder<Content> {
  const path = parent === undefined ? name : `${parent.path}/${name}`;
  return { name, path, parent, folders: new Map(), files: new Map(), fileCount: 0, isOpaque: false };
}

/** The folder `name` in `parent`, made when missing; `undefined` when a file has that name. */
function folderIn<Content>(parent: TreeFolder<Content>, name: string): TreeFolder<Content> | undefined {
  const key = partNameKey(name);
  const known = parent.folders.get(key);
  if (known !== undefined) return known;
  if (parent.files.has(key)) return undefined;
  const made = emptyFolder(ownSpelling(parent, name), parent);
  parent.folders.set(partNameKey(made.name), made);
  return made;
}

/** The folder at the end of `segments`; `undefined` when one of them is a file. */
export function folderAt<Content>(
  start: TreeFolder<Content>,
  segments: readonly string[],
): TreeFolder<Content> | undefined {
  let folder: TreeFolder<Content> | undefined = start;
  for (const segment of segments) folder = folder && folderIn(folder, segment);
  return folder;
}

function ownSpelling(parent: TreeFolder<unknown>, name: string): string {
  if (parent.parent === undefined) return name.toUpperCase() === vfs ? vfs : name;
  if (isVfs(parent)) return canonicalToken(name) ?? name;
  return name;
}

function isVfs(folder: TreeFolder<unknown>): boolean {
  return folder.name === vfs && folder.parent !== undefined && folder.parent.parent === undefined;
}

/** True for `Root\VFS\<token>`, which stands for a folder that every computer has. */
export function isTokenFolder(folder: TreeFolder<unknown>): boolean {
  return folder.parent !== undefined && isVfs(folder.parent);
}

/** True for the folders that exist without the application: `Root`, `VFS` and the token folders. */
export function isPreExisting(folder: TreeFolder<unknown>): boolean {
  return folder.parent === undefined || isVfs(folder) || isTokenFolder(folder);
}

/** Adds a file and counts it; answers the path of what has its name already, `undefined` when all is well. */
export function addFile<Content>(
  folder: TreeFolder<Content>,
  name: string,
  content: Content,
): string | undefined {
  const key = partNameKey(name);
  const other = folder.files.get(key) ?? folder.folders.get(key);
  if (other !== undefined) return other.path;
  folder.files.set(key, { name, path: `${folder.path}/${name}`, content });
  for (let up: TreeFolder<Content> | undefined = folder; up !== undefined; up = up.parent) up.fileCount++;
  return undefined;
}

/** The file at a path from `Root` on, by the rules of Windows. */
export function findFile<Content>(
  root: TreeFolder<Content>,
  segments: readonly string[],
): TreeFile<Content> | undefined {
  let folder: TreeFolder<Content> | undefined = root;
  for (const segment of segments.slice(1, -1)) folder = folder?.folders.get(partNameKey(segment));
  return folder?.files.get(partNameKey(segments.at(-1) ?? ''));
}

/** By upper-cased name, whatever the locale: the order in which the Sequencer lists files, and after them folders. */
export function inOrder<Item>(items: ReadonlyMap<string, Item>): readonly Item[] {
  const ordered: Item[] = [];
  // Without a comparison, sort() orders by UTF-16 code unit.
  for (const key of [...items.keys()].sort()) {
    const item = items.get(key);
    if (item !== undefined) ordered.push(item);
  }
  return ordered;
}

/** All files, in the order of FilesystemMetadata.xml: those of a folder first, then what is in its folders. */
export function filesInOrder<Content>(root: TreeFolder<Content>): readonly TreeFile<Content>[] {
  const files: TreeFile<Content>[] = [];
  visitFolders(root, (folder) => {
    for (const file of inOrder(folder.files)) files.push(file);
  });
  return files;
}

/** Every folder, parents first, in order. */
function visitFolders<Content>(
  root: TreeFolder<Content>,
  visit: (folder: TreeFolder<Content>) => void,
): void {
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    visit(folder);
    for (const child of inOrder(folder.folders).toReversed()) open.push(child);
  }
}
