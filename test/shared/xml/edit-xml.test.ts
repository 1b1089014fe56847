import { describe, expect, test } from 'vitest';
import { applyXmlEdits } from '../../../shared/xml/edit-xml.ts';
import type { XmlNodeSpec } from '../../../shared/xml/xml-node-spec.ts';
import { type Edit, edited, insert, n, read, refusal, remove, replace, say, set, unset } from './editing.ts';

describe('several edits at once', () => {
  test.each<readonly [string, string, readonly Edit[], string]>([
    ['attributes of one element', '<a/>', [set('a', 'b', '1'), set('a', 'c', '2')], '<a b="1" c="2"/>'],
    [
      'attributes of one new namespace',
      '<a/>',
      [set('a', 'b', '1', 'urn:p'), set('a', 'c', '2', 'urn:p')],
      '<a xmlns:ns1="urn:p" ns1:b="1" ns1:c="2"/>',
    ],
    ['neighbours removed', '<a>\n  <b/>\n  <c/>\n</a>', [remove('c'), remove('b')], '<a>\n</a>'],
    [
      'into one closed element',
      '<a/>',
      [insert('append', 'a', n), insert('append', 'a', { ...n, local: 'm' })],
      '<a>\n  <n/>\n  <m/>\n</a>',
    ],
    [
      'a closed element and its attribute',
      '<a />',
      [insert('append', 'a', n), set('a', 'b', '1')],
      '<a b="1">\n  <n/>\n</a>',
    ],
    [
      'around one that goes',
      '<a>\n  <b/>\n</a>',
      [insert('before', 'b', n), remove('b'), insert('after', 'b', { ...n, local: 'm' })],
      '<a>\n  <n/>\n  <m/>\n</a>',
    ],
    [
      'before one that goes, in the other order',
      '<a>\n  <b/>\n</a>',
      [remove('b'), insert('before', 'b', n)],
      '<a>\n  <n/>\n</a>',
    ],
    [
      'after the last and at the end',
      '<a>\n  <b/>\n</a>',
      [insert('append', 'a', { ...n, local: 'm' }), insert('after', 'b', n)],
      '<a>\n  <b/>\n  <n/>\n  <m/>\n</a>',
    ],
    ['nothing at all', '<a/>', [], '<a/>'],
  ])('%s', (_, before, edits, after) => {
    expect(edited(before, ...edits)).toBe(after);
  });
});

describe('refused', () => {
  const twice = ['XML-EDIT', 'two edits change the same text', 2];
  const oneRoot = ['XML-EDIT', 'a document has exactly one root element', 1];
  const character = ['XML-CONTENT', 'character not allowed', undefined];
  const name = ['XML-CONTENT', 'name not allowed', undefined];
  const declaration = ['XML-CONTENT', 'namespace declaration not allowed', undefined];

  test.each<readonly [string, readonly Edit[], readonly unknown[]]>([
    ['one attribute twice', [set('b', 'x', '1'), set('b', 'x', '2')], twice],
    ['one attribute set and removed', [set('b', 'x', '1'), unset('b', 'x')], twice],
    ['one text twice', [say('b', '1'), say('b', '2')], twice],
    ['text and children', [say('b', '1'), insert('append', 'b', n)], twice],
    ['removed and changed', [remove('b'), set('b', 'x', '1')], twice],
    ['removed inside what is removed', [replace('a', n), remove('b')], twice],
    ['removed twice', [remove('b'), remove('b')], twice],
    ['the root element removed', [remove('a')], oneRoot],
    ['a second root element', [insert('after', 'a', n)], oneRoot],
    ['text over child elements', [say('a', 'x')], ['XML-EDIT', 'the element has child elements', 1]],
    [
      'a declaration removed',
      [unset('a', 'xmlns')],
      ['XML-EDIT', 'namespace declarations are not edited', 1],
    ],
    ['a declaration set', [set('a', 'xmlns', 'urn:x')], declaration],
    ['a control character in an attribute', [set('b', 'x', 'a\u0001')], character],
    ['half a pair in text', [say('b', '\ud83d')], character],
    [
      'a noncharacter deep inside a new element',
      [insert('append', 'a', { ...n, children: [{ ...n, text: '\uffff' }] })],
      character,
    ],
    ['a blank in a name', [set('b', 'x y', '1')], name],
    ['a colon in a name', [insert('append', 'a', { ...n, local: 'p:n' })], name],
    ['markup as a name', [insert('append', 'a', { ...n, local: 'n><m' })], name],
    ['markup as a prefix', [insert('append', 'a', { ...n, uri: 'urn:p', prefix: 'p q' })], name],
    ['no name', [replace('b', { ...n, local: '' })], name],
    [
      'an element in the namespace of declarations',
      [insert('append', 'a', { local: 'n', uri: 'http://www.w3.org/2000/xmlns/' })],
      declaration,
    ],
    [
      'a default namespace on an element without',
      [insert('append', 'a', { ...n, namespaces: [{ prefix: '', uri: 'urn:x' }] })],
      declaration,
    ],
    [
      'one new attribute twice',
      [
        insert('append', 'a', {
          ...n,
          attributes: [
            { local: 'x', value: '1' },
            { local: 'x', value: '2' },
          ],
        }),
      ],
      ['XML-CONTENT', 'attribute given twice', undefined],
    ],
  ])('%s', (_, edits, issue) => {
    expect(refusal('<a>\n  <b>x</b>\n</a>', ...edits)).toEqual([issue]);
  });

  test('a result beyond the limits', () => {
    let node: XmlNodeSpec = n;
    for (let depth = 1; depth < 256; depth++) node = { ...n, children: [node] };
    expect(refusal('<a/>', insert('append', 'a', node))).toEqual([
      ['XML-LIMIT', 'elements nested too deeply', 257],
    ]);
    expect(refusal('<a/>', insert('append', 'a', { ...n, children: [node] }))).toEqual([
      ['XML-LIMIT', 'elements nested too deeply', undefined],
    ]);
  });

  test('an element of another document is a defect', () => {
    const other = read('<a/>');
    expect(() => applyXmlEdits(read('<a/>'), [{ kind: 'setText', element: other.root, text: 'x' }])).toThrow(
      'another document',
    );
  });
});

describe('a document that says it is ASCII', () => {
  const text = '<?xml version="1.0" encoding="us-ascii"?><a b=""><![CDATA[c]]></a>';

  test('gets other characters as references', () => {
    expect(edited(text, set('a', 'b', 'é'), say('a', '😀'))).toBe(
      '<?xml version="1.0" encoding="us-ascii"?><a b="&#xE9;">&#x1F600;</a>',
    );
  });

  test('cannot get them in names', () => {
    expect(refusal(text, set('a', 'é', '1'))).toEqual([['XML-CONTENT', 'name not allowed', undefined]]);
  });
});
