import { makeStyles, tokens } from '@fluentui/react-components';
import { formatDuration } from '../../../shared/i18n/format.ts';
import { showFindings, stopVerifying } from '../../commands/registry.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import type { VerificationState } from '../../store/workbench-state.ts';
import { useWorkbench, useWorkbenchStore } from '../../store/workbench-store.ts';
import { useFindings } from '../use-findings.ts';
import { useWords } from '../use-words.ts';
import { languageNames } from './title-bar.tsx';

const useStyles = makeStyles({
  bar: {
    gridArea: 'status',
    display: 'flex',
    alignItems: 'center',
    gap: '20px',
    padding: '0 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  item: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  button: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    height: '22px',
    padding: '0 6px',
    margin: '0 -6px',
    border: 'none',
    borderRadius: tokens.borderRadiusSmall,
    background: 'transparent',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { background: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  end: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '20px' },
  track: {
    width: '120px',
    height: '4px',
    borderRadius: '2px',
    background: tokens.colorNeutralStroke2,
    overflow: 'hidden',
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  fill: {
    height: '100%',
    background: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { background: 'Highlight' },
  },
  digits: { fontVariantNumeric: 'tabular-nums' },
});

export function StatusBar() {
  const styles = useStyles();
  const { t, language } = useWords();
  const verification = useWorkbench((state) => state.verification);
  const version = useWorkbench((state) => state.version);
  return (
    <footer className={styles.bar}>
      <FindingCounts />
      <UnsavedEdits />
      <div className={styles.end}>
        {verification.kind === 'running' && <RunningVerification {...verification} />}
        {version !== '' && <span>{t('status.version', { version })}</span>}
        <span>{languageNames[language]}</span>
      </div>
    </footer>
  );
}

function UnsavedEdits() {
  const { t } = useWords();
  const count = useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document.state.unsaved : 0,
  );
  return count === 0 ? null : <span>{t('status.unsaved', { count })}</span>;
}

function FindingCounts() {
  const styles = useStyles();
  const { t } = useWords();
  const store = useWorkbenchStore();
  const findings = useFindings();
  const opened = useWorkbench((state) => state.document.kind === 'open');
  const verified = useWorkbench((state) => state.verification.kind === 'done');
  if (!opened) return <span>{t('status.ready')}</span>;
  const errors = findings.filter((each) => each.severity === 'error').length;
  const warnings = findings.filter((each) => each.severity === 'warning').length;
  return (
    <button
      type="button"
      className={styles.button}
      title={t('nav.findings')}
      onClick={() => showFindings.run(store.getState())}
    >
      {errors > 0 && (
        <span className={styles.item}>
          <SeverityMark mark="error" />
          {t('status.errors', { count: errors })}
        </span>
      )}
      {warnings > 0 && (
        <span className={styles.item}>
          <SeverityMark mark="warning" />
          {t('status.warnings', { count: warnings })}
        </span>
      )}
      {errors + warnings === 0 && (
        <span className={styles.item}>
          {verified && <SeverityMark mark="good" />}
          {verified ? t('status.intact') : t('status.notVerified')}
        </span>
      )}
    </button>
  );
}

function RunningVerification({ progress, startedAt, now }: Extract<VerificationState, { kind: 'running' }>) {
  const styles = useStyles();
  const { t, bytes, share } = useWords();
  const store = useWorkbenchStore();
  const seconds = (now - startedAt) / 1_000;
  const { doneBytes: done, totalBytes: total } = progress ?? { doneBytes: 0, totalBytes: 0 };
  const rate = seconds > 0.2 ? done / seconds : 0;
  return (
    <>
      <span className={styles.item}>
        <span
          className={styles.track}
          role="progressbar"
          aria-label={t('status.verifying')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={total === 0 ? 0 : Math.floor((done / total) * 100)}
        >
          <span
            className={styles.fill}
            style={{ display: 'block', width: `${total === 0 ? 0 : (done / total) * 100}%` }}
          />
        </span>
        <span className={styles.digits}>
          {[
            `${t('status.verifying')} ${share(done, total)}`.trim(),
            ...(rate > 0 ? [t('status.rate', { rate: bytes(rate) })] : []),
            ...(rate > 0 && seconds > 1
              ? [t('status.left', { time: formatDuration((total - done) / rate) })]
              : []),
          ].join(' · ')}
        </span>
      </span>
      <button type="button" className={styles.button} onClick={() => stopVerifying.run(store.getState())}>
        {t('status.stop')}
      </button>
    </>
  );
}
