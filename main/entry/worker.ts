import { parentPort } from 'node:worker_threads';
import { containerTasks } from '../container/container-tasks.ts';
import { serveTasks } from '../jobs/serve-tasks.ts';

if (parentPort === null) throw new Error('worker.js runs as a worker thread only');
serveTasks(parentPort, containerTasks);
