import { type Guid, parseGuid } from '../../shared/base/guid.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { historyTime } from '../documents/history-time.ts';
import type { OptionName } from './options.ts';
import type { ParsedCommand } from './parse-command.ts';

/*
 * Reading the arguments of one command. All functions give USE-ARGUMENT issues, whose params pick the sentence.
 */

export function missingArgument(missing: string): Issue {
  return issue('USE-ARGUMENT', { params: { missing } });
}

/** The one positional argument of a command; `what` stands for it in usage lines. */
export function onePositional({ positionals }: ParsedCommand, what: string): Result<string> {
  const [first, extra] = positionals;
  if (first === undefined || first === '') return failure(missingArgument(what));
  if (extra !== undefined) return failure(issue('USE-ARGUMENT', { params: { extra } }));
  return success(first);
}

export function optionalPositional(command: ParsedCommand, what: string): Result<string | undefined> {
  return command.positionals.length === 0 ? success(undefined) : onePositional(command, what);
}

export function wholeNumber(
  { values }: ParsedCommand,
  name: OptionName,
  range: { readonly least: number; readonly most: number },
): Result<number | undefined> {
  const text = values[name];
  if (text === undefined) return success(undefined);
  const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= range.least && number <= range.most) return success(number);
  return failure(impossible(name, text, `${range.least} … ${range.most}`));
}

export function oneOf<Choice extends string>(
  { values }: ParsedCommand,
  name: OptionName,
  choices: readonly Choice[],
): Result<Choice | undefined> {
  const text = values[name];
  if (text === undefined) return success(undefined);
  const choice = choices.find((each) => each === text);
  return choice === undefined ? failure(impossible(name, text, choices.join(', '))) : success(choice);
}

export function guidOption({ values }: ParsedCommand, name: OptionName): Result<Guid | undefined> {
  const text = values[name];
  if (text === undefined) return success(undefined);
  const guid = parseGuid(text);
  return guid === undefined
    ? failure(impossible(name, text, 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx (0-9, a-f)'))
    : success(guid);
}

/** `--date`: the time for the history of a package. */
export function dateOption({ values: { date } }: ParsedCommand): Result<string | undefined> {
  if (date === undefined) return success(undefined);
  return historyTime(date, { sourceDateEpoch: undefined, now: () => 0 });
}

export function impossible(name: OptionName, actual: string, expected: string): Issue {
  return issue('USE-ARGUMENT', { params: { actual, name: `--${name}`, expected } });
}

/** Gathers several readings: all their values, or all their issues at once. */
export function together<Values extends Readonly<Record<string, unknown>>>(
  readings: { readonly [Key in keyof Values]: Result<Values[Key]> },
): Result<Values> {
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, reading] of Object.entries<Result<unknown>>(readings)) {
    issues.push(...reading.issues);
    // An absent option is left out, because the contract tells absent from `undefined`.
    if (reading.ok && reading.value !== undefined) values[key] = reading.value;
  }
  return issues.length > 0 ? failure(...issues) : success(values as Values);
}
