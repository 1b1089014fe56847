import { parseArgs } from 'node:util';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { nearest } from './nearest.ts';
import { commonOptions, isOptionName, type OptionName, optionTable } from './options.ts';
import { isVerbName, type VerbName, verbNames, verbOptions } from './verb-names.ts';

export type ParsedCommand = {
  /** `undefined` when only common options were given. */
  readonly verb: VerbName | 'help' | undefined;
  readonly positionals: readonly string[];
  readonly values: Readonly<Partial<Record<OptionName, string>>>;
  readonly flags: ReadonlySet<OptionName>;
};

type Token = NonNullable<ReturnType<typeof readTokens>>[number];

/** Reads the arguments behind the program's name. Issues: USE-COMMAND, USE-OPTION. */
export function parseCommand(argv: readonly string[]): Result<ParsedCommand> {
  const issues: Issue[] = [];
  const values: Partial<Record<OptionName, string>> = {};
  const flags = new Set<OptionName>();
  const words: string[] = [];
  for (const token of readTokens(argv)) {
    if (token.kind === 'positional') words.push(token.value);
    else if (token.kind === 'option') issues.push(...takeOption(token, values, flags));
  }
  const [verb, ...positionals] = words;
  if (verb !== undefined && verb !== 'help' && !isVerbName(verb))
    return failure(unknownVerb(verb), ...issues);
  if (issues.length === 0 && isVerbName(verb)) issues.push(...foreignOptions(verb, values, flags));
  if (issues.length > 0) return failure(...issues);
  return success({ verb, positionals, values, flags });
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

function takeOption(
  token: Extract<Token, { kind: 'option' }>,
  values: Partial<Record<OptionName, string>>,
  flags: Set<OptionName>,
): readonly Issue[] {
  const { name, rawName } = token;
  if (!isOptionName(name)) return [unknownOption(rawName)];
  if (optionTable[name].type === 'boolean') {
    flags.add(name);
    return token.value === undefined ? [] : [issue('USE-OPTION', { params: { flag: rawName } })];
  }
  // `-o --json` is a forgotten value; `-o=--json` and `--output=--json` say what they mean.
  const { value } = token;
  if (
    value === undefined ||
    value === '' ||
    (!token.inlineValue && value.startsWith('-') && value.length > 1)
  ) {
    return [issue('USE-OPTION', { params: { missing: rawName } })];
  }
  if (values[name] !== undefined) return [issue('USE-OPTION', { params: { twice: rawName } })];
  values[name] = value;
  return [];
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

function foreignOptions(
  verb: VerbName,
  values: Partial<Record<OptionName, string>>,
  flags: ReadonlySet<OptionName>,
): readonly Issue[] {
  const allowed = new Set<string>([...commonOptions, ...verbOptions[verb]]);
  return [...Object.keys(values), ...flags]
    .filter((name) => !allowed.has(name))
    .map((name) => issue('USE-OPTION', { params: { foreign: `--${name}`, verb } }));
}
