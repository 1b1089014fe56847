import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { encodeUtf8 } from '../../../shared/base/text.ts';
import { checkContentTypes } from '../../../shared/opc/check-content-types.ts';
import { contentTypeOf } from '../../../shared/opc/content-types.ts';
import { extendContentTypes } from '../../../shared/opc/extend-content-types.ts';
import { parseContentTypes } from '../../../shared/opc/parse-content-types.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';
import { encodeXml } from '../../../shared/xml/xml-text.ts';

const parts = (...names: readonly string[]): readonly PartName[] => names.map((each) => each as PartName);
const uri = 'http://schemas.openxmlformats.org/package/2006/content-types';
const manifest =
  '<Override PartName="/AppxManifest.xml" ContentType="application/vnd.ms-appx.manifest+xml"/>';
const blockMap =
  '<Override PartName="/AppxBlockMap.xml" ContentType="application/vnd.ms-appx.blockmap+xml"/>';

function extend(
  text: string,
  names: readonly PartName[],
  typeOf: (name: PartName) => string = () => 'appv/vfs-file',
): string {
  const result = extendContentTypes(encodeUtf8(text), names, typeOf);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return new TextDecoder().decode(result.value);
}

/** The entries of a list that is on one line, as MakeAppx writes it. */
function types(...entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Types xmlns="${uri}">${entries.join('')}</Types>`;
}

const text = '<Default Extension="TXT" ContentType="text/plain"/>';
const xml = '<Default Extension="xml" ContentType="text/xml"/>';
const licence = '<Override PartName="/Root/LICENCE" ContentType="text/plain"/>';

describe('[Content_Types].xml', () => {
  test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    [
      'nothing is missing',
      [text, xml, licence, manifest, blockMap],
      ['Root/a.txt', 'root/licence', 'a.XML'],
      [text, xml, licence, manifest, blockMap],
    ],
    [
      'a new extension, once, behind the other Defaults',
      [text, licence, xml, manifest, blockMap],
      ['Root/b.Dll', 'Root/c.dll', '[Content_Types].xml'],
      [text, licence, xml, '<Default Extension="dll" ContentType="appv/vfs-file"/>', manifest, blockMap],
    ],
    [
      'names without an extension that a Default can have',
      [text, manifest, blockMap],
      ['Root/LICENCE', 'Root/a b/c.d e', 'Root/.', 'Root/ü.ü'],
      [
        text,
        manifest,
        blockMap,
        '<Override PartName="/Root/LICENCE" ContentType="appv/vfs-file"/>',
        '<Override PartName="/Root/a%20b/c.d%20e" ContentType="appv/vfs-file"/>',
        '<Override PartName="/Root/." ContentType="appv/vfs-file"/>',
        '<Override PartName="/Root/%C3%BC.%C3%BC" ContentType="appv/vfs-file"/>',
      ],
    ],
    ['the manifest and the block map behind a Default of another type', [xml], [], [xml, manifest, blockMap]],
    [
      'the manifest by its Default',
      ['<Default Extension="xml" ContentType="application/vnd.ms-appx.manifest+xml"/>'],
      ['AppxManifest.xml', 'AppxBlockMap.xml'],
      ['<Default Extension="xml" ContentType="application/vnd.ms-appx.manifest+xml"/>', blockMap],
    ],
    [
      'an Override of another type stays',
      ['<Override PartName="/appxmanifest.xml" ContentType="text/xml"/>', blockMap],
      [],
      ['<Override PartName="/appxmanifest.xml" ContentType="text/xml"/>', blockMap],
    ],
  ])('%s', (_, before, names, after) => {
    expect(extend(types(...before), parts(...names))).toBe(types(...after));
  });

  it('fills an empty list, of which every entry gets a line', () => {
    expect(extend(types(), parts('a.b'))).toBe(
      types(
        '\r\n  <Default Extension="b" ContentType="appv/vfs-file"/>\r\n  ',
        manifest,
        '\r\n  ',
        blockMap,
        '\r\n',
      ),
    );
  });

  it('gives an Override to a part whose new Default has another type', () => {
    const typeOf = (name: PartName) => (name === 'Root/b.dll' ? 'a/b' : 'c/d');
    expect(extend(types(manifest, blockMap), parts('Root/a.dll', 'Root/b.dll', 'Root/c.dll'), typeOf)).toBe(
      types(
        manifest,
        blockMap,
        '<Default Extension="dll" ContentType="c/d"/>',
        '<Override PartName="/Root/b.dll" ContentType="a/b"/>',
      ),
    );
  });

  test.each([
    ['utf-8', true, '\n'],
    ['utf-16le', true, '\r\n'],
  ] as const)('keeps hostile forms in %s', (encoding, byteOrderMark, lineEnd) => {
    const lines = [
      `<?xml version='1.0'?><!-- types -->`,
      `<t:Types\txmlns:t='${uri}'>`,
      `\t<t:Override ContentType = 'a/b'  PartName='/x&#46;y'></t:Override> <!-- odd -->`,
      `\t<t:Default  Extension='q'   ContentType='a&amp;b'/>`,
      '',
      `\t${manifest.replace('<', '<t:')}`,
      `\t${blockMap.replace('<', '<t:')}`,
      '</t:Types>',
      '',
    ];
    const bytesOf = (list: readonly string[]) =>
      encodeXml({ text: list.join(lineEnd), encoding, byteOrderMark });
    const result = extendContentTypes(bytesOf(lines), parts('a.r', 'b'), () => 'a/"b"');
    const expected = lines
      .toSpliced(7, 0, '\t<t:Override PartName="/b" ContentType="a/&quot;b&quot;"/>')
      .toSpliced(4, 0, '\t<t:Default Extension="r" ContentType="a/&quot;b&quot;"/>');
    expect(result).toEqual({ ok: true, value: bytesOf(expected), issues: [] });
  });

  it('gives the same array back when nothing is missing', () => {
    const bytes = encodeUtf8(types(text, manifest, blockMap));
    const result = extendContentTypes(bytes, parts('a.txt'), () => 'a/b');
    expect(result.ok && result.value === bytes).toBe(true);
  });

  test.each([
    ['XML-MALFORMED', '<Types'],
    ['OPC-CONTENT-TYPES-INVALID', '<Types/>'],
    ['OPC-CONTENT-TYPES-INVALID', types('<Default Extension="a"/>')],
  ])('%s', (code, broken) => {
    expect(extendContentTypes(encodeUtf8(broken), parts('a.b'), () => 'a/b')).toMatchObject({
      ok: false,
      issues: [{ code, part: '[Content_Types].xml' }],
    });
  });

  it('refuses a type that XML cannot hold', () => {
    expect(extendContentTypes(encodeUtf8(types()), parts('a.b'), () => '\u0001')).toMatchObject({
      ok: false,
      issues: [{ code: 'XML-CONTENT', part: '[Content_Types].xml' }],
    });
  });

  it('has a type for every part afterwards, and the old one for those that had one', () => {
    const name = fc
      .tuple(
        fc.constantFrom('Root/', 'Scripts/a b/', ''),
        fc.constantFrom('x', 'é', 'a.b'),
        fc.constantFrom('', '.txt', '.TXT', '.dll', '.d l', '.é', '.'),
      )
      .map((pieces) => pieces.join('') as PartName);
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (old, added) => {
        const before = extend(types(xml, manifest), old, () => 'old/type');
        const after = extend(before, added, () => 'new/type');
        const [was, is] = [before, after].map((each) => {
          const parsed = parseContentTypes(encodeUtf8(each));
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
          return parsed.value;
        });
        if (was === undefined || is === undefined) throw new Error('two lists');
        for (const each of old) expect(contentTypeOf(is, each)).toBe('old/type');
        for (const each of added) {
          expect(contentTypeOf(is, each)).toBe(contentTypeOf(was, each) ?? 'new/type');
        }
        const all = [...old, ...added, ...parts('AppxManifest.xml', 'AppxBlockMap.xml')];
        expect(checkContentTypes(is, all)).toEqual([]);
        expect(extend(after, all)).toBe(after);
      }),
    );
  });
});
