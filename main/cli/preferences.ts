import type { Language } from '../../shared/i18n/language.ts';
import { languageOfLocale } from '../../shared/i18n/language.ts';
import type { CommandLineIo } from './command-line-io.ts';

/** What decides how everything is said, the complaints about wrong arguments included. */
export type Preferences = {
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly noColor: boolean;
};

/** Reads the preferences however wrong the other arguments are. */
export function readPreferences(argv: readonly string[], io: CommandLineIo): Preferences {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const asked = languageOption(options);
  return {
    language: languageOfLocale(asked ?? systemLocale(io)),
    json: options.includes('--json'),
    quiet: options.includes('--quiet') || options.includes('-q'),
    noColor: options.includes('--no-color'),
  };
}

function languageOption(options: readonly string[]): string | undefined {
  const index = options.indexOf('--language');
  if (index >= 0) return options[index + 1];
  return options.find((each) => each.startsWith('--language='))?.slice('--language='.length);
}

/** In the order of POSIX; a variable that is empty counts as not set. */
function systemLocale({ environment, systemLocale: fallback }: CommandLineIo): string {
  return environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || fallback;
}
