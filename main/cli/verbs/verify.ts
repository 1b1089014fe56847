import { type Issue, hasErrors, hasFindings } from '../../../shared/base/issue.ts';
import { mostWorkers, type VerifyReport } from '../../../shared/contract/operations.ts';
import { formatBytes, formatNumber } from '../../../shared/i18n/format.ts';
import { onePositional, together, wholeNumber } from '../arguments.ts';
import type { ExitCode } from '../exit-code.ts';
import { formatIssues } from '../issue-text.ts';
import { printable } from '../printable.ts';
import { present, runOperationVerb } from '../run-verb.ts';
import type { VerbContext } from '../verb-context.ts';

export async function runVerify(context: VerbContext): Promise<ExitCode> {
  const given = together({
    file: onePositional(context.command, '<package>'),
    workers: wholeNumber(context.command, 'workers', { least: 1, most: mostWorkers }),
  });
  if (!given.ok) return present(context, given, { show: () => [] });
  const { file, ...rest } = given.value;
  return runOperationVerb(
    context,
    'package.verify',
    (operations) => ({ file: operations.file(file), ...rest }),
    ({ issues }) => ({ show: (report) => formatReport(report, file, issues, context), showsIssues: true }),
  );
}

function formatReport(
  report: VerifyReport,
  file: string,
  issues: readonly Issue[],
  { t, language, style, io, quiet }: VerbContext,
): readonly string[] {
  const told = quiet ? issues.filter((each) => each.severity !== 'info') : issues;
  const findings = issues.filter((each) => each.severity !== 'info').length;
  const counted = t('verify.findings', { count: findings, value: formatNumber(findings, language) });
  return [
    `${verdict(issues, { t, style })}  ${printable(file)}${findings > 0 ? `  ${counted}` : ''}`,
    `  ${t('verify.covered', {
      parts: t('inspect.parts', { count: report.parts, value: formatNumber(report.parts, language) }),
      blocks: t('verify.blocks', { count: report.blocks, value: formatNumber(report.blocks, language) }),
      packed: formatBytes(report.bytes, language),
      unpacked: formatBytes(report.uncompressedBytes, language),
    })}`,
    ...(hasFindings(issues) ? [] : [`  ${t('verify.proved')}`]),
    ...(told.length > 0
      ? ['', ...formatIssues(told, { t, language, style, columns: io.stdout.columns })]
      : []),
  ];
}

function verdict(issues: readonly Issue[], { t, style }: Pick<VerbContext, 't' | 'style'>): string {
  if (hasErrors(issues)) return style.bold(style.bad(t('verify.damaged')));
  if (hasFindings(issues)) return style.bold(style.warn(t('verify.questionable')));
  return style.bold(style.good(t('verify.intact')));
}
