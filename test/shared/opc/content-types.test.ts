import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/base/text.ts';
import { checkContentTypes } from '../../../shared/opc/check-content-types.ts';
import { contentTypeOf, ContentTypesWriter } from '../../../shared/opc/content-types.ts';
import { parseContentTypes } from '../../../shared/opc/parse-content-types.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';

const names = (...list: readonly string[]): readonly PartName[] => list.map((each) => each as PartName);
const typed = (
  list: readonly PartName[],
  type = 'appv/vfs-file',
): readonly { name: PartName; type: string }[] => list.map((name) => ({ name, type }));

function format(listed: readonly { name: PartName; type: string }[]): string {
  const writer = new ContentTypesWriter();
  for (const { name, type } of listed) writer.add(name, type);
  return writer.format();
}

function parse(text: string) {
  return parseContentTypes(encodeUtf8(text));
}

describe('[Content_Types].xml', () => {
  const parts = names('Root/a.TXT', 'Root/b.txt', 'Root/LICENCE', 'Root/x y/c.b c', 'StreamMap.xml');
  const text = format([
    ...typed(parts),
    { name: 'AppxManifest.xml' as PartName, type: 'application/vnd.ms-appx.manifest+xml' },
  ]);

  it('has a Default for each extension and an Override where none can serve', () => {
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default ContentType="appv/vfs-file" Extension="txt"/><Default ContentType="appv/vfs-file" Extension="xml"/>' +
        '<Override ContentType="appv/vfs-file" PartName="/Root/LICENCE"/>' +
        '<Override ContentType="appv/vfs-file" PartName="/Root/x%20y/c.b%20c"/>' +
        '<Override ContentType="application/vnd.ms-appx.manifest+xml" PartName="/AppxManifest.xml"/>' +
        '<Override ContentType="application/vnd.ms-appx.blockmap+xml" PartName="/AppxBlockMap.xml"/></Types>',
    );
  });

  it('reads back and covers every part, whatever the case', () => {
    const types = parse(text);
    if (!types.ok) throw new Error('it must read back');
    expect(
      checkContentTypes(types.value, [...parts, ...names('AppxManifest.xml', 'AppxBlockMap.xml')]),
    ).toEqual([]);
    expect(contentTypeOf(types.value, 'ROOT/licence' as PartName)).toBe('appv/vfs-file');
  });

  it('tells what has no type and what has another one than its own', () => {
    const types = parse(text.replace('appx.manifest+xml', 'other'));
    if (!types.ok) throw new Error('it must read back');
    const issues = checkContentTypes(types.value, names('Root/a.exe', 'AppxManifest.xml', 'Root/b.txt'));
    expect(issues.map((each) => [each.code, each.part])).toEqual([
      ['OPC-CONTENT-TYPE-MISSING', 'Root/a.exe'],
      ['OPC-CONTENT-TYPE-WRONG', 'AppxManifest.xml'],
    ]);
  });

  it.each([
    ['another root', '<Type xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    ['another namespace', '<Types xmlns="urn:x"/>'],
    ['an extension twice', text.replace('Extension="xml"', 'Extension="TXT"')],
    ['a part twice', text.replace('/Root/LICENCE', '/ROOT/X%20Y/C.B%20C')],
    ['a part name that is not absolute', text.replace('/Root/LICENCE', 'Root/LICENCE')],
    ['no type', text.replace('ContentType="appv/vfs-file" Extension="txt"', 'Extension="txt"')],
    ['an element of its own', text.replace('</Types>', '<More/></Types>')],
  ])('with %s is refused', (_what, bad) => {
    expect(parse(bad).issues[0]).toMatchObject({
      code: 'OPC-CONTENT-TYPES-INVALID',
      part: '[Content_Types].xml',
    });
  });
});
