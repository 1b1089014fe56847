import { describe, expect, it } from 'vitest';
import type { IssueCode } from '../../../shared/base/issue-codes.ts';
import { encodeUtf8 } from '../../../shared/base/text.ts';
import { blockMapEnd, blockMapStart, formatBlockMapFile } from '../../../shared/opc/block-map.ts';
import { parseBlockMap } from '../../../shared/opc/parse-block-map.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';

const hash = `${'A'.repeat(43)}=`;
const namespace = 'http://schemas.microsoft.com/appx/2010/blockmap';
const method = 'http://www.w3.org/2001/04/xmlenc#sha256';

function wrap(content: string, attributes = `xmlns="${namespace}" HashMethod="${method}"`): Uint8Array {
  return encodeUtf8(`<?xml version="1.0" encoding="UTF-8"?><BlockMap ${attributes}>${content}</BlockMap>`);
}

describe('AppxBlockMap.xml', () => {
  const files = [
    {
      name: 'Root/R&D <1>/a.exe' as PartName,
      size: 70_000,
      lfhSize: 60,
      blocks: [
        { hash, size: 9 },
        { hash, size: 7 },
      ],
    },
    { name: 'Root/photo.png' as PartName, size: 3, lfhSize: 44, blocks: [{ hash }] },
    { name: 'Root/empty' as PartName, size: 0, lfhSize: 40, blocks: [] },
  ];

  const written = `${blockMapStart}${files.map((file) => formatBlockMapFile(file)).join('')}${blockMapEnd}`;

  it('is written on one line with the attributes in the order of makemsix', () => {
    expect(written).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="no"?>' +
        `<BlockMap xmlns="${namespace}" HashMethod="${method}">` +
        '<File Name="Root\\R&amp;D &lt;1&gt;\\a.exe" Size="70000" LfhSize="60">' +
        `<Block Hash="${hash}" Size="9"/><Block Hash="${hash}" Size="7"/></File>` +
        `<File Name="Root\\photo.png" Size="3" LfhSize="44"><Block Hash="${hash}"/></File>` +
        '<File Name="Root\\empty" Size="0" LfhSize="40"/></BlockMap>',
    );
  });

  it('reads back as it was written', () => {
    const parsed = parseBlockMap(encodeUtf8(written));
    const read = parsed.ok ? parsed.value.files : [];
    expect(read.map(({ name, size, lfhSize, blocks }) => ({ name, size, lfhSize, blocks }))).toEqual(files);
  });

  it('passes over what later schemas add', () => {
    const later = `xmlns="${namespace}" xmlns:b4="http://schemas.microsoft.com/appx/2021/blockmap" HashMethod="${method}"`;
    const text = `<File Name="a" Size="1" LfhSize="31"><Block Hash="${hash}"/><b4:FileHash Hash="${hash}"/></File>`;
    const parsed = parseBlockMap(wrap(text, later));
    expect(parsed.ok && parsed.value.files[0]?.blocks.length).toBe(1);
  });

  it.each<[string, IssueCode, Uint8Array]>([
    ['no file', 'OPC-BLOCKMAP-EMPTY', wrap('')],
    ['another hash', 'OPC-BLOCKMAP-HASH-METHOD', wrap('<File/>', `xmlns="${namespace}" HashMethod="x"`)],
    ['another namespace', 'OPC-BLOCKMAP-INVALID', wrap('', 'xmlns="urn:x"')],
    ['no name', 'OPC-BLOCKMAP-INVALID', wrap('<File Size="0" LfhSize="30"/>')],
    ['a size that is none', 'OPC-BLOCKMAP-INVALID', wrap('<File Name="a" Size="-1" LfhSize="30"/>')],
    [
      'a hash that is none',
      'OPC-BLOCKMAP-INVALID',
      wrap('<File Name="a" Size="1" LfhSize="30"><Block Hash="x"/></File>'),
    ],
    ['a block outside a file', 'OPC-BLOCKMAP-INVALID', wrap(`<Block Hash="${hash}"/>`)],
    ['a document type', 'XML-DOCTYPE', encodeUtf8('<!DOCTYPE BlockMap><BlockMap/>')],
    ['half a tag', 'XML-MALFORMED', wrap('<File')],
  ])('with %s is refused', (_what, code, bytes) => {
    const parsed = parseBlockMap(bytes);
    expect(parsed.ok).toBe(false);
    expect(parsed.issues[0]).toMatchObject({ code, part: 'AppxBlockMap.xml' });
  });
});
