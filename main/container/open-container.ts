import { type Issue, issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { BlockMap } from '../../shared/opc/block-map.ts';
import { checkBlockMap } from '../../shared/opc/check-block-map.ts';
import { checkLocalHeader, expectedEntry } from '../../shared/opc/check-entry.ts';
import { ByteView } from '../../shared/base/bytes.ts';
import { parseBlockMap } from '../../shared/opc/parse-block-map.ts';
import { footprint, type PartName } from '../../shared/opc/part-name.ts';
import { PlainBlockMapReader } from '../../shared/opc/plain-block-map.ts';
import { readZipDirectory, type ZipDirectory } from '../../shared/opc/zip-directory.ts';
import { type ZipEntry } from '../../shared/opc/zip-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import { type FileSource, openFileSource } from '../files/file-source.ts';
import { IssueError } from '../files/io-issue.ts';
import { nodeCodec } from '../files/node-codec.ts';
import { streamEnd } from './compress-block.ts';
import { readEntryStream } from './entry-stream.ts';
import { inflateIsolated } from './inflate-block.ts';

/** Part names are below 32,768 characters of up to nine encoded bytes; no extra field is longer than 64 KiB. */
const longestLocalHeader = zip.localSize + 2 * zip.max16;

/** As many looks through a list cost less than an index of it, which most work on a package does not need. */
const scannedLookups = 24;

/**
 * A package opened for reading: its directory is in memory, everything else is read when it is asked for and never
 * unpacked to disk. Rejections are failures of the file system.
 */
export class Container {
  readonly directory: ZipDirectory;
  /** What an AppX reader would refuse in the directory; the data may have more. */
  readonly issues: readonly Issue[];
  readonly #source: FileSource;
  #lookups = 0;
  #byName: ReadonlyMap<PartName, ZipEntry> | undefined;
  #blockMap: Promise<Result<BlockMap>> | undefined;

  constructor(source: FileSource, directory: ZipDirectory, issues: readonly Issue[]) {
    this.#source = source;
    this.directory = directory;
    this.issues = issues;
  }

  get path(): string {
    return this.#source.path;
  }

  /** Bytes of the whole file. */
  get size(): number {
    return this.#source.size;
  }

  get entries(): readonly ZipEntry[] {
    return this.directory.entries;
  }

  entry(name: PartName): ZipEntry | undefined {
    if (++this.#lookups <= scannedLookups) return this.entries.findLast((entry) => entry.name === name);
    this.#byName ??= new Map(this.entries.map((entry) => [entry.name, entry]));
    return this.#byName.get(name);
  }

  /** The bytes as they stand in the file, for records and raw copies. */
  readRaw(offset: number, length: number): Promise<Uint8Array> {
    return this.#source.read(offset, length);
  }

  /** The same into room that is there: for long copies. */
  readRawInto(bytes: Uint8Array, offset: number): Promise<void> {
    return this.#source.readInto(bytes, offset);
  }

  /** A whole part, for parts that are small by nature. Issues: OPC-PART-MISSING, XML-LIMIT, ZIP-*. */
  async readPart(name: PartName): Promise<Result<Uint8Array>> {
    const entry = this.entry(name);
    if (entry === undefined) return failure(issue('OPC-PART-MISSING', { part: name, params: { name } }));
    if (Math.max(entry.size, entry.compressedSize) > limits.xmlBytes) {
      return failure(issue('XML-LIMIT', { part: name, params: { limit: limits.xmlBytes } }));
    }
    const dataOffset = await this.dataOffset(entry);
    if (!dataOffset.ok) return dataOffset;
    const raw = await this.#source.read(dataOffset.value, entry.compressedSize);
    const where = { offset: dataOffset.value };
    const bytes = entry.method === zip.methodStored ? raw : nodeCodec.inflateRaw(raw, entry.size);
    if (bytes === undefined) return failure(issue('ZIP-DEFLATE', { part: name, where }));
    if (bytes.length !== entry.size) {
      const params = { expected: entry.size, actual: bytes.length };
      return failure(issue('ZIP-SIZE', { part: name, where: { offset: entry.headerOffset }, params }));
    }
    if (nodeCodec.crc32(bytes) !== entry.crc32) return failure(issue('ZIP-CRC', { part: name, where }));
    return success(bytes);
  }

  /** AppxBlockMap.xml, read once. Issues: those of readPart and parseBlockMap. */
  blockMap(): Promise<Result<BlockMap>> {
    this.#blockMap ??= this.#readBlockMap();
    return this.#blockMap;
  }

  async #readBlockMap(): Promise<Result<BlockMap>> {
    const plain = await this.#readPlainBlockMap();
    if (plain !== undefined) return success(plain);
    const part = await this.readPart(footprint.blockMap);
    return part.ok ? parseBlockMap(part.value) : part;
  }

  /** Without ever holding the whole text; `undefined` when it has another form or there is something to say about it. */
  async #readPlainBlockMap(): Promise<BlockMap | undefined> {
    const entry = this.entry(footprint.blockMap);
    const dataOffset = entry === undefined ? undefined : await this.dataOffset(entry);
    if (entry === undefined || dataOffset?.ok !== true) return undefined;
    const reader = new PlainBlockMapReader();
    try {
      for await (const piece of readEntryStream(this.path, dataOffset.value, entry)) {
        if (!reader.add(piece as Uint8Array)) return undefined;
      }
    } catch (error) {
      if (error instanceof IssueError) return undefined;
      throw error;
    }
    return reader.finish();
  }

  /**
   * One 64 KiB block of a part, read and inflated without the blocks before it, and checked against its hash. Issues:
   * those of the block map, OPC-NOT-IN-BLOCKMAP, OPC-BLOCK-COUNT when there is no such block, OPC-BLOCK-HASH,
   * OPC-BLOCK-NOT-ISOLATED.
   */
  async readBlock(name: PartName, block: number): Promise<Result<Uint8Array>> {
    const map = await this.blockMap();
    if (!map.ok) return map;
    const entry = this.entry(name);
    if (entry === undefined) return failure(issue('OPC-PART-MISSING', { part: name, params: { name } }));
    const files = map.value.files.filter((file) => file.name === name);
    const { matched, issues } = checkBlockMap({ files }, [entry], new Set());
    const [file] = matched.files;
    if (file === undefined || matched.closings[0] === undefined) return failure(...issues);
    const { blocks } = file;
    const wanted = blocks[block];
    if (wanted === undefined) {
      return failure(
        issue('OPC-BLOCK-COUNT', { part: name, params: { expected: block + 1, actual: blocks.length } }),
      );
    }
    const dataOffset = await this.dataOffset(entry);
    if (!dataOffset.ok) return dataOffset;
    const before = blocks.slice(0, block).reduce((total, each) => total + (each.size ?? limits.blockSize), 0);
    const offset = dataOffset.value + before;
    const size = wanted.size ?? Math.min(limits.blockSize, entry.size - before);
    const raw = await this.#source.read(offset, size);
    const found = { part: name, where: { offset, block } };
    const bytes = wanted.size === undefined ? raw : inflateAlone(raw);
    if (bytes === undefined) return failure(issue('OPC-BLOCK-NOT-ISOLATED', found));
    const digest = Buffer.from(nodeCodec.sha256(bytes)).toString('base64');
    return digest === wanted.hash ? success(bytes) : failure(issue('OPC-BLOCK-HASH', found));
  }

  /** Where the entry's data starts. Issue: ZIP-LOCAL-HEADER, ZIP-TRUNCATED. */
  async dataOffset(entry: ZipEntry): Promise<Result<number>> {
    const available = this.directory.directoryOffset - entry.localOffset;
    const header = await this.#readLocalHeader(entry, available);
    if (header === undefined) {
      return failure(issue('ZIP-LOCAL-HEADER', { part: entry.name, where: { offset: entry.localOffset } }));
    }
    if (header + entry.compressedSize > available) {
      return failure(issue('ZIP-TRUNCATED', { part: entry.name, where: { offset: entry.headerOffset } }));
    }
    return success(entry.localOffset + header);
  }

  async #readLocalHeader(entry: ZipEntry, available: number): Promise<number | undefined> {
    if (available < zip.localSize) return undefined;
    const guess = zip.localSize + entry.nameLength;
    for (const length of [guess, longestLocalHeader]) {
      const view = new ByteView(await this.#source.read(entry.localOffset, Math.min(length, available)));
      const header = checkLocalHeader(view, 0, expectedEntry(entry));
      if (header.length !== undefined) return header.length;
    }
    return undefined;
  }

  close(): Promise<void> {
    return this.#source.close();
  }
}

function inflateAlone(raw: Uint8Array): Uint8Array | undefined {
  const region = new Uint8Array(raw.length + streamEnd.length);
  region.set(raw);
  return inflateIsolated(region, 0, raw.length, limits.blockSize)?.bytes;
}

/**
 * Opens a package and reads its central directory; close it when that succeeded. Issues: those of readZipDirectory,
 * about the file itself when it cannot be opened at all.
 */
export async function openContainer(path: string): Promise<Result<Container>> {
  const source = await openFileSource(path);
  try {
    const directory = await readZipDirectory(source);
    if (directory.ok) {
      return success(new Container(source, directory.value, directory.issues), directory.issues);
    }
    await source.close();
    return failure(...directory.issues.map((each) => ({ part: path, ...each })));
  } catch (error) {
    await source.close();
    throw error;
  }
}
