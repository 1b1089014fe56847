import { stat } from 'node:fs/promises';
import { type Issue, issue } from '../../../shared/base/issue.ts';
import { failure, type Result, success } from '../../../shared/base/result.ts';
import {
  type BuildReport,
  compressionLevels,
  containerProfiles,
  mostWorkers,
} from '../../../shared/contract/operations.ts';
import { formatBytes, formatNumber } from '../../../shared/i18n/format.ts';
import { guidOption, missingArgument, onePositional, oneOf, together, wholeNumber } from '../arguments.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-code.ts';
import type { OptionName } from '../options.ts';
import type { ParsedCommand } from '../parse-command.ts';
import { printable } from '../printable.ts';
import { type Presentation, present, runOperationVerb } from '../run-verb.ts';
import { alignPairs } from '../text-layout.ts';
import type { VerbContext } from '../verb-context.ts';
import { requiredOutput } from './unpack.ts';

/** A display name makes it a folder build; everything else about a package comes from a project file. */
export async function runBuild(context: VerbContext): Promise<ExitCode> {
  return context.command.values.name === undefined ? buildProject(context) : buildFolder(context);
}

async function buildProject(context: VerbContext): Promise<ExitCode> {
  const { command } = context;
  const given = together({
    project: await projectArgument(command),
    output: success(command.values.output),
    ...sharedOptions(command),
  });
  if (!given.ok) return present(context, given, { show: () => [] });
  const { project, output, ...rest } = given.value;
  return runOperationVerb(
    context,
    'package.build',
    (operations) => ({
      project: operations.file(project),
      ...(output === undefined ? {} : { output: operations.file(output) }),
      ...rest,
    }),
    () => presentation(context),
  );
}

async function buildFolder(context: VerbContext): Promise<ExitCode> {
  const { command } = context;
  const given = together({
    folder: onePositional(command, '<folder>'),
    output: requiredOutput(command),
    name: success(command.values.name ?? ''),
    root: success(command.values.root),
    packageId: guidOption(command, 'package-id'),
    ...sharedOptions(command),
  });
  if (!given.ok) return present(context, given, { show: () => [] });
  const { folder, output, ...rest } = given.value;
  return runOperationVerb(
    context,
    'package.buildFolder',
    (operations) => ({ folder: operations.file(folder), output: operations.file(output), ...rest }),
    () => ({ ...presentation(context), exitCode: folderExitCode }),
  );
}

/** What is wrong with a project that only the options make is wrong with the options. */
function folderExitCode(result: Result<BuildReport>): ExitCode {
  const fromOptions = result.issues.some(
    ({ code, part }) => code === 'PRJ-SOURCE-ROOT' || (code === 'PRJ-INVALID' && part === undefined),
  );
  return !result.ok && fromOptions ? exitCodes.usage : exitCodeOf(result);
}

function sharedOptions(command: ParsedCommand) {
  return {
    level: oneOf(command, 'level', compressionLevels),
    profile: oneOf(command, 'profile', containerProfiles),
    workers: wholeNumber(command, 'workers', { least: 1, most: mostWorkers }),
  };
}

/** A folder without --name is the mistake that everybody makes once; options of folder builds are another. */
async function projectArgument(command: ParsedCommand): Promise<Result<string>> {
  const project = onePositional(command, '<project.package.json>');
  if (!project.ok) return project;
  const folderOnly = (['root', 'package-id'] as const satisfies readonly OptionName[]).filter(
    (name) => command.values[name] !== undefined,
  );
  const isFolder = (await stat(project.value).catch(() => undefined))?.isDirectory() === true;
  if (isFolder) return failure(missingArgument('--name'));
  const foreign = folderOnly.map(
    (name): Issue =>
      issue('USE-OPTION', { params: { foreign: `--${name}`, verb: 'build <project.package.json>' } }),
  );
  return foreign.length > 0 ? failure(...foreign) : project;
}

function presentation({ t, language, style }: VerbContext): Presentation<BuildReport> {
  return {
    show: (report) => [
      `${style.bold(style.good(t('build.built')))}  ${printable(report.file)}`,
      ...alignPairs([
        [t('label.packageId'), report.packageId],
        [t('label.versionId'), report.versionId],
        [t('label.version'), report.version],
        [
          t('label.content'),
          t('build.content', {
            files: t('inspect.files', { count: report.files, value: formatNumber(report.files, language) }),
            bytes: formatBytes(report.uncompressedBytes, language),
            packed: formatBytes(report.bytes, language),
          }),
        ],
        ['SHA-256', report.sha256],
        [t('label.project'), report.project === null ? undefined : printable(report.project)],
      ]),
    ],
  };
}
