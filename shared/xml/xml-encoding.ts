/** The encodings that are read and written. Every character is found again in each of them. */
export type XmlEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Offset of the first byte, from `start`, of a character that is not valid in the encoding; the length when all are.
 * For messages: decoding itself is done by the platform.
 */
export function firstInvalidByte(
  bytes: Uint8Array,
  encoding: XmlEncoding | 'us-ascii',
  start: number,
): number {
  let offset = start;
  while (offset < bytes.length) {
    const length = characterLength(bytes, offset, encoding);
    if (length === 0) return offset;
    offset += length;
  }
  return offset;
}

/** Bytes of the character at `offset`; 0 when it is not a valid one. */
function characterLength(bytes: Uint8Array, offset: number, encoding: XmlEncoding | 'us-ascii'): number {
  if (encoding === 'us-ascii') return (bytes[offset] ?? 0) < 0x80 ? 1 : 0;
  if (encoding === 'utf-8') return utf8Length(bytes, offset);
  return utf16Length(bytes, offset, encoding === 'utf-16le');
}

/** Well-formed UTF-8 byte sequences: The Unicode Standard, table 3-7. */
function utf8Length(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : (first & 0xf0) === 0xe0 ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  for (let index = 1; index < length; index++) {
    const next = bytes[offset + index];
    if (next === undefined || (next & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[offset + 1] ?? 0;
  // The second byte is narrower for overlong forms, surrogates and what lies beyond U+10FFFF.
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return second >= lowest && second <= highest ? length : 0;
}

function utf16Length(bytes: Uint8Array, offset: number, littleEndian: boolean): number {
  const unitAt = (at: number): number | undefined => {
    const first = bytes[at];
    const second = bytes[at + 1];
    if (first === undefined || second === undefined) return undefined;
    return littleEndian ? first | (second << 8) : (first << 8) | second;
  };
  const unit = unitAt(offset);
  if (unit === undefined || (unit >= 0xdc00 && unit <= 0xdfff)) return 0;
  if (unit < 0xd800 || unit > 0xdbff) return 2;
  const low = unitAt(offset + 2);
  return low !== undefined && low >= 0xdc00 && low <= 0xdfff ? 4 : 0;
}
