import { issue } from '../../shared/base/issue.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import {
  type OperationContext,
  type OperationHandlers,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  operations,
} from '../../shared/contract/operations.ts';
import { issuesFromError } from '../files/io-issue.ts';

/**
 * Runs one operation, whichever door asked for it: the one place where input is checked and where exceptions become
 * issues. Never rejects. Issues besides the operation's own: USE-REQUEST for an operation that does not exist or input
 * of another shape, IO-* for failures of the file system, BUG-INTERNAL for defects.
 */
export function runOperation<Name extends OperationName>(
  handlers: OperationHandlers,
  name: Name,
  input: OperationInput<Name>,
  context: OperationContext,
): Promise<Result<OperationOutput<Name>>>;
export function runOperation(
  handlers: OperationHandlers,
  name: string,
  rawInput: unknown,
  context: OperationContext,
): Promise<Result<unknown>>;
export async function runOperation(
  handlers: OperationHandlers,
  name: string,
  rawInput: unknown,
  context: OperationContext,
): Promise<Result<unknown>> {
  try {
    if (!isOperationName(name)) return failure(issue('USE-REQUEST', { params: { operation: name } }));
    return await runChecked(handlers, name, rawInput, context);
  } catch (error) {
    return failure(...issuesFromError(error));
  }
}

// Own keys only: `__proto__` and `constructor` are no operations.
function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

async function runChecked(
  handlers: OperationHandlers,
  name: OperationName,
  rawInput: unknown,
  context: OperationContext,
): Promise<Result<unknown>> {
  const checked = operations[name].input.safeParse(rawInput);
  if (!checked.success) {
    const [first] = checked.error.issues;
    const reason = first === undefined ? {} : { reason: `${first.path.join('.') || 'input'}: ${first.code}` };
    return failure(issue('USE-REQUEST', { params: { operation: name, ...reason } }));
  }
  // The schema of this name has just made the input; the checker cannot follow a name through the table.
  const handler = handlers[name] as (input: unknown, context: OperationContext) => Promise<Result<unknown>>;
  return handler(checked.data, context);
}
