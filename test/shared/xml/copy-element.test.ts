import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildXml } from '../../../shared/xml/build-xml.ts';
import { applyXmlEdits } from '../../../shared/xml/edit-xml.ts';
import { copiedElement } from '../../../shared/xml/copy-element.ts';
import { childElements } from '../../../shared/xml/select-xml.ts';
import { type Model, modelOf, modelOfSpec, nodeSpec } from './arbitrary-xml.ts';
import { read } from './editing.ts';

/** The text after the first child of the root was put behind the second one's content. */
function copied(text: string): string {
  const document = read(text);
  const [first, second] = childElements(document.root);
  if (first === undefined || second === undefined) throw new Error('two children');
  const edited = applyXmlEdits(document, [
    { kind: 'insertElement', position: 'append', element: second, node: copiedElement(first) },
  ]);
  return edited.ok ? edited.value.text : JSON.stringify(edited.issues);
}

test.each([
  [
    'attributes and text; comments stay behind',
    '<a><b c="1&lt;"  d=\'2\'>x<!--c--><![CDATA[<y>]]></b><e/></a>',
    '<a><b c="1&lt;"  d=\'2\'>x<!--c--><![CDATA[<y>]]></b><e><b c="1&lt;" d="2">x&lt;y&gt;</b></e></a>',
  ],
  [
    'a prefix that holds at both places',
    '<a xmlns:p="urn:p"><p:b p:c="1"><p:d/></p:b><e/></a>',
    '<a xmlns:p="urn:p"><p:b p:c="1"><p:d/></p:b><e><p:b p:c="1"><p:d/></p:b></e></a>',
  ],
  [
    'a prefix that holds at the first place only',
    '<a><p:b xmlns:p="urn:p" p:c="1"/><e/></a>',
    '<a><p:b xmlns:p="urn:p" p:c="1"/><e><p:b xmlns:p="urn:p" p:c="1"/></e></a>',
  ],
  [
    'a default namespace',
    '<a><b xmlns="urn:p"><c/></b><e/></a>',
    '<a><b xmlns="urn:p"><c/></b><e><b xmlns="urn:p"><c/></b></e></a>',
  ],
])('%s', (_, before, after) => {
  expect(copied(before)).toBe(after);
});

test('says the same as what it was copied from', () => {
  const childrenOf = ({ content }: Model) => content.filter((each) => typeof each !== 'string');
  fc.assert(
    fc.property(nodeSpec, (spec) => {
      const built = buildXml({ local: 'a', uri: '', children: [spec, { local: 'e', uri: '' }] });
      const text = copied(built.ok ? built.value : '');
      const [first, second] = childrenOf(modelOf(read(text).root));
      expect(first).toEqual(modelOfSpec(spec));
      expect(second === undefined ? [] : childrenOf(second)).toEqual([modelOfSpec(spec)]);
    }),
  );
});
