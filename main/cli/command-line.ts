import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { languages } from '../../shared/i18n/language.ts';
import { createCliTexts } from '../../shared/i18n/texts.ts';
import { issuesFromError } from '../files/io-issue.ts';
import { impossible } from './arguments.ts';
import type { CommandLineIo } from './command-line-io.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { formatHelp, formatVerbHelp } from './help-text.ts';
import { type ParsedCommand, parseCommand } from './parse-command.ts';
import { readPreferences } from './preferences.ts';
import { complain, present, writeLines } from './run-verb.ts';
import { createStyle } from './style.ts';
import type { CommandLineServices, VerbContext } from './verb-context.ts';
import { isVerbName, type VerbName, verbNames } from './verb-names.ts';

/**
 * Runs one command: results to standard output, progress and messages to standard error. Never rejects; the answer
 * is the exit code. `argv` is what stands behind the program's name.
 */
export async function runCommandLine(
  argv: readonly string[],
  io: CommandLineIo,
  services: CommandLineServices,
): Promise<ExitCode> {
  const preferences = readPreferences(argv, io);
  const t = createCliTexts(preferences.language);
  const style = createStyle(io.stdout, io, preferences.noColor);
  const parsed = checkLanguage(parseCommand(argv));
  const command = parsed.ok ? parsed.value : nothing;
  const context: VerbContext = { ...preferences, command, io, services, t, style };
  if (!parsed.ok) return presentFailure(context, parsed);
  try {
    return await runParsed(context);
  } catch (error) {
    return presentFailure(context, failure(...issuesFromError(error)));
  }
}

const nothing: ParsedCommand = { verb: undefined, positionals: [], values: {}, flags: new Set(), given: [] };

function presentFailure(context: VerbContext, result: Result<never>): ExitCode {
  return present<object>(context, result, { show: () => [] });
}

function checkLanguage(parsed: Result<ParsedCommand>): Result<ParsedCommand> {
  const asked = parsed.ok ? parsed.value.values.language : undefined;
  if (asked === undefined || languages.some((each) => each === asked)) return parsed;
  return failure(impossible('language', asked, languages.join(', ')));
}

async function runParsed(context: VerbContext): Promise<ExitCode> {
  const { command, io, services, json } = context;
  const { verb, flags } = command;
  if (flags.has('version')) {
    if (json) return present(context, success({ version: services.version }), { show: () => [] });
    io.stdout.write(`${services.version}\n`);
    return exitCodes.done;
  }
  if (verb === 'help') return showHelp(context, command.positionals);
  if (flags.has('help')) return showHelp(context, verb === undefined ? [] : [verb]);
  if (verb === undefined) return showUsage(context);
  return runVerb(verb, context);
}

function showHelp(context: VerbContext, [topic, extra]: readonly string[]): ExitCode {
  const { io, t, style } = context;
  if (extra !== undefined)
    return presentFailure(context, failure(issue('USE-ARGUMENT', { params: { extra } })));
  const options = { t, style, columns: io.stdout.columns };
  if (topic === undefined || topic === 'help') writeLines(io.stdout, formatHelp(options));
  else if (isVerbName(topic)) writeLines(io.stdout, formatVerbHelp(topic, options));
  else return presentFailure(context, failure(issue('USE-COMMAND', { params: { name: topic } })));
  return exitCodes.done;
}

/** Without a command there is nothing to do; what there is to do goes where messages go. */
function showUsage(context: VerbContext): ExitCode {
  const { io, t, json, noColor } = context;
  const result = failure(issue('USE-COMMAND', { params: { expected: [...verbNames, 'help'].join(', ') } }));
  if (json) return presentFailure(context, result);
  complain(context, result);
  writeLines(io.stderr, [
    '',
    ...formatHelp({ t, style: createStyle(io.stderr, io, noColor), columns: io.stderr.columns }),
  ]);
  return exitCodes.usage;
}

/** Each verb is loaded when it is asked for. */
async function runVerb(verb: VerbName, context: VerbContext): Promise<ExitCode> {
  switch (verb) {
    case 'inspect':
      return (await import('./verbs/inspect.ts')).runInspect(context);
    case 'verify':
      return (await import('./verbs/verify.ts')).runVerify(context);
    case 'unpack':
      return (await import('./verbs/unpack.ts')).runUnpack(context);
    case 'build':
      return (await import('./verbs/build.ts')).runBuild(context);
    case 'edit':
      return (await import('./verbs/edit.ts')).runEdit(context);
    case 'repair':
      return (await import('./verbs/repair.ts')).runRepair(context);
    case 'open':
      return (await import('./verbs/open.ts')).runOpen(context);
    case 'serve':
      return (await import('./verbs/serve.ts')).runServe(context);
    default:
      return verb satisfies never;
  }
}
