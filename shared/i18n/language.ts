/** The languages that every sentence of the product exists in. */
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/**
 * Our language for a locale name as systems write it: BCP 47 (`fr-CA`) or POSIX (`fr_CA.UTF-8`). English for
 * every other one.
 */
export function languageOfLocale(locale: string): Language {
  return /^fr(?:[-_.@]|$)/i.test(locale) ? 'fr' : 'en';
}
