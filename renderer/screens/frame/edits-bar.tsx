import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Recovery } from '../../../shared/contract/operations.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { discardEdits, restoreEdits } from '../../commands/registry.ts';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({ place: { gridArea: 'edits' }, bar: { borderRadius: 0 } });

/** Edits that an earlier run left unsaved, and a change that could not be made. */
export function EditsBar() {
  const styles = useStyles();
  const { t } = useWords();
  const recovery = useRecovery();
  const issues = useWorkbench((state) => state.changeIssues);
  const visible = recovery !== null || issues.length > 0;
  useFocusAfter(visible);
  if (!visible) return null;
  return (
    <section className={styles.place} aria-label={t('recovery.label')}>
      {issues.length > 0 && <FailedChange />}
      {recovery !== null && <RecoveryBar recovery={recovery} />}
    </section>
  );
}

/** Who pressed a button of the bar that is gone now goes on in the content, and not at the top of the page. */
function useFocusAfter(visible: boolean): void {
  const wasVisible = useRef(visible);
  useEffect(() => {
    if (wasVisible.current && !visible && document.activeElement === document.body)
      document.querySelector('main')?.focus();
    wasVisible.current = visible;
  }, [visible]);
}

function useRecovery(): Recovery | null {
  return useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document.state.recovery : null,
  );
}

/** What is offered, in one sentence; empty when nothing is. */
export function useRecoveryTitle(): string {
  const { t, time } = useWords();
  const recovery = useRecovery();
  if (recovery === null) return '';
  const when = time(new Date(recovery.time).toISOString());
  return recovery.applies
    ? t('recovery.edits', { count: recovery.edits, time: when })
    : t('recovery.gone', { time: when });
}

function RecoveryBar({ recovery }: { readonly recovery: Recovery }) {
  const styles = useStyles();
  const { t } = useWords();
  const title = useRecoveryTitle();
  return (
    <MessageBar className={styles.bar} intent={recovery.applies ? 'info' : 'warning'} layout="auto">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle>
        {t(recovery.applies ? 'recovery.text' : 'recovery.goneText')}
      </MessageBarBody>
      <MessageBarActions>
        {recovery.applies && <CommandButton command={restoreEdits} appearance="primary" size="small" />}
        <CommandButton command={discardEdits} size="small" />
      </MessageBarActions>
    </MessageBar>
  );
}

function FailedChange() {
  const styles = useStyles();
  const { t, message } = useWords();
  const issues = useWorkbench((state) => state.changeIssues);
  const dismiss = useWorkbench((state) => state.dismissChangeIssues);
  return (
    <MessageBar className={styles.bar} intent="error" layout="auto">
      <MessageBarBody>
        <MessageBarTitle>{t('recovery.failed')}</MessageBarTitle>
        {issues
          .slice(0, 3)
          .map((issue) => message(issue))
          .join(' ')}
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={dismiss}>
          {t('dialog.close')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
