import { mergeClasses } from '@fluentui/react-components';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { useWords } from '../use-words.ts';
import { useScreenStyles } from './screen-styles.ts';

/** Each save of the package, the latest first. */
export function History({ overview }: { readonly overview: PackageOverview }) {
  const shared = useScreenStyles();
  const { t, time } = useWords();
  if (overview.kind === 'appx') return null;
  return (
    <section className={shared.section} aria-labelledby="history">
      <h2 className={shared.heading} id="history">
        {t('history.title')}
      </h2>
      {overview.history.length === 0 ? (
        <p className={shared.note}>{t('history.none')}</p>
      ) : (
        <table className={shared.table}>
          <thead>
            <tr>
              <th scope="col" className={shared.head}>
                {t('history.time')}
              </th>
              <th scope="col" className={shared.head}>
                {t('history.engine')}
              </th>
              <th scope="col" className={shared.head} style={{ width: '45%' }}>
                VersionId
              </th>
            </tr>
          </thead>
          <tbody>
            {overview.history.toReversed().map((item) => (
              <tr key={`${item.time} ${item.packageVersion}`}>
                <td className={shared.cell} title={item.time}>
                  {time(item.time)}
                </td>
                <td className={shared.cell}>
                  {[item.packagingEngine, item.sequencerVersion].filter((text) => text !== null).join(' ')}
                </td>
                <td className={mergeClasses(shared.cell, shared.monospace)} title={item.packageVersion}>
                  {item.packageVersion}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
