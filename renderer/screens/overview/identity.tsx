import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { type Fact, Facts } from '../../components/facts.tsx';
import { useWords } from '../use-words.ts';
import { useScreenStyles } from './screen-styles.ts';

/** Who the package is to a client. The ids are made to be copied. */
export function Identity({ overview }: { readonly overview: PackageOverview }) {
  const shared = useScreenStyles();
  const { t } = useWords();
  const { identity } = overview;
  const none = <span className={shared.quiet}>{t('notStated')}</span>;
  const text = (name: string, value: string | null): Fact => ({ name, value: value ?? none });
  const id = (name: string, value: string | null): Fact => ({
    name,
    value: value ?? none,
    monospace: value !== null,
    ...(value === null
      ? {}
      : { copy: { text: value, label: t('copy.label', { name }), done: t('copy.done') } }),
  });
  const onlyAppv: readonly Fact[] = [
    id('PackageId', identity.packageId),
    id('VersionId', identity.versionId),
    {
      ...text(t('identity.root'), overview.primaryVirtualApplicationDirectory),
      monospace: overview.primaryVirtualApplicationDirectory !== null,
    },
    text(
      t('identity.vfsWrite'),
      overview.fullVfsWriteMode === null
        ? null
        : overview.fullVfsWriteMode
          ? t('identity.vfsWriteFull')
          : t('identity.vfsWriteUsual'),
    ),
  ];
  return (
    <section className={shared.section} aria-labelledby="identity">
      <h2 className={shared.heading} id="identity">
        {t('identity.title')}
      </h2>
      <Facts
        facts={[
          text(t('identity.name'), identity.name),
          text(t('identity.publisher'), identity.publisher),
          text(t('identity.version'), identity.version),
          ...(overview.kind === 'appv' ? onlyAppv : []),
        ]}
      />
    </section>
  );
}
