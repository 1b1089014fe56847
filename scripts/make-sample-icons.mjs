/* Draws the icons of the sample application: `node scripts/make-sample-icons.mjs [<folder>]`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawPicture, line, roundedBox } from './draw-picture.mjs';
import { encodeIco } from './icon-files.mjs';
import { root } from './lib.mjs';

/** @type {import('./draw-picture.mjs').Colour} */
const green = [0x0b, 0x7a, 0x5b];
/** @type {import('./draw-picture.mjs').Colour} */
const white = [0xff, 0xff, 0xff];
/** @type {import('./draw-picture.mjs').Colour} */
const grey = [0x5a, 0x64, 0x70];

/** A ruler with its marks. @type {readonly import('./draw-picture.mjs').Shape[]} */
const ruler = [
  { colour: green, covers: roundedBox([0, 0], [32, 32], 6) },
  { colour: white, covers: roundedBox([3, 10], [29, 22], 1.5) },
  ...[6, 11, 16, 21, 26].map((x, index) => ({
    colour: green,
    covers: line([x, 10], [x, index % 2 === 0 ? 17 : 14.5], 1.8),
  })),
];

/** A sheet with lines. @type {readonly import('./draw-picture.mjs').Shape[]} */
const sheet = [
  { colour: grey, covers: roundedBox([5, 1], [27, 31], 2.5) },
  { colour: white, covers: roundedBox([7, 3], [25, 29], 1) },
  { colour: green, covers: line([10, 8.5], [22, 8.5], 3) },
  ...[14, 18.5, 23].map((y) => ({ colour: grey, covers: line([10, y], [22, y], 1.8) })),
];

const folder = process.argv[2] ?? join(root, 'assets', 'samples', 'contoso-units');

/**
 * @param {string} name
 * @param {readonly import('./draw-picture.mjs').Shape[]} shapes
 */
function writeIcon(name, shapes) {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encodeIco([16, 20, 24, 32, 48, 64, 256].map((size) => drawPicture(shapes, size))));
}

writeIcon(join('source', 'Contoso Units.ico'), ruler);
writeIcon(join('icons', 'Readme.ico'), sheet);
