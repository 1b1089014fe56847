import type { AbortSignalLike } from '../../shared/contract/operations.ts';

/** One of the two output streams. */
export type OutputStream = {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Characters a line of the terminal holds. */
  readonly columns: number;
};

/** Everything of the surrounding process that the command line uses. */
export type CommandLineIo = {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Locale of the system for when the environment names none. */
  readonly systemLocale: string;
  /** Aborted when the person or the system asks to stop. */
  readonly signal: AbortSignalLike;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
};
