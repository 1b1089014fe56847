import { expect } from 'vitest';
import { createClient } from '../../../renderer/api/client.ts';
import type { Connection, Transport } from '../../../renderer/api/transport.ts';
import { createWorkbenchStore, type WorkbenchStore } from '../../../renderer/store/workbench-store.ts';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { type Result, success } from '../../../shared/base/result.ts';
import type { CallRequest, WindowEvent } from '../../../shared/contract/bridge.ts';
import type {
  DocumentId,
  DocumentState,
  FileHandle,
  OpenDocument,
} from '../../../shared/contract/operations.ts';

type Call = { readonly request: CallRequest; answer(result: Result<unknown>): void };

/**
 * The far side of the bridge in the test's hand: each call waits until the test answers it. Operations named in `served`
 * are answered at once.
 */
export function farSide(served: Readonly<Record<string, (input: unknown) => Result<unknown>>> = {}) {
  const waiting = new Map<string, Call>();
  const cancelled: string[] = [];
  const eventListeners = new Set<(event: WindowEvent) => void>();
  const connectionListeners = new Set<(connection: Connection) => void>();
  const transport: Transport = {
    call(request) {
      const serve = served[request.operation];
      if (serve !== undefined) return Promise.resolve(serve(request.input));
      return new Promise((resolve) => waiting.set(request.operation, { request, answer: resolve }));
    },
    cancel: async (call) => void cancelled.push(call),
    onEvent(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onConnection(listener) {
      listener('online');
      connectionListeners.add(listener);
      return () => connectionListeners.delete(listener);
    },
  };
  return {
    client: createClient(transport),
    async next(operation: string): Promise<Call> {
      await expect.poll(() => waiting.has(operation)).toBe(true);
      const call = waiting.get(operation);
      if (call === undefined) throw new Error(`no call of ${operation}`);
      waiting.delete(operation);
      return call;
    },
    isAsked: (operation: string) => waiting.has(operation),
    cancelled,
    emit: (event: WindowEvent) => eventListeners.forEach((listener) => listener(event)),
    connect: (connection: Connection) => connectionListeners.forEach((listener) => listener(connection)),
  };
}

export function storage(saved: Record<string, string> = {}) {
  const items = new Map(Object.entries(saved));
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

export function newStore(far: ReturnType<typeof farSide>, settings = storage()): WorkbenchStore {
  return createWorkbenchStore(far.client, { storage: settings, locales: ['fr-CA', 'en-US'], clock: () => 0 });
}

export const unedited: DocumentState = {
  document: 'document-1' as DocumentId,
  revision: 0,
  unsaved: 0,
  undo: null,
  redo: null,
  stale: [],
  recovery: null,
};

/** What opening a package of this name answers. */
export function opened(name: string, state: Partial<DocumentState> = {}): Result<OpenDocument> {
  return success({
    document: unedited.document,
    file: 'file-1' as FileHandle,
    name,
    overview: { displayName: 'Test' } as PackageOverview,
    state: { ...unedited, ...state },
  });
}
