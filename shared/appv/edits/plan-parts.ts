import { footprint, type PartName, partNameKey } from '../../opc/part-name.ts';
import type { SavedPart } from '../../opc/planned-part.ts';
import { packagePart } from '../package-parts.ts';
import type { DocumentChanges } from './document-changes.ts';
import { isDescribingPart } from './document-files.ts';
import type { FollowingParts } from './follow-edits.ts';
import { type PackageBase, type PackageDocument, partAt } from './package-document.ts';
import type { LocalFile } from './package-edit.ts';

/** Why a part is written anew and not copied as it is: `follows` is for parts that list or describe what was edited. */
export type WriteReason = 'added' | 'replaced' | 'edited' | 'follows';

/** `why` is `null` for a part whose data is copied, under its own name or another. */
export type PlannedSavePart = SavedPart & { readonly why: WriteReason | null };

export type PlannedParts = {
  /** In the order in which they are to stand in the container. */
  readonly parts: readonly PlannedSavePart[];
  /** Parts of the base whose data and name are both gone, in its order, with their uncompressed bytes. */
  readonly removed: readonly { readonly part: PartName; readonly bytes: number }[];
};

/**
 * The parts of a saved package but those that the end of the plan and the container make. First what keeps its name and
 * its data, in the order of the base, so that nothing has to move in the file; then what has another name, what is new or
 * has other bytes, each by name; then the lists of files that follow.
 */
export function planParts(
  { base }: PackageDocument,
  changes: DocumentChanges,
  following: FollowingParts,
): PlannedParts {
  const moved = new Set(changes.removed);
  const renamed: PlannedSavePart[] = [];
  const local: LocalPart[] = [];
  /** Key of the name of a part whose data is gone -> its place. */
  const gone = new Map<string, number>(changes.removed.map((place) => [keyAt(base, place), place]));
  for (const file of changes.files) {
    const { content, size } = file.node;
    if (content.file !== null) {
      local.push({ name: file.name, file: content.file });
      if (file.place === null) continue;
      moved.add(file.place);
      gone.set(keyAt(base, file.place), file.place);
      continue;
    }
    const from = partAt(base, content.place).name;
    if (from === file.name) continue;
    moved.add(content.place);
    renamed.push({ name: file.name, content: { kind: 'kept', from, size }, why: null });
  }
  const written = local.map(({ name, file: { path, size, modified } }): PlannedSavePart => {
    const why = gone.delete(partNameKey(name)) ? 'replaced' : 'added';
    return { name, content: { kind: 'file', path, size, modified }, why };
  });
  return {
    parts: [
      ...keptParts(base, moved, following),
      ...renamed,
      ...written,
      ...followingPart(packagePart.filesystemMetadata, following.filesystemMetadata),
      ...followingPart(packagePart.streamMap, following.streamMap),
    ],
    removed: [...gone.values()]
      .sort((left, right) => left - right)
      .map((place) => ({ part: partAt(base, place).name, bytes: partAt(base, place).size })),
  };
}

/** Parts that stand behind [Content_Types].xml, where signing has put them. */
export function lastParts({ parts }: PackageBase): readonly PartName[] {
  const last: ReadonlySet<string> = new Set([footprint.signature, footprint.codeIntegrity]);
  return parts.map(({ name }) => name).filter((name) => last.has(name));
}

type LocalPart = { readonly name: PartName; readonly file: LocalFile };

function keptParts(
  { parts }: PackageBase,
  moved: ReadonlySet<number>,
  following: FollowingParts,
): readonly PlannedSavePart[] {
  const kept: PlannedSavePart[] = [];
  for (const [place, { name, size }] of parts.entries()) {
    if (moved.has(place) || (isDescribingPart(name) && !staysAsItIs(name, following))) continue;
    kept.push({ name, content: { kind: 'kept', from: name, size }, why: null });
  }
  return kept;
}

/** History and manifest come at the end of every plan, the rest is the container's. */
function staysAsItIs(name: PartName, { filesystemMetadata, streamMap }: FollowingParts): boolean {
  if (name === packagePart.filesystemMetadata) return filesystemMetadata === null;
  return name === packagePart.streamMap && streamMap === null;
}

function followingPart(name: PartName, bytes: Uint8Array | null): readonly PlannedSavePart[] {
  return bytes === null ? [] : [{ name, content: { kind: 'bytes', bytes }, why: 'follows' }];
}

function keyAt(base: PackageBase, place: number): string {
  return partNameKey(partAt(base, place).name);
}
