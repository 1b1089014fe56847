import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertDefined } from '../../../shared/base/assert.ts';
import { buildXml } from '../../../shared/xml/build-xml.ts';
import { applyXmlEdits, type XmlEdit } from '../../../shared/xml/edit-xml.ts';
import { attributeOf, descendants, textContent } from '../../../shared/xml/select-xml.ts';
import { parseXml, type XmlDocument, type XmlElement } from '../../../shared/xml/xml-document.ts';
import type { XmlNodeSpec } from '../../../shared/xml/xml-node-spec.ts';
import { hostileXml, type Model, modelOf, modelOfSpec, nodeSpec, writableText } from './arbitrary-xml.ts';

function read(text: string): XmlDocument {
  const result = parseXml(text);
  expect(result.issues).toEqual([]);
  return assertDefined(result.ok ? result.value : undefined, 'well-formed');
}

function apply(document: XmlDocument, edit: XmlEdit): XmlDocument {
  const result = applyXmlEdits(document, [edit]);
  expect(result.issues).toEqual([]);
  return assertDefined(result.ok ? result.value : undefined, 'accepted');
}

function elementsOf({ root }: XmlDocument): readonly XmlElement[] {
  return [root, ...descendants(root)];
}

test('what is built is read again as it was meant', () => {
  const options = fc.record({
    encoding: fc.constantFrom('utf-8' as const, 'utf-16' as const),
    lineEnd: fc.constantFrom('\r\n' as const, '\n' as const),
    indent: fc.constantFrom('  ', '\t', '', null),
  });
  fc.assert(
    fc.property(nodeSpec, options, (spec, how) => {
      const built = buildXml(spec, how);
      expect(built.issues).toEqual([]);
      const { root } = read(built.ok ? built.value : '');
      expect(modelOf(root)).toEqual(modelOfSpec(spec));
    }),
    { numRuns: 500 },
  );
});

/** An edit of the element that has this number in document order, and what it does to a model. */
type Intent = {
  readonly edit: (element: XmlElement) => XmlEdit;
  readonly change: (model: Model, parent: Model | undefined) => void;
};

function beside(
  model: Model,
  parent: Model | undefined,
  before: number,
  replaced: number,
  ...added: Model[]
): void {
  const place = assertDefined(parent, 'not the root element').content.indexOf(model) + before;
  parent?.content.splice(place, replaced, ...added);
}

const insertions = { before: 0, after: 1 } as const;

const intent: fc.Arbitrary<Intent> = fc.oneof(
  fc
    .tuple(fc.constantFrom('x', 'y', 'new'), fc.constantFrom('', 'urn:p', 'urn:q', 'urn:new'), writableText)
    .map(
      ([local, uri, value]): Intent => ({
        edit: (element) => ({ kind: 'setAttribute', element, attribute: { local, uri, value } }),
        change: (model) => void model.attributes.set(`{${uri}}${local}`, value),
      }),
    ),
  fc.tuple(fc.constantFrom('x', 'y'), fc.constantFrom('', 'urn:p')).map(
    ([local, uri]): Intent => ({
      edit: (element) => ({ kind: 'removeAttribute', element, local, uri }),
      change: (model) => void model.attributes.delete(`{${uri}}${local}`),
    }),
  ),
  nodeSpec.map(
    (node): Intent => ({
      edit: (element) => ({ kind: 'insertElement', position: 'append', element, node }),
      change: (model) => {
        if (model.content.every((each) => typeof each === 'string' && /^[ \t\r\n]*$/.test(each)))
          model.content = [];
        model.content.push(modelOfSpec(node));
      },
    }),
  ),
  fc.tuple(fc.constantFrom('before' as const, 'after' as const), nodeSpec).map(
    ([position, node]): Intent => ({
      edit: (element) => ({ kind: 'insertElement', position, element, node }),
      change: (model, parent) => beside(model, parent, insertions[position], 0, modelOfSpec(node)),
    }),
  ),
  nodeSpec.map(
    (node): Intent => ({
      edit: (element) => ({ kind: 'replaceElement', element, node }),
      change: (model, parent) => beside(model, parent, 0, 1, modelOfSpec(node)),
    }),
  ),
  fc.constant<Intent>({
    edit: (element) => ({ kind: 'removeElement', element }),
    change: (model, parent) => beside(model, parent, 0, 1),
  }),
);

