import { partNameKey } from '../../opc/part-name.ts';
import { canonicalToken } from '../tokens/known-tokens.ts';
import type { FeatureBlockChoice, LocalFile } from './package-edit.ts';
import { createPersistentMap, entriesOf, type PersistentMap, valueAt, withValue } from './persistent-map.ts';

/*
 * What there is below `Root` and `Scripts` as a tree of values: a change makes new folders from the changed place up to
 * the top and shares all others. A folder is moved by moving one node. Keys of children are those of `partNameKey`, because
 * Windows does not tell letter case apart. Names of parts can nest thousands of folders, so nothing here recurses.
 */

export type FileNode = {
  readonly kind: 'file';
  /** Last segment of the part's name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Place in the base's parts of the part that it was, whatever its name and content are now; `null` for one that was
   * added. `file` has the new content and is `null` as long as it is that part's.
   */
  readonly content:
    | { readonly place: number; readonly file: null }
    | { readonly place: number | null; readonly file: LocalFile };
  /** The feature block that an edit chose; `null` for the one of the part that it was. */
  readonly block: FeatureBlockChoice | null;
  /**
   * The base spells a folder of this file otherwise than the folder's first file does. Its name stays as it is there
   * until it gets another one.
   */
  readonly hasOwnSpelling: boolean;
};

export type FolderNode = {
  readonly kind: 'folder';
  readonly name: string;
  readonly children: PersistentMap<TreeNode>;
  /** Listed in OpaqueDirectories: it hides what the computer has at its place. */
  readonly isOpaque: boolean;
  /** Listed in EmptyDirectories. Folders that hold files are not listed. */
  readonly isListedEmpty: boolean;
};

export type TreeNode = FileNode | FolderNode;

export function emptyFolder(name: string): FolderNode {
  return { kind: 'folder', name, children: createPersistentMap(), isOpaque: false, isListedEmpty: false };
}

/** What a folder is by its place. Everything but `ordinary` exists without the application. */
export type FolderPlace = 'top' | 'root' | 'vfs' | 'token' | 'scripts' | 'ordinary' | 'inScripts';

/** `keys` are those of the folder's path. */
export function placeOf(keys: readonly string[]): FolderPlace {
  const [first, second] = keys;
  if (first === undefined) return 'top';
  if (first === 'SCRIPTS') return keys.length === 1 ? 'scripts' : 'inScripts';
  if (keys.length === 1) return 'root';
  if (second !== 'VFS' || keys.length > 3) return 'ordinary';
  return keys.length === 2 ? 'vfs' : 'token';
}

/** The spelling that App-V itself gives a folder of its own; for all others `name`. */
export function ownSpelling(keys: readonly string[], name: string): string {
  switch (placeOf(keys)) {
    case 'root':
      return 'Root';
    case 'scripts':
      return 'Scripts';
    case 'vfs':
      return 'VFS';
    case 'token': {
      const token = canonicalToken(name);
      // An alias is another name, not another spelling.
      return token !== undefined && partNameKey(token) === keys.at(-1) ? token : name;
    }
    default:
      return name;
  }
}

/** The node at a path of keys. */
export function nodeAt(top: FolderNode, keys: readonly string[]): TreeNode | undefined {
  let at: TreeNode | undefined = top;
  for (const key of keys) at = at?.kind === 'folder' ? valueAt(at.children, key) : undefined;
  return at;
}

/** The path of a node in the spelling of the tree, from the top on: of as much of `keys` as there is. */
export function spelledPath(top: FolderNode, keys: readonly string[]): string {
  const names: string[] = [];
  let at: TreeNode | undefined = top;
  for (const key of keys) {
    at = at?.kind === 'folder' ? valueAt(at.children, key) : undefined;
    if (at === undefined) break;
    names.push(at.name);
  }
  return names.join('/');
}

/** How many of `keys` lead to something that exists; the last of these may be a file. */
export function depthOf(top: FolderNode, keys: readonly string[]): number {
  let at: TreeNode | undefined = top;
  for (const [depth, key] of keys.entries()) {
    at = at?.kind === 'folder' ? valueAt(at.children, key) : undefined;
    if (at === undefined) return depth;
  }
  return keys.length;
}

