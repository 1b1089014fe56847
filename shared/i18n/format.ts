import type { Language } from './language.ts';

/*
 * Numbers as a person of a language reads them. A kilobyte is 1,024 bytes, as in Windows. What a script reads never
 * passes through here.
 */

const units = { en: ['bytes', 'KB', 'MB', 'GB', 'TB'], fr: ['octets', 'Ko', 'Mo', 'Go', 'To'] } as const;

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

/** Three significant digits: `0 bytes`, `1 byte`, `980 KB`, `12.4 MB`, in French `12,4 Mo`. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1024) return `${formatNumber(bytes, language)} ${byteWord(bytes, language)}`;
  let value = bytes;
  let unit = 0;
  // 1,000 KB and more read better as 0.98 MB: no number has four digits.
  while (value >= 999.5 && unit < units[language].length - 1) {
    value /= 1024;
    unit++;
  }
  const text = new Intl.NumberFormat(language, {
    minimumSignificantDigits: 3,
    maximumSignificantDigits: 3,
  }).format(value);
  return `${text} ${units[language][unit] ?? ''}`;
}

function byteWord(bytes: number, language: Language): string {
  if (language === 'fr') return bytes < 2 ? 'octet' : 'octets';
  return bytes === 1 ? 'byte' : 'bytes';
}

/** A share between 0 and 1 as whole percent: `45%`, in French `45 %`. */
export function formatPercent(share: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A remaining time: `5 s`, `2 min 05 s`, `1 h 20 min`. The units are the same in both languages. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
