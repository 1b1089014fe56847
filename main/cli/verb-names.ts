import type { OptionName } from './options.ts';

export const verbNames = ['inspect', 'verify', 'unpack', 'build', 'edit', 'repair', 'open', 'serve'] as const;
export type VerbName = (typeof verbNames)[number];

/** The options that a command takes besides the common ones. */
export const verbOptions = {
  inspect: [],
  verify: ['workers'],
  unpack: ['output', 'part', 'workers'],
  build: ['output', 'name', 'root', 'package-id', 'level', 'profile', 'workers'],
  edit: [
    'output',
    'set',
    'add-file',
    'replace-file',
    'remove-file',
    'rename',
    'add-folder',
    'remove-folder',
    'rename-folder',
    'mode',
    'feature-block',
    'full-load',
    'no-full-load',
    'scrub-history',
    'edits',
    'as',
    'package-id',
    'date',
    'overwrite',
    'plan',
    'schema',
    'workers',
  ],
  repair: ['output', 'date', 'overwrite', 'workers'],
  open: [],
  serve: ['port', 'no-open'],
} as const satisfies Readonly<Record<VerbName, readonly OptionName[]>>;

export function isVerbName(name: string | undefined): name is VerbName {
  return verbNames.some((each) => each === name);
}
