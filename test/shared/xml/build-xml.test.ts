import { expect, test } from 'vitest';
import { type BuildXmlOptions, buildXml } from '../../../shared/xml/build-xml.ts';
import type { XmlNodeSpec } from '../../../shared/xml/xml-node-spec.ts';

const tree: XmlNodeSpec = {
  local: 'a',
  uri: 'urn:1',
  namespaces: [
    { prefix: '', uri: 'urn:1' },
    { prefix: 'p', uri: 'urn:2' },
  ],
  attributes: [
    { local: 'b', value: '<>&"\'\r\n\t' },
    { local: 'c', uri: 'urn:2', value: 'true' },
    { local: 'd', value: '' },
  ],
  children: [
    { local: 'e', uri: 'urn:2', text: ' <f>\r\n]]>\t' },
    { local: 'g', uri: 'urn:1', children: [{ local: '__proto__', uri: 'urn:1', text: '' }] },
    { local: 'h', uri: 'urn:3', prefix: 'q', attributes: [{ local: 'i', uri: 'urn:3', value: '1' }] },
  ],
};

const startTag =
  '<a xmlns="urn:1" xmlns:p="urn:2" b="&lt;&gt;&amp;&quot;&apos;&#xD;&#xA;&#x9;" p:c="true" d="">';

test.each<readonly [string, BuildXmlOptions, readonly string[]]>([
  [
    'as Windows writes',
    { encoding: 'utf-8', standalone: 'no' },
    [
      '<?xml version="1.0" encoding="utf-8" standalone="no"?>\r\n',
      `${startTag}\r\n`,
      '  <p:e> &lt;f&gt;&#xD;\r\n]]&gt;\t</p:e>\r\n',
      '  <g>\r\n',
      '    <__proto__/>\r\n',
      '  </g>\r\n',
      '  <q:h xmlns:q="urn:3" q:i="1"/>\r\n',
      '</a>\r\n',
    ],
  ],
  [
    'with line feeds and tabs',
    { encoding: 'utf-16', lineEnd: '\n', indent: '\t' },
    [
      '<?xml version="1.0" encoding="utf-16"?>\n',
      `${startTag}\n`,
      '\t<p:e> &lt;f&gt;&#xD;\n]]&gt;\t</p:e>\n',
      '\t<g>\n',
      '\t\t<__proto__/>\n',
      '\t</g>\n',
      '\t<q:h xmlns:q="urn:3" q:i="1"/>\n',
      '</a>\n',
    ],
  ],
  [
    'on one line',
    { indent: null, lineEnd: '\n' },
    [startTag, '<p:e> &lt;f&gt;&#xD;\n]]&gt;\t</p:e><g><__proto__/></g><q:h xmlns:q="urn:3" q:i="1"/></a>'],
  ],
])('%s', (_, options, lines) => {
  expect(buildXml(tree, options)).toEqual({ ok: true, value: lines.join(''), issues: [] });
});

test('a tree as deep as the limit, and one deeper', () => {
  let node: XmlNodeSpec = { local: 'a', uri: '', text: 'x' };
  for (let depth = 1; depth < 256; depth++) node = { local: 'a', uri: '', children: [node] };
  expect(buildXml(node, { indent: null })).toEqual({
    ok: true,
    value: `${'<a>'.repeat(256)}x${'</a>'.repeat(256)}`,
    issues: [],
  });
  const deeper = buildXml({ local: 'a', uri: '', children: [node] });
  expect(deeper.issues.map(({ code }) => code)).toEqual(['XML-LIMIT']);
});
