import type { Progress } from '../../shared/contract/operations.ts';
import { formatBytes, formatDuration, formatPercent } from '../../shared/i18n/format.ts';
import { padEnd } from './text-layout.ts';
import type { VerbContext } from './verb-context.ts';

export type ProgressLine = {
  readonly update: (progress: Progress) => void;
  /** Takes the line off the terminal. */
  readonly clear: () => void;
};

/** Milliseconds between two pictures of the bar, and between two lines in a pipe. */
const barInterval = 100;
const lineInterval = 5_000;
const barWidth = 24;

type Context = Pick<VerbContext, 'io' | 't' | 'language' | 'quiet'>;

/** Shows progress on standard error: a bar on a terminal, elsewhere a plain line every few seconds. */
export function createProgressLine(context: Context): ProgressLine {
  const { io, quiet } = context;
  const bar = io.stderr.isTerminal && io.environment['TERM'] !== 'dumb';
  const interval = bar ? barInterval : lineInterval;
  let phase: Progress['phase'] | undefined;
  let phaseStart = 0;
  let lastShown = io.now();
  let shown = false;

  return {
    update(progress) {
      if (quiet) return;
      const now = io.now();
      if (progress.phase !== phase) {
        phase = progress.phase;
        phaseStart = now;
      }
      if (now - lastShown < interval) return;
      lastShown = now;
      const facts = describe(progress, now - phaseStart, context);
      if (!bar) return io.stderr.write(`${facts.join('  ')}\n`);
      shown = true;
      io.stderr.write(`\r${fitBar(progress, facts, io.stderr.columns)}\u001b[K`);
    },
    clear() {
      if (shown) io.stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** Phase, percent, amount, rate, remaining time; what is not known yet is left out. */
function describe(progress: Progress, milliseconds: number, { t, language }: Context): readonly string[] {
  const { phase, doneBytes, totalBytes } = progress;
  const done = formatBytes(doneBytes, language);
  const facts: string[] = [t(`progress.${phase}`)];
  if (totalBytes <= 0) return doneBytes > 0 ? [...facts, done] : facts;
  facts.push(formatPercent(share(progress), language));
  facts.push(t('progress.amount', { done, total: formatBytes(totalBytes, language) }));
  const rate = (doneBytes / milliseconds) * 1000;
  if (milliseconds < 500 || !(rate > 0)) return facts;
  facts.push(t('progress.rate', { rate: formatBytes(Math.round(rate), language) }));
  facts.push(t('progress.left', { time: formatDuration((totalBytes - doneBytes) / rate) }));
  return facts;
}

function share({ doneBytes, totalBytes }: Progress): number {
  return Math.min(1, doneBytes / totalBytes);
}

/** A line that wraps cannot be taken back, so it is kept within the terminal. */
function fitBar(progress: Progress, [phase = '', ...facts]: readonly string[], columns: number): string {
  const filled = progress.totalBytes > 0 ? Math.round(share(progress) * barWidth) : 0;
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
  const line = `${padEnd(phase, 14)} ${bar}  ${facts.join('  ')}`;
  // Words and numbers of ours: every character is one column and one code unit.
  return line.slice(0, Math.max(0, columns - 1));
}
