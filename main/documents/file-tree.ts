import { assertNever } from '../../shared/base/assert.ts';
import type { FilePage, FileRow } from '../../shared/contract/operations.ts';
import { type PartName, partNameKey } from '../../shared/opc/part-name.ts';

/** What the tree is made from. Sizes are in bytes. */
export type FileTreeSource = {
  readonly entries: readonly {
    readonly name: PartName;
    readonly size: number;
    readonly compressedSize: number;
  }[];
  /** Folders without files, as part names. */
  readonly emptyFolders: readonly string[];
  /** Folders that hide what the computer has at their place, as part names; what is below them does too. */
  readonly opaqueFolders: readonly string[];
  /** Feature block of a file; `null` for what is not streamed. */
  readonly blockOf: (name: PartName) => FileRow['block'];
  /** Whether folders below `Root` are folders of the client. */
  readonly hasFolderModes: boolean;
};

/** Which page of which list is asked for; a search goes through all files and ignores the folder. */
export type FileQuery = {
  readonly folder: string;
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
};

export type FileTree = {
  /** A folder that is not there has no children. */
  page(query: FileQuery): FilePage;
};

type File = {
  readonly name: string;
  readonly path: PartName;
  readonly bytes: number;
  readonly compressedBytes: number;
};

/** What a folder is for a client: `top`, `root` and `vfs` only hold the folders that it has. */
type Place = 'top' | 'root' | 'vfs' | 'client' | 'outside';

type Folder = {
  readonly name: string;
  readonly path: string;
  readonly place: Place;
  readonly mode: FileRow['folderMode'];
  /** The opaque folders below this one. */
  readonly opaque: OpaqueNode | undefined;
  readonly folders: Map<string, Folder>;
  readonly files: File[];
  bytes: number;
  compressedBytes: number;
  fileCount: number;
  /** Children in the order of the screen, made when the folder is first shown. */
  sorted?: readonly (Folder | File)[];
};

/** The opaque folders as a tree too: tables of whole paths would be huge where folders are nested deeply. */
type OpaqueNode = { isOpaque: boolean; readonly children: Map<string, OpaqueNode> };

/** Names as Explorer orders them: letter case does not count and numbers count as numbers. */
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function createFileTree(source: FileTreeSource): FileTree {
  const root = buildTree(source);
  let lastSearch: { readonly text: string; readonly found: readonly File[] } | undefined;

  const search = (text: string): readonly File[] => {
    if (lastSearch?.text !== text) lastSearch = { text, found: findFiles(root, text) };
    return lastSearch.found;
  };
  return {
    page({ folder, search: text, offset, limit }) {
      const all = text === '' ? children(findFolder(root, folder)) : search(text);
      const rows = all.slice(offset, offset + limit).map((each) => describe(each, source.blockOf));
      return { total: all.length, rows };
    },
  };
}

function buildTree({ entries, emptyFolders, opaqueFolders, hasFolderModes }: FileTreeSource): Folder {
  const root = newFolder('', '', 'top', null, hasFolderModes ? opaqueTree(opaqueFolders) : undefined);
  const folderAt = (segments: readonly string[]): readonly Folder[] => {
    const trail = [root];
    let at = root;
    for (const name of segments) {
      const next: Folder = at.folders.get(name) ?? childFolder(at, name, hasFolderModes);
      at.folders.set(name, next);
      trail.push(next);
      at = next;
    }
    return trail;
  };
  for (const { name: path, size, compressedSize } of entries) {
    const segments = path.split('/');
    const name = segments.pop() ?? '';
    const trail = folderAt(segments);
    trail.at(-1)?.files.push({ name, path, bytes: size, compressedBytes: compressedSize });
    for (const folder of trail) {
      folder.bytes += size;
      folder.compressedBytes += compressedSize;
      folder.fileCount++;
    }
  }
  for (const path of emptyFolders) folderAt(path.split('/'));
  return root;
}

function childFolder(parent: Folder, name: string, hasFolderModes: boolean): Folder {
  const place = placeOf(parent.place, name);
  const opaque = parent.opaque?.children.get(partNameKey(name));
  const path = parent.place === 'top' ? name : `${parent.path}/${name}`;
  const isClients = hasFolderModes && place === 'client';
  const hides = parent.mode === 'override' || opaque?.isOpaque === true;
  return newFolder(name, path, place, isClients ? (hides ? 'override' : 'merge') : null, opaque);
}

function placeOf(parent: Place, name: string): Place {
  switch (parent) {
    case 'top':
      return name === 'Root' ? 'root' : 'outside';
    case 'root':
      return name === 'VFS' ? 'vfs' : 'client';
    case 'vfs':
    case 'client':
      return 'client';
    case 'outside':
      return 'outside';
    default:
      return assertNever(parent);
  }
}

function opaqueTree(paths: readonly string[]): OpaqueNode {
  const top: OpaqueNode = { isOpaque: false, children: new Map() };
  for (const path of paths) {
    let at = top;
    for (const segment of path.split('/')) {
      const key = partNameKey(segment);
      const next: OpaqueNode = at.children.get(key) ?? { isOpaque: false, children: new Map() };
      at.children.set(key, next);
      at = next;
    }
    at.isOpaque = true;
  }
  return top;
}

function newFolder(
  name: string,
  path: string,
  place: Place,
  mode: FileRow['folderMode'],
  opaque: OpaqueNode | undefined,
): Folder {
  const empty = { folders: new Map(), files: [], bytes: 0, compressedBytes: 0, fileCount: 0 };
  return { name, path, place, mode, opaque, ...empty };
}

function findFolder(root: Folder, path: string): Folder | undefined {
  let at: Folder | undefined = root;
  if (path === '') return at;
  for (const name of path.split('/')) at = at?.folders.get(name);
  return at;
}

function children(folder: Folder | undefined): readonly (Folder | File)[] {
  if (folder === undefined) return [];
  folder.sorted ??= [...sortByName([...folder.folders.values()]), ...sortByName(folder.files)];
  return folder.sorted;
}

function sortByName<Item extends { readonly name: string }>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((left, right) => byName.compare(left.name, right.name));
}

function findFiles(root: Folder, text: string): readonly File[] {
  const wanted = text.toLowerCase();
  const found: File[] = [];
  const waiting: Folder[] = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const file of folder.files) if (file.path.toLowerCase().includes(wanted)) found.push(file);
    for (const child of folder.folders.values()) waiting.push(child);
  }
  return found.sort((left, right) => byName.compare(left.path, right.path));
}

function describe(each: Folder | File, blockOf: FileTreeSource['blockOf']): FileRow {
  const { name, path, bytes, compressedBytes } = each;
  if ('folders' in each) {
    return {
      kind: 'folder',
      name,
      path,
      bytes,
      compressedBytes,
      files: each.fileCount,
      folderMode: each.mode,
      block: null,
    };
  }
  return {
    kind: 'file',
    name,
    path,
    bytes,
    compressedBytes,
    files: 1,
    folderMode: null,
    block: blockOf(each.path),
  };
}
