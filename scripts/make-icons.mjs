/*
 * Draws the product's mark and writes assets/icons: `node scripts/make-icons.mjs [<folder>]`. The shapes are those of
 * renderer/public/packwright.svg, on its field of 32 by 32 units.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawPicture, field, line, roundedBox } from './draw-picture.mjs';
import { encodeIcns, encodeIco, encodePng } from './icon-files.mjs';
import { root } from './lib.mjs';

/** @typedef {import('./draw-picture.mjs').Colour} Colour */

/** @type {Colour} */
const blue = [0x0f, 0x5f, 0xc0];
/** @type {Colour} */
const white = [0xff, 0xff, 0xff];
/** @type {Colour} */
const tape = [0x39, 0xa0, 0xed];

/**
 * Convex polygon whose corners run clockwise on the screen.
 * @param {readonly import('./draw-picture.mjs').Point[]} corners
 */
function polygon(corners) {
  return (/** @type {number} */ x, /** @type {number} */ y) =>
    corners.every(([x1, y1], index) => {
      const [x2, y2] = corners[(index + 1) % corners.length] ?? [x1, y1];
      return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) >= 0;
    });
}

/** A parcel, from back to front. @type {readonly import('./draw-picture.mjs').Shape[]} */
const shapes = [
  { colour: blue, covers: roundedBox([0, 0], [field, field], 7) },
  {
    colour: white,
    covers: polygon([
      [16, 5.5],
      [25.5, 10],
      [25.5, 22],
      [16, 26.5],
      [6.5, 22],
      [6.5, 10],
    ]),
  },
  { colour: blue, covers: line([16, 15.2], [25.5, 10], 1.8) },
  { colour: blue, covers: line([16, 15.2], [6.5, 10], 1.8) },
  { colour: blue, covers: line([16, 15.2], [16, 26.5], 1.8) },
  { colour: tape, covers: line([11.2, 7.8], [20.7, 12.7], 2.4) },
];

const folder = process.argv[2] ?? join(root, 'assets', 'icons');
const pictures = [16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => drawPicture(shapes, size));

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 */
function write(name, bytes) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), bytes);
}

write('icon.ico', encodeIco(pictures.filter(({ size }) => size <= 256)));
write('icon.icns', encodeIcns(pictures));
for (const picture of pictures.filter(({ size }) => size >= 16 && size <= 512)) {
  write(`linux/${picture.size}x${picture.size}.png`, encodePng(picture));
}
