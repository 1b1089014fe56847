import { mostWorkers } from '../../../shared/contract/operations.ts';
import { onePositional, dateOption, together, wholeNumber } from '../arguments.ts';
import { formatRepaired } from '../edit-text.ts';
import type { ExitCode } from '../exit-code.ts';
import { describeIssue } from '../json-document.ts';
import { present, runOperationVerb } from '../run-verb.ts';
import type { VerbContext } from '../verb-context.ts';
import { requiredOutput } from './unpack.ts';

/** Saves a damaged package as a repaired new version. */
export async function runRepair(context: VerbContext): Promise<ExitCode> {
  const { command } = context;
  const given = together({
    file: onePositional(command, '<package>'),
    target: requiredOutput(command),
    date: dateOption(command),
    workers: wholeNumber(command, 'workers', { least: 1, most: mostWorkers }),
  });
  if (!given.ok) return present(context, given, { show: () => [] });
  const { file, target, ...rest } = given.value;
  return runOperationVerb(
    context,
    'package.repair',
    (operations) => ({
      file: operations.file(file),
      target: operations.file(target),
      replace: command.flags.has('overwrite'),
      ...rest,
    }),
    () => ({
      show: (report) => formatRepaired(report, context),
      document: (report) => ({ ...report, repaired: report.repaired.map(describeIssue) }),
    }),
  );
}
