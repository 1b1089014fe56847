import { makeStyles, tokens } from '@fluentui/react-components';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { useWords } from '../use-words.ts';
import { useScreenStyles } from './screen-styles.ts';
import { parseTargetOs } from './target-os.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: '16px',
    padding: '4px 0 3px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  token: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground3,
  },
});

/** Which computers a client publishes the package on, in words and as the manifest says it. */
export function Systems({ overview }: { readonly overview: PackageOverview }) {
  const styles = useStyles();
  const shared = useScreenStyles();
  const { t } = useWords();
  if (overview.kind === 'appx') return null;
  return (
    <section className={shared.section} aria-labelledby="systems">
      <h2 className={shared.heading} id="systems">
        {t('systems.title')}
      </h2>
      {overview.targetOSes.length === 0 ? (
        <p className={shared.note}>{t('systems.every')}</p>
      ) : (
        <ul className={styles.list}>
          {overview.targetOSes.map((token) => {
            const os = parseTargetOs(token);
            return (
              <li key={token} className={styles.item}>
                <span>
                  {os === undefined
                    ? t('systems.unknown')
                    : t('systems.bits', { system: os.system, bits: os.bits })}
                </span>
                <span className={styles.token}>{token}</span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
