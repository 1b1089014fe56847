import { childElements, textContent } from './select-xml.ts';
import type { XmlElement } from './xml-document.ts';
import type { XmlAttributeSpec, XmlNodeSpec } from './xml-node-spec.ts';

/** The attributes of an element for writing them elsewhere; namespaces are declared anew where they are needed. */
export function copiedAttributes(element: XmlElement): readonly XmlAttributeSpec[] {
  return element.attributes
    .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
    .map(({ local, uri, prefix, value }) => ({ local, uri, prefix, value }));
}

/** An element for writing it elsewhere: with its elements, or else its text; comments and instructions stay behind. */
export function copiedElement(element: XmlElement): XmlNodeSpec {
  const { local, uri, prefix } = element;
  const children = childElements(element).map(copiedElement);
  const head = { local, uri, prefix, attributes: copiedAttributes(element) };
  return children.length > 0 ? { ...head, children } : { ...head, text: textContent(element) };
}
