import { assertDefined } from '../base/assert.ts';
import type { XmlAttribute } from './namespace-reader.ts';
import type { XmlDocument, XmlElement } from './xml-document.ts';

/** Where an attribute is written. Offsets are UTF-16 code units; each `end` is the offset after the last one. */
export type AttributePlace = {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly quote: '"' | "'";
  /** Without the quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** After the closing quote. */
  readonly end: number;
};

/**
 * Places of all attributes of an element, in their order. Found when asked for, because an index of every attribute
 * would weigh more than the document.
 */
export function locateAttributes(document: XmlDocument, element: XmlElement): readonly AttributePlace[] {
  const { text } = document;
  let offset = element.start + 1 + element.name.length;
  return element.attributes.map((attribute) => {
    // The text is well-formed: blanks, name, `=` with or without blanks, quote, value, the same quote.
    const nameStart = text.indexOf(attribute.name, offset);
    const nameEnd = nameStart + attribute.name.length;
    let opening = nameEnd;
    while (text[opening] !== '"' && text[opening] !== "'") opening++;
    const quote = text[opening] === '"' ? '"' : "'";
    const valueEnd = text.indexOf(quote, opening + 1);
    offset = valueEnd + 1;
    return { nameStart, nameEnd, quote, valueStart: opening + 1, valueEnd, end: offset };
  });
}

/** Place of one attribute, which has to be one of the element's own. */
export function locateAttribute(
  document: XmlDocument,
  element: XmlElement,
  attribute: XmlAttribute,
): AttributePlace {
  const index = element.attributes.indexOf(attribute);
  return assertDefined(locateAttributes(document, element)[index], 'the attribute belongs to the element');
}
