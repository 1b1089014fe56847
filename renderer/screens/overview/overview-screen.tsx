import { makeStyles, tokens } from '@fluentui/react-components';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { Tag } from '../../components/tag.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import type { ThemeName } from '../../theme/themes.ts';
import { useWords } from '../use-words.ts';
import { Applications } from './applications.tsx';
import { Contents } from './contents.tsx';
import { Figures } from './figures.tsx';
import { History } from './history.tsx';
import { Identity } from './identity.tsx';
import { useScreenStyles } from './screen-styles.ts';
import { Systems } from './systems.tsx';
import { WhereTheBytesAre } from './where-the-bytes-are.tsx';

const useStyles = makeStyles({
  page: { maxWidth: '1120px', width: '100%' },
  name: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '4px 10px',
    marginBottom: '2px',
    '& h1': { margin: 0 },
  },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(400px, 100%), 1fr))',
    columnGap: '32px',
  },
  note: { color: tokens.colorNeutralForeground3 },
});

/** What a package is and holds, at a glance. */
export function OverviewScreen({ theme }: { readonly theme: ThemeName }) {
  const styles = useStyles();
  const shared = useScreenStyles();
  const { t } = useWords();
  const document = useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document : undefined,
  );
  if (document === undefined) return null;
  const { overview } = document;
  return (
    <div className={styles.page}>
      <div className={styles.name}>
        <h1 className={shared.title}>{overview.displayName ?? document.name}</h1>
        {overview.identity.version !== null && <Tag>{overview.identity.version}</Tag>}
        <Tag>{t(`overview.kind.${overview.kind}`)}</Tag>
      </div>
      <p className={shared.lead}>{leadText(overview) ?? t('overview.noDescription')}</p>
      <Figures overview={overview} />
      <div className={styles.pair}>
        <Identity overview={overview} />
        <Systems overview={overview} />
      </div>
      <WhereTheBytesAre overview={overview} theme={theme} />
      <div className={styles.pair}>
        <Applications overview={overview} />
        <Contents overview={overview} />
      </div>
      <History overview={overview} />
    </div>
  );
}

/** What the Sequencer writes where nobody entered a description says nothing (samples of real manifests). */
const sequencerFillers: ReadonlySet<string> = new Set(['Reserved', 'No description entered']);

function leadText({ description }: PackageOverview): string | undefined {
  return description === null || description.trim() === '' || sequencerFillers.has(description)
    ? undefined
    : description;
}
