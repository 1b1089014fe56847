import type { PackageInspection } from '../../shared/contract/operations.ts';
import { formatBytes, formatNumber, formatPercent } from '../../shared/i18n/format.ts';
import { printable } from './printable.ts';
import { alignPairs, alignTable } from './text-layout.ts';
import type { VerbContext } from './verb-context.ts';

type PackageOverview = PackageInspection['overview'];
type OverviewApplication = PackageOverview['applications'][number];
type Context = Pick<VerbContext, 't' | 'language' | 'style'>;

/** What a package is and holds, as `inspect` prints it. Empty sections are left out. */
export function formatOverview(overview: PackageOverview, context: Context): readonly string[] {
  const sections = [
    headSection(overview, context),
    insideSection(overview, context),
    applicationSection(overview, context),
    bytesSection(overview, context),
    historySection(overview, context),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function headSection(overview: PackageOverview, { t, style }: Context): readonly string[] {
  const { identity } = overview;
  const name = overview.displayName ?? identity.name ?? t('inspect.unnamed');
  const title = [style.bold(printable(name)), shown(identity.version)];
  if (overview.kind === 'appx') title.push(style.warn(t('inspect.appx')));
  return [
    title.filter((each) => each !== undefined).join('  '),
    ...descriptionLines(overview),
    ...alignPairs([
      [t('label.packageId'), shown(identity.packageId)],
      [t('label.versionId'), shown(identity.versionId)],
      [t('label.publisher'), identity.publisher === noPublisher ? undefined : shown(identity.publisher)],
      [t('label.targetOSes'), overview.kind === 'appv' ? targetOSes(overview, t('label.anyOS')) : undefined],
      [t('label.root'), shown(overview.primaryVirtualApplicationDirectory)],
      [t('label.vfsWriteMode'), overview.fullVfsWriteMode === true ? t('label.fullWrite') : undefined],
    ]),
  ];
}

/** What the Sequencer writes where nobody gave a text; it says nothing about the package. */
const noDescription: ReadonlySet<string> = new Set(['No description entered', 'Reserved']);
const noPublisher = 'CN=Reserved';

function descriptionLines({ description }: PackageOverview): readonly string[] {
  if (description === null || noDescription.has(description)) return [];
  return description.split(/\r?\n/).map(printable);
}

function shown(text: string | null): string | undefined {
  return text === null || text === '' ? undefined : printable(text);
}

function targetOSes(overview: PackageOverview, any: string): string {
  return overview.targetOSes.length === 0 ? any : overview.targetOSes.map(printable).join(', ');
}

function insideSection(overview: PackageOverview, context: Context): readonly string[] {
  const { t, language, style } = context;
  const { files, container, streaming } = overview;
  const number = (value: number) => formatNumber(value, language);
  const isAppv = overview.kind === 'appv';
  return [
    style.bold(t('inspect.contents')),
    ...alignPairs([
      [
        t('label.files'),
        t('inspect.sizes', {
          files: t('inspect.files', { count: files.count, value: number(files.count) }),
          bytes: formatBytes(files.bytes, language),
          compressed: formatBytes(files.compressedBytes, language),
          share: formatPercent(files.bytes === 0 ? 1 : files.compressedBytes / files.bytes, language),
        }),
      ],
      [t('label.folders'), specialFolders(overview, context)],
      [t('label.extensions'), isAppv ? extensions(overview, context) : undefined],
      [t('label.streaming'), isAppv ? streamingText(streaming, context) : undefined],
      [
        t('label.registry'),
        container.registryBytes === null ? undefined : formatBytes(container.registryBytes, language),
      ],
      [
        t('label.container'),
        t('inspect.containerLine', {
          parts: t('inspect.parts', { count: container.parts, value: number(container.parts) }),
          bytes: formatBytes(container.bytes, language),
        }),
      ],
    ]),
  ];
}

function specialFolders({ files }: PackageOverview, { t, language }: Context): string | undefined {
  const { emptyDirectories: empty, opaqueDirectories: opaque } = files;
  const facts: string[] = [];
  if (empty > 0)
    facts.push(t('inspect.emptyFolders', { count: empty, value: formatNumber(empty, language) }));
  if (opaque > 0) facts.push(t('inspect.opaque', { count: opaque, value: formatNumber(opaque, language) }));
  return facts.length > 0 ? facts.join(', ') : undefined;
}

function extensions({ extensions: all }: PackageOverview, { t, language }: Context): string {
  if (all.length === 0) return t('label.none');
  return all
    .map(({ category, count }) => `${printable(category)} ${formatNumber(count, language)}`)
    .join(', ');
}

function streamingText(streaming: PackageOverview['streaming'], { t, language }: Context): string {
  if (streaming.loadAll) return t('inspect.loadAll');
  return t('inspect.blocks', {
    publishing: formatNumber(streaming.publishingFiles, language),
    primary: formatNumber(streaming.primaryFiles, language),
  });
}

function applicationSection({ applications }: PackageOverview, { t, style }: Context): readonly string[] {
  if (applications.length === 0) return [];
  const rows = applications.map((each) => applicationRow(each, t('inspect.outside')));
  return [style.bold(t('inspect.applications')), ...alignTable(rows, ['left', 'left', 'left', 'left'])];
}

function applicationRow(each: OverviewApplication, outside: string): readonly string[] {
  const target = printable(each.id);
  return [
    printable(each.name ?? ''),
    printable(each.version ?? ''),
    target,
    each.targetInPackage ? '' : outside,
  ];
}

function bytesSection(
  { folders, files }: PackageOverview,
  { t, language, style }: Context,
): readonly string[] {
  if (folders.length === 0) return [];
  const rows = folders.map((each) => [
    printable(each.name),
    t('inspect.files', { count: each.files, value: formatNumber(each.files, language) }),
    formatBytes(each.bytes, language),
    formatBytes(each.compressedBytes, language),
    formatPercent(files.compressedBytes === 0 ? 0 : each.compressedBytes / files.compressedBytes, language),
  ]);
  const [head = '', ...body] = alignTable(
    [['', '', t('inspect.unpacked'), t('inspect.packed'), t('inspect.share')], ...rows],
    ['left', 'right', 'right', 'right', 'right'],
  );
  const title = t('inspect.bytes');
  // The heads of the columns stand on the line of the title where there is room for both.
  const joined =
    head.slice(0, title.length + 2).trim() === ''
      ? style.bold(title) + style.dim(head.slice(title.length))
      : undefined;
  return joined === undefined ? [style.bold(title), style.dim(head), ...body] : [joined, ...body];
}

function historySection({ history }: PackageOverview, { t, style }: Context): readonly string[] {
  if (history.length === 0) return [];
  const rows = history.map((each) => [
    printable(each.time),
    printable(each.packageVersion),
    printable([each.packagingEngine, each.sequencerVersion].filter((text) => text !== null).join(' ')),
  ]);
  return [style.bold(t('inspect.history')), ...alignTable(rows, ['left', 'left', 'left'])];
}
