import { ByteView } from '../base/bytes.ts';
import { type Issue, issue } from '../base/issue.ts';
import type { ByteSource } from '../base/ports.ts';
import { failure, type Result, success } from '../base/result.ts';
import { decodeSingleBytes } from '../base/text.ts';
import { checkEntry, checkNames, checkRanges, entryIssue } from './check-directory.ts';
import { decodeEntryName, encodePartName, footprint, type PartName } from './part-name.ts';
import type { ZipEntry } from './zip-entry.ts';
import { zip } from './zip-records.ts';
import { readZipTail } from './zip-tail.ts';

export type ZipDirectory = {
  /** In the order of the central directory. */
  readonly entries: readonly ZipEntry[];
  /** Bytes of the entries end here and the central directory begins. */
  readonly directoryOffset: number;
};

/**
 * Reads the central directory, Zip64 included. Fails only when the entries cannot be told at all; everything an AppX
 * reader would refuse in a readable directory is an issue beside the value. Source of the rules: APPNOTE.TXT and the
 * rejections of the MSIX SDK's reader.
 */
export async function readZipDirectory(source: ByteSource): Promise<Result<ZipDirectory>> {
  const tail = await readZipTail(source);
  if (!tail.ok) return tail;
  const { directoryOffset, directorySize, entryCount } = tail.value;
  const issues: Issue[] = [...tail.issues];
  const entries: ZipEntry[] = [];
  let position = 0;
  while (position < directorySize) {
    const length = Math.min(chunkSize, directorySize - position);
    const chunk = await readChunk(source, directoryOffset + position, length);
    const used = readEntries(chunk, entryCount, entries, issues);
    position += used;
    // Nothing was used: damage, or one header more than there should be.
    if (used === 0 || (entries.length === entryCount && position < directorySize)) {
      return failure(...issues, issue('ZIP-DIRECTORY', { where: { offset: directoryOffset + position } }));
    }
  }
  if (entries.length !== entryCount) {
    const params = { expected: entryCount, actual: entries.length };
    issues.push(issue('ZIP-DIRECTORY', { where: { offset: directoryOffset }, params }));
  }
  checkNames(entries, issues);
  checkRanges(entries, directoryOffset, source.size, issues);
  return success({ entries, directoryOffset }, issues);
}

/** Bytes read at once: more than the longest header, so that each chunk holds at least one. */
const chunkSize = 1_048_576;

/** Part of the directory. `text` has the same bytes as characters: names are cut from it, quicker than decoding each. */
type Chunk = { readonly view: ByteView; readonly text: string; readonly offset: number };

async function readChunk(source: ByteSource, offset: number, length: number): Promise<Chunk> {
  const bytes = await source.read(offset, length);
  return { view: new ByteView(bytes), text: decodeSingleBytes(bytes), offset };
}

/** Reads the headers that are whole in the chunk, up to `entryCount` in all. Returns the bytes they take. */
function readEntries(chunk: Chunk, entryCount: number, entries: ZipEntry[], issues: Issue[]): number {
  let at = 0;
  while (at < chunk.view.length) {
    const size = centralHeaderSize(chunk.view, at);
    if (size === undefined || entries.length === entryCount) return at;
    entries.push(readEntry(chunk, at, issues));
    at += size;
  }
  return at;
}

function centralHeaderSize(view: ByteView, at: number): number | undefined {
  if (at + zip.centralSize > view.length || view.u32(at) !== zip.centralSignature) return undefined;
  const size = zip.centralSize + view.u16(at + 28) + view.u16(at + 30) + view.u16(at + 32);
  return at + size > view.length ? undefined : size;
}

type EntryFields = Omit<ZipEntry, 'encodedName'> & {
  /** Where it does not follow from the name. */
  readonly spelling: string | undefined;
};

