import type { Codec } from '../../base/ports.ts';
import type { Guid } from '../../base/guid.ts';
import type { DirectoryEntry, FilesystemEntry, FilesystemMetadata } from './filesystem-metadata.ts';
import { inOrder, isPreExisting, isTokenFolder, type TreeFolder } from './package-tree.ts';
import { assignShortNames, isShortName } from './short-names.ts';
import { tokenShortName } from './token-short-name.ts';

/**
 * The FilesystemMetadata.xml of a package with these folders and files, by the rules seen in the part that Sequencer
 * 5.1.83.0 wrote:
 * - the tree has the files and the folders that hold some; empty directories stand in their own list only;
 * - `VFS` and token folders have no short name in the tree, but in the paths of the lists a token folder has an 8.3 name
 *   without meaning. Ours is made from the package id and the token, so that it is the same in every build;
 * - of opaque directories only the topmost is listed, and only when it holds files.
 */
export function describeTree<Content>(
  root: TreeFolder<Content>,
  primaryVirtualApplicationDirectory: string,
  packageId: Guid,
  codec: Pick<Codec, 'sha1'>,
): FilesystemMetadata {
  const lists: Lists = { empty: [], opaque: [] };
  const tokenShort = (token: string) => tokenShortName(token, packageId, codec);
  const entries = describeFolder(root, { long: '', short: '', isInOpaque: false }, lists, tokenShort);
  const rootShort = shortPath(primaryVirtualApplicationDirectory);
  return {
    root: primaryVirtualApplicationDirectory,
    ...(rootShort === primaryVirtualApplicationDirectory ? {} : { rootShort }),
    entries,
    emptyDirectories: lists.empty,
    opaqueDirectories: lists.opaque,
  };
}

type Lists = { readonly empty: DirectoryEntry[]; readonly opaque: DirectoryEntry[] };
type Place = { readonly long: string; readonly short: string; readonly isInOpaque: boolean };

/** What is below a file: one list for all of them. */
const noEntries: readonly FilesystemEntry[] = [];

/** Depth is bounded by the length of a part name, which the caller has checked. */
function describeFolder<Content>(
  folder: TreeFolder<Content>,
  place: Place,
  lists: Lists,
  tokenShort: (token: string) => string,
): readonly FilesystemEntry[] {
  const files = inOrder(folder.files);
  const folders = inOrder(folder.folders);
  const shorts = assignShortNames([...files, ...folders].map((each) => each.name));
  const entries: FilesystemEntry[] = files.map((file) =>
    withShort(file.name, shorts.get(file.name), noEntries),
  );
  for (const child of folders) {
    const short = isPreExisting(child) ? undefined : shorts.get(child.name);
    const shortStep = isTokenFolder(child) ? tokenShort(child.name) : (short ?? child.name);
    const at = {
      long: joined(place.long, child.name),
      short: joined(place.short, shortStep),
      isInOpaque: place.isInOpaque || child.isOpaque,
    };
    if (child.isOpaque && child.fileCount > 0 && !place.isInOpaque) lists.opaque.push(directory(at));
    if (child.files.size + child.folders.size === 0) lists.empty.push(directory(at));
    const below = describeFolder(child, at, lists, tokenShort);
    if (child.fileCount > 0) entries.push(withShort(child.name, short, below));
  }
  return entries;
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}\\${name}`;
}

function withShort(
  long: string,
  short: string | undefined,
  entries: readonly FilesystemEntry[],
): FilesystemEntry {
  return short === undefined ? { long, entries } : { long, short, entries };
}

function directory({ long, short }: Place): DirectoryEntry {
  return long === short ? { long } : { long, short };
}

/** `c:\Contoso Notes` -> `c:\CONTOS~1`: each folder by itself, since nothing is known of its neighbours. */
function shortPath(path: string): string {
  return path
    .split('\\')
    .map((segment, index) =>
      index === 0 || isShortName(segment) ? segment : assignShortNames([segment]).get(segment),
    )
    .join('\\');
}
