/*
 * Text coding. TextEncoder and TextDecoder exist in every JavaScript host we run in (Node, Chromium) but in no
 * ECMAScript library file, so they are declared here, in the one place that uses them.
 */
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

const strict = { fatal: true, ignoreBOM: true };
const decoders = {
  'utf-8': new TextDecoder('utf-8', strict),
  'utf-16le': new TextDecoder('utf-16le', strict),
  'utf-16be': new TextDecoder('utf-16be', strict),
};
const singleByteDecoder = new TextDecoder('windows-1252', strict);

/** `undefined` when the bytes are not valid in that encoding. A byte order mark is kept as U+FEFF. */
export function decodeText(bytes: Uint8Array, encoding: keyof typeof decoders): string | undefined {
  try {
    return decoders[encoding].decode(bytes);
  } catch {
    return undefined;
  }
}

/** One character a byte. Exact for ASCII; other bytes become some character that is not ASCII. */
export function decodeSingleBytes(bytes: Uint8Array): string {
  return singleByteDecoder.decode(bytes);
}

/** Two bytes a code unit, low byte first, as Windows stores text. No byte order mark is added. */
export function encodeUtf16Le(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[index * 2] = unit & 0xff;
    bytes[index * 2 + 1] = unit >>> 8;
  }
  return bytes;
}

/** Orders by UTF-16 code unit, whatever the locale: for output that must be the same everywhere. */
export function compareOrdinal(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
