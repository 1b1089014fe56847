import type { OptionName } from './options.ts';

export const verbNames = ['inspect', 'verify', 'unpack', 'build', 'open', 'serve'] as const;
export type VerbName = (typeof verbNames)[number];

/** The options that a command takes besides the common ones. */
export const verbOptions = {
  inspect: [],
  verify: ['workers'],
  unpack: ['output', 'part', 'workers'],
  build: ['output', 'name', 'root', 'package-id', 'level', 'profile', 'workers'],
  open: [],
  serve: ['port', 'no-open'],
} as const satisfies Readonly<Record<VerbName, readonly OptionName[]>>;

export function isVerbName(name: string | undefined): name is VerbName {
  return verbNames.some((each) => each === name);
}
