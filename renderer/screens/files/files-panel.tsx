import { makeStyles, tokens } from '@fluentui/react-components';
import { limits } from '../../../shared/base/limits.ts';
import { knownTokens } from '../../../shared/appv/tokens/known-tokens.ts';
import type { FileRow } from '../../../shared/contract/operations.ts';
import { Card } from '../../components/card.tsx';
import { CopyButton, type Fact, Facts } from '../../components/facts.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({
  text: { margin: 0 },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: '12px', lineHeight: '16px' },
  path: {
    margin: 0,
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
    gap: '4px',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '12px',
    lineHeight: '18px',
    overflowWrap: 'anywhere',
  },
});

/** What the chosen file or folder is, where it lands on a client, and when it gets there. */
export function FilesPanel() {
  const { t } = useWords();
  const styles = useStyles();
  const file = useWorkbench((state) => state.selection?.file);
  if (file === undefined) {
    return (
      <Card title={t('filePanel.noneTitle')}>
        <p className={styles.text}>{t('filePanel.noneText')}</p>
      </Card>
    );
  }
  return (
    <>
      <SizeCard file={file} />
      <PartNameCard file={file} />
      {file.folderMode !== null && (
        <Card title={t(`folderMode.${file.folderMode}Title`)}>
          <p className={styles.text}>{t(`folderMode.${file.folderMode}Text`)}</p>
        </Card>
      )}
      {file.block !== null && (
        <Card title={t('filePanel.streaming')}>
          <p className={styles.text}>{t(`block.${file.block}Text`)}</p>
        </Card>
      )}
      <ClientCard file={file} />
    </>
  );
}

function SizeCard({ file }: { readonly file: FileRow }) {
  const { t, bytes, number, share } = useWords();
  const exact = (value: number) => (
    <span title={t('exactBytes', { count: value, bytes: number(value) })}>{bytes(value)}</span>
  );
  const facts: readonly Fact[] = [
    ...(file.kind === 'folder' ? [{ name: t('filePanel.files'), value: number(file.files) }] : []),
    { name: t('files.size'), value: exact(file.bytes) },
    { name: t('files.inPackage'), value: exact(file.compressedBytes) },
    ...(file.bytes > 0
      ? [{ name: t('filePanel.share'), value: share(file.compressedBytes, file.bytes) }]
      : []),
    ...(file.kind === 'file'
      ? [{ name: t('filePanel.blocks'), value: number(Math.ceil(file.bytes / limits.blockSize)) }]
      : []),
  ];
  return (
    <Card title={file.name}>
      <Facts facts={facts} />
    </Card>
  );
}

function PartNameCard({ file }: { readonly file: FileRow }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <Card title={t('filePanel.part')}>
      <p className={styles.path}>
        {file.path}
        <CopyButton
          text={file.path}
          label={t('copy.label', { name: t('filePanel.part') })}
          done={t('copy.done')}
        />
      </p>
    </Card>
  );
}

/** Where the client keeps it and where an application finds it (App-V client: package store and virtual file system). */
function ClientCard({ file }: { readonly file: FileRow }) {
  const styles = useStyles();
  const { t } = useWords();
  const overview = useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document.overview : undefined,
  );
  const ids = overview?.identity;
  if (overview?.kind !== 'appv' || ids?.packageId == null || ids.versionId == null) return null;
  if (file.path !== 'Root' && !file.path.startsWith('Root/')) return null;
  const seen = seenAt(file.path, overview.primaryVirtualApplicationDirectory);
  return (
    <Card title={t('filePanel.client')}>
      <p className={styles.note}>{t('filePanel.store')}</p>
      <p
        className={styles.path}
      >{`%ProgramData%\\App-V\\${ids.packageId}\\${ids.versionId}\\${file.path.replaceAll('/', '\\')}`}</p>
      {seen !== undefined && (
        <>
          <p className={styles.note}>{t('filePanel.seen')}</p>
          <p className={styles.path}>{seen}</p>
        </>
      )}
    </Card>
  );
}

/** The path that an application inside the virtual environment uses, where the token folder is a known place. */
function seenAt(path: string, root: string | null): string | undefined {
  const [, vfs, token, ...rest] = path.split('/');
  if (vfs === undefined || vfs.toLowerCase() !== 'vfs')
    return root === null ? undefined : [root, ...path.split('/').slice(1)].join('\\');
  const known = knownTokens.find((each) => each.name.toLowerCase() === token?.toLowerCase());
  return known?.path == null ? undefined : [known.path, ...rest].join('\\');
}
