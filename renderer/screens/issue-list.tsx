import { makeStyles, tokens } from '@fluentui/react-components';
import type { Issue } from '../../shared/base/issue.ts';
import { SeverityMark } from '../components/severity-mark.tsx';
import { usePlace } from './use-place.ts';
import { useWords } from './use-words.ts';

const useStyles = makeStyles({
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
  },
  item: { display: 'flex', gap: '8px' },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  place: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, lineHeight: '18px' },
  meaning: { margin: '4px 0 0', color: tokens.colorNeutralForeground3 },
});

/** A few issues in full: sentence, place, meaning. For long lists there is the Findings screen. */
export function IssueList({ issues }: { readonly issues: readonly Issue[] }) {
  const styles = useStyles();
  const { t, message, meaning } = useWords();
  const placeOf = usePlace();
  return (
    <ul className={styles.list}>
      {issues.map((issue, index) => (
        <li key={`${issue.code} ${index}`} className={styles.item}>
          <SeverityMark mark={issue.severity} />
          <div className={styles.text}>
            <strong>{t(`severity.${issue.severity}`)}</strong> {message(issue)}
            <div className={styles.place}>
              {[issue.code, issue.part, placeOf(issue)].filter(Boolean).join('  ')}
            </div>
            {meaning(issue) !== undefined && <p className={styles.meaning}>{meaning(issue)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
