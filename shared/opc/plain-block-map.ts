import { assertDefined, assertNever } from '../base/assert.ts';
import { concatBytes } from '../base/bytes.ts';
import { limits } from '../base/limits.ts';
import { decodeText, encodeUtf8 } from '../base/text.ts';
import { type BlockMap, type BlockMapFile, blockMapEnd, blockMapStart } from './block-map.ts';
import { BlockTable, hashLength, TableFile } from './block-table.ts';
import { type PartName, partNameFromBlockMap } from './part-name.ts';

/*
 * The form that MakeAppx, makemsix and Packwright write: no blanks but one before each attribute, the attributes in one
 * order, double quotes, no elements of later schemas. (Observed in their packages; MakeAppx has a line end before the root.)
 */
const rootStart = blockMapStart.indexOf('<BlockMap');
const declarationTag = encodeUtf8(blockMapStart.slice(0, rootStart));
const rootTag = encodeUtf8(blockMapStart.slice(rootStart));
const rootEndTag = encodeUtf8(blockMapEnd);
const fileStart = encodeUtf8('<File Name="');
const sizeStart = encodeUtf8('" Size="');
const lfhSizeStart = encodeUtf8('" LfhSize="');
const blockStart = encodeUtf8('<Block Hash="');
const emptyEnd = encodeUtf8('"/>');
const openEnd = encodeUtf8('">');
const fileEndTag = encodeUtf8('</File>');

const [quote, greater, space, zero, equals] = [0x22, 0x3e, 0x20, 0x30, 0x3d];

const isBase64 = new Uint8Array(256);
for (const byte of encodeUtf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')) {
  isBase64[byte] = 1;
}

/** Bytes of the longest tag that is read: a name of 32,767 characters takes three times as many. */
const longestTag = 262_144;

/** What may come next. */
type Expected = 'declaration' | 'root' | 'file' | 'block' | 'end';

/**
 * Reads an AppxBlockMap.xml in the plain form that nearly all have, from pieces of any length, without ever holding
 * the whole. It knows no other form and no finding: whatever it does not take, `parseBlockMap` has to look at.
 * What it takes, `parseBlockMap` reads as the same.
 */
export class PlainBlockMapReader {
  readonly #files: BlockMapFile[] = [];
  readonly #table = new BlockTable();
  #expected: Expected = 'declaration';
  #file: TableFile | undefined;
  #length = 0;
  /** The tag that the last piece ended in. */
  #rest: Uint8Array = new Uint8Array(0);
  #bytes: Uint8Array = this.#rest;
  #at = 0;

  /** False when the document is of another form; nothing is to be added then. */
  add(piece: Uint8Array): boolean {
    this.#length += piece.length;
    if (this.#length > limits.xmlBytes) return false;
    this.#bytes = this.#rest.length === 0 ? piece : concatBytes([this.#rest, piece]);
    this.#at = 0;
    // No name holds a `>` in this form, so that everything up to the last one is whole tags.
    const end = this.#bytes.lastIndexOf(greater) + 1;
    while (this.#at < end) if (!this.#readTag()) return false;
    this.#rest = this.#bytes.slice(this.#at);
    return this.#rest.length <= longestTag;
  }

  /** The block map, when it came to its end; `undefined` when it is of another form. */
  finish(): BlockMap | undefined {
    if (this.#expected !== 'end' || this.#files.length === 0 || !isBlank(this.#rest)) return undefined;
    return { files: this.#files, blockCount: this.#table.count };
  }

  #readTag(): boolean {
    switch (this.#expected) {
      case 'declaration':
        return this.#skip(declarationTag) && this.#expect('root');
      case 'root':
        this.#skipLineEnd();
        return this.#skip(rootTag) && this.#expect('file');
      case 'file':
        return this.#skip(rootEndTag) ? this.#expect('end') : this.#readFile();
      case 'block':
        return this.#skip(fileEndTag) ? this.#closeFile() : this.#readBlock();
      case 'end':
        return false;
      default:
        return assertNever(this.#expected);
    }
  }

  #expect(expected: Expected): boolean {
    this.#expected = expected;
    return true;
  }

  #readFile(): boolean {
    if (!this.#skip(fileStart)) return false;
    const name = this.#readName();
    const size = this.#skip(sizeStart) ? this.#readNumber() : undefined;
    const lfhSize = this.#skip(lfhSizeStart) ? this.#readNumber() : undefined;
    if (name === undefined || size === undefined || lfhSize === undefined) return false;
    this.#file = new TableFile(name, size, lfhSize, this.#table);
    return this.#skip(emptyEnd) ? this.#closeFile() : this.#skip(openEnd) && this.#expect('block');
  }

  #closeFile(): boolean {
    this.#files.push(assertDefined(this.#file, 'a File was opened'));
    return this.#expect('file');
  }

  #readBlock(): boolean {
    if (!this.#skip(blockStart)) return false;
    const hash = this.#at;
    for (let index = 1; index < hashLength; index++) if (isBase64[this.#next()] !== 1) return false;
    if (this.#next() !== equals) return false;
    const isSized = this.#skip(sizeStart);
    const size = isSized ? this.#readNumber() : undefined;
    // A size of zero is a finding.
    if ((isSized && (size === undefined || size === 0)) || !this.#skip(emptyEnd)) return false;
    this.#table.add(this.#bytes, hash, size);
    assertDefined(this.#file, 'a Block stands in a File').blockCount++;
    return true;
  }

  #readName(): PartName | undefined {
    const start = this.#at;
    const end = this.#bytes.indexOf(quote, start);
    if (end < 0) return undefined;
    this.#at = end;
    const text = decodeText(this.#bytes.subarray(start, end), 'utf-8');
    const name = text === undefined || !plainName.test(text) ? undefined : unescapeName(text);
    return name === undefined ? undefined : partNameFromBlockMap(name);
  }

  /** Up to 16 digits, as `parseBlockMap` reads them. */
  #readNumber(): number | undefined {
    const start = this.#at;
    let value = 0;
    for (;;) {
      const digit = (this.#bytes[this.#at] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      this.#at++;
    }
    const digits = this.#at - start;
    // Beyond 15 digits a sum of products is no longer exact; nothing is that large.
    return digits > 0 && digits < 16 ? value : undefined;
  }

  #next(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  #skip(literal: Uint8Array): boolean {
    for (let index = 0; index < literal.length; index++) {
      if (this.#bytes[this.#at + index] !== literal[index]) return false;
    }
    this.#at += literal.length;
    return true;
  }

  #skipLineEnd(): void {
    if (this.#bytes[this.#at] === 0x0d) this.#at++;
    if (this.#bytes[this.#at] === 0x0a) this.#at++;
  }
}

/** Neither empty nor with what XML forbids or an attribute's value changes, and with the backslashes of the format. */
const plainName = /^[^\u0000-\u001f<>/\ufffe\uffff]+$/;

/** Three characters have to be escaped, and one way is common; `undefined` for any other reference. */
function unescapeName(text: string): string | undefined {
  if (!text.includes('&')) return text;
  if (/&(?!(?:amp|lt|gt);)/.test(text)) return undefined;
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === space || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
