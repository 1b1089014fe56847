/* Writes pictures as the files that systems want for icons. A picture is square, four bytes a pixel: red, green, blue, alpha. */
import { crc32, deflateSync } from 'node:zlib';

/** @typedef {{ size: number, pixels: Uint8Array }} Picture */

/**
 * @param {string} type
 * @param {Uint8Array} data
 */
function pngChunk(type, data) {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/**
 * PNG, 8 bits a channel with alpha. Every row is stored as the difference to the row above (filter 2), which suits
 * areas of one colour.
 * @param {Picture} picture
 */
export function encodePng({ size, pixels }) {
  const stride = size * 4;
  const rows = Buffer.alloc((stride + 1) * size);
  for (let y = 0; y < size; y++) {
    rows[y * (stride + 1)] = 2;
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (pixels[(y - 1) * stride + x] ?? 0);
      rows[y * (stride + 1) + 1 + x] = (pixels[y * stride + x] ?? 0) - above;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * A bitmap as it stands inside an .ico file: 32 bits a pixel, bottom row first, then a mask of one bit a pixel that
 * old programs use instead of alpha. The header's height counts both.
 * @param {Picture} picture
 */
function encodeIconBitmap({ size, pixels }) {
  const maskStride = Math.ceil(size / 32) * 4;
  const bytes = Buffer.alloc(40 + size * size * 4 + maskStride * size);
  bytes.writeUInt32LE(40, 0);
  bytes.writeInt32LE(size, 4);
  bytes.writeInt32LE(size * 2, 8);
  bytes.writeUInt16LE(1, 12);
  bytes.writeUInt16LE(32, 14);
  const mask = 40 + size * size * 4;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = ((size - 1 - y) * size + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
      bytes.set([blue, green, red, alpha], 40 + (y * size + x) * 4);
      const place = mask + y * maskStride + (x >> 3);
      if (alpha < 128) bytes[place] = (bytes[place] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bytes;
}

/**
 * A Windows icon. Sizes below 256 are bitmaps, because resource editors and installers do not all read PNG there.
 * @param {readonly Picture[]} pictures at most 256 pixels wide
 */
export function encodeIco(pictures) {
  const images = pictures.map((each) => (each.size >= 256 ? encodePng(each) : encodeIconBitmap(each)));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, image] of images.entries()) {
    const entry = 6 + 16 * index;
    // 256 is written as 0: the field has one byte.
    const size = (pictures[index]?.size ?? 0) % 256;
    head.set([size, size, 0, 0, 1, 0, 32, 0], entry);
    head.writeUInt32LE(image.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  }
  return Buffer.concat([head, ...images]);
}

/** Types of macOS icons that hold PNG, by width in pixels. */
const icnsTypes = /** @type {const} */ ([
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
]);

/**
 * A macOS icon.
 * @param {readonly Picture[]} pictures
 */
export function encodeIcns(pictures) {
  const parts = icnsTypes.flatMap(([type, size]) => {
    const picture = pictures.find((each) => each.size === size);
    if (picture === undefined) return [];
    const png = encodePng(picture);
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return [head, png];
  });
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'latin1');
  head.writeUInt32BE(8 + parts.reduce((total, each) => total + each.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}
