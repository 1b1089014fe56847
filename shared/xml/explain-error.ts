import { type Issue, issue } from '../base/issue.ts';
import { malformed, placeAt, type XmlReason } from './xml-issue.ts';

/** What was known when the parser refused the text. */
export type ParserState = {
  readonly message: string;
  readonly text: string;
  /** End of the last tag, comment, section or instruction that was complete. */
  readonly done: number;
  /** How far the parser has read. */
  readonly position: number;
  /** Innermost element that is open. */
  readonly open: { readonly name: string; readonly offset: number } | undefined;
};

/**
 * The words of the parser (saxes 6), mapped to ours and to what they point at: the `place` before which the parser stopped, the
 * `markup` that it was in, or the `open` element. The first that the message contains counts.
 */
const meanings: readonly (readonly [message: string, reason: XmlReason, at: 'place' | 'markup' | 'open'])[] =
  [
    ['unclosed tag', 'element not closed', 'open'],
    ['unexpected end', 'ends too early', 'place'],
    ['must contain a root element', 'no root element', 'place'],
    ['text data outside', 'text outside the root element', 'place'],
    ['only one root', 'more than one root element', 'markup'],
    ['unexpected close tag', 'end tag of another element', 'markup'],
    ['unmatched closing tag', 'end tag without a start tag', 'markup'],
    ['weird empty close tag', 'name not allowed', 'markup'],
    ['duplicate attribute', 'attribute given twice', 'markup'],
    ['attribute without value', 'attribute without a value', 'place'],
    ['unquoted attribute value', 'attribute value without quotes', 'place'],
    ['no whitespace between attributes', 'no blank between attributes', 'place'],
    ['disallowed character in entity name', '& that starts no known reference', 'place'],
    ['undefined entity', '& that starts no known reference', 'place'],
    ['empty entity name', '& that starts no known reference', 'place'],
    ['malformed character entity', 'character reference not allowed', 'place'],
    ['disallowed character in', 'name not allowed', 'place'],
    ['disallowed character', 'character not allowed', 'place'],
    ['is disallowed in char data', ']]> in text', 'place'],
    ['malformed comment', '-- in a comment', 'place'],
    ['XML declaration must be at the start', 'XML declaration not at the start', 'markup'],
    ['XML declaration must appear at the start', 'XML declaration not at the start', 'markup'],
    ['processing instruction', 'processing instruction not allowed', 'markup'],
    ['forward-slash in opening tag', 'unknown markup', 'place'],
    ['incorrect syntax', 'unknown markup', 'markup'],
  ];

/** Turns what the parser says into an issue: XML-DOCTYPE or XML-MALFORMED, at the place that a person has to look at. */
export function explainError(state: ParserState): Issue {
  const { message, text, done } = state;
  const reference = brokenReference(state);
  if (reference !== undefined) return reference;
  const markup = text.indexOf('<', done);
  if (isDoctype(text, markup)) return doctype(text, markup);
  const atEnd = state.position >= text.length && /unclosed tag|root element|unexpected end/.test(message);
  if (atEnd && markup !== -1) return malformed(text, markup, 'ends too early');
  if (/^<\?xml[ \t\r\n?]/.test(text) && done === 0) return malformed(text, 0, 'XML declaration not correct');
  const [, reason, at] = meanings.find(([part]) => message.includes(part)) ?? ['', 'unknown markup', 'place'];
  return pointTo(state, reason, at, markup);
}

export function doctype(text: string, offset: number): Issue {
  return issue('XML-DOCTYPE', { where: placeAt(text, offset) });
}

function isDoctype(text: string, offset: number): boolean {
  return offset !== -1 && /^<!doctype/i.test(text.slice(offset, offset + 9));
}

function pointTo(
  state: ParserState,
  reason: XmlReason,
  at: 'place' | 'markup' | 'open',
  markup: number,
): Issue {
  const { message, text, open, position } = state;
  if (at === 'open' && open !== undefined) return malformed(text, open.offset, reason, open.name);
  if (at === 'markup' && markup !== -1) {
    const attribute = /^duplicate attribute: (.+)\.$/.exec(message)?.[1];
    const element = /^<\/?([^\s/>=?!]+)/.exec(text.slice(markup, markup + 256))?.[1];
    return malformed(text, markup, reason, attribute ?? element);
  }
  if (reason === 'text outside the root element') {
    return malformed(text, state.done + text.slice(state.done).search(/[^ \t\r\n]/), reason);
  }
  const last = Math.max(0, Math.min(position, text.length) - 1);
  const known = reason === 'character not allowed' && text[last] === '<' ? '< in an attribute value' : reason;
  return malformed(text, last, known);
}

/**
 * The parser takes everything up to the next semicolon, or the end of the text, for the name of a reference. A bare
 * `&` is therefore looked for where it stands: in the text before the next tag, or in the start tag that was being read.
 */
function brokenReference({ message, text, done, position }: ParserState): Issue | undefined {
  if (!/entity|unclosed tag|unexpected end/.test(message)) return undefined;
  const markup = text.indexOf('<', done);
  const inText = referenceIn(text, done, markup === -1 ? text.length : markup);
  if (inText !== undefined) return inText;
  const inTag = /^<[^!?/]/.test(text.slice(markup, markup + 2))
    ? referenceIn(text, markup, position)
    : undefined;
  return inTag ?? (message.includes('malformed character entity') ? badCharacter(text, position) : undefined);
}

function referenceIn(text: string, start: number, end: number): Issue | undefined {
  const found = /&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)(#?)/.exec(text.slice(start, end));
  if (found === null) return undefined;
  const reason = found[1] === '#' ? 'character reference not allowed' : '& that starts no known reference';
  const name = /^&([^\s;&<]{1,64});/.exec(text.slice(start + found.index, start + found.index + 66))?.[1];
  return malformed(text, start + found.index, reason, name);
}

/** A reference of right form to a character that XML 1.0 forbids. */
function badCharacter(text: string, position: number): Issue {
  const start = text.lastIndexOf('&', position - 1);
  return malformed(text, start, 'character reference not allowed', text.slice(start + 1, position - 1));
}
