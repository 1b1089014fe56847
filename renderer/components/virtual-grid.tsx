import { mergeClasses } from '@fluentui/react-components';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react';
import { findTyped, type KeyGrid, keyAction } from './virtual-grid-keys.ts';
import { type GridColumn, type GridRow, VirtualGridRow } from './virtual-grid-row.tsx';
import { headHeight, rowHeight, useGridStyles } from './virtual-grid-styles.ts';

/** Milliseconds after which a typed letter begins a new word. */
const typingPause = 700;

type GridProps = {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  /** `undefined` beyond the end. */
  rowAt(position: number): GridRow | undefined;
  readonly chosen: number | undefined;
  onChoose(position: number): void;
  onToggle?(position: number): void;
  onOpen?(position: number): void;
  parentOf?(position: number): number | undefined;
  /** Takes the focus when it appears. */
  readonly takesFocus?: boolean;
  /** The rows on the screen, for whoever loads them. */
  onShow?(first: number, last: number): void;
};

/**
 * A list or tree of any length: only the rows on the screen exist. One stop for Tab; arrows, Home, End, Page Up and
 * Down, Enter and typing work inside. The chosen row is the active one. Give `onToggle` and `parentOf` for a tree.
 */
export function VirtualGrid(props: GridProps) {
  const { rowCount, rowAt, chosen, onChoose, onShow } = props;
  const styles = useGridStyles();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    // The chosen row always exists, or a screen reader would lose it when it is scrolled away.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return chosen === undefined || shown.includes(chosen) || chosen >= rowCount
        ? shown
        : [...shown, chosen].sort((a, b) => a - b);
    },
  });
  const items = virtualizer.getVirtualItems();
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (props.takesFocus === true) scroller.current?.focus();
  }, [props.takesFocus]);
  useEffect(() => onShow?.(first, last), [onShow, first, last, rowCount]);
  useEffect(() => {
    if (chosen !== undefined) virtualizer.scrollToIndex(chosen, { align: 'auto' });
  }, [chosen, virtualizer]);

  const handleKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const grid: KeyGrid = {
      rowCount,
      active: chosen ?? (event.key === 'ArrowDown' ? -1 : 0),
      page: Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - headHeight) / rowHeight) - 1),
      rowAt,
      parentOf: (position) => props.parentOf?.(position),
    };
    const action =
      event.key.length === 1 && event.key !== ' ' ? typeLetter(grid, event.key) : keyAction(grid, event.key);
    if (action.kind === 'none') return;
    event.preventDefault();
    if (action.kind === 'move') onChoose(action.to);
    else if (action.kind === 'toggle') props.onToggle?.(grid.active);
    else props.onOpen?.(grid.active);
  };
  const handleClick = (event: MouseEvent<HTMLDivElement>) => {
    const clicked = rowUnder(event);
    if (clicked === undefined) return;
    if (clicked.onChevron) props.onToggle?.(clicked.position);
    else onChoose(clicked.position);
  };
  const handleDoubleClick = (event: MouseEvent<HTMLDivElement>) => {
    const clicked = rowUnder(event);
    if (clicked === undefined || clicked.onChevron) return;
    if (rowAt(clicked.position)?.expanded === null) props.onOpen?.(clicked.position);
    else props.onToggle?.(clicked.position);
  };
  const typeLetter = (grid: KeyGrid, letter: string) => {
    const now = performance.now();
    const text = now - typed.current.at < typingPause ? typed.current.text + letter : letter;
    typed.current = { text, at: now };
    const to = findTyped(grid, text);
    return to === undefined ? ({ kind: 'none' } as const) : ({ kind: 'move', to } as const);
  };

  const tracks = props.columns.map((column) => column.width).join(' ');
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its role is grid or treegrid
    <div
      ref={scroller}
      className={styles.grid}
      role={props.onToggle === undefined ? 'grid' : 'treegrid'}
      aria-label={props.label}
      aria-rowcount={rowCount + 1}
      aria-colcount={props.columns.length}
      aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen}`}
      tabIndex={0}
      onKeyDown={handleKey}
      onClick={handleClick}
      onDoubleClick={handleDoubleClick}
    >
      <div role="rowgroup" className={styles.head}>
        <div
          role="row"
          aria-rowindex={1}
          className={styles.line}
          style={{ gridTemplateColumns: tracks, height: headHeight }}
        >
          {props.columns.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              className={mergeClasses(styles.cell, column.alignEnd && styles.end)}
            >
              {column.label}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => (
          <VirtualGridRow
            key={item.index}
            id={`${id}-${item.index}`}
            position={item.index}
            top={item.start - headHeight}
            row={rowAt(item.index)}
            columns={props.columns}
            tracks={tracks}
            tree={props.onToggle !== undefined}
            chosen={item.index === chosen}
          />
        ))}
      </div>
    </div>
  );
}

/** Rows have no handlers of their own: there are many, and the grid has the focus and the keys anyway. */
function rowUnder(event: MouseEvent): { readonly position: number; readonly onChevron: boolean } | undefined {
  if (!(event.target instanceof Element)) return undefined;
  const row = event.target.closest<HTMLElement>('[data-position]');
  if (row === null) return undefined;
  const onChevron = event.target.closest('[data-chevron]') !== null;
  return { position: Number(row.dataset['position']), onChevron };
}
