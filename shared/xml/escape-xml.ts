import { type Issue, issue } from '../base/issue.ts';

/** How text is written into a document. */
export type WritingStyle = {
  /** What a line feed in text becomes; a reader turns it into a line feed again. */
  readonly lineEnd: string;
  /** Only ASCII is written, the rest as character references: for a document that says `us-ascii`. */
  readonly ascii: boolean;
};

/** XML-CONTENT for a character that XML 1.0 (2.2) has no way to write, such as U+0001 or half a surrogate pair. */
export function checkCharacters(text: string): Issue | undefined {
  const found = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
  if (found === null) return undefined;
  const code = found[0].codePointAt(0) ?? 0;
  return unwritable('character not allowed', `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
}

/** Why something cannot be written, in a few plain words; the `reason` param of XML-CONTENT. */
export type UnwritableReason =
  | 'character not allowed'
  | 'name not allowed'
  | 'namespace declaration not allowed'
  | 'attribute given twice';

export function unwritable(reason: UnwritableReason, name: string): Issue {
  return issue('XML-CONTENT', { params: { reason, name } });
}

/**
 * Writes an attribute value. Line feed, carriage return and tab become character references, because a reader turns
 * the bare characters into blanks (XML 1.0, 3.3.3).
 */
export function escapeAttributeValue(value: string, quote: '"' | "'", ascii: boolean): string {
  const escaped = needsEscape.test(value)
    ? escapeMarkup(value)
        .replace(/[\t\n\r]/g, reference)
        .replaceAll(quote, quote === '"' ? '&quot;' : '&apos;')
    : value;
  return ascii ? escapeBeyondAscii(escaped) : escaped;
}

/** Writes character data. A carriage return becomes a character reference, because a reader drops the bare character. */
export function escapeText(text: string, style: WritingStyle): string {
  const escaped = needsEscape.test(text)
    ? escapeMarkup(text).replaceAll('\r', '&#xD;').replaceAll('\n', style.lineEnd)
    : text;
  return style.ascii ? escapeBeyondAscii(escaped) : escaped;
}

/** Writes a CDATA section; `undefined` for what such a section cannot hold. */
export function cdataOf(text: string, style: WritingStyle): string | undefined {
  if (text.includes('\r') || (style.ascii && /[\u0080-\uffff]/.test(text))) return undefined;
  const body = text.replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\n', style.lineEnd);
  return `<![CDATA[${body}]]>`;
}

/** Hardly any of the many values of a large part do. */
const needsEscape = /[&<>"'\t\n\r]/;

/** `>` too, so that no `]]>` comes about. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeBeyondAscii(text: string): string {
  return text.replace(/[\u0080-\u{10ffff}]/gu, reference);
}

function reference(character: string): string {
  return `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`;
}
