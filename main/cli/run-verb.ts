import type { Result } from '../../shared/base/result.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../shared/contract/operations.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts';
import { formatIssues } from './issue-text.ts';
import { formatJsonDocument } from './json-document.ts';
import { createProgressLine } from './progress-line.ts';
import { createStyle } from './style.ts';
import type { CommandLineOperations, VerbContext } from './verb-context.ts';

export type Presentation<Value> = {
  /** Lines for standard output. */
  readonly show: (value: Value) => readonly string[];
  /** What `--json` prints of the value, when it is not the value itself. */
  readonly document?: (value: Value) => object;
  /** Whether `show` tells the issues itself; otherwise they go to standard error. */
  readonly showsIssues?: boolean;
  /** The exit code when it is not the usual one. */
  readonly exitCode?: (result: Result<Value>) => ExitCode;
};

/** Runs one operation with progress and cancelling, and presents its outcome. */
export async function runOperationVerb<Name extends OperationName>(
  context: VerbContext,
  name: Name,
  makeInput: (operations: CommandLineOperations) => OperationInput<Name>,
  makePresentation: (result: Result<OperationOutput<Name>>) => Presentation<OperationOutput<Name>>,
): Promise<ExitCode> {
  const operations = await context.services.operations();
  const line = createProgressLine(context);
  const result = await operations.run(name, makeInput(operations), {
    signal: context.io.signal,
    progress: line.update,
  });
  line.clear();
  return present(context, result, makePresentation(result));
}

/** Prints an outcome as the person asked for it; the answer is the exit code. */
export function present<Value extends object>(
  context: VerbContext,
  result: Result<Value>,
  presentation: Presentation<Value>,
): ExitCode {
  const code = presentation.exitCode?.(result) ?? exitCodeOf(result);
  const { io, json } = context;
  if (json) {
    const output = result.ok ? (presentation.document?.(result.value) ?? result.value) : undefined;
    io.stdout.write(formatJsonDocument(code === exitCodes.done, result.issues, output));
    return code;
  }
  if (result.ok) writeLines(io.stdout, presentation.show(result.value));
  if (!result.ok || presentation.showsIssues !== true) complain(context, result);
  return code;
}

/** Tells issues on standard error; notes are left out when asked to be quiet. */
export function complain(
  context: Pick<VerbContext, 'io' | 't' | 'language' | 'quiet' | 'noColor'>,
  { issues }: Result<unknown>,
): void {
  const { io, t, language, quiet } = context;
  const told = quiet ? issues.filter((each) => each.severity !== 'info') : issues;
  const style = createStyle(io.stderr, io, context.noColor);
  writeLines(io.stderr, formatIssues(told, { t, language, style, columns: io.stderr.columns }));
}

export function writeLines(stream: { write(text: string): void }, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}
