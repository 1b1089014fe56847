import { ByteView } from '../base/bytes.ts';
import { encodeUtf8 } from '../base/text.ts';

/*
 * The ZIP records of an AppX container as makemsix and MakeAppx write them (byte for byte, measured on their output):
 * version 45, flag bit 3 and a 24-byte data descriptor on every entry, zero CRC and sizes in the local header, no
 * extra field there, a Zip64 tail always. Numbers are little-endian. Field layouts: APPNOTE.TXT 4.3.
 */
export const zip = {
  localSignature: 0x04034b50,
  descriptorSignature: 0x08074b50,
  centralSignature: 0x02014b50,
  end64Signature: 0x06064b50,
  locatorSignature: 0x07064b50,
  endSignature: 0x06054b50,
  localSize: 30,
  descriptorSize: 24,
  shortDescriptorSize: 16,
  centralSize: 46,
  end64Size: 56,
  locatorSize: 20,
  endSize: 22,
  version: 45,
  /** Bit 3: CRC and sizes follow the data in a descriptor. */
  flagDescriptor: 0x0008,
  /** Bits 0, 6 and 12 to 15: encryption and reserved; an AppX reader refuses them. */
  refusedFlags: 0xf041,
  methodStored: 0,
  methodDeflate: 8,
  zip64ExtraId: 0x0001,
  max16: 0xffff,
  max32: 0xffff_ffff,
} as const;

export type ZipMethod = typeof zip.methodStored | typeof zip.methodDeflate;

/** 1980-01-01 00:00: the earliest date the format has. A fixed one keeps builds reproducible. */
const dosTime = 0x0000;
const dosDate = 0x0021;

/** What the tail of an entry and the central directory say about it. Sizes and the offset are in bytes. */
export type ZipEntryRecord = {
  readonly entryName: string;
  readonly method: ZipMethod;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localOffset: number;
};

/** Bytes before an entry's data: also what the block map calls `LfhSize`. `entryName` is percent-encoded ASCII. */
export function localHeaderSize(entryName: string): number {
  return zip.localSize + entryName.length;
}

export function formatLocalHeader(entryName: string, method: ZipMethod): Uint8Array<ArrayBuffer> {
  const name = encodeUtf8(entryName);
  const view = new ByteView(new Uint8Array(zip.localSize + name.length));
  view.setU32(0, zip.localSignature);
  view.setU16(4, zip.version);
  view.setU16(6, zip.flagDescriptor);
  view.setU16(8, method);
  view.setU16(10, dosTime);
  view.setU16(12, dosDate);
  view.setU16(26, name.length);
  view.bytes.set(name, zip.localSize);
  return view.bytes as Uint8Array<ArrayBuffer>;
}

export function formatDescriptor(
  crc32: number,
  compressedSize: number,
  size: number,
): Uint8Array<ArrayBuffer> {
  const view = new ByteView(new Uint8Array(zip.descriptorSize));
  view.setU32(0, zip.descriptorSignature);
  view.setU32(4, crc32);
  view.setU64(8, compressedSize);
  view.setU64(16, size);
  return view.bytes as Uint8Array<ArrayBuffer>;
}

/** A field that does not fit moves to the Zip64 extra field; only such fields do (makemsix). */
export function formatCentralHeader(entry: ZipEntryRecord): Uint8Array<ArrayBuffer> {
  const name = encodeUtf8(entry.entryName);
  const moved = [entry.size, entry.compressedSize, entry.localOffset].filter((value) => value >= zip.max32);
  const extraSize = moved.length === 0 ? 0 : 4 + moved.length * 8;
  const view = new ByteView(new Uint8Array(zip.centralSize + name.length + extraSize));
  view.setU32(0, zip.centralSignature);
  view.setU16(4, zip.version);
  view.setU16(6, zip.version);
  view.setU16(8, zip.flagDescriptor);
  view.setU16(10, entry.method);
  view.setU16(12, dosTime);
  view.setU16(14, dosDate);
  view.setU32(16, entry.crc32);
  view.setU32(20, Math.min(entry.compressedSize, zip.max32));
  view.setU32(24, Math.min(entry.size, zip.max32));
  view.setU16(28, name.length);
  view.setU16(30, extraSize);
  view.setU32(42, Math.min(entry.localOffset, zip.max32));
  view.bytes.set(name, zip.centralSize);
  if (extraSize > 0) {
    const extra = zip.centralSize + name.length;
    view.setU16(extra, zip.zip64ExtraId);
    view.setU16(extra + 2, moved.length * 8);
    moved.forEach((value, index) => view.setU64(extra + 4 + index * 8, value));
  }
  return view.bytes as Uint8Array<ArrayBuffer>;
}

