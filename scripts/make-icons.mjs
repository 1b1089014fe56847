/*
 * Draws the product's mark and writes assets/icons: `node scripts/make-icons.mjs [<folder>]`. The shapes are those of
 * renderer/public/packwright.svg, on its field of 32 by 32 units.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeIcns, encodeIco, encodePng } from './icon-files.mjs';
import { root } from './lib.mjs';

/**
 * @typedef {readonly [number, number]} Point
 * @typedef {readonly [number, number, number]} Colour
 * @typedef {{ colour: Colour, covers: (x: number, y: number) => boolean }} Shape
 */

const field = 32;

/** @type {Colour} */
const blue = [0x0f, 0x5f, 0xc0];
/** @type {Colour} */
const white = [0xff, 0xff, 0xff];
/** @type {Colour} */
const tape = [0x39, 0xa0, 0xed];

/**
 * Square with rounded corners that fills the field.
 * @param {number} radius
 */
function roundedField(radius) {
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    const dx = Math.max(radius - x, x - (field - radius), 0);
    const dy = Math.max(radius - y, y - (field - radius), 0);
    return dx * dx + dy * dy <= radius * radius;
  };
}

/**
 * Convex polygon whose corners run clockwise on the screen.
 * @param {readonly Point[]} corners
 */
function polygon(corners) {
  return (/** @type {number} */ x, /** @type {number} */ y) =>
    corners.every(([x1, y1], index) => {
      const [x2, y2] = corners[(index + 1) % corners.length] ?? [x1, y1];
      return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) >= 0;
    });
}

/**
 * Line with flat ends.
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
function line([x1, y1], [x2, y2], width) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
    const across = ((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length;
    return along >= 0 && along <= length && Math.abs(across) <= width / 2;
  };
}

/** A parcel, from back to front. @type {readonly Shape[]} */
const shapes = [
  { colour: blue, covers: roundedField(7) },
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

/**
 * @param {number} size in pixels
 * @returns {import('./icon-files.mjs').Picture}
 */
function draw(size) {
  const pixels = new Uint8Array(size * size * 4);
  // Samples a pixel and axis; their mean makes the smooth edge. Big pictures need fewer.
  const samples = size >= 512 ? 2 : 4;
  const step = field / size / samples;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const sum = [0, 0, 0];
      let covered = 0;
      for (let sample = 0; sample < samples * samples; sample++) {
        const sampleX = (x * samples + (sample % samples) + 0.5) * step;
        const sampleY = (y * samples + Math.floor(sample / samples) + 0.5) * step;
        const shape = shapes.findLast((each) => each.covers(sampleX, sampleY));
        if (shape === undefined) continue;
        covered += 1;
        for (const [channel, value] of shape.colour.entries()) sum[channel] = (sum[channel] ?? 0) + value;
      }
      const colour = sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered)));
      pixels.set([...colour, Math.round((covered * 255) / (samples * samples))], (y * size + x) * 4);
    }
  }
  return { size, pixels };
}

const folder = process.argv[2] ?? join(root, 'assets', 'icons');
const pictures = [16, 24, 32, 48, 64, 128, 256, 512, 1024].map(draw);

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
