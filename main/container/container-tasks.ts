import { createInlineRunner, createWorkerPool, type TaskRunner } from '../jobs/worker-pool.ts';
import { packUnit } from './pack-unit.ts';
import { unpackUnit } from './unpack-unit.ts';
import { verifyUnit } from './verify-unit.ts';

/** What container work hands to workers. The worker's bundle serves this table. */
export const containerTasks = {
  'container.pack': packUnit,
  'container.unpack': unpackUnit,
  'container.verify': verifyUnit,
};

export type ContainerRunner = TaskRunner<typeof containerTasks>;

/** Where and how widely container work runs. */
export type ContainerWorkers = {
  /** The built worker script. */
  readonly workerUrl: URL;
  readonly workers: number;
};

/** Bytes that are packed or verified sooner than threads start. */
const inlineBytes = 4 * 1_048_576;

/** Runs `work` with as many threads as are asked for, or with none where they would not pay, and ends them. */
export async function withContainerRunner<Value>(
  { workerUrl, workers }: ContainerWorkers,
  totalBytes: number,
  work: (runner: ContainerRunner) => Promise<Value>,
): Promise<Value> {
  const runner: ContainerRunner =
    totalBytes <= inlineBytes ? createInlineRunner(containerTasks) : createWorkerPool(workerUrl, workers);
  try {
    return await work(runner);
  } finally {
    await runner.close();
  }
}

/** Units under way for each worker: enough that none waits for the writer, few enough to bound memory. */
export const unitsPerWorker = 6;
