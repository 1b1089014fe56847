import type { Result } from '../../../shared/base/result.ts';
import { failure, success } from '../../../shared/base/result.ts';
import { mostWorkers } from '../../../shared/contract/operations.ts';
import { formatBytes, formatNumber } from '../../../shared/i18n/format.ts';
import { missingArgument, onePositional, together, wholeNumber } from '../arguments.ts';
import type { ExitCode } from '../exit-code.ts';
import type { ParsedCommand } from '../parse-command.ts';
import { printable } from '../printable.ts';
import { present, runOperationVerb } from '../run-verb.ts';
import type { VerbContext } from '../verb-context.ts';

export async function runUnpack(context: VerbContext): Promise<ExitCode> {
  const { command, t, language } = context;
  const given = together({
    file: onePositional(command, '<package>'),
    target: requiredOutput(command),
    part: success(command.values.part),
    workers: wholeNumber(command, 'workers', { least: 1, most: mostWorkers }),
  });
  if (!given.ok) return present(context, given, { show: () => [] });
  const { file, target, ...rest } = given.value;
  return runOperationVerb(
    context,
    'package.unpack',
    (operations) => ({ file: operations.file(file), target: operations.file(target), ...rest }),
    () => ({
      show: (report) => [
        t('unpack.done', {
          files: t('inspect.files', { count: report.files, value: formatNumber(report.files, language) }),
          bytes: formatBytes(report.bytes, language),
          target: printable(report.target),
        }),
      ],
    }),
  );
}

export function requiredOutput({ values }: ParsedCommand): Result<string> {
  return values.output === undefined ? failure(missingArgument('-o <path>')) : success(values.output);
}
