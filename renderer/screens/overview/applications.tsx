import { mergeClasses } from '@fluentui/react-components';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { useWords } from '../use-words.ts';
import { useScreenStyles } from './screen-styles.ts';

export function Applications({ overview }: { readonly overview: PackageOverview }) {
  const shared = useScreenStyles();
  const { t } = useWords();
  return (
    <section className={shared.section} aria-labelledby="applications">
      <h2 className={shared.heading} id="applications">
        {t('applications.title')}
      </h2>
      {overview.applications.length === 0 ? (
        <p className={shared.note}>{t('applications.none')}</p>
      ) : (
        <table className={shared.table}>
          <thead>
            <tr>
              <th scope="col" className={shared.head} style={{ width: '36%' }}>
                {t('applications.name')}
              </th>
              <th scope="col" className={shared.head} style={{ width: '18%' }}>
                {t('applications.version')}
              </th>
              <th scope="col" className={shared.head}>
                {t('applications.target')}
              </th>
            </tr>
          </thead>
          <tbody>
            {overview.applications.map((application) => (
              <tr key={application.id}>
                <th scope="row" className={shared.cell} title={application.name ?? application.id}>
                  {application.name ?? fileName(application.id)}
                </th>
                <td className={mergeClasses(shared.cell, shared.quiet)}>{application.version ?? ''}</td>
                <td className={mergeClasses(shared.cell, shared.monospace)} title={application.id}>
                  {application.targetInPackage
                    ? application.id
                    : t('applications.outside', { path: application.id })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1);
}
