import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/base/text.ts';
import {
  type BlockMap,
  type BlockMapFile,
  blockMapEnd,
  blockMapStart,
  formatBlockMapFile,
} from '../../../shared/opc/block-map.ts';
import { parseBlockMap } from '../../../shared/opc/parse-block-map.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';
import { PlainBlockMapReader } from '../../../shared/opc/plain-block-map.ts';

const hash = `${'A'.repeat(42)}8=`;
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>';
const root = blockMapStart.slice(declaration.length);

function read(...pieces: readonly Uint8Array[]): BlockMap | undefined {
  const reader = new PlainBlockMapReader();
  return pieces.every((piece) => reader.add(piece)) ? reader.finish() : undefined;
}

function plain({ files }: BlockMap): readonly BlockMapFile[] {
  return files.map(({ name, size, lfhSize, blocks }) => ({ name, size, lfhSize, blocks }));
}

function document(files: readonly BlockMapFile[]): Uint8Array {
  return encodeUtf8(
    `${blockMapStart}${files.map((file) => formatBlockMapFile(file)).join('')}${blockMapEnd}`,
  );
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const hashes = fc
  .array(fc.constantFrom(...base64.split('')), { minLength: 43, maxLength: 43 })
  .map((characters) => `${characters.join('')}=`);
const sizes = fc.oneof(fc.nat(), fc.nat({ max: 1e15 - 1 }));
const blocks = fc.oneof(
  fc.array(fc.record({ hash: hashes }), { maxLength: 4 }),
  fc.array(fc.record({ hash: hashes, size: sizes.filter((size) => size > 0) }), { maxLength: 4 }),
);
const names = fc
  .array(
    fc.constantFrom('a', 'Z', '7', '.', ' ', '/', '&', '&amp;', "'", 'é', '中', '\u{1f600}', ';', '%20'),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join('') as PartName);
const files = fc.array(fc.record({ name: names, size: sizes, lfhSize: fc.nat(), blocks }), {
  minLength: 1,
  maxLength: 6,
});

describe('a block map in the plain form', () => {
  it('is read as it was written, wherever the pieces end', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 300 }), (written, length) => {
        const bytes = document(written);
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += length) pieces.push(bytes.slice(at, at + length));
        const map = read(...pieces);
        expect(map && plain(map)).toEqual(written);
        expect(map?.blockCount).toBe(written.reduce((sum, file) => sum + file.blocks.length, 0));
      }),
    );
  });

  it('has more blocks than one page of the table holds', () => {
    const many = Array.from({ length: 9000 }, (_, index) => ({
      hash: `${String(index).padStart(43, '0')}=`,
      size: index + 1,
    }));
    const written = [
      { name: 'Root/a' as PartName, size: 9000 * 65_536, lfhSize: 36, blocks: many },
      { name: 'Root/b' as PartName, size: 1, lfhSize: 36, blocks: [{ hash }] },
    ];
    const map = read(document(written));
    expect(map && plain(map)).toEqual(written);
  });

  const file = `<File Name="Root\\a" Size="1" LfhSize="36"><Block Hash="${hash}"/></File>`;
  it.each([
    ['of makemsix', `${declaration}${root}${file}${blockMapEnd}`],
    ['of MakeAppx, with a line end after the declaration', `${declaration}\r\n${root}${file}${blockMapEnd}`],
    ['with a line feed there', `${declaration}\n${root}${file}${blockMapEnd}`],
    ['with a line end at its end', `${declaration}${root}${file}${blockMapEnd}\r\n`],
  ])('%s is taken', (_what, text) => {
    const map = read(encodeUtf8(text));
    expect(map && plain(map)).toEqual([{ name: 'Root/a', size: 1, lfhSize: 36, blocks: [{ hash }] }]);
  });

  const inside = (content: string): string => `${blockMapStart}${content}${blockMapEnd}`;
  it.each([
    ['nothing', ''],
    ['no file', inside('')],
    ['no end', `${blockMapStart}${file}`],
    ['something after its end', `${inside(file)}<!-- -->`],
    ['a byte order mark', `\ufeff${inside(file)}`],
    ['another declaration', inside(file).replace('standalone="no"', 'standalone="yes"')],
    ['a namespace of a later schema', inside(file).replace(' HashMethod', ' xmlns:b="urn:b" HashMethod')],
    ['indentation', inside(`\r\n  ${file}`)],
    ['an element of its own', inside(`${file}<Other/>`)],
    ['a block outside a file', inside(`<Block Hash="${hash}"/>`)],
    ['a file in a file', inside(file.replace('<Block', '<File Name="b" Size="0" LfhSize="1"/><Block'))],
    ['a file that ends as the root does', inside(file.replace(' LfhSize="36">', '</BlockMap>'))],
    ['an empty name', inside(file.replace('Root\\a', ''))],
    ['a slash in a name', inside(file.replace('\\', '/'))],
    ['a tab in a name', inside(file.replace('\\', '\t'))],
    ['a character reference', inside(file.replace('\\', '&#92;'))],
    ['an ampersand that begins nothing', inside(file.replace('\\', '&'))],
    ['a less-than sign in a name', inside(file.replace('\\', '<'))],
    ['a greater-than sign in a name', inside(file.replace('\\', '>'))],
    ['a character that XML forbids', inside(file.replace('\\', '\uffff'))],
    ['no size', inside(file.replace(' Size="1"', ''))],
    ['a size that is empty', inside(file.replace('Size="1"', 'Size=""'))],
    ['a size of 16 digits', inside(file.replace('Size="1"', 'Size="1000000000000001"'))],
    ['a negative size', inside(file.replace('Size="1"', 'Size="-1"'))],
    ['a block of no bytes', inside(file.replace('"/>', '" Size="0"/>'))],
    ['a hash that is too short', inside(file.replace('AA', 'A'))],
    ['a hash without its end', inside(file.replace('8=', '88'))],
    ['a hash of other letters', inside(file.replace('AA', '_A'))],
  ])('with %s is left to parseBlockMap', (_what, text) => {
    expect(read(encodeUtf8(text))).toBeUndefined();
  });

  it('of bytes that are no UTF-8 is left to parseBlockMap', () => {
    const bytes = encodeUtf8(inside(file));
    bytes[bytes.indexOf(0x5c)] = 0xff;
    expect(read(bytes)).toBeUndefined();
  });

  it('is never read as another than parseBlockMap reads it, whatever happened to its bytes', () => {
    const damage = fc.record({
      at: fc.noBias(fc.nat({ max: 9999 })),
      removed: fc.oneof(
        { weight: 3, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.nat({ max: 12 }) },
      ),
      added: fc.oneof(
        fc.constantFrom(
          '>',
          '<',
          '"',
          '"/>',
          '</File>',
          '</BlockMap>',
          '&',
          '&amp;',
          ' ',
          '\n',
          '0',
          '=',
          '\0',
        ),
        fc.constantFrom(
          '<File Name="',
          '<Block Hash="',
          '" Size="',
          '" LfhSize="',
          '\u007f',
          '\u0085',
          '\ufffe',
        ),
        fc.constantFrom('A', '7', 'é', ''),
      ),
    });
    let taken = 0;
    fc.assert(
      fc.property(files, fc.array(damage, { minLength: 1, maxLength: 2 }), (written, damages) => {
        let bytes = document(written);
        for (const { at, removed, added } of damages) {
          const start = Math.floor((at / 10_000) * bytes.length);
          bytes = new Uint8Array([
            ...bytes.subarray(0, start),
            ...encodeUtf8(added),
            ...bytes.subarray(start + removed),
          ]);
        }
        const map = read(bytes);
        if (map === undefined) return;
        taken++;
        const parsed = parseBlockMap(bytes);
        expect(parsed.ok && plain(parsed.value)).toEqual(plain(map));
      }),
      { numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
