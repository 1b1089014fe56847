import { makeStyles, tokens } from '@fluentui/react-components';
import { ShieldCheckmarkRegular, ShieldRegular } from '@fluentui/react-icons';
import { useCallback, useMemo } from 'react';
import { CommandButton } from '../../commands/command-button.tsx';
import { stopVerifying, verify } from '../../commands/registry.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { VirtualGrid } from '../../components/virtual-grid.tsx';
import type { GridColumn, GridRow } from '../../components/virtual-grid-row.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useScreenStyles } from '../overview/screen-styles.ts';
import { useFindings } from '../use-findings.ts';
import { usePlace } from '../use-place.ts';
import { useWords } from '../use-words.ts';
import { VerdictText } from '../verdict-text.tsx';

const useStyles = makeStyles({
  screen: { display: 'flex', flexDirection: 'column', minHeight: 0, flexGrow: 1 },
  verdict: { margin: '4px 0 12px' },
  severity: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  monospace: { fontFamily: tokens.fontFamilyMonospace, fontSize: '12px' },
});

/** Every finding about the package, and what to do to get some. */
export function FindingsScreen() {
  const styles = useStyles();
  const shared = useScreenStyles();
  const { t } = useWords();
  const findings = useFindings();
  const kind = useWorkbench((state) => state.verification.kind);
  if (findings.length === 0) return <NothingFound verified={kind === 'done'} running={kind === 'running'} />;
  return (
    <div className={styles.screen}>
      <h1 className={shared.title}>{t('nav.findings')}</h1>
      <div className={styles.verdict}>
        <VerdictText />
      </div>
      <FindingsGrid />
    </div>
  );
}

function NothingFound({ verified, running }: { readonly verified: boolean; readonly running: boolean }) {
  const { t } = useWords();
  return (
    <EmptyState
      icon={verified ? <ShieldCheckmarkRegular /> : <ShieldRegular />}
      title={
        verified
          ? t('findings.intactTitle')
          : running
            ? t('status.verifying')
            : t('findings.notVerifiedTitle')
      }
      actions={running ? <CommandButton command={stopVerifying} /> : <CommandButton command={verify} />}
    >
      {verified || running ? <VerdictText /> : t('findings.notVerifiedText')}
    </EmptyState>
  );
}

function FindingsGrid() {
  const styles = useStyles();
  const { t, message } = useWords();
  const placeOf = usePlace();
  const findings = useFindings();
  const chosen = useWorkbench((state) => state.finding);
  const chooseFinding = useWorkbench((state) => state.chooseFinding);
  const columns = useMemo(
    (): readonly GridColumn[] => [
      { key: 'severity', label: t('findings.severity'), width: '124px' },
      { key: 'message', label: t('findings.message'), width: 'minmax(200px, 3fr)' },
      { key: 'part', label: t('findings.part'), width: 'minmax(90px, 1fr)' },
      { key: 'place', label: t('findings.place'), width: 'minmax(120px, 0.8fr)' },
    ],
    [t],
  );
  const rowAt = useCallback(
    (position: number): GridRow | undefined => {
      const issue = findings[position];
      if (issue === undefined) return undefined;
      return {
        key: String(position),
        cells: {
          severity: (
            <span className={styles.severity}>
              <SeverityMark mark={issue.severity} />
              {t(`severity.${issue.severity}`)}
            </span>
          ),
          message: <span title={message(issue)}>{message(issue)}</span>,
          part: (
            <span className={styles.monospace} title={issue.part}>
              {issue.part ?? ''}
            </span>
          ),
          place: <span title={placeOf(issue)}>{placeOf(issue)}</span>,
        },
        level: 1,
        place: position + 1,
        siblings: findings.length,
        expanded: null,
        text: issue.part ?? issue.code,
      };
    },
    [findings, styles, t, message, placeOf],
  );
  return (
    <VirtualGrid
      label={t('nav.findings')}
      columns={columns}
      rowCount={findings.length}
      rowAt={rowAt}
      chosen={chosen < findings.length ? chosen : undefined}
      onChoose={chooseFinding}
    />
  );
}
