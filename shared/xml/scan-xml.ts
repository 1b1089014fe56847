import type { Result } from '../base/result.ts';
import { createNamespaceReader, type XmlAttribute, type XmlName } from './namespace-reader.ts';
import { defaultBounds, runParser, type XmlBounds } from './run-parser.ts';

/** A start tag as it goes by. Offsets are UTF-16 code units in the text. */
export type ScannedElement = XmlName & {
  readonly attributes: readonly XmlAttribute[];
  /** Offset of the `<` of the start tag. */
  readonly start: number;
  /** Offset after the `>` of the start tag. */
  readonly end: number;
  /** 1 for the root element. */
  readonly depth: number;
};

export type ScanHandlers = {
  readonly open: (element: ScannedElement) => void;
  /** `end` is the offset after the element. Follows `open` at once for `<a/>`. */
  readonly close?: (element: ScannedElement, end: number) => void;
  /**
   * Character data inside the root element between two pieces of markup, decoded, CDATA sections included; a comment
   * or a CDATA section therefore splits the text of an element in several calls. Blank text is reported too.
   */
  readonly text?: (value: string, start: number, end: number) => void;
};

/**
 * Goes once through an XML document without building a tree, for parts that are large and regular: a block map of
 * 100,000 files. Handlers see nothing of what follows the first error, so they must not act before the result is known.
 *
 * The document has to be well-formed (XML 1.0 and Namespaces in XML 1.0) and without a document type declaration.
 * Issues, one at most, with line, column and offset (UTF-16 code units): XML-MALFORMED with `reason`, XML-DOCTYPE, XML-LIMIT.
 * Strings that handlers get may share the memory of the whole text.
 */
export function scanXml(
  text: string,
  handlers: ScanHandlers,
  bounds: XmlBounds = defaultBounds,
): Result<void> {
  return runParser(text, bounds, (refuse) => {
    const namespaces = createNamespaceReader(refuse);
    const elements: ScannedElement[] = [];
    const onText = handlers.text;
    return {
      open(rawName, rawAttributes, start, end, depth) {
        const tag = namespaces.open(rawName, rawAttributes, start);
        const { name, prefix, local, uri } = tag.name;
        const element = { name, prefix, local, uri, attributes: tag.attributes, start, end, depth };
        elements.push(element);
        handlers.open(element);
      },
      close(_start, end) {
        namespaces.close();
        const element = elements.pop();
        if (element !== undefined) handlers.close?.(element, end);
      },
      ...(onText === undefined ? {} : { text: onText, cdata: onText }),
    };
  });
}

/** Value of an attribute by local name and namespace (none by default); `undefined` when it is not there. */
export function attributeValue(
  element: { readonly attributes: readonly XmlAttribute[] },
  local: string,
  uri = '',
): string | undefined {
  return element.attributes.find((each) => each.local === local && each.uri === uri)?.value;
}
