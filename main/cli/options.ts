/**
 * Every option of the command line. A letter in `short` is the same option with one hyphen; one that is `multiple` may be
 * given as often as needed.
 */
export const optionTable = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
  json: { type: 'boolean' },
  language: { type: 'string' },
  'no-color': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  output: { type: 'string', short: 'o' },
  part: { type: 'string' },
  workers: { type: 'string' },
  level: { type: 'string' },
  profile: { type: 'string' },
  name: { type: 'string' },
  root: { type: 'string' },
  'package-id': { type: 'string' },
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  edits: { type: 'string' },
  set: { type: 'string', multiple: true },
  'add-file': { type: 'string', multiple: true },
  'replace-file': { type: 'string', multiple: true },
  'remove-file': { type: 'string', multiple: true },
  rename: { type: 'string', multiple: true },
  'add-folder': { type: 'string', multiple: true },
  'remove-folder': { type: 'string', multiple: true },
  'rename-folder': { type: 'string', multiple: true },
  mode: { type: 'string', multiple: true },
  'feature-block': { type: 'string', multiple: true },
  'full-load': { type: 'boolean' },
  'no-full-load': { type: 'boolean' },
  'scrub-history': { type: 'boolean' },
  as: { type: 'string' },
  date: { type: 'string' },
  overwrite: { type: 'boolean' },
  plan: { type: 'boolean' },
  schema: { type: 'boolean' },
} as const satisfies Readonly<Record<string, OptionDescription>>;

type OptionDescription = {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  readonly multiple?: true;
};

export type OptionName = keyof typeof optionTable;

/** Options that every command takes. */
export const commonOptions = [
  'json',
  'language',
  'quiet',
  'no-color',
  'help',
  'version',
] as const satisfies readonly OptionName[];

/** What stands for the value of an option in usage lines. */
export const optionValues: Readonly<Partial<Record<OptionName, string>>> = {
  language: 'en|fr',
  output: '<path>',
  part: '<name>',
  workers: '<number>',
  level: '<level>',
  profile: '<profile>',
  name: '<name>',
  root: '<token path>',
  'package-id': '<guid>',
  port: '<number>',
  edits: '<file.json>',
  set: '<path>=<value>',
  'add-file': '<local>=<part>',
  'replace-file': '<local>=<part>',
  'remove-file': '<part>',
  rename: '<part>=<part>',
  'add-folder': '<folder>',
  'remove-folder': '<folder>',
  'rename-folder': '<folder>=<folder>',
  mode: '<folder>=merge|override',
  'feature-block': '<part>=<block>',
  as: 'new-version|same|branch',
  date: 'YYYY-MM-DDThh:mm:ssZ',
};

/** Whether an option may be given more than once. */
export function isMultiple(name: OptionName): boolean {
  return 'multiple' in optionTable[name];
}

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionTable, name);
}
