import { failure, type Result } from '../../shared/base/result.ts';
import { issue } from '../../shared/base/issue.ts';
import type { CallRequest, WindowEvent } from '../../shared/contract/bridge.ts';
import { type DoorHandlers, type DoorOperation, doorInputs } from '../../shared/contract/door.ts';
import type { OperationContext, Progress } from '../../shared/contract/operations.ts';
import { issuesFromError } from '../files/io-issue.ts';

/** Runs one operation by name on input that nobody has checked yet. */
export type RunCall = (
  operation: string,
  input: unknown,
  context: OperationContext,
) => Promise<Result<unknown>>;

/** The calls of one window that are under way. */
export type CallTable = {
  /** Never rejects. Issues of its own: USE-REQUEST for a call id in use or too many calls at once, BUG-INTERNAL. */
  run(request: CallRequest): Promise<Result<unknown>>;
  /** A call that has ended, or never was, is no error: the answer may have crossed the cancel. */
  cancel(call: string): void;
  cancelAll(): void;
};

/** More at once than any window needs, few enough that a page gone wild is stopped. */
const mostCalls = 64;

/** Milliseconds between two progress events of a call: what an eye can follow. */
const progressInterval = 80;

export function createCallTable(run: RunCall, emit: (event: WindowEvent) => void): CallTable {
  const running = new Map<string, AbortController>();

  return {
    async run({ call, operation, input }) {
      if (running.has(call) || running.size >= mostCalls)
        return failure(issue('USE-REQUEST', { params: { operation } }));
      const controller = new AbortController();
      running.set(call, controller);
      const progress = limitRate((value) => emit({ kind: 'progress', call, progress: value }));
      try {
        return await run(operation, input, { signal: controller.signal, progress });
      } catch (error) {
        return failure(...issuesFromError(error));
      } finally {
        running.delete(call);
      }
    },
    cancel(call) {
      running.get(call)?.abort();
    },
    cancelAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

/** Lets the first value, a new phase, the end of a phase and one value an interval through. */
function limitRate(send: (progress: Progress) => void): (progress: Progress) => void {
  let last: { readonly time: number; readonly phase: Progress['phase'] } | undefined;
  return (progress) => {
    const time = performance.now();
    const due = last === undefined || last.phase !== progress.phase || time - last.time >= progressInterval;
    if (!due && progress.doneBytes !== progress.totalBytes) return;
    last = { time, phase: progress.phase };
    send(progress);
  };
}

/** Puts a door's own calls in front of the workbench's. */
export function withDoor(handlers: DoorHandlers, run: RunCall): RunCall {
  return (operation, input, context) =>
    isDoorOperation(operation)
      ? runDoorOperation(handlers, operation, input)
      : run(operation, input, context);
}

function isDoorOperation(name: string): name is DoorOperation {
  return Object.hasOwn(doorInputs, name);
}

async function runDoorOperation(
  handlers: DoorHandlers,
  name: DoorOperation,
  rawInput: unknown,
): Promise<Result<unknown>> {
  switch (name) {
    case 'door.chooseFile':
      return runChecked(name, doorInputs[name].safeParse(rawInput), handlers[name]);
    case 'door.folder':
      return runChecked(name, doorInputs[name].safeParse(rawInput), handlers[name]);
    case 'door.preferences':
      return runChecked(name, doorInputs[name].safeParse(rawInput), handlers[name]);
    default:
      return name satisfies never;
  }
}

async function runChecked<Input>(
  operation: DoorOperation,
  parsed: { readonly success: true; readonly data: Input } | { readonly success: false },
  handler: ((input: Input) => Promise<Result<unknown>>) | undefined,
): Promise<Result<unknown>> {
  if (!parsed.success || handler === undefined)
    return failure(issue('USE-REQUEST', { params: { operation } }));
  return handler(parsed.data);
}