/** The folders from the top to the parent of the last key, those that are missing made with the names of `segments`. */
function trailTo(
  top: FolderNode,
  keys: readonly string[],
  segments: readonly string[],
): readonly FolderNode[] {
  const trail = [top];
  let at = top;
  for (const [index, key] of keys.slice(0, -1).entries()) {
    const known = valueAt(at.children, key);
    if (known?.kind === 'file') throw new Error(`Broken invariant: ${known.name} is a folder`);
    at = known ?? emptyFolder(folderName(keys, segments, index));
    trail.push(at);
  }
  return trail;
}

/** The folders of Windows are at most three levels deep. */
function folderName(keys: readonly string[], segments: readonly string[], index: number): string {
  const name = segments[index] ?? '';
  return index < 3 ? ownSpelling(keys.slice(0, index + 1), name) : name;
}

function withChild(folder: FolderNode, key: string, child: TreeNode | undefined): FolderNode {
  return { ...folder, children: withValue(folder.children, key, child) };
}

/**
 * Puts `node` where it takes the place of what is there. The folders above are made when missing, and are empty no
 * more when something new comes.
 */
export function withNode(
  top: FolderNode,
  keys: readonly string[],
  segments: readonly string[],
  node: TreeNode,
): FolderNode {
  const isNew = nodeAt(top, keys) === undefined;
  let changed = top;
  let child = node;
  for (const [depth, folder] of [...trailTo(top, keys, segments).entries()].toReversed()) {
    changed = withChild(folder, keys[depth] ?? '', child);
    if (isNew && changed.isListedEmpty) changed = { ...changed, isListedEmpty: false };
    child = changed;
  }
  return changed;
}

/**
 * Takes a node away. A folder that loses its last child stays as an empty folder, as it does in Explorer; where there are
 * none, in `Scripts`, or where the folder exists without the application, it goes too.
 */
export function withoutNode(top: FolderNode, keys: readonly string[]): FolderNode {
  let changed = top;
  let child: FolderNode | undefined;
  for (const [depth, folder] of [...trailTo(top, keys, keys).entries()].toReversed()) {
    changed = withChild(folder, keys[depth] ?? '', child);
    child = changed.children.size > 0 ? changed : emptied(changed, placeOf(keys.slice(0, depth)));
  }
  return changed;
}

function emptied(folder: FolderNode, place: FolderPlace): FolderNode | undefined {
  if (place === 'ordinary') return { ...folder, isListedEmpty: true };
  return folder.isOpaque || folder.isListedEmpty ? folder : undefined;
}

/** A node that is visited, with its path in the spelling of the tree. */
export type VisitedNode = { readonly path: string; readonly node: TreeNode };

/** Everything below a folder, itself excepted, parents before their children. */
export function* nodesBelow(folder: FolderNode, path: string): Generator<VisitedNode, void, undefined> {
  const open: { readonly folder: FolderNode; readonly path: string }[] = [{ folder, path }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [, node] of entriesOf(at.folder.children)) {
      const nodePath = at.path === '' ? node.name : `${at.path}/${node.name}`;
      yield { path: nodePath, node };
      if (node.kind === 'folder') open.push({ folder: node, path: nodePath });
    }
  }
}

/** UTF-16 code units of the longest path of a file, from the folder on and without its name. */
export function longestPathBelow(folder: FolderNode): number {
  let longest = 0;
  const open = [{ folder, length: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const bucket of at.folder.children.buckets) {
      for (const node of bucket.values()) {
        const length = at.length + 1 + node.name.length;
        if (node.kind === 'folder') open.push({ folder: node, length });
        else if (length > longest) longest = length;
      }
    }
  }
  return longest;
}

/**
 * A folder as `Scripts` can hold it: without empty folders, modes and feature blocks, which are of `Root` only; `undefined`
 * when nothing remains.
 */
export function withoutRootFacts(folder: FolderNode): FolderNode | undefined {
  const parentsFirst = [folder];
  for (const { node } of nodesBelow(folder, '')) if (node.kind === 'folder') parentsFirst.push(node);
  const made = new Map<FolderNode, FolderNode>();
  for (const each of parentsFirst.toReversed()) {
    const children: [string, TreeNode][] = [];
    for (const [key, node] of entriesOf(each.children)) {
      const kept = node.kind === 'folder' ? made.get(node) : { ...node, block: null };
      if (kept !== undefined) children.push([key, kept]);
    }
    if (children.length === 0) continue;
    made.set(each, { ...emptyFolder(each.name), children: createPersistentMap(children) });
  }
  return made.get(folder);
}
