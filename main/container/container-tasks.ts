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

export function createContainerRunner(workers: ContainerWorkers, totalBytes: number): ContainerRunner {
  if (totalBytes <= inlineBytes) return createInlineRunner(containerTasks);
  return createWorkerPool<typeof containerTasks>(workers.workerUrl, workers.workers);
}

/** Units under way for each worker: enough that none waits for the writer, few enough to bound memory. */
export const unitsPerWorker = 6;
