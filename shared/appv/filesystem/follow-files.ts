import { issue } from '../../base/issue.ts';
import { limits } from '../../base/limits.ts';
import type { Codec } from '../../base/ports.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { type PartName, partNameFromBlockMap } from '../../opc/part-name.ts';
import { editXmlBytes } from '../../xml/edit-bytes.ts';
import type { XmlEdit } from '../../xml/edit-xml.ts';
import { firstChild } from '../../xml/select-xml.ts';
import type { XmlDocument, XmlElement } from '../../xml/xml-document.ts';
import type { XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { beyondLimit } from '../../xml/xml-issue.ts';
import { packagePart } from '../package-parts.ts';
import { inPart } from '../scan-part.ts';
import { directoryEdits, type FolderChanges } from './directory-edits.ts';
import { filesystemMetadataNamespace as uri } from './filesystem-metadata.ts';
import { directoryEntries, directoryPath, indexListedFolders, pathKey } from './listed-folders.ts';
import {
  addLeaf,
  folderAlong,
  indexTree,
  nodeAt,
  pruneFrom,
  putInto,
  takeOut,
  type TreeNode,
} from './metadata-tree.ts';
import { reserveFolders, settleShortNames, type ShortNameBook } from './settle-short-names.ts';
import { tokenShortName } from './token-short-name.ts';
import { entrySpec, treeEdits } from './tree-edits.ts';
import { findFolderMoves } from './whole-folders.ts';

/**
 * What became of the files and folders of a package: full names, `Root/VFS/...`; what is outside Root is passed over. A part is
 * in one of the first three lists at most, by its name before the change; names are those of Windows, so letter case
 * tells none apart.
 */
export type FileChanges = {
  readonly removed: readonly PartName[];
  readonly added: readonly PartName[];
  readonly renamed: readonly (readonly [from: PartName, to: PartName])[];
  /** Folders without any file below. */
  readonly emptyFolders: FolderNames;
  /** Folders that hide what the computer has at their place. */
  readonly opaqueFolders: FolderNames;
  /** As the manifest says; `null` for a package without one. */
  readonly packageId: string | null;
  readonly codec: Pick<Codec, 'sha1'>;
};

export type FolderNames = { readonly added: readonly string[]; readonly removed: readonly string[] };

/**
 * FilesystemMetadata.xml after files and folders changed, by the rules seen in the part that Sequencer 5.1.83.0 wrote (see
 * describeTree): the tree has the files and the folders that hold some; empty and opaque directories stand in lists of their
 * own. Everything else stays, character for character: an entry that is renamed in its folder keeps its place, one that goes to another
 * folder takes along what we do not know of it, and a folder that is renamed or moved with all its files keeps its entry as well.
 * New names that are not 8.3 themselves get a short one that nothing else in the folder has. Where the part and the package disagree,
 * a file that is not listed is not removed, and is listed when it is renamed.
 *
 * Issues: those of editXmlBytes, XML-LIMIT for a path of more folders than elements can be nested, FSM-INVALID with `reason` for
 * another root element.
 */
export function followFilesystemMetadata(bytes: Uint8Array, changes: FileChanges): Result<Uint8Array> {
  const plan = readChanges(changes);
  const isNothing = [plan.files, plan.empty, plan.opaque].every((lists) =>
    Object.values(lists).every((list) => list.length === 0),
  );
  if (isNothing) return success(bytes);
  const come = [
    ...plan.files.added,
    ...plan.files.renamed.map(({ to }) => to),
    ...plan.empty.added,
    ...plan.opaque.added,
  ];
  if (come.some((path) => path.length > deepest))
    return failure(...inPart(packagePart.filesystemMetadata, [beyondLimit('depth', limits.xmlDepth)]));
  const edited = editXmlBytes(bytes, (document) => planEdits(document, plan, changes));
  return edited.ok ? edited : failure(...inPart(packagePart.filesystemMetadata, edited.issues));
}

/** Entries in one another, below Metadata and Filesystem. */
const deepest = limits.xmlDepth - 2;

/** Paths from below Root on. */
type Path = readonly string[];
type Plan = {
  readonly files: {
    readonly removed: readonly Path[];
    readonly added: readonly Path[];
    readonly renamed: readonly { readonly from: Path; readonly to: Path }[];
  };
  readonly empty: FolderChanges;
  readonly opaque: FolderChanges;
};

function readChanges(changes: FileChanges): Plan {
  const removed = belowRoot(changes.removed);
  const added = belowRoot(changes.added);
  const renamed: { readonly from: Path; readonly to: Path }[] = [];
  for (const [before, after] of changes.renamed) {
    const [from] = belowRoot([before]);
    const [to] = belowRoot([after]);
    // What is too deep to be listed is not.
    if (from !== undefined && to !== undefined && from.length <= deepest) renamed.push({ from, to });
    else if (to !== undefined) added.push(to);
    else if (from !== undefined) removed.push(from);
  }
  const folders = (names: FolderNames) => ({
    added: belowRoot(names.added),
    removed: belowRoot(names.removed),
  });
  return {
    files: { removed, added, renamed },
    empty: folders(changes.emptyFolders),
    opaque: folders(changes.opaqueFolders),
  };
}

function belowRoot(names: readonly string[]): Path[] {
  return names.flatMap((name) => {
    const [root, ...path] = partNameFromBlockMap(name).split('/');
    return root?.toUpperCase() === 'ROOT' && path.length > 0 ? [path] : [];
  });
}

function planEdits(
  { root }: XmlDocument,
  { files, empty, opaque }: Plan,
  { packageId, codec }: FileChanges,
): Result<readonly XmlEdit[]> {
  if (root.local !== 'Metadata' || root.uri !== uri)
    return failure(issue('FSM-INVALID', { params: { reason: 'another root element than Metadata' } }));
  const sectionOf = (local: string) => firstChild(root, { local, uri });
  const emptySection = sectionOf('EmptyDirectories');
  const opaqueSection = sectionOf('OpaqueDirectories');
  const tree = indexTree(sectionOf('Filesystem') ?? null);
  changeTree(tree, files);
  dropEmptyLeaves(tree, emptySection, empty);
  const book: ShortNameBook = {
    root: tree,
    listed: indexListedFolders([emptySection, opaqueSection]),
    folders: new Map(),
    tokenShort: (token) => tokenShortName(token, packageId ?? '', codec),
    renewed: new Set(),
  };
  reserveFolders(book, [...empty.added, ...opaque.added]);
  settleShortNames(book, tree);
  const edits: XmlEdit[] = [];
  treeEdits(tree, edits);
  if (tree.element === null)
    fillSection(edits, root, 'Filesystem', undefined, Array.from(tree.children?.values() ?? [], entrySpec));
  for (const [local, section, changes] of [
    ['EmptyDirectories', emptySection, empty],
    ['OpaqueDirectories', opaqueSection, opaque],
  ] as const) {
    const followed = directoryEdits(section, changes, book);
    for (const edit of followed.edits) edits.push(edit);
    fillSection(edits, root, local, section, followed.added);
  }
  return success(edits);
}

/** What goes is taken out before anything comes: two files may have changed places. */
function changeTree(tree: TreeNode, { removed, added, renamed }: Plan['files']): void {
  const emptied = new Set<TreeNode>();
  const take = (path: Path, isWanted: (node: TreeNode) => boolean): TreeNode | undefined => {
    const node = nodeAt(tree, path);
    if (node === undefined || !isWanted(node)) return undefined;
    if (node.parent !== undefined) emptied.add(node.parent);
    takeOut(node);
    return node;
  };
  const isFile = (node: TreeNode) => node.children === undefined;
  for (const path of removed) take(path, isFile);
  const moves = findFolderMoves(tree, renamed);
  const moved = [
    ...moves.folders.map(({ from, to }) => ({ to, node: take(from, () => true) })),
    ...moves.files.map(({ from, to }) => ({ to, node: take(from, isFile) })),
  ];
  for (const { to, node } of moved) {
    if (node === undefined) addLeaf(tree, to);
    else putInto(folderAlong(tree, to.slice(0, -1)), node, to.at(-1) ?? '');
  }
  for (const path of added) addLeaf(tree, path);
  for (const folder of emptied) pruneFrom(folder);
}

/** Some writers list an empty directory in the tree as well, where it looks like a file once the list has it no more. */
function dropEmptyLeaves(
  tree: TreeNode,
  section: XmlElement | undefined,
  { added, removed }: FolderChanges,
): void {
  if (removed.length === 0) return;
  const listed = new Set(directoryEntries(section).map((entry) => pathKey(directoryPath(entry))));
  const kept = new Set(added.map(pathKey));
  for (const path of removed) {
    const key = pathKey(path);
    const node = nodeAt(tree, path);
    const folder = node?.parent;
    if (node === undefined || folder === undefined || !listed.has(key) || kept.has(key)) continue;
    if (node.children !== undefined || node.isPlaced) continue;
    takeOut(node);
    pruneFrom(folder);
  }
}

/** Adds to a list, which is made when the document has none. */
function fillSection(
  edits: XmlEdit[],
  root: XmlElement,
  local: string,
  section: XmlElement | undefined,
  children: readonly XmlNodeSpec[],
): void {
  if (children.length === 0) return;
  if (section === undefined)
    edits.push({ kind: 'insertElement', position: 'append', element: root, node: { local, uri, children } });
  else
    for (const node of children)
      edits.push({ kind: 'insertElement', position: 'append', element: section, node });
}
