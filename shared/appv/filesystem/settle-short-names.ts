import { partNameKey } from '../../opc/part-name.ts';
import { canonicalToken } from '../tokens/known-tokens.ts';
import { foldersIn, type ListedFolders, pathKey } from './listed-folders.ts';
import { markChanged, nodeAt, type TreeNode } from './metadata-tree.ts';
import { createShortNames, isShortName, type ShortNames } from './short-names.ts';

/** Where 8.3 names are looked up and made: one set of names for each folder, made when it is asked for. */
export type ShortNameBook = {
  readonly root: TreeNode;
  readonly listed: ListedFolders;
  readonly folders: Map<string, ShortNames>;
  /** What a token folder is called in the paths of the lists when they do not say it yet. */
  readonly tokenShort: (token: string) => string;
  /** Paths of folders that had to get another 8.3 name. */
  readonly renewed: Set<string>;
};

/** `VFS\<token>` stands for a folder that every computer has, and has no 8.3 name in the tree. */
function isTokenPath(path: readonly string[]): boolean {
  return path.length === 2 && path[0]?.toUpperCase() === 'VFS';
}

/**
 * Keeps the names of folders that will come to the lists from being given to others, where they are 8.3 themselves. Before
 * anything is settled, because a name that is there already comes first.
 */
export function reserveFolders(book: ShortNameBook, paths: readonly (readonly string[])[]): void {
  const reserved = new Map<string, { readonly path: readonly string[]; readonly names: Set<string> }>();
  for (const path of paths) {
    path.forEach((name, index) => {
      const upTo = path.slice(0, index + 1);
      if (!isShortName(name) || isTokenPath(upTo) || nodeAt(book.root, upTo) !== undefined) return;
      const above = path.slice(0, index);
      const folders = foldersIn(book.listed, above);
      if (folders.has(partNameKey(name))) return;
      folders.set(partNameKey(name), undefined);
      const known = reserved.get(pathKey(above)) ?? { path: above, names: new Set() };
      reserved.set(pathKey(above), known);
      known.names.add(name.toUpperCase());
    });
  }
  for (const { path, names } of reserved.values()) {
    const folder = nodeAt(book.root, path);
    if (folder !== undefined) renewShortNames(book, folder, path, names);
  }
}

/** Takes the short names away that are the long ones of something new: no folder can hold both. */
function renewShortNames(
  { renewed }: ShortNameBook,
  folder: TreeNode,
  path: readonly string[],
  names: ReadonlySet<string>,
): void {
  for (const child of folder.children?.values() ?? []) {
    if (child.isPlaced || child.short === undefined || !names.has(child.short.toUpperCase())) continue;
    child.short = undefined;
    child.isPlaced = true;
    markChanged(child);
    renewed.add(pathKey([...path, child.name]));
  }
}

/**
 * Gives everything that came into a folder, or has another name there, an 8.3 name that nothing else in the folder has: none
 * where the name is 8.3 itself, the one that it has or that the lists give it when that is free, otherwise a new one. Should a name
 * that is 8.3 itself be the short name of another file, that one gets a new one.
 */
export function settleShortNames(book: ShortNameBook, folder: TreeNode, path: readonly string[] = []): void {
  settleIn(book, folder, path);
  for (const child of folder.children?.values() ?? []) {
    if (child.isChanged) settleShortNames(book, child, [...path, child.name]);
  }
}

function settleIn(book: ShortNameBook, folder: TreeNode, path: readonly string[]): void {
  const placedIn = () => [...(folder.children?.values() ?? [])].filter(({ isPlaced }) => isPlaced);
  const own = new Set<string>();
  for (const { name } of placedIn()) if (isShortName(name)) own.add(name.toUpperCase());
  if (own.size > 0) renewShortNames(book, folder, path, own);
  const placed = placedIn();
  if (placed.length === 0) return;
  const shorts = shortNamesIn(book, path);
  for (const name of own) shorts.take(name);
  const listed = book.listed.get(pathKey(path));
  for (const child of placed) {
    child.isPlaced = false;
    const { name } = child;
    const isToken = child.children !== undefined && isTokenPath([...path, name]);
    const known = child.short ?? listed?.get(partNameKey(name));
    child.short = isShortName(name) || isToken ? undefined : keptOrNew(shorts, name, known);
  }
}

function keptOrNew(shorts: ShortNames, name: string, known: string | undefined): string | undefined {
  if (known === undefined || shorts.has(known)) return shorts.assign(name);
  shorts.take(known);
  return known;
}

/** Names taken in a folder: by what the tree has there and settled, and by what only the lists speak of. */
function shortNamesIn(book: ShortNameBook, path: readonly string[]): ShortNames {
  const key = pathKey(path);
  const known = book.folders.get(key);
  if (known !== undefined) return known;
  const shorts = createShortNames();
  book.folders.set(key, shorts);
  const children = nodeAt(book.root, path)?.children;
  for (const { name, short, isPlaced } of children?.values() ?? []) {
    if (isPlaced) continue;
    if (isShortName(name)) shorts.take(name);
    if (short !== undefined) shorts.take(short);
  }
  for (const [name, short] of book.listed.get(key) ?? []) {
    if (children?.has(name) !== true) shorts.take(short ?? name);
  }
  return shorts;
}

/** The path of a folder in 8.3 names, as the lists have it. New names are kept for further paths through them. */
export function shortPathOf(book: ShortNameBook, path: readonly string[]): readonly string[] {
  let node: TreeNode | undefined = book.root;
  return path.map((name, index) => {
    const above = path.slice(0, index);
    node = node?.children?.get(partNameKey(name));
    if (node !== undefined && !isTokenPath([...above, name])) return node.short ?? node.name;
    return listedShort(book, above, name);
  });
}

function listedShort(book: ShortNameBook, above: readonly string[], name: string): string {
  const folders = foldersIn(book.listed, above);
  const key = partNameKey(name);
  if (folders.has(key)) return folders.get(key) ?? name;
  // Before the folder is listed, so that it does not stand in its own way.
  const shorts = shortNamesIn(book, above);
  const made = isTokenPath([...above, name]) ? book.tokenShort(canonicalToken(name) ?? name) : undefined;
  const short = made ?? (isShortName(name) ? undefined : shorts.assign(name));
  shorts.take(short ?? name);
  folders.set(key, short);
  return short ?? name;
}
