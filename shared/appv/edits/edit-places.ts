import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { parsePartName, partNameFromBlockMap, partNameKey } from '../../opc/part-name.ts';
import {
  depthOf,
  type FileNode,
  type FolderNode,
  nodeAt,
  placeOf,
  spelledPath,
  type TreeNode,
} from './document-tree.ts';

/** A name that an edit gives. Segments of keys are those of `partNameKey`. */
export type EditPlace = {
  /** With `/`, otherwise as the edit has it. */
  readonly name: string;
  readonly segments: readonly string[];
  readonly keys: readonly string[];
};

export type Found<Node extends TreeNode> = EditPlace & { readonly node: Node };

function editPlace(text: string): EditPlace {
  const name = partNameFromBlockMap(text);
  const segments = name.split('/');
  return { name, segments, keys: segments.map(partNameKey) };
}

/**
 * The file that an edit is about. One with a name that Windows forbids can be given another or removed.
 * Issues: EDT-PART-MISSING, EDT-PART-PLACE; OPC-NAME-* when the name would be none.
 */
export function findFile(tree: FolderNode, text: string): Result<Found<FileNode>> {
  const place = editPlace(text);
  const node = nodeAt(tree, place.keys);
  return node?.kind === 'file' ? success({ ...place, node }) : failure(...notFound(place, node));
}

/** The folder that an edit is about, which may not be one of the package's own. Issues as those of findFile. */
export function findFolder(tree: FolderNode, text: string): Result<Found<FolderNode>> {
  const place = editPlace(text);
  if (isFixed(place)) return failure(wrongPlace(place, 'Root, VFS and Scripts stay as they are'));
  const node = nodeAt(tree, place.keys);
  return node?.kind === 'folder' ? success({ ...place, node }) : failure(...notFound(place, node));
}

/** `other` is what stands there instead: the edit of folders may be meant where the one of files was asked for. */
function notFound(place: EditPlace, other: TreeNode | undefined): readonly Issue[] {
  const parsed = parsePartName(place.name);
  if (!parsed.ok) return parsed.issues;
  if (isOutside(place)) return [wrongPlace(place)];
  const { name } = place;
  const reason =
    other?.kind === 'folder'
      ? 'there is a folder of this name, not a file'
      : 'there is a file of this name, not a folder';
  return [
    issue('EDT-PART-MISSING', { part: name, params: other === undefined ? { name } : { name, reason } }),
  ];
}

/**
 * A place that something can be put into: below `Root` or `Scripts`, with nothing there and no file among its folders.
 * `leaving` is what will be gone from there, because it is what is moved.
 * Issues: OPC-NAME-*, EDT-PART-PLACE, EDT-PART-EXISTS with what is there in `other`.
 */
export function freePlace(tree: FolderNode, text: string, leaving?: TreeNode): Result<EditPlace> {
  const place = editPlace(text);
  const parsed = parsePartName(place.name);
  if (!parsed.ok) return parsed;
  if (isOutside(place)) return failure(wrongPlace(place));
  if (isFixed(place)) return failure(wrongPlace(place, 'Root, VFS and Scripts stay as they are'));
  const depth = depthOf(tree, place.keys);
  const last = nodeAt(tree, place.keys.slice(0, depth));
  const isThere = depth === place.keys.length;
  if (last === undefined || (isThere ? last === leaving : last.kind === 'folder')) return success(place);
  const other = spelledPath(tree, place.keys.slice(0, depth));
  const params = other === place.name ? { name: place.name } : { name: place.name, other };
  return failure(issue('EDT-PART-EXISTS', { part: place.name, params }));
}

/** EDT-PART-PLACE; without a reason because it is neither below `Root` nor below `Scripts`. */
export function wrongPlace({ name }: EditPlace, reason?: string): Issue {
  return issue('EDT-PART-PLACE', { part: name, params: reason === undefined ? { name } : { name, reason } });
}

export function lastSegment({ segments }: EditPlace): string {
  return segments.at(-1) ?? '';
}

/** By the rules of Windows. */
export function isSamePlace(left: EditPlace, right: EditPlace): boolean {
  return left.keys.length === right.keys.length && isWithin(left, right);
}

/** Whether `place` is `folder` or below it. */
export function isWithin(place: EditPlace, folder: EditPlace): boolean {
  return folder.keys.every((key, index) => place.keys[index] === key);
}

export function isBelowRoot({ keys }: EditPlace): boolean {
  return keys[0] === 'ROOT' && keys.length > 1;
}

function isOutside({ keys }: EditPlace): boolean {
  return keys[0] !== 'ROOT' && keys[0] !== 'SCRIPTS';
}

function isFixed({ keys }: EditPlace): boolean {
  const place = placeOf(keys);
  return place === 'root' || place === 'vfs' || place === 'scripts';
}
