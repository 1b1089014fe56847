import { SaxesParser } from 'saxes';
import type { Issue } from '../base/issue.ts';
import { limits } from '../base/limits.ts';
import { failure, type Result, success } from '../base/result.ts';
import { doctype, explainError } from './explain-error.ts';
import { beyondLimit, malformed, placeAt, type XmlReason } from './xml-issue.ts';

// ES2024, in Node 20 and every Chromium that we run in; the library files of ES2023 do not have it.
type WellFormedString = string & { isWellFormed(): boolean };

/** Limits of one document: UTF-16 code units, nested elements, attributes of one element. */
export type XmlBounds = { readonly length: number; readonly depth: number; readonly attributes: number };

export const defaultBounds: XmlBounds = {
  length: limits.xmlBytes,
  depth: limits.xmlDepth,
  attributes: limits.xmlAttributes,
};

/** Attribute names as written, in document order, with their decoded values. */
export type RawAttributes = readonly { readonly name: string; readonly value: string }[];

/** What the parser finds, in document order. Offsets are UTF-16 code units; `end` is the offset after the last one. */
export type ParserEvents = {
  readonly declaration?: (start: number, end: number) => void;
  /** `depth` is 1 for the root element. */
  readonly open: (name: string, attributes: RawAttributes, start: number, end: number, depth: number) => void;
  /** An end tag, or right after `open` the element that its start tag closes (then `start` equals `end`). */
  readonly close: (start: number, end: number) => void;
  /** Character data between two pieces of markup inside the root element, decoded; never empty. */
  readonly text?: (value: string, start: number, end: number) => void;
  readonly cdata?: (value: string, start: number, end: number) => void;
  readonly comment?: (value: string, start: number, end: number) => void;
  readonly instruction?: (target: string, body: string, start: number, end: number) => void;
};

/** Ends the parser from inside one of its callbacks; never leaves this file's `runParser`. */
class Refusal extends Error {
  readonly issue: Issue;
  constructor(found: Issue) {
    super(found.code);
    this.issue = found;
  }
}

/** Ends the parse with XML-MALFORMED; for rules that saxes does not know. */
export type Refuse = (offset: number, reason: XmlReason, name?: string) => never;

/**
 * Runs saxes over the text and adds what it lacks: offsets of every construct, limits, refusal of DOCTYPE, and the
 * well-formedness rules that it overlooks. Nothing is reported after the first error, nor from a construct that has one.
 *
 * saxes is kept in its plain mode, because its own namespace mode takes twice the time. It reads XML 1.1 as 1.0,
 * as XML 1.0 (fifth edition, 2.8) asks. Issues: XML-DOCTYPE, XML-LIMIT, XML-MALFORMED.
 */
export function runParser(
  text: string,
  bounds: XmlBounds,
  makeEvents: (refuse: Refuse) => ParserEvents,
): Result<void> {
  try {
    feed(text, bounds, makeEvents);
    return success(undefined);
  } catch (error) {
    if (error instanceof Refusal) return failure(error.issue);
    throw error;
  }
}

function feed(text: string, bounds: XmlBounds, makeEvents: (refuse: Refuse) => ParserEvents): void {
  const refuse: Refuse = (offset, reason, name) => {
    throw new Refusal(malformed(text, offset, reason, name));
  };
  checkText(text, bounds, refuse);
  const events = makeEvents(refuse);
  const parser = new SaxesParser({
    xmlns: false,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  const open: { name: string; offset: number }[] = [];
  let done = 0;
  let attributes: { name: string; value: string }[] = [];
  // Text cannot contain `<`, so the next one starts the construct that the parser is in or has just read.
  const start = () => text.indexOf('<', done);

  parser.on('error', (error) => {
    throw new Refusal(
      explainError({ message: error.message, text, done, position: parser.position, open: open.at(-1) }),
    );
  });
  parser.on('doctype', () => {
    throw new Refusal(doctype(text, start()));
  });
  parser.on('xmldecl', () => {
    const from = start();
    done = parser.position;
    events.declaration?.(from, done);
  });
  parser.on('attribute', (attribute) => {
    attributes.push(attribute);
    if (attributes.length <= bounds.attributes) return;
    throw new Refusal(beyondLimit('attributes', bounds.attributes, placeAt(text, start())));
  });
  parser.on('opentag', (tag) => {
    const from = start();
    if (open.length >= bounds.depth) {
      throw new Refusal(beyondLimit('depth', bounds.depth, placeAt(text, from)));
    }
    done = parser.position;
    open.push({ name: tag.name, offset: from });
    const own = attributes;
    if (own.length > 0) attributes = [];
    events.open(tag.name, own, from, done, open.length);
  });
  parser.on('closetag', (tag) => {
    const from = tag.isSelfClosing ? done : start();
    // saxes calls back before it finds out that the names differ.
    if (!tag.isSelfClosing && !isEndTagOf(text, from, tag.name)) {
      refuse(from, 'end tag of another element', /^<\/([^\s>]*)/.exec(text.slice(from, from + 256))?.[1]);
    }
    open.pop();
    done = parser.position;
    events.close(from, done);
  });
  parser.on('comment', (value) => {
    const from = start();
    // saxes calls back after `--`, before it looks for the `>`.
    if (text[parser.position] !== '>') refuse(parser.position - 2, '-- in a comment');
    done = parser.position + 1;
    events.comment?.(value, from, done);
  });
  parser.on('cdata', (value) => {
    const from = start();
    done = parser.position;
    events.cdata?.(value, from, done);
  });
  parser.on('processinginstruction', ({ target, body }) => {
    const from = start();
    // saxes lets the target and the body touch, and does not know that namespaces forbid a colon in the target.
    const afterTarget = text.slice(from + 2 + target.length, parser.position);
    if (!/^(?:[ \t\r\n]|\?>$)/.test(afterTarget) || target.includes(':')) {
      refuse(from, 'processing instruction not allowed', target);
    }
    done = parser.position;
    events.instruction?.(target, body, from, done);
  });
  const onText = events.text;
  if (onText !== undefined) {
    parser.on('text', (value) => {
      if (open.length > 0) onText(value, done, parser.position - 1);
    });
  }
  parser.write(text).close();
}

/** What saxes takes for granted: a text within limits, of whole characters, that does not start with a second byte order mark. */
function checkText(text: string, bounds: XmlBounds, refuse: Refuse): void {
  if (text.length > bounds.length) throw new Refusal(beyondLimit('length', bounds.length));
  if (!(text as WellFormedString).isWellFormed()) {
    refuse(text.search(/\p{Surrogate}/u), 'character not allowed');
  }
  if (text.startsWith('\uFEFF')) refuse(0, 'text outside the root element');
}

function isEndTagOf(text: string, start: number, name: string): boolean {
  return text.startsWith(name, start + 2) && /[ \t\r\n>]/.test(text.charAt(start + 2 + name.length));
}
