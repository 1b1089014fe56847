import type { Result } from '../../../shared/base/result.ts';
import type { PackageInspection } from '../../../shared/contract/operations.ts';
import { onePositional } from '../arguments.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-code.ts';
import { formatOverview } from '../overview-text.ts';
import { present, runOperationVerb } from '../run-verb.ts';
import type { VerbContext } from '../verb-context.ts';

export async function runInspect(context: VerbContext): Promise<ExitCode> {
  const file = onePositional(context.command, '<package>');
  if (!file.ok) return present(context, file, { show: () => [] });
  return runOperationVerb(
    context,
    'package.inspect',
    (operations) => ({ file: operations.file(file.value) }),
    () => ({ show: ({ overview }) => formatOverview(overview, context), exitCode: inspectExitCode }),
  );
}

/** An AppX package is shown, but it is not what was asked for. */
function inspectExitCode(result: Result<PackageInspection>): ExitCode {
  const code = exitCodeOf(result);
  return result.ok && result.value.overview.kind !== 'appv' && code <= exitCodes.findings
    ? exitCodes.unreadable
    : code;
}
