import { ByteView } from '../base/bytes.ts';

/** Offset of a cell, in bytes from the first hive bin, as the format's own pointers count. */
export type CellOffset = number;

export const noCell: CellOffset = 0xffff_ffff;

const binHeader = 32;
const binUnit = 4096;

type Bin = { readonly offset: number; readonly size: number };

/**
 * Lays cells out one after the other in hive bins of 4 KiB multiples. A cell never crosses a bin, so a cell larger
 * than a page gets a bin of its own size. The space left in a bin becomes one free cell.
 */
export class HiveCells {
  readonly #bins: Bin[] = [];
  readonly #cells: { offset: CellOffset; bytes: Uint8Array }[] = [];
  readonly #free: { offset: CellOffset; size: number }[] = [];
  #next = 0;
  #end = 0;

  /** Bytes of all bins so far. */
  get size(): number {
    return this.#end;
  }

  /** Takes a cell for `length` bytes of content. The content may be filled in until `write`. */
  allocate(length: number): { offset: CellOffset; view: ByteView } {
    const size = roundUp(length + 4, 8);
    if (size > this.#end - this.#next) this.#addBin(size);
    const offset = this.#next;
    const bytes = new Uint8Array(length);
    this.#cells.push({ offset, bytes });
    this.#next += size;
    return { offset, view: new ByteView(bytes) };
  }

  /** Copies bins and cells to `target`, which begins with the first bin. `stamp` is a FILETIME for the first bin. */
  write(target: Uint8Array, stamp: bigint): void {
    this.#closeBin();
    const view = new ByteView(target);
    this.#bins.forEach((bin, index) => {
      target.set([0x68, 0x62, 0x69, 0x6e], bin.offset); // hbin
      view.setU32(bin.offset + 4, bin.offset);
      view.setU32(bin.offset + 8, bin.size);
      if (index === 0) writeFileTime(view, bin.offset + 20, stamp);
    });
    for (const { offset, size } of this.#free) view.setU32(offset, size);
    for (const { offset, bytes } of this.#cells) {
      view.setU32(offset, 0x1_0000_0000 - roundUp(bytes.length + 4, 8)); // a used cell has a negative size
      target.set(bytes, offset + 4);
    }
  }

  #addBin(cellSize: number): void {
    this.#closeBin();
    const size = roundUp(binHeader + cellSize, binUnit);
    this.#bins.push({ offset: this.#end, size });
    this.#next = this.#end + binHeader;
    this.#end += size;
  }

  #closeBin(): void {
    if (this.#next < this.#end) this.#free.push({ offset: this.#next, size: this.#end - this.#next });
    this.#next = this.#end;
  }
}

/** 100-nanosecond intervals since 1601-01-01 in eight bytes. */
export function writeFileTime(view: ByteView, offset: number, time: bigint): void {
  view.setU32(offset, Number(time & 0xffff_ffffn));
  view.setU32(offset + 4, Number((time >> 32n) & 0xffff_ffffn));
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
