import { LiveRegion } from '../../components/live-region.tsx';
import type { WorkbenchState } from '../../store/workbench-state.ts';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useFindings } from '../use-findings.ts';
import { useWords } from '../use-words.ts';
import { useRecoveryTitle } from './edits-bar.tsx';

/** Tells who cannot see it what has just happened: a package opened, with edits to restore, a verification ended. */
export function Announcer() {
  const { t } = useWords();
  const findings = useFindings().filter((each) => each.severity !== 'info').length;
  const news = useWorkbench(latestNews);
  const name = useWorkbench((state) => (state.document.kind === 'open' ? state.document.document.name : ''));
  const recovery = useRecoveryTitle();
  const text = news === '' ? '' : t(`announce.${news}`, { name, count: findings });
  return <LiveRegion text={news === 'opened' && recovery !== '' ? `${text}. ${recovery}` : text} />;
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
