import { type Issue, issue } from '../../base/issue.ts';
import { limits } from '../../base/limits.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { parsePartName } from '../../opc/part-name.ts';
import { packagePart } from '../package-parts.ts';
import {
  emptyFolder,
  type FolderNode,
  longestPathBelow,
  nodeAt,
  nodesBelow,
  ownSpelling,
  placeOf,
  withNode,
  withoutNode,
  withoutRootFacts,
} from './document-tree.ts';
import {
  type EditPlace,
  findFolder,
  type Found,
  freePlace,
  isBelowRoot,
  isSamePlace,
  isWithin,
  lastSegment,
  wrongPlace,
} from './edit-places.ts';
import type { PackageDocument } from './package-document.ts';

/*
 * Edits of folders. Each answers with the document it was given when nothing changes. What they can find wrong is
 * said at `applyEdit`.
 */

export function addFolder(document: PackageDocument, folder: string): Result<PackageDocument> {
  const place = freePlace(document.tree, folder);
  if (!place.ok) return place;
  if (!isBelowRoot(place.value)) return failure(wrongPlace(place.value, 'Scripts has no empty folders'));
  if (document.base.filesystemMetadata === null) return noMetadata();
  const node = { ...emptyFolder(folderName(place.value)), isListedEmpty: true };
  return success(withFolder(document, place.value, node));
}

export function removeFolder(document: PackageDocument, folder: string): Result<PackageDocument> {
  const found = findFolder(document.tree, folder);
  if (!found.ok) return found;
  return success({ ...document, tree: withoutNode(document.tree, found.value.keys) });
}

/** What is below it goes with it. Only its letter case may change as well. */
export function renameFolder(document: PackageDocument, folder: string, to: string): Result<PackageDocument> {
  const found = findFolder(document.tree, folder);
  if (!found.ok) return found;
  const place = freePlace(document.tree, to, found.value.node);
  if (!place.ok) return place;
  if (!isSamePlace(place.value, found.value)) return moveFolder(document, found.value, place.value);
  const name = folderName(place.value);
  if (name === found.value.node.name) return success(document);
  return success(withFolder(document, found.value, { ...found.value.node, name }));
}

function moveFolder(
  document: PackageDocument,
  from: Found<FolderNode>,
  to: EditPlace,
): Result<PackageDocument> {
  if (isWithin(to, from)) return failure(wrongPlace(to, 'a folder cannot go into itself'));
  const node = isBelowRoot(to) ? from.node : withoutRootFacts(from.node);
  if (node === undefined) return failure(wrongPlace(to, 'Scripts has no empty folders'));
  const refused = namesBelow(node, to);
  if (refused.length > 0) return failure(...refused);
  // A folder of Windows must not hide all that the computer has there.
  const isOpaque = node.isOpaque && placeOf(to.keys) === 'ordinary';
  const moved = withFolder(document, to, { ...node, name: folderName(to), isOpaque });
  return success({ ...moved, tree: withoutNode(moved.tree, from.keys) });
}

/** The issues of the first file whose name would be none there: too long, or one that OPC keeps for itself. */
function namesBelow(folder: FolderNode, to: EditPlace): readonly Issue[] {
  const mayBeReserved = lastSegment(to).toLowerCase() === '_rels';
  if (!mayBeReserved && to.name.length + longestPathBelow(folder) <= limits.partNameLength) return [];
  for (const { path, node } of nodesBelow(folder, to.name)) {
    const parsed = node.kind === 'folder' ? success(path) : parsePartName(path);
    if (!parsed.ok) return parsed.issues;
  }
  return [];
}

export function setFolderMode(
  document: PackageDocument,
  folder: string,
  mode: 'merge' | 'override',
): Result<PackageDocument> {
  const found = findFolder(document.tree, folder);
  if (!found.ok) return found;
  const { node, keys, name } = found.value;
  if (placeOf(keys) !== 'ordinary')
    return failure(wrongPlace(found.value, 'only folders of the application have a mode'));
  const isOpaque = mode === 'override';
  if (node.isOpaque === isOpaque) {
    if (isOpaque || !isBelowOpaque(document.tree, keys)) return success(document);
    const params = { name, actual: mode, reason: 'a folder above it overrides' };
    return failure(issue('EDT-VALUE', { part: name, params }));
  }
  if (document.base.filesystemMetadata === null) return noMetadata();
  return success(withFolder(document, found.value, { ...node, isOpaque }));
}

function isBelowOpaque(tree: FolderNode, keys: readonly string[]): boolean {
  return keys.some((_, depth) => {
    const node = nodeAt(tree, keys.slice(0, depth));
    return node?.kind === 'folder' && node.isOpaque;
  });
}

/** Nothing else says that a folder is empty, or overrides. */
function noMetadata(): Result<never> {
  const name = packagePart.filesystemMetadata;
  return failure(issue('EDT-PART-MISSING', { part: name, params: { name } }));
}

function folderName(place: EditPlace): string {
  return ownSpelling(place.keys, lastSegment(place));
}

function withFolder(document: PackageDocument, place: EditPlace, node: FolderNode): PackageDocument {
  return { ...document, tree: withNode(document.tree, place.keys, place.segments, node) };
}
