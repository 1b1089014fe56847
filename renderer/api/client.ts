import { issue } from '../../shared/base/issue.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import type { WindowEvent } from '../../shared/contract/bridge.ts';
import type { DoorInput, DoorOperation, DoorOutputs } from '../../shared/contract/door.ts';
import type {
  OperationInput,
  OperationName,
  OperationOutput,
  Progress,
} from '../../shared/contract/operations.ts';
import type { Connection, Transport } from './transport.ts';

export type CallName = OperationName | DoorOperation;
export type CallInput<Name extends CallName> = Name extends OperationName
  ? OperationInput<Name>
  : Name extends DoorOperation
    ? DoorInput<Name>
    : never;
export type CallOutput<Name extends CallName> = Name extends OperationName
  ? OperationOutput<Name>
  : Name extends DoorOperation
    ? DoorOutputs[Name]
    : never;

export type CallOptions = {
  /** Aborting asks the main side to stop; the answer still comes, with IO-CANCELLED. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
};

/** The contract as the window sees it. A call never rejects: where nobody answers, the issue is IO-DISCONNECTED. */
export type Client = {
  call<Name extends CallName>(
    name: Name,
    input: CallInput<Name>,
    options?: CallOptions,
  ): Promise<Result<CallOutput<Name>>>;
  /** Events other than the progress of calls. */
  onEvent(listener: (event: WindowEvent) => void): () => void;
  onConnection(listener: (connection: Connection) => void): () => void;
};

export function createClient(transport: Transport): Client {
  const progressListeners = new Map<string, (progress: Progress) => void>();
  transport.onEvent((event) => {
    if (event.kind === 'progress') progressListeners.get(event.call)?.(event.progress);
  });

  return {
    async call<Name extends CallName>(name: Name, input: CallInput<Name>, options: CallOptions = {}) {
      const call = crypto.randomUUID();
      const cancel = () => void transport.cancel(call).catch(() => undefined);
      if (options.onProgress !== undefined) progressListeners.set(call, options.onProgress);
      options.signal?.addEventListener('abort', cancel);
      try {
        // The main side answers a name with the output of that name: that is the contract.
        return (await transport.call({ call, operation: name, input })) as Result<CallOutput<Name>>;
      } catch {
        return failure(issue('IO-DISCONNECTED'));
      } finally {
        progressListeners.delete(call);
        options.signal?.removeEventListener('abort', cancel);
      }
    },
    onEvent: (listener) => transport.onEvent(listener),
    onConnection: (listener) => transport.onConnection(listener),
  };
}
