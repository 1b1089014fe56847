import { partNameKey } from '../../opc/part-name.ts';
import { attributeOf } from '../../xml/select-xml.ts';
import type { XmlElement, XmlNode } from '../../xml/xml-document.ts';
import { filesystemMetadataNamespace } from './filesystem-metadata.ts';

/**
 * An Entry below Filesystem while the tree is changed. The root stands for Filesystem itself. What a document has keeps its
 * element, wherever the node is moved to, so that in the end the two can be compared.
 */
export type TreeNode = {
  name: string;
  /** The 8.3 name, which is missing where `name` is one itself. */
  short: string | undefined;
  /** `null` for what the document does not have. */
  readonly element: XmlElement | null;
  parent: TreeNode | undefined;
  /** By the key of their names; `undefined` for a file. */
  children: Map<string, TreeNode> | undefined;
  /** Nodes that stood here and were taken out, some of which may be back. */
  readonly left: TreeNode[];
  /** Entries that cannot be told apart or have no name. They stay where they are. */
  readonly strays: XmlElement[];
  /** Something differs from the document, here or below. */
  isChanged: boolean;
  /** New under this name or in this folder, and its 8.3 name not settled. */
  isPlaced: boolean;
};

export function isEntry(node: XmlNode): node is XmlElement {
  return node.kind === 'element' && node.local === 'Entry' && node.uri === filesystemMetadataNamespace;
}

/** The tree of a document; an empty one when it has no Filesystem. Depth is bounded by that of the document. */
export function indexTree(filesystem: XmlElement | null): TreeNode {
  const root = newNode('', filesystem);
  root.children = new Map();
  if (filesystem !== null) indexChildren(root, filesystem);
  return root;
}

function newNode(name: string, element: XmlElement | null): TreeNode {
  return {
    name,
    short: undefined,
    element,
    parent: undefined,
    children: undefined,
    left: [],
    strays: [],
    isChanged: false,
    isPlaced: false,
  };
}

function indexChildren(node: TreeNode, element: XmlElement): void {
  for (const child of element.children) {
    if (!isEntry(child)) continue;
    const name = attributeOf(child, 'Long')?.value ?? '';
    const key = partNameKey(name);
    node.children ??= new Map();
    if (name === '' || node.children.has(key)) {
      node.strays.push(child);
      continue;
    }
    const below = newNode(name, child);
    below.short = attributeOf(child, 'Short')?.value;
    below.parent = node;
    node.children.set(key, below);
    indexChildren(below, child);
  }
}

/** The node at the end of `path`, by the rules of Windows; the root for an empty path. */
export function nodeAt(root: TreeNode, path: readonly string[]): TreeNode | undefined {
  let node: TreeNode | undefined = root;
  for (const segment of path) node = node?.children?.get(partNameKey(segment));
  return node;
}

/** The folder at the end of `path`, made when it is missing. A file in the way becomes a folder: it was listed in vain. */
export function folderAlong(root: TreeNode, path: readonly string[]): TreeNode {
  let folder = root;
  for (const segment of path) {
    let next = folder.children?.get(partNameKey(segment));
    if (next === undefined) {
      next = newNode(segment, null);
      place(next, folder, segment);
    }
    next.children ??= new Map();
    folder = next;
  }
  return folder;
}

/** Adds a file that the document does not list; one that is listed stays as it is. */
export function addLeaf(root: TreeNode, path: readonly string[]): void {
  const name = path.at(-1) ?? '';
  const folder = folderAlong(root, path.slice(0, -1));
  if (standingAt(folder, name) === undefined) place(newNode(name, null), folder, name);
}

/** What has a name in a folder; a folder that has lost all its files makes way. */
function standingAt(folder: TreeNode, name: string): TreeNode | undefined {
  const node = folder.children?.get(partNameKey(name));
  if (node === undefined || !isHollow(node)) return node;
  takeOut(node);
  return undefined;
}

function isHollow({ children, strays }: TreeNode): boolean {
  if (children === undefined || strays.length > 0) return false;
  for (const child of children.values()) if (!isHollow(child)) return false;
  return true;
}

/** Takes a node out of its folder. */
export function takeOut(node: TreeNode): void {
  const { parent } = node;
  if (parent === undefined) return;
  parent.children?.delete(partNameKey(node.name));
  if (node.element !== null) parent.left.push(node);
  node.parent = undefined;
  markChanged(parent);
}

/**
 * Puts a node that was taken out into a folder. Where something has the name already, folders are merged; of two files the
 * one that is there stays.
 */
export function putInto(folder: TreeNode, node: TreeNode, name: string): void {
  const other = standingAt(folder, name);
  if (other === undefined) {
    place(node, folder, name);
    return;
  }
  if (node.children === undefined) return;
  other.children ??= new Map();
  for (const child of node.children.values()) {
    child.parent = undefined;
    putInto(other, child, child.name);
  }
}

function place(node: TreeNode, folder: TreeNode, name: string): void {
  folder.children ??= new Map();
  folder.children.set(partNameKey(name), node);
  node.parent = folder;
  // NTFS would make a new short name; one that differs from the long one in more than letter case is as good.
  if (partNameKey(node.name) !== partNameKey(name)) node.short = undefined;
  node.name = name;
  node.isPlaced = true;
  markChanged(node);
}

export function markChanged(node: TreeNode): void {
  for (let each: TreeNode | undefined = node; each !== undefined; each = each.parent) each.isChanged = true;
}

/** Takes out a folder that holds nothing any more, and those above it that held nothing else. */
export function pruneFrom(folder: TreeNode): void {
  let each = folder;
  while (each.parent !== undefined && each.children?.size === 0 && each.strays.length === 0) {
    const above = each.parent;
    takeOut(each);
    each = above;
  }
}
