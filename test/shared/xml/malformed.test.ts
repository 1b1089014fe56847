import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../shared/base/issue.ts';
import { type Result, success } from '../../../shared/base/result.ts';
import { scanXml } from '../../../shared/xml/scan-xml.ts';
import { parseXml } from '../../../shared/xml/xml-document.ts';
import { decodeXml } from '../../../shared/xml/xml-text.ts';

const folder = fileURLToPath(new URL('../../fixtures/xml', import.meta.url));
const files = readdirSync(folder);

function read(bytes: Uint8Array): Result<unknown> {
  const decoded = decodeXml(bytes);
  return decoded.ok ? parseXml(decoded.value.text) : decoded;
}

function scan(bytes: Uint8Array): Result<unknown> {
  const decoded = decodeXml(bytes);
  return decoded.ok ? scanXml(decoded.value.text, { open: () => {} }) : decoded;
}

function onlyIssue(file: string): Issue | undefined {
  const result = read(readFileSync(path.join(folder, file)));
  expect(result.ok).toBe(false);
  expect(result.issues).toHaveLength(1);
  return result.issues[0];
}

test.each(files)('%s is refused under its code', (file) => {
  expect(`${onlyIssue(file)?.code}.`).toBe(file.slice(0, file.indexOf('.') + 1));
});

test.each(files)('%s is refused alike without a tree', (file) => {
  const bytes = readFileSync(path.join(folder, file));
  expect(scan(bytes)).toEqual(read(bytes));
});

/** Where a person has to look: line, column, offset in UTF-16 code units, all counted by hand. */
const places: readonly (readonly [
  file: string,
  reason: string,
  line: number,
  column: number,
  offset: number,
])[] = [
  ['bare-ampersand', '& that starts no known reference', 2, 11, 14],
  ['bare-ampersand-in-attribute', '& that starts no known reference', 2, 17, 20],
  ['bare-ampersand-nothing-after', '& that starts no known reference', 1, 9, 8],
  ['undefined-entity', '& that starts no known reference', 1, 7, 6],
  ['reference-to-null', 'character reference not allowed', 1, 4, 3],
  ['reference-to-surrogate', 'character reference not allowed', 1, 7, 6],
  ['reference-without-digits', 'character reference not allowed', 1, 4, 3],
  ['end-tag-of-another', 'end tag of another element', 3, 1, 10],
  ['end-tag-without-start', 'end tag without a start tag', 1, 5, 4],
  ['not-closed', 'element not closed', 1, 1, 0],
  ['two-not-closed', 'element not closed', 1, 4, 3],
  ['two-roots', 'more than one root element', 2, 1, 5],
  ['no-root', 'no root element', 1, 22, 21],
  ['text-after-root', 'text outside the root element', 2, 1, 5],
  ['attribute-twice', 'attribute given twice', 1, 1, 0],
  ['attribute-twice-by-namespace', 'attribute given twice', 2, 3, 38],
  ['attribute-without-value', 'attribute without a value', 1, 6, 5],
  ['attribute-without-quotes', 'attribute value without quotes', 1, 6, 5],
  ['attributes-touch', 'no blank between attributes', 1, 9, 8],
  ['less-than-in-attribute', '< in an attribute value', 1, 8, 7],
  ['prefix-out-of-scope', 'prefix not declared', 1, 24, 23],
  ['two-colons', 'name not allowed', 1, 20, 19],
  ['end-of-section-in-text', ']]> in text', 1, 8, 7],
  ['hyphens-in-comment', '-- in a comment', 1, 13, 12],
  ['comment-not-closed', 'ends too early', 2, 1, 4],
  ['tag-not-finished', 'ends too early', 2, 3, 6],
  ['instruction-target-touches', 'processing instruction not allowed', 1, 4, 3],
  ['declaration-late', 'XML declaration not at the start', 2, 1, 1],
  ['declaration-out-of-order', 'XML declaration not correct', 1, 1, 0],
  ['control-character', 'character not allowed', 2, 5, 11],
];

test.each(places)('%s: %s', (file, reason, line, column, offset) => {
  const found = onlyIssue(`XML-MALFORMED.${file}.xml`);
  expect(found?.params?.['reason']).toBe(reason);
  expect(found?.where).toEqual({ line, column, offset });
});

test.each([
  ['inside-root', { line: 2, column: 3, offset: 6 }],
  ['after-root', { line: 2, column: 1, offset: 5 }],
  ['billion-laughs', { line: 2, column: 1, offset: 22 }],
])('a document type declaration is found where it stands: %s', (file, where) => {
  expect(onlyIssue(`XML-DOCTYPE.${file}.xml`)?.where).toEqual(where);
});

test('the place after characters of two UTF-16 code units and all kinds of line ends', () => {
  const result = parseXml('<a>😀\r\n\r\n😀😀<b></a>');
  expect(result.issues[0]?.where).toEqual({ line: 3, column: 8, offset: 16 });
});

test.each([
  ['<a>\ud83d</a>', 3],
  ['<a>\ude00</a>', 3],
  ['<a b="\ud83dx"/>', 6],
  ['<a>😀\ud83d\ud83d\ude00</a>', 5],
])('half a surrogate pair is no character: %j', (text, offset) => {
  const [found] = parseXml(text).issues;
  expect([found?.params?.['reason'], found?.where?.offset]).toEqual(['character not allowed', offset]);
});

