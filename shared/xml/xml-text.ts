import { issue } from '../base/issue.ts';
import { limits } from '../base/limits.ts';
import { failure, type Result, success } from '../base/result.ts';
import { decodeText, encodeUtf16Le, encodeUtf8 } from '../base/text.ts';
import { firstInvalidByte, type XmlEncoding } from './xml-encoding.ts';
import { beyondLimit } from './xml-issue.ts';

/** The text of a document as it stands, line ends included, and what is needed to write the same bytes again. */
export type DecodedXml = {
  /** Without the byte order mark. */
  readonly text: string;
  readonly encoding: XmlEncoding;
  readonly byteOrderMark: boolean;
};

/** Longest start of a document in which its XML declaration is looked for, in bytes. */
const declarationBytes = 512;

/**
 * Turns the bytes of an XML document into text: by its byte order mark, else by the zero bytes of UTF-16, else as
 * UTF-8 (XML 1.0, 4.3.3 and appendix F). UTF-16 without a mark, which XML 1.0 does not allow, is read all the same.
 *
 * Issues: XML-LIMIT beyond `maxBytes`; XML-ENCODING for bytes that are not text in that encoding (byte offset in `where.offset`),
 * for an encoding that is not read, and for a declaration that contradicts the bytes (declared name in `actual`).
 */
export function decodeXml(bytes: Uint8Array, maxBytes: number = limits.xmlBytes): Result<DecodedXml> {
  if (bytes.length > maxBytes) return failure(beyondLimit('length', maxBytes));
  const form = detectForm(bytes);
  if (form === 'utf-32') return failure(notRead('UTF-32', 'not an encoding that is read'));
  const { encoding, markBytes } = form;
  const declared = declaredEncoding(bytes, encoding, markBytes);
  if (!agrees(declared, encoding)) {
    const known = declared === 'utf-8' || declared.startsWith('utf-16');
    return failure(notRead(declared, known ? `the bytes are ${encoding}` : 'not an encoding that is read'));
  }
  const text = decodeText(markBytes === 0 ? bytes : bytes.subarray(markBytes), encoding);
  const ascii = declared === 'us-ascii' || declared === 'ascii';
  if (text === undefined || (ascii && !isAscii(text))) {
    const offset = firstInvalidByte(bytes, ascii ? 'us-ascii' : encoding, markBytes);
    return failure(
      issue('XML-ENCODING', { where: { offset }, params: { actual: ascii ? declared : encoding } }),
    );
  }
  return success({ text, encoding, byteOrderMark: markBytes > 0 });
}

/** The exact inverse of `decodeXml`: the bytes that were read, when the text is the one that was read. */
export function encodeXml(decoded: DecodedXml): Uint8Array<ArrayBuffer> {
  const text = decoded.byteOrderMark ? `\uFEFF${decoded.text}` : decoded.text;
  if (decoded.encoding === 'utf-8') return encodeUtf8(text);
  const bytes = encodeUtf16Le(text);
  return decoded.encoding === 'utf-16le' ? bytes : swapBytes(bytes);
}

type Form = { readonly encoding: XmlEncoding; readonly markBytes: number };

function detectForm(bytes: Uint8Array): Form | 'utf-32' {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  if (first === 0 && second === 0) return 'utf-32';
  if (second === 0 && third === 0 && fourth === 0) return 'utf-32';
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return 'utf-32';
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  if (first !== 0 && second === 0) return { encoding: 'utf-16le', markBytes: 0 };
  if (first === 0 && second !== 0 && second !== undefined) return { encoding: 'utf-16be', markBytes: 0 };
  return { encoding: 'utf-8', markBytes: 0 };
}

/** Lower-case name in the XML declaration, or the empty string. The declaration itself is checked by the parser. */
function declaredEncoding(bytes: Uint8Array, encoding: XmlEncoding, markBytes: number): string {
  const high = encoding === 'utf-16be' ? 0 : 1;
  const step = encoding === 'utf-8' ? 1 : 2;
  const end = Math.min(bytes.length, markBytes + declarationBytes * step);
  let start = '';
  for (let index = markBytes; index < end; index += step) {
    if (step === 2 && bytes[index + high] !== 0) break; // a declaration is ASCII
    start += String.fromCharCode(bytes[step === 2 ? index + 1 - high : index] ?? 0);
  }
  const declaration = /^<\?xml[ \t\r\n][^?>]*/.exec(start)?.[0] ?? '';
  return /[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*["']([^"']*)["']/.exec(declaration)?.[1]?.toLowerCase() ?? '';
}

/**
 * A declaration that names another encoding than the bytes have is an error (XML 1.0, 4.3.3). Harmless, because it
 * cannot be read otherwise: `us-ascii` on UTF-8, `utf-16le` and `utf-16be` on their own byte order.
 */
function agrees(declared: string, encoding: XmlEncoding): boolean {
  if (declared === '') return true;
  if (encoding === 'utf-8') return declared === 'utf-8' || declared === 'us-ascii' || declared === 'ascii';
  return declared === 'utf-16' || declared === encoding;
}

function notRead(actual: string, reason: string) {
  return issue('XML-ENCODING', { params: { actual, reason } });
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

function swapBytes(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const low = bytes[index] ?? 0;
    bytes[index] = bytes[index + 1] ?? 0;
    bytes[index + 1] = low;
  }
  return bytes;
}
