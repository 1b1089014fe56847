import type { Issue } from '../../shared/base/issue.ts';

/**
 * A task is a function that a worker can run: plain data in, plain data out. `transfer` names the buffers of the
 * output that move to the caller instead of being copied.
 */
export type Task<Input, Output> = (input: Input) => TaskOutput<Output> | Promise<TaskOutput<Output>>;

export type TaskOutput<Output> = { readonly value: Output; readonly transfer?: readonly ArrayBuffer[] };

/** Tasks of any input: `never` is what every one of them takes. */
export type TaskTable = Readonly<Record<string, Task<never, unknown>>>;

export type TaskInput<Table extends TaskTable, Name extends keyof Table> = Parameters<Table[Name]>[0];

export type TaskValue<Table extends TaskTable, Name extends keyof Table> =
  Awaited<ReturnType<Table[Name]>> extends TaskOutput<infer Output> ? Output : never;

export type TaskRequest = { readonly id: number; readonly task: string; readonly input: unknown };

/** Errors lose their class on the way between threads, so a worker says which kind it was. */
export type TaskResponse =
  | { readonly id: number; readonly outcome: 'done'; readonly value: unknown }
  | { readonly id: number; readonly outcome: 'issues'; readonly issues: readonly Issue[] }
  | { readonly id: number; readonly outcome: 'bug'; readonly message: string };
