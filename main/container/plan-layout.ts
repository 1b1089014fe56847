import type { PartName } from '../../shared/opc/part-name.ts';
import type { SavedPart } from '../../shared/opc/planned-part.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { assertDefined } from '../../shared/base/assert.ts';
import type { SourceFacts } from './check-source.ts';

/** An entry of the package that was opened, and what of the file is its own. Offsets are in bytes. */
export type SourceEntry = { readonly entry: ZipEntry; readonly end: number; readonly bytes: number };

/** Finds entries of the package that was opened by name. */
export type SourceEntries = (name: PartName) => SourceEntry;

export function indexSource({ entries, ends }: SourceFacts): SourceEntries {
  const positions = new Map(entries.map((entry, position) => [entry.name, position]));
  return (name) => {
    const position = assertDefined(positions.get(name), `the package has ${name}`);
    const entry = assertDefined(entries[position], 'a position of the index');
    const end = ends[position] ?? Number.NaN;
    return { entry, end, bytes: end - entry.localOffset };
  };
}

export type Layout = {
  /** Parts from the first one on that stand in the new container where they stand in the old one. */
  readonly inPlace: number;
  /** Bytes that they take: both containers begin with the same ones. */
  readonly prefix: number;
  /** Bytes that are taken from the old container in all. */
  readonly copiedBytes: number;
};

/** A part whose whole entry is copied, headers included, because its name stays. */
export function isKeptWhole({ name, content }: SavedPart): boolean {
  return content.kind === 'kept' && content.from === name;
}

/** `rewrapped`: parts whose headers are written anew although their name stays. */
export function planLayout(
  parts: readonly SavedPart[],
  source: SourceEntries,
  rewrapped: (name: PartName) => boolean = () => false,
): Layout {
  let inPlace = 0;
  let prefix = 0;
  let copiedBytes = 0;
  let stays = true;
  for (const part of parts) {
    if (part.content.kind !== 'kept') {
      stays = false;
      continue;
    }
    const { entry, end, bytes } = source(part.content.from);
    stays &&= isKeptWhole(part) && !rewrapped(part.name) && entry.localOffset === prefix;
    if (stays) {
      inPlace++;
      prefix = end;
    }
    copiedBytes += isKeptWhole(part) ? bytes : entry.compressedSize;
  }
  return { inPlace, prefix, copiedBytes };
}
