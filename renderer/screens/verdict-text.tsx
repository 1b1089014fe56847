import { makeStyles } from '@fluentui/react-components';
import { type Mark, SeverityMark } from '../components/severity-mark.tsx';
import { useWorkbench } from '../store/workbench-store.ts';
import { useFindings } from './use-findings.ts';
import { useWords } from './use-words.ts';

const useStyles = makeStyles({
  line: { display: 'flex', gap: '8px', margin: 0 },
  text: { minWidth: 0 },
});

/** How the package stands after what has been checked so far, in one sentence. */
export function VerdictText() {
  const styles = useStyles();
  const { mark, text } = useVerdict();
  return (
    <p className={styles.line}>
      <SeverityMark mark={mark} />
      <span className={styles.text}>{text}</span>
    </p>
  );
}

function useVerdict(): { readonly mark: Mark; readonly text: string } {
  const { t, number, bytes } = useWords();
  const verification = useWorkbench((state) => state.verification);
  const findings = useFindings().filter((each) => each.severity !== 'info');
  const worst = findings[0]?.severity;
  switch (verification.kind) {
    case 'none':
      if (worst !== undefined)
        return {
          mark: worst,
          text: t('verdict.opening', { count: findings.length, findings: number(findings.length) }),
        };
      return { mark: 'info', text: t('verdict.none') };
    case 'running':
      return { mark: 'info', text: t('verdict.running') };
    case 'stopped':
      return { mark: 'info', text: t('verdict.stopped') };
    case 'failed':
      return { mark: 'error', text: t('verdict.failed') };
    case 'done': {
      const { blocks, uncompressedBytes } = verification.report;
      const counts = { blocks: number(blocks), bytes: bytes(uncompressedBytes), count: blocks };
      if (worst === undefined) return { mark: 'good', text: t('verdict.intact', counts) };
      return {
        mark: worst,
        text: t('verdict.findings', { count: findings.length, findings: number(findings.length) }),
      };
    }
    default:
      return verification satisfies never;
  }
}
