import { type Issue, issue, type Where } from '../base/issue.ts';

/** Why a text is not well-formed, in a few plain words; the `reason` param of XML-MALFORMED. */
export type XmlReason =
  | 'element not closed'
  | 'end tag without a start tag'
  | 'end tag of another element'
  | 'more than one root element'
  | 'no root element'
  | 'text outside the root element'
  | 'unknown markup'
  | 'ends too early'
  | 'name not allowed'
  | 'prefix not declared'
  | 'namespace declaration not allowed'
  | 'attribute given twice'
  | 'attribute without a value'
  | 'attribute value without quotes'
  | 'no blank between attributes'
  | '< in an attribute value'
  | '& that starts no known reference'
  | 'character reference not allowed'
  | 'character not allowed'
  | ']]> in text'
  | '-- in a comment'
  | 'processing instruction not allowed'
  | 'XML declaration not at the start'
  | 'XML declaration not correct';

/**
 * Where `offset` is in `text`. `where.offset` of every XML issue but XML-ENCODING counts UTF-16 code units of the decoded
 * text without its byte order mark, not bytes; so does the column. Lines end with LF, CR LF or CR (XML 1.0, 2.11).
 */
export function placeAt(text: string, offset: number): Where {
  let line = 1;
  let lineStart = 0;
  const lineEnd = /\r\n|[\r\n]/g;
  for (
    let match = lineEnd.exec(text);
    match !== null && lineEnd.lastIndex <= offset;
    match = lineEnd.exec(text)
  ) {
    line++;
    lineStart = lineEnd.lastIndex;
  }
  return { offset, line, column: offset - lineStart + 1 };
}

/** `name` is the element, attribute, prefix or reference that it is about. */
export function malformed(text: string, offset: number, reason: XmlReason, name?: string): Issue {
  const params = name === undefined ? { reason } : { reason, name };
  return issue('XML-MALFORMED', { where: placeAt(text, offset), params });
}

export type XmlBound = 'length' | 'depth' | 'attributes';

export function beyondLimit(bound: XmlBound, limit: number, where?: Where): Issue {
  const reason = {
    length: 'too long',
    depth: 'elements nested too deeply',
    attributes: 'too many attributes',
  }[bound];
  return issue('XML-LIMIT', { ...(where === undefined ? {} : { where }), params: { reason, limit } });
}
