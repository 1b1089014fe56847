import type { Where } from '../base/issue.ts';
import { failure, type Result, success } from '../base/result.ts';
import {
  createNamespaceReader,
  type NamespaceReader,
  type XmlAttribute,
  type XmlName,
} from './namespace-reader.ts';
import type { NamespaceScope } from './namespace-scope.ts';
import { defaultBounds, type ParserEvents, runParser, type XmlBounds } from './run-parser.ts';
import { malformed } from './xml-issue.ts';
import { type LineTable, lineAndColumn, lineTableOf } from './xml-lines.ts';

/*
 * An index over the text of a document: the text is the truth, nodes say where things are in it. All offsets are UTF-16
 * code units; `end` is the offset after the last one. Nothing here is ever changed: an edit gives another document.
 */

type Spanned = {
  readonly start: number;
  readonly end: number;
  /** `null` for the root element and for what stands outside it. */
  readonly parent: XmlElement | null;
};

export type XmlElement = Spanned &
  XmlName & {
    readonly kind: 'element';
    readonly attributes: readonly XmlAttribute[];
    readonly children: readonly XmlNode[];
    /** Whether it is written `<a/>`. */
    readonly selfClosing: boolean;
    /** End of the start tag. Content is from `contentStart` to `contentEnd`, the end tag from there to `end`. */
    readonly contentStart: number;
    /** Equals `contentStart` and `end` when self-closing. */
    readonly contentEnd: number;
    /** Namespace declarations that hold inside the element and for its own name. */
    readonly scope: NamespaceScope;
  };

/** `value` is decoded: references resolved, line ends are LF (XML 1.0, 2.11). */
export type XmlText = Spanned & { readonly kind: 'text'; readonly value: string };
export type XmlCdata = Spanned & { readonly kind: 'cdata'; readonly value: string };
export type XmlComment = Spanned & { readonly kind: 'comment'; readonly value: string };
export type XmlInstruction = Spanned & {
  readonly kind: 'instruction';
  readonly target: string;
  readonly body: string;
};

export type XmlNode = XmlElement | XmlText | XmlCdata | XmlComment | XmlInstruction;

export type XmlDocument = {
  readonly text: string;
  readonly root: XmlElement;
  /** The root element with the comments and instructions before and after it; the XML declaration is not a node. */
  readonly children: readonly (XmlElement | XmlComment | XmlInstruction)[];
  readonly declaration: { readonly start: number; readonly end: number } | null;
  readonly lines: LineTable;
};

/** Place of an offset, for an issue: offset, line and column from 1, in UTF-16 code units. */
export function whereIs(document: XmlDocument, offset: number): Where {
  return { offset, ...lineAndColumn(document.lines, offset) };
}

/**
 * Reads a document into an index of its text. The document has to be well-formed (XML 1.0 and Namespaces in XML 1.0)
 * and without a document type declaration.
 *
 * Issues, one at most, with line, column and offset (UTF-16 code units): XML-MALFORMED with `reason`, XML-DOCTYPE, XML-LIMIT.
 */
export function parseXml(text: string, bounds: XmlBounds = defaultBounds): Result<XmlDocument> {
  const outline: Outline = { children: [], root: undefined, declaration: null };
  const outcome = runParser(text, bounds, (refuse) => indexEvents(outline, createNamespaceReader(refuse)));
  if (!outcome.ok) return outcome;
  const { children, root, declaration } = outline;
  // The parser refuses a text without a root element; this is for the compiler.
  if (root === undefined) return failure(malformed(text, text.length, 'no root element'));
  return success({ text, root, children, declaration, lines: lineTableOf(text) });
}

type Outline = {
  children: (XmlElement | XmlComment | XmlInstruction)[];
  root: XmlElement | undefined;
  declaration: { start: number; end: number } | null;
};

/** An element whose end tag has not been read. */
type OpenElement = { -readonly [Field in keyof XmlElement]: XmlElement[Field] } & { children: XmlNode[] };

function indexEvents(outline: Outline, namespaces: NamespaceReader): ParserEvents {
  const around: OpenElement[] = [];
  let parent: OpenElement | null = null;

  const addOutsideOrInside = (node: XmlElement | XmlComment | XmlInstruction): void => {
    (parent === null ? outline.children : parent.children).push(node);
  };

  return {
    declaration(start, end) {
      outline.declaration = { start, end };
    },
    open(rawName, rawAttributes, start, end) {
      const tag = namespaces.open(rawName, rawAttributes, start);
      const element: OpenElement = {
        kind: 'element',
        name: tag.name.name,
        prefix: tag.name.prefix,
        local: tag.name.local,
        uri: tag.name.uri,
        attributes: tag.attributes,
        children: [],
        parent,
        start,
        end,
        contentStart: end,
        contentEnd: end,
        selfClosing: false,
        scope: tag.scope,
      };
      if (parent === null) outline.root = element;
      addOutsideOrInside(element);
      around.push(element);
      parent = element;
    },
    close(start, end) {
      namespaces.close();
      const element = around.pop();
      if (element === undefined) return;
      element.contentEnd = start;
      element.end = end;
      element.selfClosing = start === end;
      parent = around.at(-1) ?? null;
    },
    text(value, start, end) {
      parent?.children.push({ kind: 'text', value, start, end, parent });
    },
    cdata(value, start, end) {
      parent?.children.push({ kind: 'cdata', value, start, end, parent });
    },
    comment(value, start, end) {
      addOutsideOrInside({ kind: 'comment', value, start, end, parent });
    },
    instruction(target, body, start, end) {
      addOutsideOrInside({ kind: 'instruction', target, body, start, end, parent });
    },
  };
}
