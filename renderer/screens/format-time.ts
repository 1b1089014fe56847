/** Date and time to the minute in the person's own time zone; the text itself when it is no time. */
export function formatTime(text: string, locale: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) return text;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}
