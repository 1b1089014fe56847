import { mergeClasses } from '@fluentui/react-components';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { useWords } from '../use-words.ts';
import { useScreenStyles } from './screen-styles.ts';

/** Extension categories that have words of their own; others are shown as the manifest writes them. */
const knownCategories = [
  'AppV.Shortcut',
  'AppV.FileTypeAssociation',
  'AppV.URLProtocol',
  'AppV.AppPath',
  'AppV.SoftwareClient',
  'AppV.ApplicationCapabilities',
  'AppV.COM',
  'AppV.EnvironmentVariables',
  'AppV.Fonts',
  'AppV.Objects',
  'AppV.Service',
] as const;

/** What else the package brings to the computer. */
export function Contents({ overview }: { readonly overview: PackageOverview }) {
  const shared = useScreenStyles();
  const { t, number, bytes } = useWords();
  const { files, container } = overview;
  const rows: readonly { readonly name: string; readonly value: string; readonly token?: string }[] = [
    ...overview.extensions.map(({ category, count }) => {
      const known = knownCategories.find((each) => each === category);
      return {
        name: known === undefined ? category : t(`contents.${categoryKey(known)}`),
        value: number(count),
        token: category,
      };
    }),
    ...(overview.kind === 'appv'
      ? [
          { name: t('contents.overridingFolders'), value: number(files.opaqueDirectories) },
          { name: t('contents.emptyFolders'), value: number(files.emptyDirectories) },
          {
            name: t('contents.registry'),
            value: container.registryBytes === null ? t('contents.none') : bytes(container.registryBytes),
          },
        ]
      : []),
    { name: t('contents.parts'), value: number(container.parts) },
  ];
  return (
    <section className={shared.section} aria-labelledby="contents">
      <h2 className={shared.heading} id="contents">
        {t('contents.title')}
      </h2>
      <table className={shared.table}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.token ?? row.name}>
              <th scope="row" className={shared.cell} title={row.token}>
                {row.name}
              </th>
              <td className={mergeClasses(shared.cell, shared.end)} style={{ width: '30%' }}>
                {row.value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type KnownCategory = (typeof knownCategories)[number];

/** i18next reads a dot in a key as a step down. */
function categoryKey(category: KnownCategory): CategoryKey<KnownCategory> {
  return category.replace('.', '') as CategoryKey<KnownCategory>;
}

type CategoryKey<Category extends string> = Category extends `AppV.${infer Name}` ? `AppV${Name}` : never;
