import {
  Breadcrumb,
  BreadcrumbButton,
  BreadcrumbDivider,
  BreadcrumbItem,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { BoxRegular, FolderFilled } from '@fluentui/react-icons';
import { Fragment, useEffect, useMemo, useState } from 'react';
import type { Issue } from '../../../shared/base/issue.ts';
import { type Result, success } from '../../../shared/base/result.ts';
import type { FolderPage, FolderPlace, FolderRow } from '../../../shared/contract/door.ts';
import type { FileHandle } from '../../../shared/contract/operations.ts';
import type { Client } from '../../api/client.ts';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import type { GridRow } from '../../components/virtual-grid-row.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useClient } from '../client-context.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '640px' },
  content: { display: 'flex', flexDirection: 'column', gap: '8px', height: '400px', overflow: 'hidden' },
  places: { display: 'flex', gap: '4px', flexWrap: 'wrap' },
  trail: { overflowX: 'auto', flexShrink: 0, '& ol': { flexWrap: 'nowrap' } },
  icon: { fontSize: '16px', flexShrink: 0 },
});

/** Rows of a folder that are asked for at once. */
const pageSize = 500;

/** The browser door's way to choose a package: a browser tells a page no paths, so the host lists its folders. */
export function FilePicker() {
  const styles = useStyles();
  const { t } = useWords();
  const open = useWorkbench((state) => state.dialog === 'picker');
  const showDialog = useWorkbench((state) => state.showDialog);
  return (
    <Dialog open={open} onOpenChange={() => showDialog('none')}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('open.title')}</DialogTitle>
          {open && <Folders />}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

type Listing = { readonly page: FolderPage; readonly rows: readonly FolderRow[] };

async function loadFolder(client: Client, folder: FileHandle | null): Promise<Result<Listing>> {
  const rows: FolderRow[] = [];
  for (;;) {
    const answer = await client.call('door.folder', { folder, offset: rows.length, limit: pageSize });
    if (!answer.ok) return answer;
    rows.push(...answer.value.rows);
    // A folder that shrinks meanwhile gives an empty page before its total is reached.
    if (rows.length >= answer.value.total || answer.value.rows.length === 0) {
      return success({ page: answer.value, rows });
    }
  }
}

function Folders() {
  const styles = useStyles();
  const { t, message } = useWords();
  const client = useClient();
  const openFile = useWorkbench((state) => state.open);
  const showDialog = useWorkbench((state) => state.showDialog);
  const [folder, setFolder] = useState<FileHandle | null>(null);
  const [listing, setListing] = useState<Listing>();
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [chosen, setChosen] = useState(0);

  useEffect(() => {
    let wanted = true;
    void loadFolder(client, folder).then((answer) => {
      // Another folder was chosen before this one was listed.
      if (!wanted) return;
      setIssues(answer.issues);
      if (!answer.ok) return;
      setListing(answer.value);
      setChosen(0);
    });
    return () => {
      wanted = false;
    };
  }, [client, folder]);

  const rows = listing?.rows ?? [];
  const take = (position: number) => {
    const row = rows[position];
    if (row === undefined) return;
    if (row.kind === 'folder') setFolder(row.handle);
    else void openFile(row.handle);
  };
  const columns = useMemo(() => [{ key: 'name', label: t('open.name'), width: '1fr' }], [t]);
  const rowAt = (position: number): GridRow | undefined => {
    const row = rows[position];
    return (
      row && {
        key: row.handle,
        cells: { name: <Name row={row} /> },
        level: 1,
        place: position + 1,
        siblings: rows.length,
        expanded: null,
        text: row.name,
      }
    );
  };
  return (
    <>
      <DialogContent className={styles.content}>
        <div className={styles.places}>
          {listing?.page.places.map((place) => (
            <Button key={place.folder} size="small" onClick={() => setFolder(place.folder)}>
              {place.name}
            </Button>
          ))}
        </div>
        <Trail places={listing?.page.trail ?? []} onGo={setFolder} />
        {issues.map((issue) => (
          <MessageBar key={issue.code} intent="error">
            <MessageBarBody>{message(issue)}</MessageBarBody>
          </MessageBar>
        ))}
        {listing !== undefined && rows.length === 0 ? (
          <p>{t('open.nothing')}</p>
        ) : (
          <VirtualGrid
            label={t('open.title')}
            takesFocus
            columns={columns}
            rowCount={rows.length}
            rowAt={rowAt}
            chosen={rows.length === 0 ? undefined : chosen}
            onChoose={setChosen}
            onOpen={take}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" disabled={rows[chosen] === undefined} onClick={() => take(chosen)}>
          {t('open.open')}
        </Button>
        <Button onClick={() => showDialog('none')}>{t('dialog.cancel')}</Button>
      </DialogActions>
    </>
  );
}

function Name({ row }: { readonly row: FolderRow }) {
  const styles = useStyles();
  const Icon = row.kind === 'folder' ? FolderFilled : BoxRegular;
  return (
    <>
      <Icon className={styles.icon} aria-hidden />
      {row.name}
    </>
  );
}

function Trail({
  places,
  onGo,
}: {
  readonly places: readonly FolderPlace[];
  onGo(folder: FileHandle): void;
}) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Breadcrumb className={styles.trail} aria-label={t('open.trail')} size="small">
      {places.map((place, index) => (
        <Fragment key={place.folder}>
          {index > 0 && <BreadcrumbDivider />}
          <BreadcrumbItem>
            <BreadcrumbButton current={index === places.length - 1} onClick={() => onGo(place.folder)}>
              {place.name}
            </BreadcrumbButton>
          </BreadcrumbItem>
        </Fragment>
      ))}
    </Breadcrumb>
  );
}
