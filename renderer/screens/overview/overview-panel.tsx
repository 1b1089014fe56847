import { makeStyles, tokens } from '@fluentui/react-components';
import { CommandButton } from '../../commands/command-button.tsx';
import { showFindings, verify } from '../../commands/registry.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useFindings } from '../use-findings.ts';
import { useWords } from '../use-words.ts';
import { VerdictText } from '../verdict-text.tsx';

const useStyles = makeStyles({
  text: { margin: 0 },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: '12px', lineHeight: '16px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

export function OverviewPanel() {
  const styles = useStyles();
  const { t, bytes, number } = useWords();
  const document = useWorkbench((state) =>
    state.document.kind === 'open' ? state.document.document : undefined,
  );
  const canVerify = useWorkbench(
    ({ verification }) => verification.kind !== 'done' && verification.kind !== 'running',
  );
  const findings = useFindings();
  if (document === undefined) return null;
  const { container } = document.overview;
  return (
    <>
      <Card title={t('panel.file')}>
        <Facts
          facts={[
            { name: t('panel.name'), value: document.name },
            {
              name: t('panel.size'),
              value: (
                <span title={t('exactBytes', { count: container.bytes, bytes: number(container.bytes) })}>
                  {bytes(container.bytes)}
                </span>
              ),
            },
            { name: t('panel.parts'), value: number(container.parts) },
          ]}
        />
      </Card>
      <Card title={t('panel.intact')}>
        <VerdictText />
        {(canVerify || findings.length > 0) && (
          <div className={styles.actions}>
            {canVerify && <CommandButton command={verify} size="small" />}
            {findings.length > 0 && <CommandButton command={showFindings} size="small" />}
          </div>
        )}
      </Card>
      <Card title={t('panel.numbers')}>
        <p className={styles.text}>{t('panel.numbersText')}</p>
        <p className={styles.note}>{t('panel.numbersNote')}</p>
      </Card>
    </>
  );
}