/** Model elements in document order, each with its parent. */
function* modelElements(model: Model, parent?: Model): Generator<readonly [Model, Model | undefined]> {
  yield [model, parent];
  for (const child of model.content) if (typeof child !== 'string') yield* modelElements(child, model);
}

/**
 * Text without its blanks: which of them a removal or an insertion takes or adds is a matter of layout, told in the tables of
 * edit-xml.test.ts. Texts that have become neighbours are one.
 */
function words(model: Model): Model {
  const content: Model['content'] = [];
  for (const each of model.content) {
    const last = content.at(-1);
    if (typeof each !== 'string') content.push(words(each));
    else if (typeof last === 'string') content[content.length - 1] = last + each.replace(/[ \t\r\n]/g, '');
    else content.push(each.replace(/[ \t\r\n]/g, ''));
  }
  return { ...model, content: content.filter((each) => each !== '') };
}

test('an edit does what it says, and touches no line but those of its element', () => {
  fc.assert(
    fc.property(hostileXml, fc.nat(), intent, (text, number, { edit, change }) => {
      const document = read(text);
      const elements = elementsOf(document);
      // The root element can have no neighbours, so it is left out where there are others.
      const index = elements.length === 1 ? 0 : 1 + (number % (elements.length - 1));
      const element = assertDefined(elements[index], 'within the list');
      const wanted = edit(element);
      fc.pre(index > 0 || wanted.kind === 'setAttribute' || wanted.kind === 'removeAttribute');
      const result = apply(document, wanted);

      const model = modelOf(document.root);
      const [own, parent] = assertDefined([...modelElements(model)][index], 'as many as in the document');
      change(own, parent);
      expect(words(modelOf(result.root))).toEqual(words(model));

      const lineStart = text.slice(0, element.start).search(/[^\r\n]*$/);
      const kept = text.slice(0, lineStart).replace(/(?:\r\n|[\r\n])$/, '');
      expect(result.text.startsWith(kept)).toBe(true);
      const rest = text.slice(element.end).replace(/^[^\r\n]*(?:\r\n|[\r\n])?/, '');
      expect(result.text.endsWith(rest)).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test('a text that is set is the text that is read', () => {
  fc.assert(
    fc.property(hostileXml, fc.nat(), writableText, (text, number, wanted) => {
      const document = read(text);
      const leaves = elementsOf(document).filter(({ children }) =>
        children.every(({ kind }) => kind !== 'element'),
      );
      const element = assertDefined(leaves[number % leaves.length], 'every document has a leaf');
      const result = apply(document, { kind: 'setText', element, text: wanted });
      const same = elementsOf(result)[elementsOf(document).indexOf(element)];
      expect(same && textContent(same)).toBe(wanted);
      expect(result.text.startsWith(text.slice(0, element.start))).toBe(true);
      expect(result.text.endsWith(text.slice(element.end))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const inserted: XmlNodeSpec = {
  local: 'inserted',
  uri: 'urn:inserted',
  children: [{ local: 'inner', uri: '' }],
};

test('an element that is inserted before another and removed again leaves no trace', () => {
  fc.assert(
    fc.property(hostileXml, fc.nat(), (text, number) => {
      const document = read(text);
      const [, ...others] = elementsOf(document);
      fc.pre(others.length > 0);
      const element = assertDefined(others[number % others.length], 'within the list');
      const more = apply(document, { kind: 'insertElement', position: 'before', element, node: inserted });
      const added = assertDefined(
        elementsOf(more).find(({ local }) => local === 'inserted'),
        'was inserted',
      );
      expect(apply(more, { kind: 'removeElement', element: added }).text).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('an attribute that is added and removed again leaves no trace', () => {
  fc.assert(
    fc.property(hostileXml, fc.nat(), writableText, (text, number, value) => {
      const document = read(text);
      const elements = elementsOf(document);
      const index = number % elements.length;
      const element = assertDefined(elements[index], 'within the list');
      const more = apply(document, { kind: 'setAttribute', element, attribute: { local: 'added', value } });
      const changed = assertDefined(elementsOf(more)[index], 'the same element');
      expect(attributeOf(changed, 'added')?.value).toBe(value);
      expect(apply(more, { kind: 'removeAttribute', element: changed, local: 'added' }).text).toBe(text);
    }),
    { numRuns: 500 },
  );
});
