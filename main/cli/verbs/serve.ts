import { stat } from 'node:fs/promises';
import { issue } from '../../../shared/base/issue.ts';
import { failure, type Result, success } from '../../../shared/base/result.ts';
import { issuesFromError } from '../../files/io-issue.ts';
import { optionalPositional, together, wholeNumber } from '../arguments.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { formatJsonDocument } from '../json-document.ts';
import { present } from '../run-verb.ts';
import type { ServedWindow, VerbContext } from '../verb-context.ts';

export async function runServe(context: VerbContext): Promise<ExitCode> {
  const { command } = context;
  const given = together({
    packagePath: await packageArgument(context),
    port: wholeNumber(command, 'port', { least: 1, most: 65_535 }),
  });
  if (!given.ok) return present(context, given, { show: () => [] });
  return serveWindow(context, given.value, !command.flags.has('no-open'));
}

/** The package to show first: optional, but when it is given it has to be there. */
export async function packageArgument({ command }: VerbContext): Promise<Result<string | undefined>> {
  const given = optionalPositional(command, '<package>');
  if (!given.ok || given.value === undefined) return given;
  try {
    const isFile = (await stat(given.value)).isFile();
    return isFile ? given : failure(issue('IO-NOT-A-FILE', { part: given.value }));
  } catch (error) {
    return failure(...issuesFromError(error));
  }
}

/** Serves until the person stops it, which is the ordinary end: exit code 0. */
export async function serveWindow(
  context: VerbContext,
  { packagePath, port }: { readonly packagePath?: string | undefined; readonly port?: number | undefined },
  openBrowser: boolean,
): Promise<ExitCode> {
  const started = await start(context, {
    ...(packagePath === undefined ? {} : { package: packagePath }),
    ...(port === undefined ? {} : { port }),
  });
  if (!started.ok) return present(context, started, { show: () => [] });
  const served = started.value;
  announce(context, served);
  if (openBrowser) await context.services.openBrowser(served.url);
  await untilStopped(context.io.signal);
  await served.close();
  return exitCodes.done;
}

async function start(
  { services }: VerbContext,
  options: { readonly package?: string; readonly port?: number },
): Promise<Result<ServedWindow>> {
  try {
    return success(await services.serve(options));
  } catch (error) {
    if (options.port !== undefined && isPortProblem(error)) {
      return failure(issue('USE-ARGUMENT', { params: { port: options.port } }));
    }
    throw error;
  }
}

function isPortProblem(error: unknown): boolean {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'EADDRINUSE' || code === 'EACCES';
}

function announce({ io, json, quiet, t }: VerbContext, { url }: ServedWindow): void {
  if (json) return io.stdout.write(formatJsonDocument(true, [], { url }));
  if (quiet) return io.stdout.write(`${url}\n`);
  io.stdout.write(`${t('serve.ready')} ${url}\n`);
  io.stderr.write(`${t('serve.stop')}\n`);
}

function untilStopped(signal: VerbContext['io']['signal']): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
