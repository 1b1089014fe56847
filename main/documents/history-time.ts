import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';

/** Last second that a history can show: the end of the year 9999. */
const lastSecond = 253_402_300_799;

/** SOURCE_DATE_EPOCH as the history writes it; `undefined` when it is not set. Issue: USE-ARGUMENT. */
export function historyDate(sourceDateEpoch: string | undefined): Result<string | undefined> {
  if (sourceDateEpoch === undefined || sourceDateEpoch === '') return success(undefined);
  const seconds = /^[0-9]{1,12}$/.test(sourceDateEpoch) ? Number(sourceDateEpoch) : Number.NaN;
  if (seconds <= lastSecond) return success(formatSeconds(seconds * 1000));
  const params = { actual: sourceDateEpoch, name: 'SOURCE_DATE_EPOCH', expected: `0 … ${lastSecond}` };
  return failure(issue('USE-ARGUMENT', { params }));
}

const datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/;

/**
 * Time for the history of a save: the one given, SOURCE_DATE_EPOCH, or now. Unlike a build, a save is an event, so that
 * the clock is right where nobody says otherwise. Issue: USE-ARGUMENT.
 */
export function historyTime(
  date: string | undefined,
  { sourceDateEpoch, now }: { readonly sourceDateEpoch: string | undefined; readonly now: () => number },
): Result<string> {
  if (date !== undefined) {
    // A date like 31 February is read as another day; written again it is not the same.
    const time = datePattern.test(date) ? Date.parse(date) : Number.NaN;
    const exists = !Number.isNaN(time) && formatSeconds(time) === `${date.slice(0, 19)}Z`;
    const params = { actual: date, name: '--date', expected: 'YYYY-MM-DDThh:mm:ssZ' };
    return exists ? success(date) : failure(issue('USE-ARGUMENT', { params }));
  }
  const fixed = historyDate(sourceDateEpoch);
  return fixed.ok ? success(fixed.value ?? formatSeconds(now())) : fixed;
}

/** `2026-01-31T12:00:00Z` of milliseconds since 1970. */
export function formatSeconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
