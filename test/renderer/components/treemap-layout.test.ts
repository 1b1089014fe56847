import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutTreemap } from '../../../renderer/components/treemap-layout.ts';

const weights = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 30 });
const side = fc.integer({ min: 1, max: 2_000 });

test('tiles have the areas of their weights, lie inside, and do not overlap', () => {
  fc.assert(
    fc.property(weights, side, side, (unsorted, width, height) => {
      const sorted = unsorted.toSorted((left, right) => right - left);
      const total = sorted.reduce((sum, weight) => sum + weight, 0);
      const tiles = layoutTreemap(sorted, width, height);
      expect(tiles).toHaveLength(sorted.length);
      tiles.forEach((tile, index) => {
        const share = (tile.width * tile.height) / (width * height);
        expect(share).toBeCloseTo((sorted[index] ?? 0) / total, 6);
        expect(tile.x).toBeGreaterThan(-1e-6);
        expect(tile.y).toBeGreaterThan(-1e-6);
        expect(tile.x + tile.width).toBeLessThan(width + 1e-6);
        expect(tile.y + tile.height).toBeLessThan(height + 1e-6);
        for (const other of tiles.slice(index + 1)) {
          const across = Math.min(tile.x + tile.width, other.x + other.width) - Math.max(tile.x, other.x);
          const down = Math.min(tile.y + tile.height, other.y + other.height) - Math.max(tile.y, other.y);
          expect(Math.min(across, down)).toBeLessThan(1e-6);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test('the example of the paper: 6 6 4 3 2 2 1 in 6 by 4', () => {
  const tiles = layoutTreemap([6, 6, 4, 3, 2, 2, 1], 6, 4);
  // Bruls, Huizing, van Wijk (2000), figure 3: two of 3 by 2 on the left, then 4 and 3 above on the right.
  expect(tiles[0]).toEqual({ x: 0, y: 0, width: 3, height: 2 });
  expect(tiles[1]).toEqual({ x: 0, y: 2, width: 3, height: 2 });
  expect(tiles[2]?.width).toBeCloseTo(12 / 7);
  expect(tiles[2]?.height).toBeCloseTo(7 / 3);
});

test.each([
  [[], 1, 1],
  [[0, 0], 1, 1],
  [[1], 0, 1],
])('nothing to lay out: %j in %i by %i', (none, width, height) => {
  expect(layoutTreemap(none, width, height)).toEqual([]);
});
