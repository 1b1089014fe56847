import type { CommandLineIo, OutputStream } from './command-line-io.ts';

/** Emphasis on a terminal; plain text everywhere else. Colour never says anything that the words do not. */
export type Style = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
};

export function createStyle(stream: OutputStream, io: CommandLineIo, noColor: boolean): Style {
  const { environment } = io;
  // https://no-color.org: any value but the empty one.
  const plain =
    noColor || !stream.isTerminal || Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  const paint = (on: number, off: number) => (text: string) =>
    plain || text === '' ? text : `\u001b[${on}m${text}\u001b[${off}m`;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    good: paint(32, 39),
    bad: paint(31, 39),
    warn: paint(33, 39),
  };
}
