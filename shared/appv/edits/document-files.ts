import { footprint, type PartName, partNameKey } from '../../opc/part-name.ts';
import { packagePart } from '../package-parts.ts';
import { type DocumentChanges, documentChanges, fileName, type FolderChanges } from './document-changes.ts';
import { type FileNode, nodesBelow } from './document-tree.ts';
import { listedBlock } from './feature-blocks.ts';
import { type DocumentFile, type PackageBase, type PackageDocument, partAt } from './package-document.ts';
import type { FeatureBlockChoice } from './package-edit.ts';

/**
 * What has become of the files and folders of a package, whatever edits have led there: a file that was renamed twice was
 * renamed once, and one that was added and removed was never there. Lists are ordered by name, by UTF-16 code unit.
 */
export type NetChanges = {
  /** Names in the base, of files that are in none of the other lists. */
  readonly removed: readonly PartName[];
  readonly added: readonly PartName[];
  /** Files with other bytes, by their names in the base; a file that was added where one was removed replaces it. */
  readonly replaced: readonly PartName[];
  readonly renamed: readonly (readonly [from: PartName, to: PartName])[];
  readonly emptyFolders: FolderChanges;
  readonly opaqueFolders: FolderChanges;
  /** Choices that differ from what StreamMap.xml says, by the names that the files have now. */
  readonly featureBlocks: readonly { readonly part: PartName; readonly block: FeatureBlockChoice }[];
  /** `null` when it is as it was. */
  readonly fullLoad: boolean | null;
};

/** The difference of a document to what it was when it was opened. */
export function netChanges(document: PackageDocument): NetChanges {
  return netChangesOf(document, documentChanges(document));
}

/** The same, for a caller that has compared already. */
export function netChangesOf({ base, fullLoad }: PackageDocument, changes: DocumentChanges): NetChanges {
  const added: PartName[] = [];
  const replaced: PartName[] = [];
  const renamed: (readonly [PartName, PartName])[] = [];
  const featureBlocks: { part: PartName; block: FeatureBlockChoice }[] = [];
  for (const { name, node, place } of changes.files) {
    if (node.block !== null) featureBlocks.push({ part: name, block: node.block });
    if (place === null) {
      added.push(name);
      continue;
    }
    const before = partAt(base, place).name;
    if (node.content.file !== null) replaced.push(before);
    if (before !== name) renamed.push([before, name]);
  }
  const { emptyFolders, opaqueFolders } = changes;
  return {
    removed: changes.removed.map((place) => partAt(base, place).name).sort(),
    added,
    replaced: replaced.sort(),
    renamed,
    emptyFolders,
    opaqueFolders,
    featureBlocks,
    fullLoad,
  };
}

/** Parts that a save makes or places itself: they describe the others, or the container. */
const describing: ReadonlySet<string> = new Set([
  ...Object.values(footprint),
  packagePart.filesystemMetadata,
  packagePart.streamMap,
  packagePart.packageHistory,
]);

/** By their exact names, as everything that reads packages finds them. */
export function isDescribingPart(name: PartName): boolean {
  return describing.has(name);
}

/**
 * Files below `Root` and `Scripts` as they are now, and the parts that no edit reaches. The parts that describe the
 * package and its container are left out: a save makes them.
 */
export function* documentFiles(document: PackageDocument): Generator<DocumentFile, void, undefined> {
  const { base, opened, tree } = document;
  for (const place of opened.others) {
    const { name, size } = partAt(base, place);
    if (!isDescribingPart(name)) yield { name, size, origin: { kind: 'kept', from: name }, block: null };
  }
  const blockOf = currentBlocks(document);
  for (const { path, node } of nodesBelow(tree, '')) {
    if (node.kind === 'folder') continue;
    const name = fileName(base, path, node);
    const block = isBelowRoot(name) ? blockOf(node, name) : null;
    yield { name, size: node.size, origin: originOf(base, node), block };
  }
}

/** FilesystemMetadata.xml and StreamMap.xml speak of no other files. */
export function isBelowRoot(name: PartName): boolean {
  return /^root\//i.test(name);
}

function originOf(base: PackageBase, { content }: FileNode): DocumentFile['origin'] {
  return content.file === null
    ? { kind: 'kept', from: partAt(base, content.place).name }
    : { kind: 'local', file: content.file };
}

/** The block that was chosen, otherwise the one that StreamMap.xml lists the file in, by the name that it had. */
function currentBlocks(document: PackageDocument): (node: FileNode, name: PartName) => FeatureBlockChoice {
  const { base, opened } = document;
  const renamedAway = new Set<string>();
  for (const { name, node, place } of documentChanges(document).files) {
    if (place === null || node.content.place === null) continue;
    const before = partAt(base, place).name;
    if (before !== name) renamedAway.add(partNameKey(before));
  }
  return ({ block, content }, name) => {
    if (block !== null) return block;
    if (content.place !== null) return listedBlock(opened.streamed, partAt(base, content.place).name);
    return renamedAway.has(partNameKey(name)) ? 'onDemand' : listedBlock(opened.streamed, name);
  };
}

/** Folders of the two lists of FilesystemMetadata.xml as they are now, from `Root/` on. */
export function documentFolders({ tree }: PackageDocument): {
  readonly empty: readonly string[];
  readonly opaque: readonly string[];
} {
  const empty: string[] = [];
  const opaque: string[] = [];
  for (const { path, node } of nodesBelow(tree, '')) {
    if (node.kind === 'file') continue;
    if (node.isListedEmpty) empty.push(path);
    if (node.isOpaque) opaque.push(path);
  }
  return { empty, opaque };
}
