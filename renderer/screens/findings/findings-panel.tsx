import { makeStyles, tokens } from '@fluentui/react-components';
import { Card } from '../../components/card.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { useWorkbench } from '../../store/workbench-store.ts';
import { useFindings } from '../use-findings.ts';
import { usePlace } from '../use-place.ts';
import { useWords } from '../use-words.ts';

const useStyles = makeStyles({
  sentence: { margin: 0, display: 'flex', gap: '8px', overflowWrap: 'anywhere' },
  text: { margin: 0 },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: '12px', lineHeight: '16px' },
});

/** The chosen finding in full: what is wrong, where, what it means. */
export function FindingsPanel() {
  const styles = useStyles();
  const { t, message, meaning } = useWords();
  const placeOf = usePlace();
  const findings = useFindings();
  const chosen = useWorkbench((state) => findings[state.finding]);
  if (chosen === undefined) {
    return (
      <Card title={t('findingPanel.aboutTitle')}>
        <p className={styles.text}>{t('findingPanel.aboutText')}</p>
        <p className={styles.note}>{t('findingPanel.aboutNote')}</p>
      </Card>
    );
  }
  const place = placeOf(chosen);
  const facts: readonly Fact[] = [
    {
      name: t('findings.code'),
      value: chosen.code,
      monospace: true,
      copy: { text: chosen.code, label: t('copy.label', { name: t('findings.code') }), done: t('copy.done') },
    },
    ...(chosen.part === undefined ? [] : [{ name: t('findings.part'), value: chosen.part, monospace: true }]),
    ...(place === '' ? [] : [{ name: t('findings.place'), value: place }]),
  ];
  const what = meaning(chosen);
  return (
    <>
      <Card title={t(`severity.${chosen.severity}`)}>
        <p className={styles.sentence}>
          <SeverityMark mark={chosen.severity} />
          <span>{message(chosen)}</span>
        </p>
        <Facts facts={facts} />
      </Card>
      {what !== undefined && (
        <Card title={t('findingPanel.meaning')}>
          <p className={styles.text}>{what}</p>
        </Card>
      )}
    </>
  );
}
