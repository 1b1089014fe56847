import { expect, test } from 'vitest';
import { attributeValue, type ScannedElement, scanXml } from '../../../shared/xml/scan-xml.ts';

function record(text: string) {
  const seen: unknown[] = [];
  const elements: ScannedElement[] = [];
  const result = scanXml(text, {
    open: (element) => {
      elements.push(element);
      seen.push(['open', element.name, element.start, element.end, element.depth]);
    },
    close: (element, end) => seen.push(['close', element.name, end]),
    text: (value, start, end) => seen.push(['text', value, start, end]),
  });
  return { result, seen, elements };
}

test('tags and text go by in order, with their places', () => {
  const { result, seen } = record('<?xml version="1.0"?><a>x&lt;<b/>\r\n<c></c><!--d-->y<![CDATA[<z>]]></a>');
  expect(result).toEqual({ ok: true, value: undefined, issues: [] });
  expect(seen).toEqual([
    ['open', 'a', 21, 24, 1],
    ['text', 'x<', 24, 29],
    ['open', 'b', 29, 33, 2],
    ['close', 'b', 33],
    ['text', '\n', 33, 35],
    ['open', 'c', 35, 38, 2],
    ['close', 'c', 42],
    ['text', 'y', 50, 51],
    ['text', '<z>', 51, 66],
    ['close', 'a', 70],
  ]);
});

test('text outside the root element is not reported', () => {
  expect(record('\n<!-- x -->\n<a/>\n').seen).toEqual([
    ['open', 'a', 12, 16, 1],
    ['close', 'a', 16],
  ]);
});

test('names are resolved by the declarations that hold at the element', () => {
  const { elements } = record(
    '<a xmlns="urn:1" xmlns:p="urn:2"><p:b p:x="1" x="2"/><b xmlns="" xmlns:p="urn:3" p:x="3"><p:c/><c/></b><b/></a>',
  );
  expect(elements.map(({ name, prefix, local, uri }) => [name, prefix, local, uri])).toEqual([
    ['a', '', 'a', 'urn:1'],
    ['p:b', 'p', 'b', 'urn:2'],
    ['b', '', 'b', ''],
    ['p:c', 'p', 'c', 'urn:3'],
    ['c', '', 'c', ''],
    ['b', '', 'b', 'urn:1'],
  ]);
  const [, second, third] = elements;
  expect(second && [attributeValue(second, 'x', 'urn:2'), attributeValue(second, 'x')]).toEqual(['1', '2']);
  expect(third && [attributeValue(third, 'x', 'urn:3'), attributeValue(third, 'x')]).toEqual([
    '3',
    undefined,
  ]);
});

test('values are decoded and normalised as XML 1.0 says', () => {
  const { elements } = record(
    '<a b="&lt;&amp;&gt;&quot;&apos;" c="1\t2\r\n3&#10;4&#x9;5" d=\'"\' e="&#x1F600;"/>',
  );
  const [root] = elements;
  expect(root?.attributes.map(({ value }) => value)).toEqual(['<&>"\'', '1 2 3\n4\t5', '"', '😀']);
});

test('names that JavaScript objects know are ordinary names', () => {
  const { result, elements } = record('<constructor __proto__="1" toString="2"><__proto__/></constructor>');
  expect(result.ok).toBe(true);
  expect(elements.map(({ name }) => name)).toEqual(['constructor', '__proto__']);
  expect(elements[0]?.attributes.map(({ name, value }) => [name, value])).toEqual([
    ['__proto__', '1'],
    ['toString', '2'],
  ]);
});

test.each([
  ['XML 1.1 is read by the rules of 1.0', '<?xml version="1.1"?><a/>'],
  ['blanks inside tags', '<a  b = "1"\n c\t=\n\'2\' ></a  >'],
  ['any letters in names', '<\u00e9l\u00e9ment \u30ad\u30fc="1" \u{20000}="2"/>'],
  ['a comment of one character', '<a><!-->--></a>'],
  ['what would be a parameter entity inside a DTD', '<a>%b;</a>'],
  ['a lone ]] and a lone >', '<a>]] ]>]]&gt;</a>'],
  [
    'the prefix xml, declared or not',
    '<a xml:space="preserve" xmlns:xml="http://www.w3.org/XML/1998/namespace"/>',
  ],
  ['an instruction without a body', '<?a?><b><?c ?></b><?d e?f??>'],
])('well-formed: %s', (_, text) => {
  expect(record(text).result.issues).toEqual([]);
});

test('an exception of a handler is not taken for a defect of the text', () => {
  const fail = () => {
    throw new RangeError('of the handler');
  };
  expect(() => scanXml('<a/>', { open: fail })).toThrow(RangeError);
});
