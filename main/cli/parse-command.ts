import { parseArgs } from 'node:util';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { nearest } from './nearest.ts';
import { commonOptions, isMultiple, isOptionName, type OptionName, optionTable } from './options.ts';
import { isVerbName, type VerbName, verbNames, verbOptions } from './verb-names.ts';

export type ParsedCommand = {
  /** `undefined` when only common options were given. */
  readonly verb: VerbName | 'help' | undefined;
  readonly positionals: readonly string[];
  readonly values: Readonly<Partial<Record<OptionName, string>>>;
  readonly flags: ReadonlySet<OptionName>;
  /** All options in the order in which they were given; the only place of those that may be given again. */
  readonly given: readonly GivenOption[];
};

/** `value` is empty for an option that takes none. */
export type GivenOption = { readonly name: OptionName; readonly value: string };

type Token = NonNullable<ReturnType<typeof readTokens>>[number];

/** Reads the arguments behind the program's name. Issues: USE-COMMAND, USE-OPTION. */
export function parseCommand(argv: readonly string[]): Result<ParsedCommand> {
  const issues: Issue[] = [];
  const given: GivenOption[] = [];
  const words: string[] = [];
  for (const token of readTokens(argv)) {
    if (token.kind === 'positional') words.push(token.value);
    else if (token.kind === 'option') {
      const option = readOption(token, given);
      if (option.ok) given.push(option.value);
      else issues.push(...option.issues);
    }
  }
  const [verb, ...positionals] = words;
  if (verb !== undefined && verb !== 'help' && !isVerbName(verb))
    return failure(unknownVerb(verb), ...issues);
  if (issues.length === 0 && isVerbName(verb)) issues.push(...foreignOptions(verb, given));
  if (issues.length > 0) return failure(...issues);
  return success({ verb, positionals, values: singleValues(given), flags: flagsOf(given), given });
}

function singleValues(given: readonly GivenOption[]): ParsedCommand['values'] {
  const single = given.filter(({ name }) => optionTable[name].type === 'string' && !isMultiple(name));
  return Object.fromEntries(single.map(({ name, value }) => [name, value]));
}

function flagsOf(given: readonly GivenOption[]): ReadonlySet<OptionName> {
  return new Set(given.map(({ name }) => name).filter((name) => optionTable[name].type === 'boolean'));
}

function readTokens(argv: readonly string[]) {
  // Not strict, so that every mistake is found at once and said in the person's language.
  return parseArgs({
    args: [...argv],
    options: optionTable,
    strict: false,
    allowPositionals: true,
    tokens: true,
  }).tokens;
}

function readOption(
  token: Extract<Token, { kind: 'option' }>,
  before: readonly GivenOption[],
): Result<GivenOption> {
  const { name, rawName } = token;
  const refuse = (params: Record<string, string>) => failure(issue('USE-OPTION', { params }));
  if (!isOptionName(name)) return failure(unknownOption(rawName));
  if (optionTable[name].type === 'boolean') {
    return token.value === undefined ? success({ name, value: '' }) : refuse({ flag: rawName });
  }
  // `-o --json` is a forgotten value; `-o=--json` and `--output=--json` say what they mean.
  const { value } = token;
  if (
    value === undefined ||
    value === '' ||
    (!token.inlineValue && value.startsWith('-') && value.length > 1)
  ) {
    return refuse({ missing: rawName });
  }
  const isSecond = !isMultiple(name) && before.some((each) => each.name === name);
  return isSecond ? refuse({ twice: rawName }) : success({ name, value });
}

function unknownOption(rawName: string): Issue {
  const known = Object.keys(optionTable).map((each) => `--${each}`);
  const other = rawName.startsWith('--') ? nearest(rawName, known) : undefined;
  return issue('USE-OPTION', { params: { name: rawName, ...(other === undefined ? {} : { other }) } });
}

function unknownVerb(verb: string): Issue {
  const other = nearest(verb, [...verbNames, 'help']);
  return issue('USE-COMMAND', { params: { name: verb, ...(other === undefined ? {} : { other }) } });
}

function foreignOptions(verb: VerbName, given: readonly GivenOption[]): readonly Issue[] {
  const allowed = new Set<string>([...commonOptions, ...verbOptions[verb]]);
  return [...new Set(given.map(({ name }) => name))]
    .filter((name) => !allowed.has(name))
    .map((name) => issue('USE-OPTION', { params: { foreign: `--${name}`, verb } }));
}
