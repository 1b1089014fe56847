import type { CommandLineIo, OutputStream } from './command-line-io.ts';
import { exitCodes } from './exit-code.ts';

/**
 * The real process. The first SIGINT or SIGTERM asks to stop and lets the work clean up after itself; a second one
 * ends the process as usual.
 */
export function createProcessIo(): CommandLineIo {
  const controller = new AbortController();
  const stop = (): void => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    stdout: wrapStream(process.stdout),
    stderr: wrapStream(process.stderr),
    environment: process.env,
    systemLocale: Intl.DateTimeFormat().resolvedOptions().locale,
    signal: controller.signal,
    now: () => performance.now(),
  };
}

function wrapStream(stream: NodeJS.WriteStream): OutputStream {
  // A reader that has gone, as in `packwright help | head -1`, is no failure: it has what it wanted.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = exitCodes.io;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY,
    get columns() {
      // A terminal that does not know its width says 0.
      return stream.columns > 0 ? stream.columns : 100;
    },
  };
}
