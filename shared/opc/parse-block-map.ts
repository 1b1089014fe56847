import { type Issue, issue } from '../base/issue.ts';
import { failure, type Result, success } from '../base/result.ts';
import { type ScannedElement, scanXml } from '../xml/scan-xml.ts';
import { placeAt } from '../xml/xml-issue.ts';
import { decodeXml } from '../xml/xml-text.ts';
import {
  type BlockMap,
  type BlockMapBlock,
  type BlockMapFile,
  blockMapNamespace,
  sha256Method,
} from './block-map.ts';
import { footprint, type PartName, partNameFromBlockMap } from './part-name.ts';

/** A base64 SHA-256: 32 bytes. */
const hashPattern = /^[A-Za-z0-9+/]{43}=$/;
const numberPattern = /^[0-9]{1,16}$/;
const positivePattern = /^0*[1-9][0-9]{0,15}$/;

/**
 * Reads AppxBlockMap.xml by its schema (BlockMapSchema.xsd of the MSIX SDK). Attributes and elements of other
 * namespaces (the later block map schemas) are passed over. The `blocks` of a file are made anew at each access. Issues, all in AppxBlockMap.xml: XML-*,
 * OPC-BLOCKMAP-INVALID with the line, OPC-BLOCKMAP-HASH-METHOD, OPC-BLOCKMAP-EMPTY.
 */
export function parseBlockMap(bytes: Uint8Array): Result<BlockMap> {
  const part = footprint.blockMap;
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return failure(...decoded.issues.map((each) => ({ ...each, part })));
  const { text } = decoded.value;
  const reader = new BlockMapReader(text);
  const scanned = scanXml(text, {
    open: (element) => reader.open(element),
    close: (element) => reader.close(element),
    text: (value, start) => reader.text(value, start),
  });
  if (!scanned.ok) return failure(...scanned.issues.map((each) => ({ ...each, part })));
  if (reader.issues.length > 0) return failure(...reader.issues);
  if (reader.files.length === 0) return failure(issue('OPC-BLOCKMAP-EMPTY', { part }));
  return success({ files: reader.files, blockCount: reader.blockCount });
}

/** Characters of a base64 SHA-256. */
const hashLength = 44;

/**
 * The Block elements of a whole document: where each hash stands in its text, and each size, NaN when absent. Millions of
 * blocks would otherwise be as many objects.
 */
class BlockTable {
  readonly #text: string;
  #hashOffsets = new Uint32Array(1024);
  #sizes = new Float64Array(1024);
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get count(): number {
    return this.#count;
  }

  add(hashOffset: number, size: number | undefined): void {
    if (this.#count === this.#sizes.length) {
      const [offsets, sizes] = [this.#hashOffsets, this.#sizes];
      this.#hashOffsets = new Uint32Array(offsets.length * 2);
      this.#hashOffsets.set(offsets);
      this.#sizes = new Float64Array(sizes.length * 2);
      this.#sizes.set(sizes);
    }
    this.#hashOffsets[this.#count] = hashOffset;
    this.#sizes[this.#count] = size ?? Number.NaN;
    this.#count++;
  }

  read(index: number): BlockMapBlock {
    const start = this.#hashOffsets[index] ?? 0;
    const hash = this.#text.slice(start, start + hashLength);
    const size = this.#sizes[index] ?? Number.NaN;
    return Number.isNaN(size) ? { hash } : { hash, size };
  }
}

/** A File element; its blocks are made when they are asked for. */
class ParsedFile implements BlockMapFile {
  readonly name: PartName;
  readonly size: number;
  readonly lfhSize: number;
  readonly table: BlockTable;
  readonly firstBlock: number;
  blockCount = 0;

  constructor(name: PartName, size: number, lfhSize: number, table: BlockTable) {
    this.name = name;
    this.size = size;
    this.lfhSize = lfhSize;
    this.table = table;
    this.firstBlock = table.count;
  }

  get blocks(): readonly BlockMapBlock[] {
    return Array.from({ length: this.blockCount }, (_, index) => this.table.read(this.firstBlock + index));
  }
}

/** Most findings are one mistake repeated, so reading on after a few says nothing new. */
const enough = 20;

class BlockMapReader {
  readonly files: BlockMapFile[] = [];
  readonly issues: Issue[] = [];
  readonly #text: string;
  readonly #table: BlockTable;
  #file: ParsedFile | undefined;

  get blockCount(): number {
    return this.#table.count;
  }

  constructor(text: string) {
    this.#text = text;
    this.#table = new BlockTable(text);
  }

  open(element: ScannedElement): void {
    if (this.issues.length >= enough) return;
    if (element.depth === 1) this.#openRoot(element);
    else if (element.uri !== blockMapNamespace) return;
    else if (element.depth === 2 && element.local === 'File') this.#openFile(element);
    else if (element.depth === 3 && element.local === 'Block' && this.#file !== undefined)
      this.#openBlock(this.#file, element);
    else this.#invalid(element);
  }

  close(element: ScannedElement): void {
    if (element.depth !== 2 || this.#file === undefined) return;
    this.files.push(this.#file);
    this.#file = undefined;
  }

  text(value: string, start: number): void {
    if (/\S/.test(value) && this.issues.length < enough)
      this.#invalid({ start, name: value.trim().slice(0, 40) });
  }

  #openRoot(element: ScannedElement): void {
    if (element.local !== 'BlockMap' || element.uri !== blockMapNamespace) {
      this.#invalid(element);
      return;
    }
    const method = attribute(element, 'HashMethod');
    if (method === sha256Method) return;
    const where = placeAt(this.#text, element.start);
    const params = { expected: sha256Method, actual: method ?? '' };
    this.issues.push(issue('OPC-BLOCKMAP-HASH-METHOD', { part: footprint.blockMap, where, params }));
  }

  #openFile(element: ScannedElement): void {
    const name = attribute(element, 'Name');
    const size = attribute(element, 'Size') ?? '';
    const lfhSize = attribute(element, 'LfhSize') ?? '';
    if (name === undefined || name === '' || name.includes('/')) this.#invalid(element, 'Name');
    else if (!numberPattern.test(size)) this.#invalid(element, 'Size');
    else if (!numberPattern.test(lfhSize)) this.#invalid(element, 'LfhSize');
    this.#file = new ParsedFile(partNameFromBlockMap(name ?? ''), Number(size), Number(lfhSize), this.#table);
  }

  #openBlock(file: ParsedFile, element: ScannedElement): void {
    const hash = attribute(element, 'Hash') ?? '';
    const size = attribute(element, 'Size');
    // A hash written with character references stands nowhere in the text as it is, and nobody writes it so.
    const hashOffset = this.#text.indexOf(hash, element.start);
    if (!hashPattern.test(hash) || hashOffset < 0) this.#invalid(element, 'Hash');
    else if (size !== undefined && !positivePattern.test(size)) this.#invalid(element, 'Size');
    else this.#table.add(hashOffset, size === undefined ? undefined : Number(size));
    file.blockCount++;
  }

  #invalid(found: { readonly start: number; readonly name: string }, name: string = found.name): void {
    const where = placeAt(this.#text, found.start);
    this.issues.push(issue('OPC-BLOCKMAP-INVALID', { part: footprint.blockMap, where, params: { name } }));
  }
}

function attribute(element: ScannedElement, name: string): string | undefined {
  for (const each of element.attributes) if (each.name === name) return each.value;
  return undefined;
}
