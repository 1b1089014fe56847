import { assertDefined } from '../../base/assert.ts';
import { type PartName, partNameFromBlockMap, partNameKey } from '../../opc/part-name.ts';
import type { FilesystemMetadata } from '../filesystem/filesystem-metadata.ts';
import type { FileNode, FolderNode, TreeNode } from './document-tree.ts';
import type { PackageBase } from './package-document.ts';
import { createPersistentMap } from './persistent-map.ts';

/** A folder while the tree is put together. */
type OpenFolder = {
  readonly name: string;
  readonly path: string;
  readonly children: Map<string, FileNode | OpenFolder>;
  isOpaque: boolean;
  isListedEmpty: boolean;
};

export type BuiltTree = {
  readonly tree: FolderNode;
  /** Places of the parts that are not in the tree. */
  readonly others: readonly number[];
};

/**
 * The tree of the parts below `Root` and `Scripts`, and of the folders that FilesystemMetadata.xml lists. Of parts that
 * cannot all stand in a tree, two of one name or one whose folder is another part, the first has the place; the others are
 * left outside, where no edit reaches them. Opening reports such a package as damaged.
 */
export function buildTree(parts: PackageBase['parts'], metadata: FilesystemMetadata | null): BuiltTree {
  const builder = new TreeBuilder();
  const others: number[] = [];
  for (const [place, { name, size }] of parts.entries()) {
    if (!isFilePlace(name) || !builder.addFile(name, size, place)) others.push(place);
  }
  for (const { long } of metadata?.emptyDirectories ?? []) {
    const folder = builder.folderAt(pathBelowRoot(long));
    if (folder !== undefined) folder.isListedEmpty = true;
  }
  for (const { long } of metadata?.opaqueDirectories ?? []) {
    const folder = builder.folderAt(pathBelowRoot(long));
    if (folder !== undefined) folder.isOpaque = true;
  }
  return { tree: builder.finish(), others };
}

function isFilePlace(name: PartName): boolean {
  return /^(?:root|scripts)\/./i.test(name);
}

/** A path of FilesystemMetadata.xml as a part name; a backslash too many names nothing. */
function pathBelowRoot(long: string): string {
  return `Root/${partNameFromBlockMap(long)
    .split('/')
    .filter((segment) => segment !== '')
    .join('/')}`;
}

class TreeBuilder {
  readonly #top: OpenFolder = openFolder('', '');
  /** By the path as it is spelled: the parts of a folder mostly follow each other. */
  readonly #known = new Map<string, OpenFolder | undefined>([['', this.#top]]);

  /** `undefined` when a file stands in the way. */
  folderAt(path: string): OpenFolder | undefined {
    if (this.#known.has(path)) return this.#known.get(path);
    let at: OpenFolder = this.#top;
    for (const segment of path.split('/')) {
      const next = childFolder(at, segment);
      if (next === undefined) {
        this.#known.set(path, undefined);
        return undefined;
      }
      at = next;
    }
    this.#known.set(path, at);
    return at;
  }

  /** Whether it has found its place. */
  addFile(part: PartName, size: number, place: number): boolean {
    const slash = part.lastIndexOf('/');
    const path = part.slice(0, slash);
    const name = part.slice(slash + 1);
    const folder = this.folderAt(path);
    const key = partNameKey(name);
    if (folder === undefined || folder.children.has(key)) return false;
    const hasOwnSpelling = path !== folder.path;
    folder.children.set(key, {
      kind: 'file',
      name,
      size,
      content: { place, file: null },
      block: null,
      hasOwnSpelling,
    });
    return true;
  }

  /** Children are made before the folders that hold them. */
  finish(): FolderNode {
    const parentsFirst = [this.#top];
    for (const folder of parentsFirst) {
      for (const child of folder.children.values()) if (!('kind' in child)) parentsFirst.push(child);
    }
    const made = new Map<OpenFolder, FolderNode>();
    for (const folder of parentsFirst.toReversed()) made.set(folder, finishFolder(folder, made));
    return assertDefined(made.get(this.#top), 'the top folder is the last one made');
  }
}

function openFolder(name: string, path: string): OpenFolder {
  return { name, path, children: new Map(), isOpaque: false, isListedEmpty: false };
}

function childFolder(parent: OpenFolder, segment: string): OpenFolder | undefined {
  const key = partNameKey(segment);
  const known = parent.children.get(key);
  if (known !== undefined) return 'kind' in known ? undefined : known;
  const made = openFolder(segment, parent.path === '' ? segment : `${parent.path}/${segment}`);
  parent.children.set(key, made);
  return made;
}

function finishFolder(folder: OpenFolder, made: ReadonlyMap<OpenFolder, FolderNode>): FolderNode {
  const children: [string, TreeNode][] = [];
  for (const [key, child] of folder.children) {
    const node = 'kind' in child ? child : made.get(child);
    if (node !== undefined) children.push([key, node]);
  }
  return {
    kind: 'folder',
    name: folder.name,
    children: createPersistentMap(children),
    isOpaque: folder.isOpaque,
    isListedEmpty: folder.isListedEmpty,
  };
}