/** An entry in little memory, because there are many: most names stand in the file as `encodePartName` spells them. */
class DirectoryEntry implements ZipEntry {
  readonly name: PartName;
  readonly nameLength: number;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localOffset: number;
  readonly headerOffset: number;
  readonly #spelling: string | undefined;

  constructor(fields: EntryFields) {
    this.name = fields.name;
    this.nameLength = fields.nameLength;
    this.flags = fields.flags;
    this.method = fields.method;
    this.crc32 = fields.crc32;
    this.compressedSize = fields.compressedSize;
    this.size = fields.size;
    this.localOffset = fields.localOffset;
    this.headerOffset = fields.headerOffset;
    this.#spelling = fields.spelling;
  }

  encodedName(): string {
    return this.#spelling ?? encodePartName(this.name);
  }
}

function readEntry({ view, text, offset }: Chunk, at: number, issues: Issue[]): ZipEntry {
  const nameStart = at + zip.centralSize;
  const nameEnd = nameStart + view.u16(at + 28);
  const entryName = text.slice(nameStart, nameEnd);
  const { name, exact } = decodeEntryName(entryName, view.bytes, nameStart);
  const sizes = readSizes(view, at, nameEnd);
  const entry = new DirectoryEntry({
    name,
    // `exact` means spelt as encodePartName spells it, but for the one name that AppX does not encode.
    spelling: exact && name !== footprint.contentTypes ? undefined : entryName,
    nameLength: entryName.length,
    flags: view.u16(at + 8),
    method: view.u16(at + 10),
    crc32: view.u32(at + 16),
    compressedSize: sizes.compressedSize,
    size: sizes.size,
    localOffset: sizes.localOffset,
    headerOffset: offset + at,
  });
  if (sizes.broken) issues.push(entryIssue('ZIP-ZIP64', entry));
  if (view.u16(at + 32) !== 0) issues.push(entryIssue('ZIP-ENTRY-COMMENT', entry));
  const disk = view.u16(at + 34);
  if (disk !== 0 && disk !== zip.max16) issues.push(entryIssue('ZIP-MULTI-DISK', entry));
  checkEntry(entry, exact, issues);
  return entry;
}

type Sizes = Pick<ZipEntry, 'size' | 'compressedSize' | 'localOffset'> & { readonly broken: boolean };

/** 32-bit fields that say 0xFFFFFFFF stand in the Zip64 extra field, in this order (APPNOTE.TXT 4.5.3). */
function readSizes(view: ByteView, at: number, extraStart: number): Sizes {
  const size = view.u32(at + 24);
  const compressedSize = view.u32(at + 20);
  const localOffset = view.u32(at + 42);
  const extraLength = view.u16(at + 30);
  const extra = extraLength === 0 ? undefined : findZip64Extra(view, extraStart, extraStart + extraLength);
  if (size !== zip.max32 && compressedSize !== zip.max32 && localOffset !== zip.max32) {
    const broken = extra !== undefined && extra.length > 0;
    return { size, compressedSize, localOffset, broken };
  }
  const moved = [size, compressedSize, localOffset].filter((value) => value === zip.max32).length;
  // The last field, the disk number of four bytes, may follow.
  if (extra === undefined || (extra.length !== moved * 8 && extra.length !== moved * 8 + 4)) {
    return { size, compressedSize, localOffset, broken: true };
  }
  let next = extra.start;
  const take = (value: number): number => {
    if (value !== zip.max32) return value;
    next += 8;
    return view.u64(next - 8);
  };
  const sizes = { size: take(size), compressedSize: take(compressedSize), localOffset: take(localOffset) };
  return { ...sizes, broken: false };
}

function findZip64Extra(
  view: ByteView,
  start: number,
  end: number,
): { start: number; length: number } | undefined {
  for (let at = start; at + 4 <= end; at += 4 + view.u16(at + 2)) {
    const length = view.u16(at + 2);
    if (view.u16(at) === zip.zip64ExtraId)
      return at + 4 + length <= end ? { start: at + 4, length } : undefined;
  }
  return undefined;
}
