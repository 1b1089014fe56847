/** What a row is, as far as moving by keyboard goes. */
export type KeyRow = {
  /** `null` for a row that has nothing below it. */
  readonly expanded: boolean | null;
  /** What typing letters looks for; empty while it is not known. */
  readonly text: string;
};

export type KeyGrid = {
  readonly rowCount: number;
  readonly active: number;
  /** Rows that fit on the screen. */
  readonly page: number;
  rowAt(position: number): KeyRow | undefined;
  parentOf(position: number): number | undefined;
};

export type KeyAction =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'open' }
  | { readonly kind: 'none' };

const none: KeyAction = { kind: 'none' };

/** What a key does in a tree grid, by the treegrid pattern of the WAI-ARIA Authoring Practices with focus on rows. */
export function keyAction(grid: KeyGrid, key: string): KeyAction {
  const move = (to: number): KeyAction =>
    grid.rowCount === 0 ? none : { kind: 'move', to: Math.max(0, Math.min(grid.rowCount - 1, to)) };
  const row = grid.rowAt(grid.active);
  switch (key) {
    case 'ArrowDown':
      return move(grid.active + 1);
    case 'ArrowUp':
      return move(grid.active - 1);
    case 'PageDown':
      return move(grid.active + grid.page);
    case 'PageUp':
      return move(grid.active - grid.page);
    case 'Home':
      return move(0);
    case 'End':
      return move(grid.rowCount - 1);
    case 'ArrowRight':
      if (row?.expanded === false) return { kind: 'toggle' };
      return row?.expanded === true ? move(grid.active + 1) : none;
    case 'ArrowLeft': {
      if (row?.expanded === true) return { kind: 'toggle' };
      const parent = grid.parentOf(grid.active);
      return parent === undefined ? none : move(parent);
    }
    case 'Enter':
    case ' ':
      return row === undefined ? none : row.expanded === null ? { kind: 'open' } : { kind: 'toggle' };
    default:
      return none;
  }
}

/** Rows that typing looks through, so that a key answers at once in a list of any length. */
const mostRowsSearched = 20_000;

/**
 * The next row whose text begins with what was typed. One letter, also when repeated, goes to the next such row;
 * more letters stay on the active row as long as it fits.
 */
export function findTyped(grid: KeyGrid, typed: string): number | undefined {
  const repeated = new Set(typed).size === 1;
  const wanted = (repeated ? typed.charAt(0) : typed).toLocaleLowerCase();
  const start = grid.active + (repeated ? 1 : 0);
  for (let step = 0; step < Math.min(grid.rowCount, mostRowsSearched); step++) {
    const position = (start + step) % grid.rowCount;
    if (grid.rowAt(position)?.text.toLocaleLowerCase().startsWith(wanted)) return position;
  }
  return undefined;
}
