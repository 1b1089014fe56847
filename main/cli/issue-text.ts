import type { CliTexts } from '../../shared/i18n/texts.ts';
import { assertNever } from '../../shared/base/assert.ts';
import type { Issue, Severity, Where } from '../../shared/base/issue.ts';
import { formatNumber } from '../../shared/i18n/format.ts';
import { issueMeaning, issueMessage } from '../../shared/i18n/issue-message.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { wrap } from './text-layout.ts';

type IssueTextOptions = {
  readonly t: CliTexts;
  readonly language: Language;
  readonly style: Style;
  readonly columns: number;
  /** `false` for findings that are gone: what they meant asks for nothing any more. */
  readonly meanings?: boolean;
};

/**
 * Issues for a person: one block a code, worst first, with each place and sentence, then what it means. A meaning
 * is said once however often the code occurs.
 */
export function formatIssues(issues: readonly Issue[], options: IssueTextOptions): readonly string[] {
  const groups = groupByCode(issues).sort((left, right) => severityOf(left) - severityOf(right));
  return groups.flatMap((group, index) => [...(index > 0 ? [''] : []), ...formatGroup(group, options)]);
}

function groupByCode(issues: readonly Issue[]): (readonly Issue[])[] {
  const groups = new Map<string, Issue[]>();
  for (const each of issues) {
    const group = groups.get(each.code);
    if (group === undefined) groups.set(each.code, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

const order = { error: 0, warning: 1, info: 2 } as const satisfies Record<Severity, number>;

function severityOf(group: readonly Issue[]): number {
  return order[group[0]?.severity ?? 'info'];
}

function formatGroup(group: readonly Issue[], options: IssueTextOptions): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { t, language, style, columns, meanings = true } = options;
  const width = Math.max(40, Math.min(columns, 110));
  const count = group.length > 1 ? `  × ${formatNumber(group.length, language)}` : '';
  const title = paintSeverity(first.severity, t(`severity.${first.severity}`), style);
  const meaning = meanings ? issueMeaning(first, language) : undefined;
  return [
    `${title}  ${style.bold(first.code)}${count}`,
    ...group.flatMap((each) => formatOne(each, width, options)),
    ...(meaning === undefined ? [] : wrap(printable(meaning), width, '  → ').map(alignAfterArrow)),
  ];
}

function alignAfterArrow(line: string, index: number): string {
  return index === 0 ? line : line.replace('→', ' ');
}

function formatOne(each: Issue, width: number, { t, language, style }: IssueTextOptions): readonly string[] {
  const place = formatWhere(each.where, t, language);
  const at = [each.part === undefined ? '' : printable(each.part), place]
    .filter((text) => text !== '')
    .join('  ');
  const sentence = wrap(printable(issueMessage(each, language)), width, at === '' ? '  ' : '    ');
  return at === '' ? sentence : [`  ${style.bold(at)}`, ...sentence];
}

function formatWhere(where: Where | undefined, t: CliTexts, language: Language): string {
  if (where === undefined) return '';
  const { block, offset, line, column } = where;
  const places: string[] = [];
  if (block !== undefined) places.push(t('where.block', { value: block }));
  if (line !== undefined) {
    places.push(
      column === undefined ? t('where.line', { value: line }) : t('where.lineColumn', { line, column }),
    );
  } else if (offset !== undefined) {
    places.push(
      t('where.offset', {
        value: `${formatNumber(offset, language)} (0x${offset.toString(16).toUpperCase()})`,
      }),
    );
  }
  return places.join(', ');
}

function paintSeverity(severity: Severity, word: string, style: Style): string {
  switch (severity) {
    case 'error':
      return style.bad(word);
    case 'warning':
      return style.warn(word);
    case 'info':
      return style.dim(word);
    default:
      return assertNever(severity);
  }
}
