import { ByteView } from '../../shared/base/bytes.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import type { Container } from './open-container.ts';

const chunkBytes = 1_048_576;

/** Central headers as they stand in a file, read in pieces: they are asked for one after the other. */
export class CentralHeaders {
  readonly #source: Container;
  #chunk: Uint8Array = new Uint8Array();
  #chunkOffset = 0;

  constructor(source: Container) {
    this.#source = source;
  }

  async read({ headerOffset }: ZipEntry): Promise<Uint8Array> {
    const head = await this.#bytes(headerOffset, zip.centralSize);
    const view = new ByteView(head);
    const length = zip.centralSize + view.u16(28) + view.u16(30) + view.u16(32);
    return this.#bytes(headerOffset, length);
  }

  async #bytes(offset: number, length: number): Promise<Uint8Array> {
    const end = this.#chunkOffset + this.#chunk.length;
    if (offset < this.#chunkOffset || offset + length > end) {
      const available = this.#source.size - offset;
      this.#chunk = await this.#source.readRaw(offset, Math.min(Math.max(length, chunkBytes), available));
      this.#chunkOffset = offset;
    }
    const start = offset - this.#chunkOffset;
    return this.#chunk.subarray(start, start + length);
  }
}
