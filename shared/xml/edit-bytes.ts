import { type Result, success } from '../base/result.ts';
import { applyXmlEdits, type XmlEdit } from './edit-xml.ts';
import { parseXml, type XmlDocument } from './xml-document.ts';
import { decodeXml, encodeXml } from './xml-text.ts';

/**
 * Edits a document that is at hand as bytes: encoding and byte order mark stay, and edits that change nothing give
 * the same array of bytes back. `planEdits` says what to change, all of it in terms of the document it is given; its notes are
 * those of the result.
 *
 * Issues: those of decodeXml, parseXml, applyXmlEdits and `planEdits`.
 */
export function editXmlBytes(
  bytes: Uint8Array,
  planEdits: (document: XmlDocument) => Result<readonly XmlEdit[]>,
): Result<Uint8Array> {
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return decoded;
  const document = parseXml(decoded.value.text);
  if (!document.ok) return document;
  const edits = planEdits(document.value);
  if (!edits.ok) return edits;
  const edited = applyXmlEdits(document.value, edits.value);
  if (!edited.ok) return edited;
  const same = edited.value === document.value;
  return success(same ? bytes : encodeXml({ ...decoded.value, text: edited.value.text }), edits.issues);
}
