import { createHash, type Hash } from 'node:crypto';
import { assertDefined } from '../../shared/base/assert.ts';
import { encodeUtf8 } from '../../shared/base/text.ts';
import type { BlockMapBlock } from '../../shared/opc/block-map.ts';
import { type BlockMapForm, newBlockMapForm } from '../../shared/opc/block-map-text.ts';
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
import type { FileTarget } from '../files/file-target.ts';
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

export type WriterOptions = {
  readonly form?: BlockMapForm;
  /** Bytes of the file that are there already and stay. */
  readonly offset?: number;
  /** Whether the SHA-256 of what is written is wanted. */
  readonly digest?: boolean;
};

/**
 * Appends entries to a file in the order of the parts and remembers what the block map and the central directory
 * must say. The only writer of a container: it never seeks.
 */
export class ContainerWriter {
  readonly #file: FileTarget;
  readonly #form: BlockMapForm;
  readonly #digest: Hash | undefined;
  #written: WrittenPart[] = [];
  /** Central headers and block map, already as bytes: half as large as the records they say the same as. */
  readonly #directory = new PagedBytes(unitBytes);
  readonly #blockMap = new PagedBytes(unitBytes);
  #entries = 0;
  #offset = 0;
  #uncompressed = 0;
  #open: OpenEntry | undefined;

  constructor(file: FileTarget, { form = newBlockMapForm, offset = 0, digest = true }: WriterOptions = {}) {
    this.#file = file;
    this.#form = form;
    this.#blockMap.append(encodeUtf8(form.start));
    this.#offset = offset;
    this.#digest = digest ? createHash('sha256') : undefined;
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
    this.#blockMap.append(encodeUtf8(this.#form.end));
    const pages = this.#form.encode(this.#blockMap.take(), unitBytes);
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

  /** Appends bytes of an entry that is described to `recordKept`. */
  appendKept(bytes: Uint8Array): Promise<void> {
    return this.#write(bytes);
  }

  /**
   * Takes an entry of another container over, in its turn. `header` is its central header, `file` its File element with
   * what stands before it; the parts of the container's own have none.
   */
  recordKept(header: Uint8Array, file: string | undefined, size: number): void {
    this.#add(header, file ?? '', size);
  }

  /** Writes the central directory and the end records. Returns the digest in lower-case hex, if one was asked for. */
  async finish(): Promise<string | undefined> {
    const directoryOffset = this.#offset;
    for (const page of this.#directory.take()) await this.#write(page);
    const directorySize = this.#offset - directoryOffset;
    await this.#write(formatTail(this.#entries, directoryOffset, directorySize));
    return this.#digest?.digest('hex');
  }

  #record(
    entry: PackEntry,
    localOffset: number,
    packed: Pick<PackedPiece, 'size' | 'compressedSize' | 'crc32' | 'blocks'>,
  ): void {
    const { name, method } = entry;
    const { size, compressedSize, crc32, blocks } = packed;
    const entryName = encodePartName(name);
    this.#written.push({ name, size, blockHashes: blocks.map((block) => block.hash) });
    this.#add(
      formatCentralHeader({ entryName, method, crc32, compressedSize, size, localOffset }),
      this.#form.formatFile({ name, size, lfhSize: localHeaderSize(entryName), blocks }),
      size,
    );
  }

  #add(header: Uint8Array, file: string, size: number): void {
    this.#directory.append(header);
    this.#blockMap.append(encodeUtf8(file));
    this.#uncompressed += size;
    this.#entries++;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#digest?.update(bytes);
    await this.#file.write(bytes, this.#offset);
    this.#offset += bytes.length;
  }
}
