import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { assertDefined } from '../../shared/base/assert.ts';
import { encodeUtf8 } from '../../shared/base/text.ts';
import {
  blockMapEnd,
  type BlockMapBlock,
  blockMapStart,
  formatBlockMapFile,
} from '../../shared/opc/block-map.ts';
import { combineCrc32 } from '../../shared/opc/crc32-combine.ts';
import { encodePartName } from '../../shared/opc/part-name.ts';
import type { WrittenPart } from '../../shared/opc/planned-part.ts';
import {
  formatCentralHeader,
  formatDescriptor,
  formatLocalHeader,
  formatTail,
  localHeaderSize,
} from '../../shared/opc/zip-records.ts';
import type { PackedPiece, PackedUnit, PackEntry, PackUnit } from './pack-unit.ts';
import { PagedBytes } from './paged-bytes.ts';
import { type PagedContent, unitBytes } from './plan-units.ts';

/** An entry of which slices are still to come. */
type OpenEntry = {
  readonly entry: PackEntry;
  readonly localOffset: number;
  size: number;
  compressedSize: number;
  crc32: number;
  readonly blocks: BlockMapBlock[];
};

/**
 * Appends entries to a file in the order of the parts and remembers what the block map and the central directory
 * must say. The only writer of a container: it never seeks.
 */
export class ContainerWriter {
  readonly #handle: FileHandle;
  readonly #digest: Hash = createHash('sha256');
  #written: WrittenPart[] = [];
  /** Central headers and block map, already as bytes: half as large as the records they say the same as. */
  readonly #directory = new PagedBytes(unitBytes);
  readonly #blockMap = new PagedBytes(unitBytes);
  #entries = 0;
  #offset = 0;
  #uncompressed = 0;
  #open: OpenEntry | undefined;

  constructor(handle: FileHandle) {
    this.#handle = handle;
    this.#blockMap.append(encodeUtf8(blockMapStart));
  }

  get bytesWritten(): number {
    return this.#offset;
  }

  get entryCount(): number {
    return this.#entries;
  }

  /** Bytes of all parts before compression. */
  get uncompressedBytes(): number {
    return this.#uncompressed;
  }

  /** What became of the parts so far, in container order. They are forgotten here: they can be many. */
  takeWritten(): readonly WrittenPart[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }

  /** AppxBlockMap.xml of everything that was appended so far; forgotten here, too. */
  takeBlockMap(): PagedContent {
    this.#blockMap.append(encodeUtf8(blockMapEnd));
    const pages = this.#blockMap.take();
    return { kind: 'pages', pages, size: pages.reduce((total, page) => total + page.length, 0) };
  }

  /** Appends what a worker made of `unit`. */
  async append(unit: PackUnit, packed: PackedUnit): Promise<void> {
    if (unit.kind === 'entries') {
      const base = this.#offset;
      unit.entries.forEach((entry, position) => {
        const piece = assertDefined(packed.pieces[position], 'a unit has a piece for each entry');
        this.#record(entry, base + piece.start, piece);
      });
      await this.#write(packed.bytes);
      return;
    }
    const piece = assertDefined(packed.pieces[0], 'a slice has one piece');
    if (unit.first) {
      const localOffset = this.#offset;
      this.#open = { entry: unit.entry, localOffset, size: 0, compressedSize: 0, crc32: 0, blocks: [] };
      await this.#write(formatLocalHeader(encodePartName(unit.entry.name), unit.entry.method));
    }
    const open = assertDefined(this.#open, 'the first slice opened its entry');
    open.crc32 = combineCrc32(open.crc32, piece.crc32, piece.size);
    open.size += piece.size;
    open.compressedSize += piece.compressedSize;
    for (const block of piece.blocks) open.blocks.push(block);
    await this.#write(packed.bytes);
    if (!unit.last) return;
    await this.#write(formatDescriptor(open.crc32, open.compressedSize, open.size));
    this.#record(open.entry, open.localOffset, open);
    this.#open = undefined;
  }

  /** Writes the central directory and the end records. Returns the SHA-256 of the whole file in lower-case hex. */
  async finish(): Promise<string> {
    const directoryOffset = this.#offset;
    for (const page of this.#directory.take()) await this.#write(page);
    const directorySize = this.#offset - directoryOffset;
    await this.#write(formatTail(this.#entries, directoryOffset, directorySize));
    return this.#digest.digest('hex');
  }

  #record(
    entry: PackEntry,
    localOffset: number,
    packed: Pick<PackedPiece, 'size' | 'compressedSize' | 'crc32' | 'blocks'>,
  ): void {
    const { name, method } = entry;
    const { size, compressedSize, crc32, blocks } = packed;
    const entryName = encodePartName(name);
    this.#directory.append(
      formatCentralHeader({ entryName, method, crc32, compressedSize, size, localOffset }),
    );
    this.#blockMap.append(
      encodeUtf8(formatBlockMapFile({ name, size, lfhSize: localHeaderSize(entryName), blocks })),
    );
    this.#written.push({ name, size, blockHashes: blocks.map((block) => block.hash) });
    this.#uncompressed += size;
    this.#entries++;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#digest.update(bytes);
    let done = 0;
    while (done < bytes.length) {
      const { bytesWritten } = await this.#handle.write(
        bytes,
        done,
        bytes.length - done,
        this.#offset + done,
      );
      done += bytesWritten;
    }
    this.#offset += bytes.length;
  }
}
