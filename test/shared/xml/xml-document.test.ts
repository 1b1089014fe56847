import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertDefined } from '../../../shared/base/assert.ts';
import { locateAttribute, locateAttributes } from '../../../shared/xml/locate-attribute.ts';
import { descendants } from '../../../shared/xml/select-xml.ts';
import { parseXml, whereIs, type XmlDocument, type XmlNode } from '../../../shared/xml/xml-document.ts';

function read(text: string): XmlDocument {
  const result = parseXml(text);
  expect(result.issues).toEqual([]);
  return assertDefined(result.ok ? result.value : undefined, 'well-formed');
}

/** What nobody formats like this, and every reader has to keep. */
const hostile = [
  '<?xml version="1.0"  encoding=\'utf-8\'?>\r\n',
  '<?one two?><!-- three -->\n\n',
  '<a  xmlns = "urn:1"\r\n\txmlns:p=\'urn:2\' p:b="&#xA;😀" c=\'"\'  >\r',
  '  <b/><b />\n<b></b ><p:b xml:space="preserve">  </p:b>',
  '😀 &amp; <![CDATA[<x>]]&gt;]]><!-- four --><?five?>\r\n',
  '<c xmlns="urn:3" xmlns:p="urn:1"><p:d/><d/></c>\n',
  '</a>\n<!-- six -->\r\n<?seven?>\n',
].join('');

test('the text is kept as it is', () => {
  expect(read(hostile).text).toBe(hostile);
});

test('every node knows where it is written', () => {
  const { root, children, declaration } = read(hostile);
  const slice = ({ start, end }: { start: number; end: number }) => hostile.slice(start, end);
  expect(declaration && slice(declaration)).toBe('<?xml version="1.0"  encoding=\'utf-8\'?>');
  expect(children.map((node) => (node === root ? '(root)' : slice(node)))).toEqual([
    '<?one two?>',
    '<!-- three -->',
    '(root)',
    '<!-- six -->',
    '<?seven?>',
  ]);
  expect(root.children.map((node) => [node.kind, slice(node)])).toEqual([
    ['text', '\r  '],
    ['element', '<b/>'],
    ['element', '<b />'],
    ['text', '\n'],
    ['element', '<b></b >'],
    ['element', '<p:b xml:space="preserve">  </p:b>'],
    ['text', '😀 &amp; '],
    ['cdata', '<![CDATA[<x>]]&gt;]]>'],
    ['comment', '<!-- four -->'],
    ['instruction', '<?five?>'],
    ['text', '\r\n'],
    ['element', '<c xmlns="urn:3" xmlns:p="urn:1"><p:d/><d/></c>'],
    ['text', '\n'],
  ]);
});

test('nodes are decoded', () => {
  const { root, children } = read(hostile);
  const values = (nodes: readonly XmlNode[]) =>
    nodes
      .filter((node) => node.kind !== 'element')
      .map((node) => (node.kind === 'instruction' ? `${node.target}|${node.body}` : node.value));
  expect(values(children)).toEqual(['one|two', ' three ', ' six ', 'seven|']);
  expect(values(root.children)).toEqual(['\n  ', '\n', '😀 & ', '<x>]]&gt;', ' four ', 'five|', '\n', '\n']);
  expect(root.attributes.map(({ value }) => value)).toEqual(['urn:1', 'urn:2', '\n😀', '"']);
});

test('start tag, content and end tag of elements', () => {
  const { root } = read('<a><b/><b c="d" /><b></b ><b>e</b></a>');
  const tags = [...descendants(root)].map(({ start, contentStart, contentEnd, end, selfClosing }) => [
    start,
    contentStart - start,
    contentEnd - contentStart,
    end - contentEnd,
    selfClosing,
  ]);
  expect(tags).toEqual([
    [3, 4, 0, 0, true],
    [7, 11, 0, 0, true],
    [18, 3, 0, 5, false],
    [26, 3, 1, 4, false],
  ]);
});

test('names follow the declarations in force', () => {
  const { root } = read(hostile);
  expect([...descendants(root)].map(({ name, uri }) => [name, uri])).toEqual([
    ['b', 'urn:1'],
    ['b', 'urn:1'],
    ['b', 'urn:1'],
    ['p:b', 'urn:2'],
    ['c', 'urn:3'],
    ['p:d', 'urn:1'],
    ['d', 'urn:3'],
  ]);
});

test('places of attributes', () => {
  const document = read(hostile);
  const { root } = document;
  const places = locateAttributes(document, root).map((place) => [
    hostile.slice(place.nameStart, place.nameEnd),
    hostile.slice(place.valueStart, place.valueEnd),
    place.quote,
    hostile.slice(place.valueStart - 1, place.end),
  ]);
  expect(places).toEqual([
    ['xmlns', 'urn:1', '"', '"urn:1"'],
    ['xmlns:p', 'urn:2', "'", "'urn:2'"],
    ['p:b', '&#xA;😀', '"', '"&#xA;😀"'],
    ['c', '"', "'", "'\"'"],
  ]);
});

test('an attribute whose name is part of what stands before it', () => {
  const document = read('<name name2="name" name="x=name"/>');
  const last = assertDefined(document.root.attributes[1], 'two attributes');
  expect(locateAttribute(document, document.root, last).nameStart).toBe(19);
});

test('line and column of an offset', () => {
  const document = read('<a>\r\n😀<b/>\r<c/>\n\n</a>');
  const [b, c] = [...descendants(document.root)];
  expect(whereIs(document, 0)).toEqual({ offset: 0, line: 1, column: 1 });
  expect(b && whereIs(document, b.start)).toEqual({ offset: 7, line: 2, column: 3 });
  expect(c && whereIs(document, c.start)).toEqual({ offset: 12, line: 3, column: 1 });
  expect(whereIs(document, document.root.contentEnd)).toEqual({ offset: 18, line: 5, column: 1 });
  expect(whereIs(document, document.text.length)).toEqual({ offset: 22, line: 5, column: 5 });
});

test('children lie in order inside their parents, and together they are the content', () => {
  const markup = fc.constantFrom(
    '<a>',
    '</a>',
    '<a b="c"/>',
    '<!--d-->',
    '<?e f?>',
    '<![CDATA[g]]>',
    'h',
    '&amp;',
    '\r\n',
  );
  let documents = 0;
  fc.assert(
    fc.property(fc.array(markup, { maxLength: 12 }), (pieces) => {
      const result = parseXml(`<r>${pieces.join('')}</r>`);
      if (!result.ok) return;
      documents++;
      const { root, text } = result.value;
      for (const element of [root, ...descendants(root)]) {
        const written = element.children.map(({ start, end }) => text.slice(start, end)).join('');
        expect(written).toBe(text.slice(element.contentStart, element.contentEnd));
        expect(element.children.every(({ parent }) => parent === element)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
  expect(documents).toBeGreaterThan(50);
});
