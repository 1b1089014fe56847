import { describe, expect, test } from 'vitest';
import { findTyped, type KeyGrid, keyAction } from '../../../renderer/components/virtual-grid-keys.ts';

/** Root (open) > Apps (closed), Beta (open) > file; then Zeta and one that is not loaded. */
const rows = [
  { text: 'Root', expanded: true, parent: undefined },
  { text: 'Apps', expanded: false, parent: 0 },
  { text: 'Beta', expanded: true, parent: 0 },
  { text: 'bold.txt', expanded: null, parent: 2 },
  { text: 'Zeta.txt', expanded: null, parent: undefined },
  { text: '', expanded: null, parent: undefined },
] as const;

function grid(active: number): KeyGrid {
  return {
    rowCount: rows.length,
    active,
    page: 3,
    rowAt: (position) => rows[position],
    parentOf: (position) => rows[position]?.parent,
  };
}

describe('keys', () => {
  test.each([
    ['ArrowDown', 0, { kind: 'move', to: 1 }],
    ['ArrowDown', 5, { kind: 'move', to: 5 }],
    ['ArrowDown', -1, { kind: 'move', to: 0 }],
    ['ArrowUp', 0, { kind: 'move', to: 0 }],
    ['PageDown', 1, { kind: 'move', to: 4 }],
    ['PageUp', 1, { kind: 'move', to: 0 }],
    ['Home', 4, { kind: 'move', to: 0 }],
    ['End', 0, { kind: 'move', to: 5 }],
    ['ArrowRight', 1, { kind: 'toggle' }],
    ['ArrowRight', 0, { kind: 'move', to: 1 }],
    ['ArrowRight', 3, { kind: 'none' }],
    ['ArrowLeft', 0, { kind: 'toggle' }],
    ['ArrowLeft', 3, { kind: 'move', to: 2 }],
    ['ArrowLeft', 1, { kind: 'move', to: 0 }],
    ['ArrowLeft', 4, { kind: 'none' }],
    ['Enter', 1, { kind: 'toggle' }],
    ['Enter', 3, { kind: 'open' }],
    [' ', 2, { kind: 'toggle' }],
    ['Tab', 2, { kind: 'none' }],
    ['Escape', 2, { kind: 'none' }],
  ] as const)('%s on row %i', (key, active, action) => {
    expect(keyAction(grid(active), key)).toEqual(action);
  });

  test('do nothing in an empty list', () => {
    const empty: KeyGrid = {
      rowCount: 0,
      active: 0,
      page: 1,
      rowAt: () => undefined,
      parentOf: () => undefined,
    };
    for (const key of ['ArrowDown', 'End', 'Enter', 'ArrowLeft', 'ArrowRight']) {
      expect(keyAction(empty, key)).toEqual({ kind: 'none' });
    }
    expect(findTyped(empty, 'a')).toBeUndefined();
  });
});

describe('typing', () => {
  test.each([
    ['b', 0, 2],
    ['b', 2, 3],
    ['bb', 3, 2],
    ['bo', 2, 3],
    ['bo', 3, 3],
    ['ZETA.', 0, 4],
    ['x', 0, undefined],
    ['r', 4, 0],
  ])('%s from row %i goes to %s', (typed, active, to) => {
    expect(findTyped(grid(active), typed)).toBe(to);
  });
});
