import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Severity } from '../../../shared/base/issue.ts';
import type { Command } from '../../commands/command.ts';
import { showFiles, showFindings, showOverview } from '../../commands/registry.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import type { Screen } from '../../store/workbench-state.ts';
import { useWorkbench, useWorkbenchStore } from '../../store/workbench-store.ts';
import { useFindings } from '../use-findings.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({
  navigation: {
    gridArea: 'navigation',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: '8px',
    overflowY: 'auto',
  },
  heading: {
    margin: '12px 8px 4px',
    fontSize: '11px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightSemibold,
    textTransform: 'uppercase',
    letterSpacing: '0.04em',
    color: tokens.colorNeutralForeground3,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    width: '100%',
    height: '28px',
    boxSizing: 'border-box',
    padding: '0 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': { background: tokens.colorSubtleBackgroundHover },
    ':disabled': {
      color: tokens.colorNeutralForegroundDisabled,
      cursor: 'default',
      background: 'transparent',
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  current: {
    background: tokens.colorBrandBackground2,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: `inset 3px 0 ${tokens.colorBrandStroke1}`,
    ':hover': { background: tokens.colorBrandBackground2Hover },
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
  count: {
    marginLeft: 'auto',
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground3,
  },
});

export function Navigation() {
  const styles = useStyles();
  const { t, number } = useWords();
  const files = useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document.overview.files.count : undefined,
  );
  const findings = useFindings();
  return (
    <nav className={styles.navigation} aria-label={t('nav.label')}>
      <h2 className={styles.heading}>{t('nav.package')}</h2>
      <ul className={styles.list}>
        <Item command={showOverview} screen="overview" />
        <Item command={showFiles} screen="files" count={files === undefined ? undefined : number(files)} />
      </ul>
      <h2 className={styles.heading}>{t('nav.result')}</h2>
      <ul className={styles.list}>
        <Item
          command={showFindings}
          screen="findings"
          count={findings.length === 0 ? undefined : number(findings.length)}
          worst={findings[0]?.severity}
        />
      </ul>
    </nav>
  );
}

function Item(props: {
  readonly command: Command;
  readonly screen: Screen;
  readonly count?: string | undefined;
  readonly worst?: Severity | undefined;
}) {
  const styles = useStyles();
  const { t } = useWords();
  const store = useWorkbenchStore();
  const enabled = useWorkbench(props.command.isEnabled);
  const current = useWorkbench((state) => state.screen === props.screen) && enabled;
  return (
    <li>
      <button
        type="button"
        className={mergeClasses(styles.item, current && styles.current)}
        aria-current={current ? 'page' : undefined}
        disabled={!enabled}
        onClick={() => props.command.run(store.getState())}
      >
        {props.command.label(t)}
        {props.count !== undefined && (
          <span className={styles.count}>
            {props.worst !== undefined && <SeverityMark mark={props.worst} />}
            {props.count}
          </span>
        )}
      </button>
    </li>
  );
}
