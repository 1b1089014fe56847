import { type Issue, issue } from '../../../shared/base/issue.ts';
import { failure, type Result, success } from '../../../shared/base/result.ts';
import { mostWorkers, type OperationInput, saveModes } from '../../../shared/contract/operations.ts';
import { guidOption, onePositional, oneOf, dateOption, together, wholeNumber } from '../arguments.ts';
import { editOptions, withHandles } from '../edit-options.ts';
import { formatPlan, formatSaved } from '../edit-text.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-code.ts';
import { commonOptions, type OptionName } from '../options.ts';
import type { ParsedCommand } from '../parse-command.ts';
import { present, runOperationVerb } from '../run-verb.ts';
import type { CommandLineOperations, VerbContext } from '../verb-context.ts';
import { requiredOutput } from './unpack.ts';

/** Edits a package into another file; tells with `--plan` what that would write, with `--schema` what edits look like. */
export async function runEdit(context: VerbContext): Promise<ExitCode> {
  const { flags } = context.command;
  if (flags.has('schema')) return showSchema(context);
  return flags.has('plan') ? showPlan(context) : save(context);
}

async function save(context: VerbContext): Promise<ExitCode> {
  const { command } = context;
  const given = together({ request: requestOptions(command), target: requiredOutput(command) });
  if (!given.ok) return present(context, given, { show: () => [] });
  const { request, target } = given.value;
  const { workers } = request;
  return runOperationVerb(
    context,
    'package.edit',
    (operations) => ({
      ...editRequest(request, operations),
      target: operations.file(target),
      replace: command.flags.has('overwrite'),
      ...(workers === undefined ? {} : { workers }),
    }),
    () => ({ show: (report) => formatSaved(report, context), exitCode: editExitCode }),
  );
}

/** Takes everything that a save takes, so that one word makes a plan of any command. */
async function showPlan(context: VerbContext): Promise<ExitCode> {
  const request = requestOptions(context.command);
  if (!request.ok) return present(context, request, { show: () => [] });
  const target = context.command.values.output;
  return runOperationVerb(
    context,
    'package.planEdit',
    (operations) => ({
      ...editRequest(request.value, operations),
      ...(target === undefined ? {} : { target: operations.file(target) }),
    }),
    () => ({ show: (plan) => formatPlan(plan, context), exitCode: editExitCode }),
  );
}

/** A name that Windows forbids is a mistake in the command when an edit wants to give it. */
function editExitCode(result: Result<unknown>): ExitCode {
  const code = exitCodeOf(result);
  const isAsked = result.issues.some(
    (each) => each.code.startsWith('OPC-NAME-') && String(each.params?.['path']).startsWith('edits['),
  );
  return code === exitCodes.unreadable && isAsked ? exitCodes.usage : code;
}

async function showSchema(context: VerbContext): Promise<ExitCode> {
  const unused = besidesSchema(context.command);
  if (unused.length > 0) return present(context, failure(...unused), { show: () => [] });
  return runOperationVerb(
    context,
    'package.editSchema',
    () => ({}),
    () => ({ show: ({ schema }) => [JSON.stringify(schema, null, 2)] }),
  );
}

function besidesSchema({ positionals, given }: ParsedCommand): readonly Issue[] {
  const allowed: readonly OptionName[] = [...commonOptions, 'schema'];
  const foreign = given.filter(({ name }) => !allowed.includes(name));
  return [
    ...positionals.map((extra) => issue('USE-ARGUMENT', { params: { extra } })),
    ...foreign.map(({ name }) =>
      issue('USE-OPTION', { params: { foreign: `--${name}`, verb: 'edit --schema' } }),
    ),
  ];
}

function requestOptions(command: ParsedCommand) {
  return together({
    file: onePositional(command, '<package>'),
    edits: editOptions(command),
    editsFile: success(command.values.edits),
    as: oneOf(command, 'as', saveModes),
    packageId: branchId(command),
    date: dateOption(command),
    workers: wholeNumber(command, 'workers', { least: 1, most: mostWorkers }),
  });
}

type RequestOptions = Extract<ReturnType<typeof requestOptions>, { ok: true }>['value'];

/** Only a branch gets a PackageId of its own. */
function branchId(command: ParsedCommand): Result<string | undefined> {
  const { as } = command.values;
  if (as === 'branch' || command.values['package-id'] === undefined) return guidOption(command, 'package-id');
  const params = { foreign: '--package-id', verb: `edit --as ${as ?? defaultMode}` };
  return failure(issue('USE-OPTION', { params }));
}

const defaultMode = 'new-version';

function editRequest(
  { file, edits, editsFile, as, packageId, date }: RequestOptions,
  operations: CommandLineOperations,
): Omit<OperationInput<'package.planEdit'>, 'target'> {
  return {
    file: operations.file(file),
    edits: [...withHandles(edits, operations.file)],
    ...(editsFile === undefined ? {} : { editsFile: operations.file(editsFile) }),
    as: as ?? defaultMode,
    ...(packageId === undefined ? {} : { packageId }),
    ...(date === undefined ? {} : { date }),
  };
}
