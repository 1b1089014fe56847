import { LiveRegion } from '../../components/live-region.tsx';
import type { WorkbenchState } from '../../store/workbench-state.ts';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useFindings } from '../use-findings.ts';
import { useWords } from '../use-words.ts';

/** Tells who cannot see it what has just happened: a package opened, a verification ended. */
export function Announcer() {
  const { t } = useWords();
  const findings = useFindings().filter((each) => each.severity !== 'info').length;
  const news = useWorkbench(latestNews);
  const name = useWorkbench((state) => (state.document.kind === 'open' ? state.document.document.name : ''));
  return <LiveRegion text={news === '' ? '' : t(`announce.${news}`, { name, count: findings })} />;
}

function latestNews({
  document,
  verification,
}: WorkbenchState): '' | 'opening' | 'failed' | 'opened' | 'verifying' | 'stopped' | 'verified' {
  if (document.kind === 'opening' || document.kind === 'failed') return document.kind;
  if (document.kind !== 'open') return '';
  switch (verification.kind) {
    case 'none':
      return 'opened';
    case 'running':
      return 'verifying';
    case 'stopped':
      return 'stopped';
    default:
      return 'verified';
  }
}
