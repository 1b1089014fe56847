import type { PartName } from './part-name.ts';

/** One entry as the central directory describes it. Sizes and offsets are in bytes. */
export type ZipEntry = {
  /** Decoded name; see `issues` of the directory for names that AppX would not accept. */
  readonly name: PartName;
  /** The name as it stands in the file, made at each call: there can be many entries. */
  readonly encodedName: () => string;
  /** Bytes of that name. */
  readonly nameLength: number;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localOffset: number;
  /** Offset of this entry's central header. */
  readonly headerOffset: number;
};

/** The entries in the order of their place in the file, which nearly always is the order that they are in. */
export function inFileOrder(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  const ordered = entries.every(
    (entry, index) => (entries[index - 1]?.localOffset ?? 0) <= entry.localOffset,
  );
  return ordered ? entries : [...entries].sort((left, right) => left.localOffset - right.localOffset);
}
