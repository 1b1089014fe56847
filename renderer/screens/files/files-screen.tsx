import {
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Button,
  SearchBox,
  tokens,
} from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Trans } from 'react-i18next';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import type { GridColumn } from '../../components/virtual-grid-row.tsx';
import { layoutTree, parentPosition, rowAt } from '../../store/file-tree.ts';
import { selectedPosition } from '../../store/files-slice.ts';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useScreenStyles } from '../overview/screen-styles.ts';
import { useWords } from '../use-words.ts';
import { useFileRows } from './use-file-rows.tsx';

const useStyles = makeStyles({
  screen: { display: 'flex', flexDirection: 'column', minHeight: 0, flexGrow: 1 },
  bar: { display: 'flex', alignItems: 'center', gap: '12px', marginBottom: '12px' },
  search: { width: '320px', maxWidth: '100%' },
  count: {
    marginLeft: 'auto',
    fontSize: '12px',
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  nothing: { padding: '16px 8px', color: tokens.colorNeutralForeground3 },
});

/** Milliseconds after the last letter before the search is asked. */
const searchDelay = 150;

/** What the package puts on the disk, as a tree that is loaded as it is looked at. */
export function FilesScreen() {
  const styles = useStyles();
  const shared = useScreenStyles();
  const { t, message } = useWords();
  const issues = useWorkbench((state) => state.filesIssues);
  const retry = useWorkbench((state) => state.retryFiles);
  return (
    <div className={styles.screen}>
      <h1 className={shared.title}>{t('nav.files')}</h1>
      <p className={shared.lead} style={{ marginBottom: 12 }}>
        <Trans t={t} i18nKey="files.lead" components={{ strong: <strong /> }} />
      </p>
      <SearchBar />
      {issues.map((issue) => (
        <MessageBar key={issue.code} intent="error">
          <MessageBarBody>{message(issue)}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={retry}>{t('commands.retry')}</Button>
          </MessageBarActions>
        </MessageBar>
      ))}
      <FileGrid />
    </div>
  );
}

function SearchBar() {
  const styles = useStyles();
  const { t, number, bytes } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const search = useWorkbench((state) => state.tree.search);
  const hits = useWorkbench((state) =>
    state.tree.search === '' ? undefined : state.tree.folders.get('')?.total,
  );
  const files = useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document.overview.files : undefined,
  );
  const searchFiles = useWorkbench((state) => state.searchFiles);
  const requests = useWorkbench((state) => state.searchRequests);
  const [text, setText] = useState(search);
  useEffect(() => {
    if (requests > 0) field.current?.select();
  }, [requests]);
  useEffect(() => {
    const timer = setTimeout(() => searchFiles(text), searchDelay);
    return () => clearTimeout(timer);
  }, [text, searchFiles]);
  return (
    <div className={styles.bar}>
      <SearchBox
        input={{ ref: field, maxLength: 260 }}
        className={styles.search}
        placeholder={t('files.search')}
        aria-label={t('files.search')}
        value={text}
        onChange={(_event, { value }) => setText(value)}
        dismiss={{ 'aria-label': t('files.clearSearch') }}
      />
      <span className={styles.count}>
        {hits !== undefined
          ? t('files.hits', { count: hits, hits: number(hits) })
          : files &&
            t('files.count', { count: files.count, files: number(files.count), bytes: bytes(files.bytes) })}
      </span>
    </div>
  );
}

function FileGrid() {
  const styles = useStyles();
  const { t } = useWords();
  const tree = useWorkbench((state) => state.tree);
  const selection = useWorkbench((state) => state.selection);
  const selectRow = useWorkbench((state) => state.selectRow);
  const toggleFolder = useWorkbench((state) => state.toggleFolder);
  const loadRows = useWorkbench((state) => state.loadRows);
  const layout = useMemo(() => layoutTree(tree), [tree]);
  const gridRowAt = useFileRows(tree, layout);
  const at = useCallback((position: number) => rowAt(tree, layout, position), [tree, layout]);
  const columns = useMemo(
    (): readonly GridColumn[] => [
      { key: 'name', label: t('files.name'), width: 'minmax(160px, 1fr)' },
      { key: 'size', label: t('files.size'), width: '76px', alignEnd: true },
      { key: 'inPackage', label: t('files.inPackage'), width: '92px', alignEnd: true },
      { key: 'folder', label: t('files.folder'), width: '88px' },
      { key: 'block', label: t('files.block'), width: '104px' },
    ],
    [t],
  );
  const choose = useCallback(
    (position: number) => {
      const row = at(position);
      if (row !== undefined) selectRow(row);
    },
    [at, selectRow],
  );
  const toggle = useCallback(
    (position: number) => {
      const row = at(position);
      if (row !== undefined) toggleFolder(row);
    },
    [at, toggleFolder],
  );
  const parentOf = useCallback(
    (position: number) => {
      const row = at(position);
      return row && parentPosition(tree, layout, row);
    },
    [at, tree, layout],
  );
  if (layout.rowCount === 0) return <p className={styles.nothing}>{t('files.nothing')}</p>;
  return (
    <VirtualGrid
      label={t('nav.files')}
      columns={columns}
      rowCount={layout.rowCount}
      rowAt={gridRowAt}
      chosen={selectedPosition(tree, selection)}
      onChoose={choose}
      onToggle={toggle}
      parentOf={parentOf}
      onShow={loadRows}
    />
  );
}
