import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import {
  type DocumentState,
  mostWorkers,
  type OperationContext,
  type OperationHandlers,
} from '../../shared/contract/operations.ts';
import type { Result } from '../../shared/base/result.ts';
import { createDocumentSessions } from '../documents/document-sessions.ts';
import { createHandleTable, type HandleTable } from '../files/handles.ts';
import { nodeCodec } from '../files/node-codec.ts';
import { sweepTemporaryFiles } from '../files/temporary-files.ts';
import { createOperations } from './create-operations.ts';
import { runOperation } from './run-operation.ts';

export type WorkbenchOptions = {
  readonly version: string;
  /** The built worker script: `new URL('./worker.js', import.meta.url)` of a built entry. */
  readonly workerUrl: URL;
  readonly electron: boolean;
  /** Path of the package to show first. */
  readonly startup?: string | undefined;
};

/** One running Packwright, whichever door leads to it. */
export type Workbench = {
  readonly handles: HandleTable;
  readonly handlers: OperationHandlers;
  /** Runs an operation by name on input that nobody has checked yet. Never rejects. */
  readonly run: (operation: string, input: unknown, context: OperationContext) => Promise<Result<unknown>>;
  /** Calls the listener with each new state of a document. Returns the function that ends this. */
  readonly onDocument: (listener: (state: DocumentState) => void) => () => void;
  /** Lets go of every document; unsaved edits are offered again when it is opened the next time. */
  readonly close: () => Promise<void>;
};

export function createWorkbench({ version, workerUrl, electron, startup }: WorkbenchOptions): Workbench {
  // What a process that was killed has left goes while this one begins its work; nothing waits for that.
  void sweepTemporaryFiles();
  const handles = createHandleTable();
  const now = (): number => Date.now();
  const sessions = createDocumentSessions(now);
  const handlers = createOperations({
    version,
    electron,
    startup: startup === undefined ? null : handles.add(startup),
    handles,
    sessions,
    codec: nodeCodec,
    workerUrl,
    workers: Math.min(mostWorkers, availableParallelism()),
    randomBytes: (size) => randomBytes(size),
    now,
    sourceDateEpoch: process.env['SOURCE_DATE_EPOCH'],
  });
  return {
    handles,
    handlers,
    run: (operation, input, context) => runOperation(handlers, operation, input, context),
    onDocument: sessions.onChange,
    close: sessions.closeAll,
  };
}
