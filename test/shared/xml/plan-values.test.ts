import { describe, expect, test } from 'vitest';
import { declare, type Edit, edited, refusal, say, set, unset } from './editing.ts';

describe('attributes', () => {
  test.each<readonly [string, string, Edit, string]>([
    [
      'double quotes',
      '<a  b="1" c=\'2\'/>',
      set('a', 'b', '<"\'&>'),
      "<a  b=\"&lt;&quot;'&amp;&gt;\" c='2'/>",
    ],
    [
      'single quotes',
      "<a b='1'  c = '2' />",
      set('a', 'c', '<"\'&>'),
      "<a b='1'  c = '&lt;\"&apos;&amp;&gt;' />",
    ],
    ['line ends and tabs', '<a b=""/>', set('a', 'b', '\r\n\t'), '<a b="&#xD;&#xA;&#x9;"/>'],
    ['the same value written otherwise', '<a b="&#49;\n"/>', set('a', 'b', '1 '), '<a b="&#49;\n"/>'],
    ['the first one', '<a />', set('a', 'b', '1'), '<a b="1" />'],
    ['one more, in the quotes of the last', "<a b='1'>x</a>", set('a', 'c', '2'), "<a b='1' c='2'>x</a>"],
    [
      'one more on a line of its own',
      '<a b="1"\r\n   c="2"\r\n/>',
      set('a', 'd', '3'),
      '<a b="1"\r\n   c="2"\r\n   d="3"\r\n/>',
    ],
    [
      'by namespace',
      '<a xmlns:p="urn:p" b="1" p:b="2"/>',
      set('a', 'b', '3', 'urn:p'),
      '<a xmlns:p="urn:p" b="1" p:b="3"/>',
    ],
    [
      'prefix in scope',
      '<a xmlns:p="urn:p"><b/></a>',
      set('b', 'c', '1', 'urn:p'),
      '<a xmlns:p="urn:p"><b p:c="1"/></a>',
    ],
    [
      'the default namespace is of no use',
      '<a xmlns="urn:p"/>',
      set('a', 'c', '1', 'urn:p', 'q'),
      '<a xmlns="urn:p" xmlns:q="urn:p" q:c="1"/>',
    ],
    [
      'prefix that is hidden here',
      '<a xmlns:p="urn:p"><b xmlns:p="urn:q"/></a>',
      set('b', 'c', '1', 'urn:p'),
      '<a xmlns:p="urn:p"><b xmlns:p="urn:q" xmlns:ns1="urn:p" ns1:c="1"/></a>',
    ],
    [
      'wished prefix that is taken',
      '<a xmlns:p="urn:p"/>',
      set('a', 'c', '1', 'urn:q', 'p'),
      '<a xmlns:p="urn:p" xmlns:ns1="urn:q" ns1:c="1"/>',
    ],
    [
      'the prefix xml',
      '<a/>',
      set('a', 'lang', 'fr', 'http://www.w3.org/XML/1998/namespace'),
      '<a xml:lang="fr"/>',
    ],
    ['removed', '<a b="1"  c="2" d="3"/>', unset('a', 'c'), '<a b="1" d="3"/>'],
    [
      'removed with its line',
      '<a b="1"\r\n   c="2"\r\n   d="3"/>',
      unset('a', 'c'),
      '<a b="1"\r\n   d="3"/>',
    ],
    [
      'removed by namespace',
      '<a xmlns:p="urn:p" b="1" p:b="2"/>',
      unset('a', 'b', 'urn:p'),
      '<a xmlns:p="urn:p" b="1"/>',
    ],
    ['removed though not there', '<a b="1"/>', unset('a', 'c'), '<a b="1"/>'],
  ])('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});

describe('namespace declarations', () => {
  test.each<readonly [string, string, readonly Edit[], string]>([
    [
      'behind the attributes, in their quotes',
      "<a\n  b='1'\n  c='2'/>",
      [declare('a', 'p', 'urn:<p>')],
      "<a\n  b='1'\n  c='2'\n  xmlns:p='urn:&lt;p&gt;'/>",
    ],
    ['the first one', '<a ><b/></a>', [declare('b', 'p', 'urn:p')], '<a ><b xmlns:p="urn:p"/></a>'],
    [
      'one that holds there already',
      '<a xmlns:p="urn:p"><b/></a>',
      [declare('b', 'p', 'urn:p')],
      '<a xmlns:p="urn:p"><b/></a>',
    ],
    [
      'an element inside that gives the prefix another meaning keeps it',
      '<a><p:b xmlns:p="urn:q"/></a>',
      [declare('a', 'p', 'urn:p')],
      '<a xmlns:p="urn:p"><p:b xmlns:p="urn:q"/></a>',
    ],
    [
      'an attribute set beside it has its prefix',
      '<a/>',
      [declare('a', 'p', 'urn:p'), set('a', 'x', '1', 'urn:p')],
      '<a xmlns:p="urn:p" p:x="1"/>',
    ],
  ])('%s', (_, before, edits, after) => {
    expect(edited(before, ...edits)).toBe(after);
  });

  test.each([
    ['p', 'urn:q', 'XML-EDIT', 'the prefix stands for another namespace'],
    ['', 'urn:q', 'XML-EDIT', 'the prefix stands for another namespace'],
    ['xml', 'urn:q', 'XML-EDIT', 'the prefix stands for another namespace'],
    ['xmlns', 'urn:q', 'XML-CONTENT', 'namespace declaration not allowed'],
    ['q:r', 'urn:q', 'XML-CONTENT', 'namespace declaration not allowed'],
    ['q', '', 'XML-CONTENT', 'namespace declaration not allowed'],
    ['q', 'urn:\u0001', 'XML-CONTENT', 'character not allowed'],
  ])('refused: %j for %j', (prefix, uri, code, reason) => {
    const found = refusal('<a xmlns:p="urn:p"><b/></a>', declare('b', prefix, uri));
    expect(found.map((each) => each.slice(0, 2))).toEqual([[code, reason]]);
  });

  test('refused: the same prefix twice', () => {
    expect(refusal('<a/>', declare('a', 'p', 'urn:p'), declare('a', 'p', 'urn:q'))).toEqual([
      ['XML-EDIT', 'two edits change the same text', 1],
    ]);
  });
});

describe('text', () => {
  test.each<readonly [string, string, Edit, string]>([
    ['replaced', '<a> x </a>', say('a', 'y'), '<a>y</a>'],
    ['escaped', '<a>x</a>', say('a', '<b> & ]]> "\''), '<a>&lt;b&gt; &amp; ]]&gt; "\'</a>'],
    ['into an empty element', '<a></a>', say('a', 'x'), '<a>x</a>'],
    ['into a closed element', '<a b="1" />', say('a', 'x'), '<a b="1">x</a>'],
    ['emptied', '<a>x</a>', say('a', ''), '<a></a>'],
    ['the line ends of the document', '<a>\r\n<b>x</b></a>', say('b', '1\n2'), '<a>\r\n<b>1\r\n2</b></a>'],
    ['a carriage return of its own', '<a>x</a>', say('a', '1\r\n2'), '<a>1&#xD;\n2</a>'],
    [
      'the same text written otherwise',
      '<a>&#120;<![CDATA[y]]></a>',
      say('a', 'xy'),
      '<a>&#120;<![CDATA[y]]></a>',
    ],
    [
      'a section stays one',
      '<a>\n <![CDATA[x]]>\n</a>',
      say('a', '<y>]]>'),
      '<a><![CDATA[<y>]]]]><![CDATA[>]]></a>',
    ],
    ['comments and instructions stay', '<a>x<!--c-->y<?p?></a>', say('a', 'z'), '<a>z<!--c--><?p?></a>'],
  ])('%s', (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});
