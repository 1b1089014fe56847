import { type Issue, issue } from '../base/issue.ts';
import { failure, type Result, success } from '../base/result.ts';
import { encodeUtf8 } from '../base/text.ts';
import { type ScannedElement, scanXml } from '../xml/scan-xml.ts';
import { placeAt } from '../xml/xml-issue.ts';
import { decodeXml } from '../xml/xml-text.ts';
import { type BlockMap, type BlockMapFile, blockMapNamespace, sha256Method } from './block-map.ts';
import { BlockTable, TableFile } from './block-table.ts';
import { footprint, partNameFromBlockMap } from './part-name.ts';

/** A base64 SHA-256: 32 bytes. */
const hashPattern = /^[A-Za-z0-9+/]{43}=$/;
const numberPattern = /^[0-9]{1,16}$/;
const positivePattern = /^0*[1-9][0-9]{0,15}$/;

/**
 * Reads AppxBlockMap.xml by its schema (BlockMapSchema.xsd of the MSIX SDK). Attributes and elements of other
 * namespaces (the later block map schemas) are passed over. The `blocks` of a file are made anew at each access.
 * A large one is read by PlainBlockMapReader, in less memory and time. Issues, all in AppxBlockMap.xml: XML-*,
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

/** Most findings are one mistake repeated, so reading on after a few says nothing new. */
const enough = 20;

class BlockMapReader {
  readonly files: BlockMapFile[] = [];
  readonly issues: Issue[] = [];
  readonly #text: string;
  readonly #table = new BlockTable();
  #file: TableFile | undefined;

  get blockCount(): number {
    return this.#table.count;
  }

  constructor(text: string) {
    this.#text = text;
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
    this.#file = new TableFile(partNameFromBlockMap(name ?? ''), Number(size), Number(lfhSize), this.#table);
  }

  #openBlock(file: TableFile, element: ScannedElement): void {
    const hash = attribute(element, 'Hash') ?? '';
    const size = attribute(element, 'Size');
    if (!hashPattern.test(hash)) this.#invalid(element, 'Hash');
    else if (size !== undefined && !positivePattern.test(size)) this.#invalid(element, 'Size');
    else this.#table.add(encodeUtf8(hash), 0, size === undefined ? undefined : Number(size));
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
