import { assertDefined } from '../../shared/base/assert.ts';
import type { AbortSignalLike, Progress } from '../../shared/contract/operations.ts';
import type { BlockMapText } from '../../shared/opc/block-map-text.ts';
import { encodePartName, footprint, type PartName } from '../../shared/opc/part-name.ts';
import type { PlannedPart, SavedPart, WrittenPart } from '../../shared/opc/planned-part.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import {
  formatCentralHeader,
  formatDescriptor,
  formatLocalHeader,
  localHeaderSize,
  relocateCentralHeader,
  zip,
} from '../../shared/opc/zip-records.ts';
import type { FileTarget } from '../files/file-target.ts';
import { throwIfCancelled } from '../files/io-issue.ts';
import { runOrdered } from '../jobs/run-ordered.ts';
import { CentralHeaders } from './central-headers.ts';
import type { SourceFacts } from './check-source.ts';
import { type ContainerRunner, unitsPerWorker } from './container-tasks.ts';
import { ContainerWriter } from './container-writer.ts';
import type { Container } from './open-container.ts';
import type { SourceEntries } from './plan-layout.ts';
import { unitBuffers } from './pack-unit.ts';
import { contentSize, type PackPart, planUnits } from './plan-units.ts';

/** Bytes copied at once: enough that the disk is busy, few enough that a cancel is heard soon. */
const copyBytes = 8_388_608;
/** What a build without further wishes does. */
const compression = { level: 5, adaptive: true };

export type SavedContainerOptions = {
  readonly source: Container;
  readonly facts: SourceFacts;
  readonly entries: SourceEntries;
  readonly blockMap: BlockMapText;
  /** Bytes at the beginning of the new file that were copied already. */
  readonly prefix: number;
  readonly rewrapped?: ReadonlyMap<PartName, number>;
  readonly runner: ContainerRunner;
  /** Told how many bytes of the source have been copied. */
  readonly copying: (bytes: number) => void;
  readonly signal: AbortSignalLike;
  readonly progress: (progress: Progress) => void;
};

/** Bytes `from` to `to` of the source, which stand from `at` on in the new file. */
export type MovedBytes = { readonly from: number; readonly to: number; readonly at: number };

/** Appends parts to a container: those of another one as they stand there, the others encoded by workers. */
export class SavedContainerWriter {
  readonly #options: SavedContainerOptions;
  readonly #writer: ContainerWriter;
  readonly #headers: CentralHeaders;
  /** Place of each File element in the source's block map. */
  readonly #files: ReadonlyMap<PartName, number>;
  readonly #contents: WrittenPart[] = [];
  readonly #buffers: Uint8Array[] = [];
  readonly #moved: MovedBytes[] = [];
  /** Bytes of the source that are to be copied next. */
  #pending = { from: 0, to: 0 };
  /** Where the next kept entry stands in the new file: what is pending counts as written. */
  #copied = 0;

