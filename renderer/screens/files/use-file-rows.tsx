import { makeStyles, tokens } from '@fluentui/react-components';
import { DocumentRegular, FolderFilled } from '@fluentui/react-icons';
import { type ReactNode, useMemo } from 'react';
import type { FileRow } from '../../../shared/contract/operations.ts';
import { Tag } from '../../components/tag.tsx';
import type { GridRow } from '../../components/virtual-grid-row.tsx';
import { type FileTree, rowAt, type TreeLayout } from '../../store/file-tree.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({
  folderIcon: {
    color: '#c98a1b',
    flexShrink: 0,
    fontSize: '16px',
    '@media (forced-colors: active)': { color: 'inherit' },
  },
  fileIcon: { color: tokens.colorNeutralForeground3, flexShrink: 0, fontSize: '16px' },
  // Shrinks last: of a hit, its place gives way first.
  name: { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
  place: {
    marginLeft: '8px',
    minWidth: 0,
    flexShrink: 1000,
    // Right to left outside, so that the dots stand where all hits are alike: at the beginning.
    direction: 'rtl',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: tokens.colorNeutralForeground3,
    fontSize: '12px',
  },

  quiet: { color: tokens.colorNeutralForeground3, fontSize: '12px' },
});

type Words = ReturnType<typeof useWords>;
type Styles = ReturnType<typeof useStyles>;
type ReadRow = (position: number) => GridRow | undefined;

/** Rows of the grid for rows of the tree. The same row is the same object until the tree changes, so it is drawn once. */
export function useFileRows(tree: FileTree, layout: TreeLayout): ReadRow {
  const styles = useStyles();
  const words = useWords();
  return useMemo(() => rowReader(tree, layout, words, styles), [tree, layout, words, styles]);
}

function rowReader(tree: FileTree, layout: TreeLayout, words: Words, styles: Styles): ReadRow {
  const known = new Map<number, GridRow>();
  return (position) => {
    const ready = known.get(position);
    if (ready !== undefined) return ready;
    const row = rowAt(tree, layout, position);
    if (row === undefined) return undefined;
    const { file } = row;
    const gridRow: GridRow = {
      key: file?.path ?? `${row.folder}/${row.index}`,
      cells: file === undefined ? {} : cellsOf(file, tree.search !== '', words, styles),
      level: row.level,
      place: row.index + 1,
      siblings: row.siblings,
      // An empty folder has nothing to open.
      expanded: file?.kind === 'folder' && file.files > 0 && tree.search === '' ? row.expanded : null,
      text: file?.name ?? '',
      busy: file === undefined,
    };
    known.set(position, gridRow);
    return gridRow;
  };
}

/** A hit of a search stands alone, so it says where it lies. */
function cellsOf(file: FileRow, isHit: boolean, words: Words, styles: Styles): GridRow['cells'] {
  const { t } = words;
  const exact = (bytes: number) => t('exactBytes', { count: bytes, bytes: words.number(bytes) });
  const Icon = file.kind === 'folder' ? FolderFilled : DocumentRegular;
  return {
    name: (
      <>
        <Icon className={file.kind === 'folder' ? styles.folderIcon : styles.fileIcon} />
        <span className={styles.name} title={file.path}>
          {file.name}
        </span>
        {isHit && (
          <span className={styles.place}>
            <bdi dir="ltr">{file.path.slice(0, -file.name.length - 1)}</bdi>
          </span>
        )}
      </>
    ),
    size: <span title={exact(file.bytes)}>{words.bytes(file.bytes)}</span>,
    inPackage: (
      <span className={styles.quiet} title={exact(file.compressedBytes)}>
        {words.bytes(file.compressedBytes)}
      </span>
    ),
    folder: folderCell(file.folderMode, styles.quiet, t),
    block: file.block !== null && <span className={styles.quiet}>{t(`block.${file.block}`)}</span>,
  };
}

function folderCell(mode: FileRow['folderMode'], quiet: string, t: Words['t']): ReactNode {
  switch (mode) {
    case 'override':
      return <Tag>{t('folderMode.override')}</Tag>;
    case 'merge':
      return <span className={quiet}>{t('folderMode.merge')}</span>;
    case null:
      return null;
    default:
      return mode satisfies never;
  }
}
