import { assertDefined } from '../base/assert.ts';
import { decodeSingleBytes } from '../base/text.ts';
import type { BlockMapBlock, BlockMapFile } from './block-map.ts';
import type { PartName } from './part-name.ts';

/** Characters of a base64 SHA-256: 32 bytes. */
export const hashLength = 44;

/** Blocks that share an array: enough that arrays cost nothing, few enough that none of them is large. */
const pageBlocks = 4096;

type Page = { readonly hashes: Uint8Array; readonly sizes: Float64Array };

/**
 * The Block elements of a whole document: the characters of each hash as bytes, and each size, NaN when absent.
 * Millions of blocks would otherwise be as many objects, or keep the text that they were read from.
 */
export class BlockTable {
  readonly #pages: Page[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** `hash` has its 44 characters as bytes from `at` on. */
  add(hash: Uint8Array, at: number, size: number | undefined): void {
    const slot = this.#count % pageBlocks;
    if (slot === 0) {
      const hashes = new Uint8Array(pageBlocks * hashLength);
      this.#pages.push({ hashes, sizes: new Float64Array(pageBlocks) });
    }
    const page = this.#pages.at(-1);
    if (page === undefined) return;
    const to = slot * hashLength;
    for (let index = 0; index < hashLength; index++) page.hashes[to + index] = hash[at + index] ?? 0;
    page.sizes[slot] = size ?? Number.NaN;
    this.#count++;
  }

  read(index: number): BlockMapBlock {
    const page = assertDefined(this.#pages[Math.floor(index / pageBlocks)], 'a block that was added is read');
    const slot = index % pageBlocks;
    const hash = decodeSingleBytes(page.hashes.subarray(slot * hashLength, (slot + 1) * hashLength));
    const size = page.sizes[slot] ?? Number.NaN;
    return Number.isNaN(size) ? { hash } : { hash, size };
  }
}

/** A File element; its blocks are made when they are asked for. */
export class TableFile implements BlockMapFile {
  readonly name: PartName;
  readonly size: number;
  readonly lfhSize: number;
  readonly #table: BlockTable;
  readonly #firstBlock: number;
  /** Blocks of this file, which are added to the table one after the other. */
  blockCount = 0;

  constructor(name: PartName, size: number, lfhSize: number, table: BlockTable) {
    this.name = name;
    this.size = size;
    this.lfhSize = lfhSize;
    this.#table = table;
    this.#firstBlock = table.count;
  }

  get blocks(): readonly BlockMapBlock[] {
    return Array.from({ length: this.blockCount }, (_, index) => this.#table.read(this.#firstBlock + index));
  }
}
