import { mergeClasses } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { memo, type ReactNode } from 'react';
import { indent, useGridStyles } from './virtual-grid-styles.ts';

export type GridColumn = {
  readonly key: string;
  readonly label: string;
  /** A track of a CSS grid. */
  readonly width: string;
  readonly alignEnd?: boolean;
};

export type GridRow = {
  readonly key: string;
  /** By the key of their column. */
  readonly cells: Readonly<Record<string, ReactNode>>;
  /** 1 at the top. */
  readonly level: number;
  /** Among the rows of the same folder, from 1. */
  readonly place: number;
  readonly siblings: number;
  /** `null` for a row that has nothing below it. */
  readonly expanded: boolean | null;
  /** What typing letters looks for. */
  readonly text: string;
  /** Its content is still on its way. */
  readonly busy?: boolean;
};

type RowProps = {
  readonly id: string;
  readonly position: number;
  readonly top: number;
  readonly row: GridRow | undefined;
  readonly columns: readonly GridColumn[];
  readonly tracks: string;
  readonly tree: boolean;
  readonly chosen: boolean;
};

/** One row; drawn again only when something of it changes. */
export const VirtualGridRow = memo(function VirtualGridRow({
  row,
  position,
  columns,
  tracks,
  tree,
  chosen,
  ...props
}: RowProps) {
  const styles = useGridStyles();
  if (row === undefined) return null;
  const place = tree && {
    'aria-level': row.level,
    'aria-posinset': row.place,
    'aria-setsize': row.siblings,
    'aria-expanded': row.expanded ?? undefined,
  };
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={position + 2}
      aria-selected={chosen}
      aria-busy={row.busy}
      {...place}
      data-position={position}
      className={mergeClasses(styles.line, styles.row, chosen && styles.chosen, chosen && styles.active)}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${props.top}px)` }}
    >
      {columns.map((column, index) => (
        <div
          key={column.key}
          role="gridcell"
          className={mergeClasses(styles.cell, index === 0 && styles.first, column.alignEnd && styles.end)}
          style={index === 0 && tree ? { paddingLeft: (row.level - 1) * indent } : undefined}
        >
          {index === 0 && tree && <Chevron expanded={row.expanded} />}
          {row.busy && index === 0 ? <span className={styles.waiting} /> : row.cells[column.key]}
        </div>
      ))}
    </div>
  );
});

function Chevron({ expanded }: { readonly expanded: boolean | null }) {
  const styles = useGridStyles();
  if (expanded === null) return <span className={styles.chevron} />;
  return (
    <span className={styles.chevron} data-chevron>
      {expanded ? <ChevronDownRegular /> : <ChevronRightRegular />}
    </span>
  );
}