/**
 * A central header as another writer made it, for an entry that stands at another place now. Everything else stays as
 * it is; an offset that does not fit moves to the Zip64 extra field, behind the sizes that are there (APPNOTE.TXT 4.5.3).
 */
export function relocateCentralHeader(header: Uint8Array, localOffset: number): Uint8Array {
  const view = new ByteView(header.slice());
  const extraStart = zip.centralSize + view.u16(28);
  if (view.u32(42) !== zip.max32) {
    view.setU32(42, Math.min(localOffset, zip.max32));
    return localOffset < zip.max32 ? view.bytes : withZip64Offset(view, extraStart, localOffset);
  }
  const moved = [view.u32(24), view.u32(20)].filter((value) => value === zip.max32).length;
  const extra = zip64ExtraAt(view, extraStart);
  if (extra !== undefined) view.setU64(extra + 4 + moved * 8, localOffset);
  return view.bytes;
}

function zip64ExtraAt(view: ByteView, extraStart: number): number | undefined {
  const end = extraStart + view.u16(30);
  for (let at = extraStart; at + 4 <= end; at += 4 + view.u16(at + 2)) {
    if (view.u16(at) === zip.zip64ExtraId) return at;
  }
  return undefined;
}

function withZip64Offset(view: ByteView, extraStart: number, localOffset: number): Uint8Array {
  const known = zip64ExtraAt(view, extraStart);
  const added = known === undefined ? 12 : 8;
  const insertAt = known === undefined ? extraStart : known + 4 + view.u16(known + 2);
  const grown = new ByteView(new Uint8Array(view.length + added));
  grown.bytes.set(view.bytes.subarray(0, insertAt));
  grown.bytes.set(view.bytes.subarray(insertAt), insertAt + added);
  grown.setU16(30, view.u16(30) + added);
  if (known === undefined) grown.setU16(insertAt, zip.zip64ExtraId);
  grown.setU16((known ?? insertAt) + 2, known === undefined ? 8 : view.u16(known + 2) + 8);
  grown.setU64(insertAt + added - 8, localOffset);
  return grown.bytes;
}

/** The three end records. The real numbers stand in the Zip64 record, whatever their size (makemsix). */
export function formatTail(
  entries: number,
  directoryOffset: number,
  directorySize: number,
): Uint8Array<ArrayBuffer> {
  const view = new ByteView(new Uint8Array(zip.end64Size + zip.locatorSize + zip.endSize));
  view.setU32(0, zip.end64Signature);
  view.setU64(4, zip.end64Size - 12);
  view.setU16(12, zip.version);
  view.setU16(14, zip.version);
  view.setU64(24, entries);
  view.setU64(32, entries);
  view.setU64(40, directorySize);
  view.setU64(48, directoryOffset);
  const locator = zip.end64Size;
  view.setU32(locator, zip.locatorSignature);
  view.setU64(locator + 8, directoryOffset + directorySize);
  view.setU32(locator + 16, 1);
  const end = locator + zip.locatorSize;
  view.setU32(end, zip.endSignature);
  view.setU16(end + 8, zip.max16);
  view.setU16(end + 10, zip.max16);
  view.setU32(end + 12, zip.max32);
  view.setU32(end + 16, zip.max32);
  return view.bytes as Uint8Array<ArrayBuffer>;
}
