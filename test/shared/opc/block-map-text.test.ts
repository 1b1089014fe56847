import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../shared/base/bytes.ts';
import { encodeUtf16Le, encodeUtf8 } from '../../../shared/base/text.ts';
import { newBlockMapForm, readBlockMapText } from '../../../shared/opc/block-map-text.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';

const namespace = 'http://schemas.microsoft.com/appx/2010/blockmap';
const hash = 'XPlo8gLbQX0+23oSD8h4vAAAAAAAAAAAAAAAAAAAAAA=';

function read(bytes: Uint8Array) {
  const text = readBlockMapText(bytes);
  if (!text.ok) throw new Error(text.issues[0]?.code);
  return text.value;
}

const plain =
  `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n<BlockMap xmlns="${namespace}" HashMethod="x">` +
  `<File Name="Root\\a.txt" Size="3" LfhSize="40"><Block Hash="${hash}" Size="5"/></File>` +
  `<File LfhSize='44' Size = "0" Name='Root\\it&apos;s.txt' /></BlockMap>`;

const pretty = `<b:BlockMap xmlns:b="${namespace}" HashMethod="x" xmlns:f="urn:f">
\t<!-- first -->
\t<b:File Name="a" Size="0" LfhSize="31" f:Name="other"/>

\t<b:File Name="b" Size="0" LfhSize="31"></b:File><!-- last -->
</b:BlockMap>
`;

describe('the text of a block map', () => {
  it.each([
    ['on one line', plain],
    ['with blanks, comments and a prefix', pretty],
  ])('%s is the same again when every file is kept', (_form, text) => {
    const map = read(encodeUtf8(text));
    const files = map.keptFile(0) + map.keptFile(1);
    expect(map.form.start + files + map.form.end).toBe(text);
  });

  it('keeps the comment before a file with it', () => {
    const map = read(encodeUtf8(pretty));
    expect(map.keptFile(0)).toBe(
      '\n\t<!-- first -->\n\t<b:File Name="a" Size="0" LfhSize="31" f:Name="other"/>',
    );
    expect(map.keptFile(1)).toBe('\n\n\t<b:File Name="b" Size="0" LfhSize="31"></b:File>');
  });

  it('renames a file and leaves everything else of it', () => {
    const map = read(encodeUtf8(plain));
    expect(map.renamedFile(0, 'Root/b & c.txt' as PartName, 51)).toBe(
      `<File Name="Root\\b &amp; c.txt" Size="3" LfhSize="51"><Block Hash="${hash}" Size="5"/></File>`,
    );
    expect(map.renamedFile(1, "Root/it's.txt" as PartName, 7)).toBe(
      `<File LfhSize="7" Size = "0" Name="Root\\it's.txt" />`,
    );
  });

  it('does not take a file name for an attribute', () => {
    const tricky = plain.replace('Root\\a.txt', "x LfhSize='9'.txt");
    expect(read(encodeUtf8(tricky)).renamedFile(0, 'y' as PartName, 31)).toBe(
      `<File Name="y" Size="3" LfhSize="31"><Block Hash="${hash}" Size="5"/></File>`,
    );
  });

  it('gives new files the prefix and the indentation of the first one', () => {
    const { form } = read(encodeUtf8(pretty));
    const file = { name: 'new.txt' as PartName, size: 3, lfhSize: 37, blocks: [{ hash, size: 5 }] };
    expect(form.formatFile(file)).toBe(
      `\n\t<b:File Name="new.txt" Size="3" LfhSize="37"><b:Block Hash="${hash}" Size="5"/></b:File>`,
    );
    expect(newBlockMapForm.formatFile(file)).toBe(
      `<File Name="new.txt" Size="3" LfhSize="37"><Block Hash="${hash}" Size="5"/></File>`,
    );
  });

  it('writes the encoding that it was read in', () => {
    const text = plain.replace('UTF-8', 'UTF-16');
    const bytes = encodeUtf16Le(`\uFEFF${text}`);
    const map = read(bytes);
    const utf8 = encodeUtf8(map.form.start + map.keptFile(0) + map.keptFile(1) + map.form.end);
    const pages = map.form.encode([utf8.slice(0, 101), utf8.slice(101)], 100);
    expect(pages.slice(0, -1).every((page) => page.length === 100)).toBe(true);
    expect(concatBytes(pages)).toEqual(bytes);
    const marked = encodeUtf8(`\uFEFF${plain}`);
    expect(concatBytes(read(marked).form.encode([encodeUtf8(plain)], 100))).toEqual(marked);
  });

  it.each([
    ['XML-DOCTYPE', `<!DOCTYPE x>${plain}`],
    ['XML-MALFORMED', plain.slice(0, -3)],
  ])('%s', (code, text) => {
    expect(readBlockMapText(encodeUtf8(text)).issues).toMatchObject([{ code, part: 'AppxBlockMap.xml' }]);
  });
});
