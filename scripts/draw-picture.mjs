/* Draws simple shapes as pixels. Shapes lie on a field of 32 by 32 units, whatever the size of the picture. */

/**
 * @typedef {readonly [number, number]} Point
 * @typedef {readonly [number, number, number]} Colour
 * @typedef {{ colour: Colour, covers: (x: number, y: number) => boolean }} Shape
 */

export const field = 32;

/**
 * Rectangle with rounded corners.
 * @param {Point} from upper left corner
 * @param {Point} to lower right corner
 * @param {number} radius
 */
export function roundedBox([left, top], [right, bottom], radius) {
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    const dx = Math.max(left + radius - x, x - (right - radius), 0);
    const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
    return dx * dx + dy * dy <= radius * radius;
  };
}

/**
 * Line with flat ends.
 * @param {Point} from
 * @param {Point} to
 * @param {number} width
 */
export function line([x1, y1], [x2, y2], width) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
    const across = ((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length;
    return along >= 0 && along <= length && Math.abs(across) <= width / 2;
  };
}

/**
 * @param {readonly Shape[]} shapes from back to front
 * @param {number} size in pixels
 * @returns {import('./icon-files.mjs').Picture}
 */
export function drawPicture(shapes, size) {
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) pixels.set(drawPixel(shapes, x, y, size), (y * size + x) * 4);
  }
  return { size, pixels };
}

/**
 * Red, green, blue, alpha.
 * @param {readonly Shape[]} shapes
 * @param {number} x
 * @param {number} y
 * @param {number} size
 */
function drawPixel(shapes, x, y, size) {
  // Samples a pixel and axis; their mean makes the smooth edge. Big pictures need fewer.
  const samples = size >= 512 ? 2 : 4;
  const step = field / size / samples;
  const sum = [0, 0, 0];
  let covered = 0;
  for (let sample = 0; sample < samples * samples; sample++) {
    const sampleX = (x * samples + (sample % samples) + 0.5) * step;
    const sampleY = (y * samples + Math.floor(sample / samples) + 0.5) * step;
    const shape = shapes.findLast((each) => each.covers(sampleX, sampleY));
    if (shape === undefined) continue;
    covered++;
    for (const [channel, value] of shape.colour.entries()) sum[channel] = (sum[channel] ?? 0) + value;
  }
  const colour = sum.map((value) => (covered === 0 ? 0 : Math.round(value / covered)));
  return [...colour, Math.round((covered * 255) / (samples * samples))];
}
