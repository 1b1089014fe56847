/** Every option of the command line. A letter in `short` is the same option with one hyphen. */
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
} as const;

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
};

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(optionTable, name);
}
