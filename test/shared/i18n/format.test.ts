import { describe, expect, it } from 'vitest';
import { formatBytes, formatDuration, formatNumber, formatPercent } from '../../../shared/i18n/format.ts';
import { languageOfLocale } from '../../../shared/i18n/language.ts';
import { createCliTexts } from '../../../shared/i18n/texts.ts';

/** French groups digits with U+202F and puts U+00A0 before a percent sign (CLDR). */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes', '0 octet'],
    [1, '1 byte', '1 octet'],
    [2, '2 bytes', '2 octets'],
    [1023, '1,023 bytes', '1 023 octets'],
    [1024, '1.00 KB', '1,00 Ko'],
    [1024 * 12.4, '12.4 KB', '12,4 Ko'],
    [1024 * 999, '999 KB', '999 Ko'],
    [1024 * 1000, '0.977 MB', '0,977 Mo'],
    [1024 ** 2, '1.00 MB', '1,00 Mo'],
    [5 * 1024 ** 3, '5.00 GB', '5,00 Go'],
    [3 * 1024 ** 5, '3,070 TB', '3 070 To'],
  ])('%d is %s, in French %s', (bytes, english, french) => {
    expect(formatBytes(bytes, 'en')).toBe(english);
    expect(plain(formatBytes(bytes, 'fr'))).toBe(french);
  });
});

describe('other numbers', () => {
  it('are grouped as the language does', () => {
    expect(formatNumber(1234567, 'en')).toBe('1,234,567');
    expect(plain(formatNumber(1234567, 'fr'))).toBe('1 234 567');
    expect(formatPercent(0.456, 'en')).toBe('46%');
    expect(plain(formatPercent(0.456, 'fr'))).toBe('46 %');
  });

  it.each([
    [-1, '0 s'],
    [0.4, '0 s'],
    [59.4, '59 s'],
    [60, '1 min 00 s'],
    [125, '2 min 05 s'],
    [3600, '1 h 00 min'],
    [7_380, '2 h 03 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('languageOfLocale', () => {
  it.each([
    ['fr', 'fr'],
    ['fr-CA', 'fr'],
    ['fr_FR.UTF-8', 'fr'],
    ['FR', 'fr'],
    ['fr@euro', 'fr'],
    ['fry', 'en'],
    ['en_US.UTF-8', 'en'],
    ['C', 'en'],
    ['de-CH', 'en'],
    ['', 'en'],
  ] as const)('%s is %s', (locale, language) => {
    expect(languageOfLocale(locale)).toBe(language);
  });
});

describe('plural forms', () => {
  it.each([
    ['en', 0, '0 files'],
    ['en', 1, '1 file'],
    ['en', 1_000_000, '1,000,000 files'],
    ['fr', 0, '0 fichier'],
    ['fr', 1, '1 fichier'],
    ['fr', 2, '2 fichiers'],
    ['fr', 1_000_000, '1 000 000 de fichiers'],
  ] as const)('%s %d', (language, count, text) => {
    const t = createCliTexts(language);
    expect(plain(t('inspect.files', { count, value: formatNumber(count, language) }))).toBe(text);
  });
});