  constructor(file: FileTarget, options: SavedContainerOptions) {
    this.#options = options;
    this.#writer = new ContainerWriter(file, {
      form: options.blockMap.form,
      offset: options.prefix,
      digest: false,
    });
    this.#headers = new CentralHeaders(options.source);
    this.#files = new Map(options.facts.blockMap.files.map(({ name }, index) => [name, index]));
    this.#pending = { from: options.prefix, to: options.prefix };
    this.#copied = options.prefix;
  }

  get bytesWritten(): number {
    return this.#writer.bytesWritten;
  }

  get entryCount(): number {
    return this.#writer.entryCount;
  }

  /** What went from one file to the other through this process. */
  get moved(): readonly MovedBytes[] {
    return this.#moved;
  }

  get copiedBytes(): number {
    return this.#copied;
  }

  async append(parts: readonly SavedPart[]): Promise<void> {
    let added: PlannedPart[] = [];
    const encode = async (): Promise<void> => {
      const wanted = added;
      added = [];
      await this.#encode(wanted);
    };
    for (const { name, content } of parts) {
      if (content.kind !== 'kept') {
        added.push({ name, content });
        continue;
      }
      await encode();
      await this.#take(name, content.from);
    }
    await encode();
    await this.#copyPending();
  }

  /** What became of every part so far that a block map lists. */
  contents(): readonly WrittenPart[] {
    for (const written of this.#writer.takeWritten()) this.#contents.push(written);
    return this.#contents;
  }

  /** Answers with the name of the part, which has no File element of its own. */
  async appendBlockMap(): Promise<PartName> {
    const name = footprint.blockMap;
    await this.#encode([{ name, content: this.#writer.takeBlockMap() }]);
    return name;
  }

  async finish(): Promise<void> {
    await this.#writer.finish();
  }

  async #take(name: PartName, from: PartName): Promise<void> {
    const source = this.#options.entries(from);
    const crc32 = this.#options.rewrapped?.get(from);
    if (name === from && crc32 === undefined) await this.#takeWhole(source.entry, source.end);
    else await this.#rewrap(name, source.entry, crc32 ?? source.entry.crc32);
    const { entry } = source;
    const position = this.#files.get(from);
    if (position === undefined) return;
    const file = assertDefined(this.#options.facts.blockMap.files[position], 'a file of the block map');
    this.#contents.push({ name, size: entry.size, blockHashes: file.blocks.map(({ hash }) => hash) });
  }

  async #takeWhole(entry: ZipEntry, end: number): Promise<void> {
    const { prefix, blockMap } = this.#options;
    const position = this.#files.get(entry.name);
    const header = await this.#headers.read(entry);
    const file = position === undefined ? undefined : blockMap.keptFile(position);
    const inPrefix = end <= prefix;
    if (!inPrefix && entry.localOffset !== this.#pending.to) {
      await this.#copyPending();
      this.#pending = { from: entry.localOffset, to: entry.localOffset };
    }
    const moved = inPrefix
      ? 0
      : this.#writer.bytesWritten + (this.#pending.to - this.#pending.from) - entry.localOffset;
    this.#writer.recordKept(
      moved === 0 ? header : relocateCentralHeader(header, entry.localOffset + moved),
      file,
      entry.size,
    );
    if (!inPrefix) this.#pending = { ...this.#pending, to: end };
  }

  /** New records around the data as it stands: another name, or a repair. */
  async #rewrap(name: PartName, entry: ZipEntry, crc32: number): Promise<void> {
    await this.#copyPending();
    const { source, blockMap } = this.#options;
    const entryName = encodePartName(name);
    const method = entry.method === zip.methodStored ? zip.methodStored : zip.methodDeflate;
    const { compressedSize, size } = entry;
    const dataOffset = await source.dataOffset(entry);
    // The records were read before.
    if (!dataOffset.ok) throw new Error('Broken invariant: the entry has a local header');
    const localOffset = this.#writer.bytesWritten;
    await this.#writer.appendKept(formatLocalHeader(entryName, method));
    await this.#copy(dataOffset.value, dataOffset.value + compressedSize);
    await this.#writer.appendKept(formatDescriptor(crc32, compressedSize, size));
    const position = this.#files.get(entry.name);
    const lfhSize = localHeaderSize(entryName);
    this.#writer.recordKept(
      formatCentralHeader({ entryName, method, crc32, compressedSize, size, localOffset }),
      position === undefined ? undefined : blockMap.renamedFile(position, name, lfhSize),
      size,
    );
  }

  async #copyPending(): Promise<void> {
    const { from, to } = this.#pending;
    this.#pending = { from: to, to };
    await this.#copy(from, to);
  }

  /** Reads a piece while the one before it is written. */
  async #copy(from: number, to: number): Promise<void> {
    const { source, signal, copying } = this.#options;
    if (to > from) this.#moved.push({ from, to, at: this.#writer.bytesWritten });
    let writing = Promise.resolve();
    try {
      for (let at = from, turn = 0; at < to; at += copyBytes, turn ^= 1) {
        throwIfCancelled(signal);
        const bytes = this.#buffer(turn).subarray(0, Math.min(copyBytes, to - at));
        await source.readRawInto(bytes, at);
        await writing;
        writing = this.#writer.appendKept(bytes);
        // It is waited for in the next turn; until then a failure must not count as unhandled.
        writing.catch(() => undefined);
        this.#copied += bytes.length;
        copying(this.#copied);
      }
    } finally {
      // Also when reading failed: nothing may still write when this settles.
      await writing;
    }
  }

  /** Two of them, made when they are first needed. */
  #buffer(turn: number): Uint8Array {
    this.#buffers[turn] ??= Buffer.allocUnsafeSlow(copyBytes);
    return this.#buffers[turn];
  }

  async #encode(parts: readonly PackPart[]): Promise<void> {
    if (parts.length === 0) return;
    await this.#copyPending();
    const { runner, signal, progress } = this.#options;
    const totalBytes = parts.reduce((sum, { content }) => sum + contentSize(content), 0);
    let doneBytes = 0;
    await runOrdered(planUnits(parts, true, compression), {
      window: runner.size * unitsPerWorker,
      signal,
      run: (unit) => runner.run('container.pack', unit, unitBuffers(unit)),
      consume: async (packed, unit) => {
        await this.#writer.append(unit, packed);
        doneBytes += packed.pieces.reduce((sum, piece) => sum + piece.size, 0);
        progress({ phase: 'packing', doneBytes: Math.min(doneBytes, totalBytes), totalBytes });
      },
    });
  }
}
