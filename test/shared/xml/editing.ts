import { expect } from 'vitest';
import { assertDefined } from '../../../shared/base/assert.ts';
import { applyXmlEdits, type XmlEdit } from '../../../shared/xml/edit-xml.ts';
import { descendants } from '../../../shared/xml/select-xml.ts';
import { parseXml, type XmlDocument, type XmlElement } from '../../../shared/xml/xml-document.ts';
import type { XmlNodeSpec } from '../../../shared/xml/xml-node-spec.ts';

/** A document that has to be well-formed. */
export function read(text: string): XmlDocument {
  const result = parseXml(text);
  expect(result.issues).toEqual([]);
  return assertDefined(result.ok ? result.value : undefined, 'well-formed');
}

/** The first element of a name as written. */
function find(document: XmlDocument, name: string): XmlElement {
  const all = [document.root, ...descendants(document.root)];
  return assertDefined(
    all.find((each) => each.name === name),
    `there is a ${name}`,
  );
}

/** An edit of a document that is not read yet; elements are named as they are written. */
export type Edit = (document: XmlDocument) => XmlEdit;

function apply(text: string, ...edits: readonly Edit[]) {
  const document = read(text);
  return applyXmlEdits(
    document,
    edits.map((edit) => edit(document)),
  );
}

/** The text after the edits, which have to be accepted. */
export function edited(text: string, ...edits: readonly Edit[]): string {
  const result = apply(text, ...edits);
  expect(result.issues).toEqual([]);
  return result.ok ? result.value.text : '';
}

/** Code, reason and line of the issues of edits that have to be refused. */
export function refusal(text: string, ...edits: readonly Edit[]) {
  const result = apply(text, ...edits);
  expect(result.ok).toBe(false);
  return result.issues.map(({ code, params, where }) => [code, params?.['reason'], where?.line]);
}

export const set =
  (name: string, local: string, value: string, uri = '', prefix?: string): Edit =>
  (document) => ({
    kind: 'setAttribute',
    element: find(document, name),
    attribute: { local, uri, value, ...(prefix === undefined ? {} : { prefix }) },
  });
export const unset =
  (name: string, local: string, uri = ''): Edit =>
  (document) => ({ kind: 'removeAttribute', element: find(document, name), local, uri });
export const declare =
  (name: string, prefix: string, uri: string): Edit =>
  (document) => ({ kind: 'declareNamespace', element: find(document, name), prefix, uri });
export const say =
  (name: string, text: string): Edit =>
  (document) => ({ kind: 'setText', element: find(document, name), text });
export const insert =
  (position: 'before' | 'after' | 'append', name: string, node: XmlNodeSpec): Edit =>
  (document) => ({ kind: 'insertElement', position, element: find(document, name), node });
export const remove =
  (name: string): Edit =>
  (document) => ({ kind: 'removeElement', element: find(document, name) });
export const replace =
  (name: string, node: XmlNodeSpec): Edit =>
  (document) => ({ kind: 'replaceElement', element: find(document, name), node });
/** The plainest element to write. */
export const n = { local: 'n', uri: '' } satisfies XmlNodeSpec;
