import { type Issue, hasFindings } from '../../shared/base/issue.ts';
import type { Result } from '../../shared/base/result.ts';

/** What a script may rely on; these numbers never change. */
export const exitCodes = {
  done: 0,
  findings: 1,
  usage: 2,
  unreadable: 3,
  io: 4,
  cancelled: 5,
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * The exit code of an outcome. A result that could be read gives 0, or 1 when it has findings; notes of severity
 * `info` do not count. Of several reasons for a failure the first of this order counts: defect, cancelled, usage,
 * reading or writing, unreadable.
 */
export function exitCodeOf(result: Result<unknown>): ExitCode {
  const { issues } = result;
  if (issues.some((each) => each.code === 'BUG-INTERNAL')) return exitCodes.bug;
  if (issues.some((each) => each.code === 'IO-CANCELLED')) return exitCodes.cancelled;
  if (result.ok) return hasFindings(issues) ? exitCodes.findings : exitCodes.done;
  if (issues.some(isUsage)) return exitCodes.usage;
  if (issues.some((each) => each.code.startsWith('IO-'))) return exitCodes.io;
  return exitCodes.unreadable;
}

/** Edits that say what the package or the disk is like, and not what was asked for. */
const notAsked: ReadonlySet<string> = new Set(['EDT-DAMAGED', 'EDT-NOT-REPAIRABLE', 'EDT-CHANGED-ON-DISK']);

/** An edit that does not fit, like a package to be written into its own source, is a mistake in the command. */
function isUsage({ code, severity }: Issue): boolean {
  if (code.startsWith('EDT-')) return severity === 'error' && !notAsked.has(code);
  return (code.startsWith('USE-') && code !== 'USE-MORE') || code === 'PRJ-TARGET-IN-SOURCE';
}
