import type { MessagePort } from 'node:worker_threads';
import { IssueError, issuesFromError } from '../files/io-issue.ts';
import type { TaskRequest, TaskResponse, TaskTable } from './task-protocol.ts';

/** The worker's side: answers every request from its pool, one at a time. */
export function serveTasks(port: MessagePort, tasks: TaskTable): void {
  port.on('message', (request: TaskRequest) => void answer(port, tasks, request));
}

async function answer(port: MessagePort, tasks: TaskTable, request: TaskRequest): Promise<void> {
  const { id } = request;
  const reply = (response: TaskResponse, transfer: readonly ArrayBuffer[] = []): void =>
    port.postMessage(response, [...transfer]);
  try {
    const task = tasks[request.task];
    // The pool's types match input and task on the other side; a message has no type.
    if (task === undefined) throw new Error(`No task is called ${request.task}`);
    const { value, transfer } = await task(request.input as never);
    reply({ id, outcome: 'done', value }, transfer);
  } catch (error) {
    if (error instanceof IssueError || isSystemError(error)) {
      reply({ id, outcome: 'issues', issues: issuesFromError(error) });
    } else {
      reply({
        id,
        outcome: 'bug',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
