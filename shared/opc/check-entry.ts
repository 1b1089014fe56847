import type { ByteView } from '../base/bytes.ts';
import { type Issue, issue } from '../base/issue.ts';
import type { ZipEntry } from './zip-entry.ts';
import { zip } from './zip-records.ts';

/** What the central directory says of an entry's data. */
export type EntryFields = Pick<
  ZipEntry,
  'name' | 'flags' | 'method' | 'crc32' | 'compressedSize' | 'size' | 'localOffset'
>;

/** The same with what the local header must repeat: plain data, which can go to a worker. */
export type ExpectedEntry = EntryFields & {
  /** The name as it stands in the file. */
  readonly entryName: string;
};

export function expectedEntry(entry: ZipEntry): ExpectedEntry {
  const { name, flags, method, crc32, compressedSize, size, localOffset } = entry;
  return { name, entryName: entry.encodedName(), flags, method, crc32, compressedSize, size, localOffset };
}

/**
 * Compares a local header with its central header. `at` is where it starts in `view`. Returns its length in bytes
 * (what the block map calls LfhSize), `undefined` when there is no header. Issues: ZIP-LOCAL-HEADER, ZIP-VERSION.
 */
export function checkLocalHeader(
  view: ByteView,
  at: number,
  entry: ExpectedEntry,
): { readonly length: number | undefined; readonly issues: readonly Issue[] } {
  const found = { part: entry.name, where: { offset: entry.localOffset } };
  const wrong = (reason: string): Issue => issue('ZIP-LOCAL-HEADER', { ...found, params: { reason } });
  if (at + zip.localSize > view.length || view.u32(at) !== zip.localSignature) {
    return { length: undefined, issues: [wrong('signature')] };
  }
  const nameEnd = at + zip.localSize + view.u16(at + 26);
  const length = nameEnd + view.u16(at + 28) - at;
  if (at + length > view.length) return { length: undefined, issues: [wrong('length')] };

  const issues: Issue[] = [];
  if (!extraFieldsFit(view, nameEnd, at + length)) issues.push(wrong('extra'));
  const version = view.u16(at + 4);
  if (version !== 20 && version !== zip.version) {
    issues.push(issue('ZIP-VERSION', { ...found, params: { actual: version } }));
  }
  if (!isName(view, at + zip.localSize, nameEnd, entry.entryName)) issues.push(wrong('name'));
  if (view.u16(at + 6) !== entry.flags) issues.push(wrong('flags'));
  if (view.u16(at + 8) !== entry.method) issues.push(wrong('method'));
  const values = { crc32: view.u32(at + 14), compressedSize: view.u32(at + 18), size: view.u32(at + 22) };
  if (view.u16(at + 6) & zip.flagDescriptor) {
    // The MSIX SDK refuses values here; only writers that add a Zip64 extra field mark the sizes with 0xFFFFFFFF.
    const extra = view.u16(at + 28) > 0;
    const empty = (value: number): boolean => value === 0 || (extra && value === zip.max32);
    if (values.crc32 !== 0 || !empty(values.compressedSize) || !empty(values.size))
      issues.push(wrong('sizes'));
  } else if (!repeats(values, entry)) {
    issues.push(wrong('sizes'));
  }
  return { length, issues };
}

/** The name has one character a byte (decodeSingleBytes); beyond ASCII only its length is compared. */
function isName(view: ByteView, start: number, end: number, name: string): boolean {
  if (end - start !== name.length) return false;
  for (let index = 0; index < name.length; index++) {
    const expected = name.charCodeAt(index);
    if (expected < 0x80 && view.u8(start + index) !== expected) return false;
  }
  return true;
}

/** Each extra field is an id and a length of two bytes each, and that many bytes (APPNOTE.TXT 4.5.1). */
function extraFieldsFit(view: ByteView, start: number, end: number): boolean {
  let at = start;
  while (at + 4 <= end) at += 4 + view.u16(at + 2);
  return at === end;
}

function repeats(
  values: { crc32: number; compressedSize: number; size: number },
  entry: EntryFields,
): boolean {
  const same = (value: number, expected: number): boolean => value === zip.max32 || value === expected;
  return (
    values.crc32 === entry.crc32 &&
    same(values.compressedSize, entry.compressedSize) &&
    same(values.size, entry.size)
  );
}

/**
 * Compares the data descriptor at `at`, if the entry has one, with the central header. `offset` is its place in the
 * file. Returns its length in bytes: 24 as AppX writes it, 16 as other tools do, 0 without one. Issue: ZIP-DESCRIPTOR.
 */
export function checkDescriptor(
  view: ByteView,
  at: number,
  offset: number,
  entry: EntryFields,
): { readonly length: number; readonly issues: readonly Issue[] } {
  if (!(entry.flags & zip.flagDescriptor)) return { length: 0, issues: [] };
  const available = view.length - at;
  const head = available >= 8 && view.u32(at) === zip.descriptorSignature && view.u32(at + 4) === entry.crc32;
  const long =
    available >= zip.descriptorSize &&
    view.u64(at + 8) === entry.compressedSize &&
    view.u64(at + 16) === entry.size;
  if (head && long) return { length: zip.descriptorSize, issues: [] };
  const short =
    available >= zip.shortDescriptorSize &&
    view.u32(at + 8) === entry.compressedSize &&
    view.u32(at + 12) === entry.size;
  if (head && short) return { length: zip.shortDescriptorSize, issues: [] };
  const length = available < zip.descriptorSize ? Math.max(0, available) : zip.descriptorSize;
  return { length, issues: [issue('ZIP-DESCRIPTOR', { part: entry.name, where: { offset } })] };
}
