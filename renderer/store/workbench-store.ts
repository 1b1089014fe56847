import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Client } from '../api/client.ts';
import { createDocumentSlice } from './document-slice.ts';
import { createEditingSlice } from './editing-slice.ts';
import { createFilesSlice } from './files-slice.ts';
import { createSettingsSlice, type SettingsEnvironment } from './settings-slice.ts';
import { createVerificationSlice } from './verification-slice.ts';
import { createViewSlice } from './view-slice.ts';
import type { WorkbenchState } from './workbench-state.ts';

export type WorkbenchStore = StoreApi<WorkbenchState>;

export type StoreEnvironment = SettingsEnvironment & {
  /** Milliseconds from any fixed moment. */
  readonly clock: () => number;
};

/** The state of one window, on a client of the contract. */
export function createWorkbenchStore(client: Client, environment: StoreEnvironment): WorkbenchStore {
  const store = createStore<WorkbenchState>()((...tools) => ({
    ...createSettingsSlice(environment)(...tools),
    ...createViewSlice(...tools),
    ...createDocumentSlice(client)(...tools),
    ...createEditingSlice(client)(...tools),
    ...createFilesSlice(client)(...tools),
    ...createVerificationSlice(client, environment.clock)(...tools),
  }));
  client.onEvent((event) => {
    if (event.kind === 'open') void store.getState().open(event.file);
    if (event.kind === 'document') store.getState().takeState(event.state);
  });
  const tellDoor = ({ language, theme }: WorkbenchState) =>
    void client.call('door.preferences', { language, theme });
  store.subscribe((state, before) => {
    const started = state.connection === 'online' && before.connection !== 'online';
    if (started || state.language !== before.language || state.theme !== before.theme) tellDoor(state);
  });
  // Last, since a connection that stands already is told at once.
  let asked = false;
  client.onConnection((connection) => {
    store.setState({ connection });
    if (connection !== 'online') return;
    void (asked ? store.getState().refresh() : store.getState().start());
    asked = true;
  });
  return store;
}

const StoreContext = createContext<WorkbenchStore | undefined>(undefined);
export const WorkbenchProvider = StoreContext.Provider;

export function useWorkbenchStore(): WorkbenchStore {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('Broken invariant: every screen is inside the WorkbenchProvider');
  return store;
}

/** What `select` picks from the state; the component renders again when that changes by identity. */
export function useWorkbench<Selected>(select: (state: WorkbenchState) => Selected): Selected {
  return useStore(useWorkbenchStore(), select);
}
