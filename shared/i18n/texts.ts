import { createInstance, type i18n, type TFunction } from 'i18next';
import { cliTexts as englishCli } from './en/cli.ts';
import { windowTexts as englishWindow } from './en/window.ts';
import { cliTexts as frenchCli } from './fr/cli.ts';
import { windowTexts as frenchWindow } from './fr/window.ts';
import type { Language } from './language.ts';

const resources = {
  en: { cli: englishCli, window: englishWindow },
  fr: { cli: frenchCli, window: frenchWindow },
} as const;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'window';
    resources: (typeof resources)['en'];
  }
}

/**
 * A fresh i18next instance with every text of the product, ready at once. Namespaces: `window` (the default)
 * and `cli`; the words of issues are in issue-message.ts. Keys are typed from the English texts.
 *
 * Values are not escaped: React does that for the window, and a terminal needs it plain.
 */
export function createTexts(language: Language): i18n {
  const texts = createInstance();
  // initAsync false with inline resources: everything is there when init returns, so its promise says nothing new.
  void texts.init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'window',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return texts;
}

/** Gives the texts of the command line by key, with their values filled in. */
export type CliTexts = TFunction<'cli'>;

export function createCliTexts(language: Language): CliTexts {
  return createTexts(language).getFixedT(null, 'cli');
}
