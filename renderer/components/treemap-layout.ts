/** A rectangle in the units of the area that it was laid out in. */
export type Tile = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/**
 * Squarified treemap (Bruls, Huizing, van Wijk, 2000): tiles whose areas are in proportion to `weights` and whose
 * sides are as equal as can be. Weights are positive and best given largest first; the tiles come in their order.
 */
export function layoutTreemap(weights: readonly number[], width: number, height: number): readonly Tile[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0 || width <= 0 || height <= 0) return [];
  const areas = weights.map((weight) => (weight / total) * width * height);
  const tiles: Tile[] = [];
  let free: Tile = { x: 0, y: 0, width, height };
  let row: number[] = [];
  for (const area of areas) {
    const side = Math.min(free.width, free.height);
    if (row.length > 0 && worstRatio([...row, area], side) > worstRatio(row, side)) {
      free = placeRow(row, free, tiles);
      row = [];
    }
    row.push(area);
  }
  placeRow(row, free, tiles);
  return tiles;
}

/** How far from square the worst tile of a row along `side` is; 1 is a square. */
function worstRatio(row: readonly number[], side: number): number {
  const sum = row.reduce((total, area) => total + area, 0);
  const thickness = sum / side;
  return Math.max(...row.map((area) => Math.max(thickness ** 2 / area, area / thickness ** 2)));
}

/** Puts a row along the shorter side and gives back what is left free. */
function placeRow(row: readonly number[], free: Tile, tiles: Tile[]): Tile {
  const sum = row.reduce((total, area) => total + area, 0);
  const across = free.width >= free.height;
  const thickness = sum / (across ? free.height : free.width);
  let offset = 0;
  for (const area of row) {
    const length = area / thickness;
    tiles.push(
      across
        ? { x: free.x, y: free.y + offset, width: thickness, height: length }
        : { x: free.x + offset, y: free.y, width: length, height: thickness },
    );
    offset += length;
  }
  return across
    ? { ...free, x: free.x + thickness, width: free.width - thickness }
    : { ...free, y: free.y + thickness, height: free.height - thickness };
}
