import { makeStyles, tokens } from '@fluentui/react-components';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: '12px',
    margin: '0 0 24px',
  },
  figure: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: '6px',
    padding: '8px 12px',
    display: 'flex',
    flexDirection: 'column',
  },
  name: { order: 0, fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  value: { order: 1, margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  note: { order: 2, margin: 0, fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** The four numbers that one asks for first. */
export function Figures({ overview }: { readonly overview: PackageOverview }) {
  const styles = useStyles();
  const { t, number, bytes, share } = useWords();
  const { files, streaming } = overview;
  const figures = [
    {
      name: t('overview.size'),
      value: bytes(files.bytes),
      exact: files.bytes,
      note: t('overview.sizeNote', { count: files.count, files: number(files.count) }),
    },
    {
      name: t('overview.inPackage'),
      value: bytes(files.compressedBytes),
      exact: files.compressedBytes,
      note: t('overview.inPackageNote', { share: share(files.compressedBytes, files.bytes) }),
    },
    {
      name: t('overview.publishing'),
      value: number(streaming.publishingFiles),
      note: t('overview.publishingNote', { count: streaming.publishingFiles }),
    },
    {
      name: t('overview.primary'),
      value: streaming.loadAll ? t('overview.everything') : number(streaming.primaryFiles),
      note: streaming.loadAll
        ? t('overview.loadAllNote')
        : t('overview.primaryNote', { count: streaming.primaryFiles }),
    },
  ];
  return (
    <dl className={styles.figures}>
      {(overview.kind === 'appv' ? figures : figures.slice(0, 2)).map((figure) => (
        <div key={figure.name} className={styles.figure}>
          <dt className={styles.name}>{figure.name}</dt>
          <dd
            className={styles.value}
            title={
              figure.exact === undefined
                ? undefined
                : t('exactBytes', { count: figure.exact, bytes: number(figure.exact) })
            }
          >
            {figure.value}
          </dd>
          <dd className={styles.note}>{figure.note}</dd>
        </div>
      ))}
    </dl>
  );
}
