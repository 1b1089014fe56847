import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DecodedXml, decodeXml, encodeXml } from '../../../shared/xml/xml-text.ts';

function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
}

function utf16(text: string, order: 'le' | 'be'): readonly number[] {
  const bytes = Buffer.from(text, 'utf16le');
  return [...(order === 'le' ? bytes : bytes.swap16())];
}

const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><é/>`;

const readable: readonly (readonly [name: string, bytes: Uint8Array, expected: DecodedXml])[] = [
  ['no bytes', bytesOf(), { text: '', encoding: 'utf-8', byteOrderMark: false }],
  ['UTF-8', bytesOf('<é/>\r\n'), { text: '<é/>\r\n', encoding: 'utf-8', byteOrderMark: false }],
  [
    'UTF-8 with mark',
    bytesOf([0xef, 0xbb, 0xbf], '<é/>'),
    { text: '<é/>', encoding: 'utf-8', byteOrderMark: true },
  ],
  [
    'UTF-8 that says so',
    bytesOf(declared('UTF-8')),
    { text: declared('UTF-8'), encoding: 'utf-8', byteOrderMark: false },
  ],
  [
    'ASCII',
    bytesOf('<?xml version="1.0" encoding=\'US-ASCII\' ?><e/>'),
    { text: '<?xml version="1.0" encoding=\'US-ASCII\' ?><e/>', encoding: 'utf-8', byteOrderMark: false },
  ],
  [
    'UTF-16 LE',
    bytesOf([0xff, 0xfe], utf16(declared('utf-16'), 'le')),
    { text: declared('utf-16'), encoding: 'utf-16le', byteOrderMark: true },
  ],
  [
    'UTF-16 BE',
    bytesOf([0xfe, 0xff], utf16(declared('UTF-16'), 'be')),
    { text: declared('UTF-16'), encoding: 'utf-16be', byteOrderMark: true },
  ],
  [
    'UTF-16 LE without mark',
    bytesOf(utf16(declared('utf-16'), 'le')),
    { text: declared('utf-16'), encoding: 'utf-16le', byteOrderMark: false },
  ],
  [
    'UTF-16 BE without mark',
    bytesOf(utf16('<é/>', 'be')),
    { text: '<é/>', encoding: 'utf-16be', byteOrderMark: false },
  ],
  [
    'UTF-16 BE by its own name',
    bytesOf([0xfe, 0xff], utf16(declared('utf-16be'), 'be')),
    { text: declared('utf-16be'), encoding: 'utf-16be', byteOrderMark: true },
  ],
  [
    'a second mark stays text',
    bytesOf([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], '<e/>'),
    { text: '\uFEFF<e/>', encoding: 'utf-8', byteOrderMark: true },
  ],
  [
    'an encoding that is only an attribute',
    bytesOf('<a encoding="latin1"/>'),
    { text: '<a encoding="latin1"/>', encoding: 'utf-8', byteOrderMark: false },
  ],
  [
    'an encoding that is only an instruction',
    bytesOf('<?xmlx encoding="latin1"?><a/>'),
    { text: '<?xmlx encoding="latin1"?><a/>', encoding: 'utf-8', byteOrderMark: false },
  ],
];

test.each(readable)('%s is read, and written as it was', (_, bytes, expected) => {
  const decoded = decodeXml(bytes);
  expect(decoded).toEqual({ ok: true, value: expected, issues: [] });
  expect(Buffer.from(encodeXml(expected)).equals(bytes)).toBe(true);
});

test('any text in any encoding comes back, and so do its bytes', () => {
  const encoding = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), encoding, (rest, form) => {
      const decoded: DecodedXml = { text: `<${rest}`, encoding: form, byteOrderMark: true };
      const bytes = encodeXml(decoded);
      expect(decodeXml(bytes)).toEqual({ ok: true, value: decoded, issues: [] });
    }),
  );
});

test.each([
  ['after two-byte characters', bytesOf('<é>', [0xff], '</é>'), 4],
  ['after four-byte characters', bytesOf('<a>😀', [0xf0, 0x9f, 0x98], '</a>'), 7],
  ['three bytes for a character of two', bytesOf('<a>é', [0xe0, 0x9f, 0xbf], '</a>'), 5],
  ['four bytes for a character of three', bytesOf('<a>', [0xf0, 0x8f, 0xbf, 0xbf], '</a>'), 3],
  ['after the mark', bytesOf([0xef, 0xbb, 0xbf], '<a>', [0x80]), 6],
  [
    'second half alone in UTF-16',
    bytesOf([0xff, 0xfe], utf16('<a>', 'le'), [0x00, 0xdc], utf16('<', 'le')),
    8,
  ],
  ['first half at the end in UTF-16', bytesOf([0xfe, 0xff], utf16('<a>', 'be'), [0xd8, 0x00]), 8],
])('the offset of a byte that is no text: %s', (_, bytes, offset) => {
  const decoded = decodeXml(bytes);
  expect(decoded.ok).toBe(false);
  expect(decoded.issues.map(({ code, where }) => [code, where?.offset])).toEqual([['XML-ENCODING', offset]]);
});

test('a refused encoding is named', () => {
  expect(decodeXml(bytesOf(declared('Shift_JIS'))).issues[0]?.params?.['actual']).toBe('shift_jis');
});
