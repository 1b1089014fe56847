import { failure, type Result, success } from '../../base/result.ts';
import { type FileNode, nodeAt, withNode, withoutNode } from './document-tree.ts';
import {
  type EditPlace,
  findFile,
  freePlace,
  isBelowRoot,
  isSamePlace,
  lastSegment,
  wrongPlace,
} from './edit-places.ts';
import { listedBlock } from './feature-blocks.ts';
import { type PackageDocument, partAt } from './package-document.ts';
import type { FeatureBlockChoice, LocalFile } from './package-edit.ts';

/*
 * Edits of files. Each answers with the document it was given when nothing changes. What they can find wrong is
 * said at `applyEdit`.
 */

export function addFile(document: PackageDocument, part: string, file: LocalFile): Result<PackageDocument> {
  const place = freePlace(document.tree, part);
  if (!place.ok) return place;
  const node: FileNode = {
    kind: 'file',
    name: lastSegment(place.value),
    size: file.size,
    content: { place: null, file },
    block: null,
    hasOwnSpelling: false,
  };
  return success(withFile(document, place.value, node));
}

export function replaceFile(
  document: PackageDocument,
  part: string,
  file: LocalFile,
): Result<PackageDocument> {
  const found = findFile(document.tree, part);
  if (!found.ok) return found;
  const { node } = found.value;
  if (node.content.file !== null && isSameFile(node.content.file, file)) return success(document);
  const content = { place: node.content.place, file };
  return success(withFile(document, found.value, { ...node, size: file.size, content }));
}

function isSameFile(left: LocalFile, right: LocalFile): boolean {
  return left.path === right.path && left.size === right.size && left.modified === right.modified;
}

export function removeFile(document: PackageDocument, part: string): Result<PackageDocument> {
  const found = findFile(document.tree, part);
  if (!found.ok) return found;
  return success({ ...document, tree: withoutNode(document.tree, found.value.keys) });
}

/** Only its letter case may change as well. */
export function renameFile(document: PackageDocument, part: string, to: string): Result<PackageDocument> {
  const found = findFile(document.tree, part);
  if (!found.ok) return found;
  const { node, keys } = found.value;
  const place = freePlace(document.tree, to, node);
  if (!place.ok) return place;
  const name = lastSegment(place.value);
  const staysThere = isSamePlace(found.value, place.value);
  if (staysThere && name === node.name) return success(document);
  const block = isBelowRoot(place.value) ? node.block : null;
  const moved = withFile(document, place.value, { ...node, name, block, hasOwnSpelling: false });
  return success(staysThere ? moved : { ...moved, tree: withoutNode(moved.tree, keys) });
}

export function setFeatureBlock(
  document: PackageDocument,
  part: string,
  block: FeatureBlockChoice,
): Result<PackageDocument> {
  const found = findFile(document.tree, part);
  if (!found.ok) return found;
  if (!isBelowRoot(found.value))
    return failure(wrongPlace(found.value, 'only files below Root are streamed'));
  const { node } = found.value;
  const before = blockBefore(document, found.value, node);
  // The one that it had is no choice any more.
  const choice = block === before ? null : block;
  if (choice === node.block) return success(document);
  return success(withFile(document, found.value, { ...node, block: choice }));
}

/** The block without a choice; `null` when that is decided only by what becomes of another file. */
function blockBefore(
  { base, opened }: PackageDocument,
  { keys, name }: EditPlace,
  { content }: FileNode,
): FeatureBlockChoice | null {
  if (content.place !== null) return listedBlock(opened.streamed, partAt(base, content.place).name);
  // A file under the name of one that was removed counts as its replacement, unless that one only went elsewhere.
  return nodeAt(opened.tree, keys) === undefined ? listedBlock(opened.streamed, name) : null;
}

function withFile(document: PackageDocument, place: EditPlace, node: FileNode): PackageDocument {
  return { ...document, tree: withNode(document.tree, place.keys, place.segments, node) };
}
