import type { EditPlan, RepairReport, SaveReport } from '../../shared/contract/operations.ts';
import { formatBytes, formatNumber } from '../../shared/i18n/format.ts';
import { formatIssues } from './issue-text.ts';
import { printable } from './printable.ts';
import { alignPairs, alignTable } from './text-layout.ts';
import type { VerbContext } from './verb-context.ts';

/** Rows of one list of a plan; who wants all of them asks for `--json`. */
const mostRows = 20;

type Context = Pick<VerbContext, 't' | 'language' | 'style'>;

/** What `edit` says of the package that it wrote. */
export function formatSaved(report: SaveReport, context: Context): readonly string[] {
  const { t, style } = context;
  const { bytes, copiedBytes, parts, writtenParts } = report;
  return [
    `${style.bold(style.good(t('edit.saved')))}  ${printable(report.target)}`,
    ...alignPairs([
      [t('label.mode'), t(`edit.modes.${report.as}`)],
      [t('label.packageId'), shown(report.packageId)],
      [t('label.versionId'), shown(report.versionId)],
      [t('label.version'), shown(report.version)],
      [t('label.copied'), partsAndBytes(parts - writtenParts, copiedBytes, context)],
      [t('label.written'), partsAndBytes(writtenParts, bytes - copiedBytes, context)],
    ]),
  ];
}

/** What `edit --plan` says of the package that it did not write. */
export function formatPlan(plan: EditPlan, context: Context): readonly string[] {
  const { t, language, style } = context;
  const { before, identity, kept } = plan;
  const inPlace = t('edit.inPlace', {
    kept: partsAndBytes(kept.parts, kept.bytes, context),
    value: formatNumber(kept.inPlace, language),
  });
  return [
    `${style.bold(t('edit.plan'))}  ${printable(plan.file)}`,
    ...alignPairs([
      [t('label.mode'), t(`edit.modes.${plan.as}`)],
      [t('label.target'), shown(plan.target)],
      [t('label.name'), change(before.displayName, identity.displayName)],
      [t('label.packageId'), change(before.packageId, identity.packageId)],
      [t('label.version'), change(before.version, identity.version)],
      [t('label.versionId'), change(before.versionId, identity.versionId ?? newVersionId(plan, context))],
      [t('label.copied'), inPlace],
    ]),
    ...section(t('edit.written'), plan.written, ({ why }) => t(`edit.why.${why}`), context),
    ...section(
      t('edit.renamed'),
      plan.renamed,
      ({ from }) => t('edit.from', { from: printable(from) }),
      context,
    ),
    ...section(t('edit.removed'), plan.removed, () => '', context),
  ];
}

/** What `repair` says of the package that it wrote, if any: the findings that are gone, in the words of `verify`. */
export function formatRepaired(
  report: RepairReport,
  context: Pick<VerbContext, 't' | 'language' | 'style' | 'io'>,
): readonly string[] {
  const { t, language, style, io } = context;
  if (report.target === null) {
    return [`${style.bold(style.good(t('repair.nothing')))}  ${printable(report.file)}`];
  }
  return [
    `${style.bold(style.good(t('repair.repaired')))}  ${printable(report.target)}`,
    ...alignPairs([
      [t('label.versionId'), shown(report.versionId)],
      [t('label.version'), shown(report.version)],
      [t('label.size'), formatBytes(report.bytes, language)],
    ]),
    '',
    style.bold(t('repair.findings')),
    ...formatIssues(report.repaired, { t, language, style, columns: io.stdout.columns, meanings: false }),
  ];
}

function shown(text: string | null): string | undefined {
  return text === null || text === '' ? undefined : printable(text);
}

/** An AppX package has no VersionId, so none is made for it. */
function newVersionId({ before, as }: EditPlan, { t }: Context): string | null {
  return as === 'same' && before.versionId === null ? null : t('edit.fromContent');
}

/** `before → after`, or one of them when that says it all. */
function change(before: string | null, after: string | null): string | undefined {
  if (before === null || before === after) return shown(after);
  return `${printable(before)} → ${printable(after ?? '')}`;
}

function partsAndBytes(parts: number, bytes: number, { t, language }: Context): string {
  const counted = t('inspect.parts', { count: parts, value: formatNumber(parts, language) });
  return t('inspect.containerLine', { parts: counted, bytes: formatBytes(bytes, language) });
}

type PlannedPart = { readonly part: string; readonly bytes: number };

function section<Part extends PlannedPart>(
  title: string,
  parts: readonly Part[],
  remark: (part: Part) => string,
  { t, language, style }: Context,
): readonly string[] {
  if (parts.length === 0) return [];
  const rows = parts
    .slice(0, mostRows)
    .map((each) => [printable(each.part), formatBytes(each.bytes, language), remark(each)]);
  const more = parts.length - rows.length;
  return [
    '',
    style.bold(title),
    ...alignTable(rows, ['left', 'right', 'left']),
    ...(more > 0
      ? [`  ${style.dim(t('edit.more', { count: more, value: formatNumber(more, language) }))}`]
      : []),
  ];
}
