import { Worker } from 'node:worker_threads';
import { IssueError } from '../files/io-issue.ts';
import type { TaskInput, TaskRequest, TaskResponse, TaskTable, TaskValue } from './task-protocol.ts';

/** Runs tasks somewhere else, or here. The order of answers is the caller's concern. */
export type TaskRunner<Table extends TaskTable> = {
  /** How many tasks run at once. */
  readonly size: number;
  /** `transfer` names the buffers of the input that move to the task instead of being copied. */
  run<Name extends keyof Table & string>(
    task: Name,
    input: TaskInput<Table, Name>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<TaskValue<Table, Name>>;
  close(): Promise<void>;
};

type Pending = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };

/**
 * Tasks hold a few MiB at a time; without a bound each thread would let its garbage grow by as much as the machine has. A
 * small young generation also frees the buffers soon that a task has done with, which are most of what a thread has.
 */
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 3 };

/** One thread with what it was asked and has not answered. */
class PoolWorker {
  readonly pending = new Map<number, Pending>();
  readonly #worker: Worker;
  #failure: Error | undefined;

  constructor(url: URL) {
    this.#worker = new Worker(url, { resourceLimits });
    this.#worker.on('message', (response: TaskResponse) => this.#settle(response));
    this.#worker.on('error', (error) => this.#failAll(error));
    this.#worker.on('exit', () => this.#failAll(new Error('A worker ended before it had answered')));
  }

  send(request: TaskRequest, transfer: readonly ArrayBuffer[], pending: Pending): void {
    if (this.#failure !== undefined) {
      pending.reject(this.#failure);
      return;
    }
    this.pending.set(request.id, pending);
    this.#worker.postMessage(request, transfer);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(response: TaskResponse): void {
    const pending = this.pending.get(response.id);
    this.pending.delete(response.id);
    if (response.outcome === 'done') pending?.resolve(response.value);
    else if (response.outcome === 'issues') pending?.reject(new IssueError(...response.issues));
    else pending?.reject(new Error(response.message));
  }

  #failAll(error: Error): void {
    this.#failure = error;
    for (const pending of this.pending.values()) pending.reject(error);
    this.pending.clear();
  }
}

/** Threads that load `url`, a built script that calls serveTasks. Each task goes to the thread with least to do. */
export function createWorkerPool<Table extends TaskTable>(url: URL, size: number): TaskRunner<Table> {
  const workers = Array.from({ length: size }, () => new PoolWorker(url));
  let nextId = 0;
  return {
    size,
    run(task, input, transfer = []) {
      const idlest = workers.reduce((best, each) => (each.pending.size < best.pending.size ? each : best));
      return new Promise((resolve, reject) => {
        const settle = resolve as (value: unknown) => void;
        idlest.send({ id: nextId++, task, input }, transfer, { resolve: settle, reject });
      });
    },
    async close() {
      await Promise.all(workers.map((each) => each.close()));
    },
  };
}

/** The same without threads, for work that is done sooner than a thread starts. */
export function createInlineRunner<Table extends TaskTable>(tasks: Table): TaskRunner<Table> {
  return {
    size: 1,
    async run(task, input) {
      const run = tasks[task];
      if (run === undefined) throw new Error(`No task is called ${task}`);
      return (await run(input)).value as TaskValue<Table, typeof task>;
    },
    async close() {},
  };
}
