import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IssueCode } from '../../../shared/base/issue-codes.ts';
import { encodeUtf8, decodeSingleBytes } from '../../../shared/base/text.ts';
import {
  blockMapName,
  decodeEntryName,
  encodePartName,
  type PartName,
  parsePartName,
  partExtension,
  partNameFromBlockMap,
  partNameKey,
} from '../../../shared/opc/part-name.ts';

function codesOf(text: string): readonly IssueCode[] {
  return parsePartName(text).issues.map((each) => each.code);
}

function decode(entryName: string): { name: string; exact: boolean } {
  const bytes = encodeUtf8(entryName);
  return decodeEntryName(decodeSingleBytes(bytes), bytes, 0);
}

describe('names that AppX accepts', () => {
  it.each([
    'AppxManifest.xml',
    '[Content_Types].xml',
    'Root/VFS/Common AppData/a.txt',
    'Root/VFS/ProgramFilesX64/Überblick/日本語.txt',
    'Root/console/a', // starts like a device name
    'Root/com10.txt',
    'Root/.hidden',
    'Root/a..b/c',
    'Root/relsfile.rels',
    `Root/${'s'.repeat(255)}`,
    `Root/😀.txt`,
  ])('%s', (name) => {
    expect(parsePartName(name)).toEqual({ ok: true, value: name, issues: [] });
  });
});

// Rules: AppX file name validation, as the MSIX SDK applies them when it packs.
describe('names that AppX refuses', () => {
  it.each<[string, readonly IssueCode[]]>([
    ['', ['OPC-NAME-LENGTH']],
    ['/Root/a', ['OPC-NAME-SLIP']],
    ['../a', ['OPC-NAME-SLIP']],
    ['Root/../../a', ['OPC-NAME-SLIP']],
    ['Root\\..\\a', ['OPC-NAME-SLIP']],
    ['\\\\server\\share', ['OPC-NAME-SLIP']],
    ['C:/Windows/a', ['OPC-NAME-SLIP']],
    ['c:a', ['OPC-NAME-SLIP']],
    ['Root//a', ['OPC-NAME-LENGTH']],
    ['Root/a/', ['OPC-NAME-LENGTH']],
    [`Root/${'s'.repeat(256)}`, ['OPC-NAME-LENGTH']],
    ['s/'.repeat(16_384), ['OPC-NAME-LENGTH']],
    ['Root/a:stream', ['OPC-NAME-CHARACTER']],
    ['Root/a*', ['OPC-NAME-CHARACTER']],
    ['Root/a\\b', ['OPC-NAME-CHARACTER']],
    ['Root/a\u0007', ['OPC-NAME-CHARACTER']],
    ['Root/\ud800', ['OPC-NAME-CHARACTER']],
    ['Root/\uffff', ['OPC-NAME-CHARACTER']],
    ['Root/a.', ['OPC-NAME-RESERVED']],
    ['Root/a /b', ['OPC-NAME-RESERVED']],
    ['Root/./b', ['OPC-NAME-RESERVED']],
    ['Root/CON', ['OPC-NAME-RESERVED']],
    ['Root/con.txt', ['OPC-NAME-RESERVED']],
    ['Root/lpt9/b', ['OPC-NAME-RESERVED']],
    ['Root/xn--a', ['OPC-NAME-RESERVED']],
    ['_rels/a.rels', ['OPC-NAME-RESERVED']],
  ])('%j', (name, codes) => {
    expect(codesOf(name)).toEqual(codes);
  });
});

describe('the spelling in the ZIP', () => {
  it.each([
    // specs of the container: observed in makemsix output
    ['Root/VFS/Common AppData/Notepad++', 'Root/VFS/Common%20AppData/Notepad%2B%2B'],
    ["a!#$%&'()+,;=@[]^`{}", 'a%21%23%24%25%26%27%28%29%2B%2C%3B%3D%40%5B%5D%5E%60%7B%7D'],
    ['a%5B.txt', 'a%255B.txt'],
    ['Ü.txt', '%C3%9C.txt'],
    ['~-_.', '~-_.'],
    ['[Content_Types].xml', '[Content_Types].xml'],
  ])('%s', (name, encoded) => {
    expect(encodePartName(name as PartName)).toBe(encoded);
    expect(decode(encoded)).toEqual({ name, exact: true });
  });

  it.each([
    ['a%2b', 'a+'], // lower-case hex
    ['a b', 'a b'],
    ['%41', 'A'], // encoded without need
    ['a%zz', 'a%zz'],
    ['%ff', '%ff'], // not UTF-8
    ['%FF', '%FF'],
    ['%C3%9c', 'Ü'],
    ['a%2Db', 'a-b'],
    ['a%2Fb', 'a/b'],
    ['Ü', 'Ü'],
  ])('%s is read as %s and told from the exact spelling', (entryName, name) => {
    expect(decode(entryName)).toEqual({ name, exact: false });
  });

  it('of every accepted name can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        const parsed = parsePartName(text);
        if (!parsed.ok) return;
        const encoded = encodePartName(parsed.value);
        expect(encoded).toMatch(/^[\x21-\x7e]+$/);
        expect(decode(encoded)).toEqual({ name: text, exact: true });
      }),
    );
  });
});

describe('other spellings', () => {
  it('in the block map has backslashes', () => {
    const name = 'Root/VFS/a.txt' as PartName;
    expect(blockMapName(name)).toBe('Root\\VFS\\a.txt');
    expect(partNameFromBlockMap(blockMapName(name))).toBe(name);
  });

  it('as a key folds the case as Windows does: letter by letter', () => {
    expect(partNameKey('Root/ä.TXT')).toBe(partNameKey('ROOT/Ä.txt'));
    expect(partNameKey('straße')).not.toBe(partNameKey('STRASSE'));
    expect(partNameKey('ﬁle')).not.toBe(partNameKey('FILE'));
  });

  it.each([
    ['Root/a.TXT', 'txt'],
    ['Root/a.b/c', ''],
    ['Root/.hidden', 'hidden'],
    ['a.tar.gz', 'gz'],
  ])('the extension of %s is %s', (name, extension) => {
    expect(partExtension(name as PartName)).toBe(extension);
  });
});
