import { type Result, success } from '../base/result.ts';
import { encodeUtf8 } from '../base/text.ts';
import { buildXml } from '../xml/build-xml.ts';
import type { XmlNodeSpec } from '../xml/xml-node-spec.ts';

/**
 * Bytes of a new XML part in the form of the parts that Sequencer 5.1.83.0 wrote: UTF-8 with a byte order mark, either
 * on one line or indented by two blanks with `\r\n`. Issues: XML-CONTENT, XML-LIMIT.
 */
export function formatPart(
  root: XmlNodeSpec,
  layout: 'one-line' | 'indented',
): Result<Uint8Array<ArrayBuffer>> {
  const text = buildXml(root, { encoding: 'utf-8', indent: layout === 'one-line' ? null : '  ' });
  return text.ok ? success(encodeUtf8(`\ufeff${text.value}`)) : text;
}