test('a name that is about something is told', () => {
  expect(parseXml('<a b="1" b="2"/>').issues[0]?.params?.['name']).toBe('b');
  expect(parseXml('<a><c:b/></a>').issues[0]?.params?.['name']).toBe('c');
  expect(parseXml('<a>&nbsp;</a>').issues[0]?.params?.['name']).toBe('nbsp');
  expect(parseXml('<one><two></one></two>').issues[0]?.params?.['name']).toBe('one');
});

describe('limits', () => {
  const bounds = { length: 40, depth: 3, attributes: 2 };

  test.each([
    ['<a><b><c/></b></a>', undefined],
    ['<a><b><c><d/></c></b></a>', 'elements nested too deeply'],
    ['<a b="" c=""/>', undefined],
    ['<a b="" c="" d=""/>', 'too many attributes'],
    [`<a>${'x'.repeat(33)}</a>`, undefined],
    [`<a>${'x'.repeat(34)}</a>`, 'too long'],
  ])('%s', (text, reason) => {
    const result = parseXml(text, bounds);
    expect(result.ok).toBe(reason === undefined);
    expect(result.issues.map(({ code, params }) => [code, params?.['reason']])).toEqual(
      reason === undefined ? [] : [['XML-LIMIT', reason]],
    );
  });

  test('bytes', () => {
    const bytes = new TextEncoder().encode('<abc/>');
    expect(decodeXml(bytes, 6).ok).toBe(true);
    expect(decodeXml(bytes, 5).issues[0]?.code).toBe('XML-LIMIT');
  });
});

const wellFormed = `<?xml version="1.0" encoding="utf-8"?>\r\n<!-- one --><a xmlns="urn:a" xmlns:b="urn:b" c='d "e" &lt;&#xA;'>
\t<b:f g="h" b:i="j"/>text &amp; more<![CDATA[ <k> ]]]]><l></l ><?m n?>é😀</a>\n<!--o-->`;

test('the document that the damage starts from is well-formed', () => {
  expect(parseXml(wellFormed).issues).toEqual([]);
});

test('a document cut anywhere is refused, or lacks only what follows the root element', () => {
  const bytes = new TextEncoder().encode(wellFormed);
  const rootEnd = new TextEncoder().encode(wellFormed.slice(0, wellFormed.indexOf('</a>') + 4)).length;
  for (let length = 0; length < bytes.length; length++) {
    const result = read(bytes.subarray(0, length));
    if (length < rootEnd) expect(result.ok, `cut at ${length}`).toBe(false);
  }
});

test('damaged bytes give a document or one issue, never an exception, with and without a tree', () => {
  const bytes = new TextEncoder().encode(wellFormed);
  const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(damage, fc.nat(bytes.length), (changes, length) => {
      const damaged = bytes.slice(0, length);
      for (const [offset, byte] of changes) damaged[offset % Math.max(1, length)] = byte;
      const result = read(damaged);
      expect(result.issues.length).toBe(result.ok ? 0 : 1);
      const scanned = scan(damaged);
      expect(scanned.issues).toEqual(result.issues);
    }),
    { numRuns: 2000 },
  );
});

test('markup characters in any order never cause an exception', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    'a',
    'b:',
    '=',
    '"',
    "'",
    '&',
    ';',
    '#',
    'x',
    '!--',
    '--',
    '-->',
    '![CDATA[',
    ']]>',
    '?',
    'xml',
    ' ',
    '\n',
    '\r',
    'xmlns',
    '<a>',
    '</a>',
    '<b/>',
    '&amp;',
    '\u0000',
    '\ud83d',
    '😀',
    '!DOCTYPE',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const seen: number[] = [];
      const scanned = scanXml(text, { open: ({ start }) => void seen.push(start) });
      const parsed = parseXml(text);
      expect(scanned).toEqual(parsed.ok ? success(undefined) : parsed);
      const [found] = parsed.issues;
      const place = found?.where?.offset ?? text.length;
      expect(place).toBeLessThanOrEqual(text.length);
      // Nothing is reported from behind the error; an element that nobody closes is shown where it starts.
      if (found?.params?.['reason'] !== 'element not closed')
        expect(Math.max(0, ...seen)).toBeLessThanOrEqual(place);
    }),
    { numRuns: 2000 },
  );
});

test('handlers see nothing of a construct with an error', () => {
  const seen: string[] = [];
  const handlers = {
    open: ({ name }: { name: string }) => void seen.push(`open ${name}`),
    close: ({ name }: { name: string }) => void seen.push(`close ${name}`),
    text: (value: string) => void seen.push(`text ${value}`),
  };
  for (const text of [
    '<a>x</b></a>',
    '<a>x<b c="1" c="2"/></a>',
    '<a>x<n:b/></a>',
    '<a>x]]>y</a>',
    '<a>&x;</a>',
  ]) {
    expect(scanXml(text, handlers).ok).toBe(false);
  }
  expect(seen).toEqual(['open a', 'text x', 'open a', 'text x', 'open a', 'text x', 'open a', 'open a']);
});
