import type { StateCreator } from 'zustand';
import { assertNever } from '../../shared/base/assert.ts';
import type { Result } from '../../shared/base/result.ts';
import type { DocumentId, DocumentOverview, DocumentState } from '../../shared/contract/operations.ts';
import type { Client } from '../api/client.ts';
import type { EditingSlice, WorkbenchState } from './workbench-state.ts';

const allQueries: DocumentState['stale'] = ['document.overview', 'document.files'];

export function createEditingSlice(client: Client): StateCreator<WorkbenchState, [], [], EditingSlice> {
  return (set, get) => {
    const shown = (): DocumentId | undefined => {
      const { document } = get();
      return document.kind === 'open' ? document.document.document : undefined;
    };

    /** Puts new facts into the document that is on show, if it still is. */
    const update = (id: DocumentId, facts: Partial<DocumentOverview>): void =>
      set(({ document }) =>
        document.kind === 'open' && document.document.document === id
          ? { document: { ...document, document: { ...document.document, ...facts } } }
          : {},
      );

    const change = async (call: (document: DocumentId) => Promise<Result<DocumentState>>): Promise<void> => {
      const id = shown();
      if (id === undefined) return;
      const changed = await call(id);
      if (shown() !== id) return;
      set({ changeIssues: changed.ok ? [] : changed.issues });
      // The event says the same, but not to a page whose socket is just being opened again.
      if (changed.ok) get().takeState(changed.value);
    };

    const askOverview = async (id: DocumentId, withState: boolean): Promise<void> => {
      const answer = await client.call('document.overview', { document: id });
      const { document } = get();
      if (!answer.ok || document.kind !== 'open' || document.document.document !== id) return;
      // A later change is on its way, or has been shown already.
      if (answer.value.state.revision < document.document.state.revision) return;
      // What was verified was the file as it was before it was saved under another name.
      if (answer.value.file !== document.document.file) {
        get().stopVerifying();
        set({ verification: { kind: 'none' } });
      }
      const { state, ...facts } = answer.value;
      // Alone, a newer state would hide from takeState what else has become old with it.
      update(id, withState ? { ...facts, state } : facts);
    };

    const ask = (id: DocumentId, query: DocumentState['stale'][number]): Promise<void> => {
      switch (query) {
        case 'document.overview':
          return askOverview(id, false);
        case 'document.files':
          return get().reloadFiles();
        default:
          return assertNever(query);
      }
    };

    return {
      changeIssues: [],
      undo: () => change((document) => client.call('document.undo', { document })),
      redo: () => change((document) => client.call('document.redo', { document })),
      recover: (use) => change((document) => client.call('document.recover', { document, use })),
      takeState(state) {
        const { document } = get();
        if (document.kind !== 'open' || document.document.document !== state.document) return;
        const { revision } = document.document.state;
        if (state.revision < revision) return;
        update(state.document, { state });
        if (state.revision === revision) return;
        const queries = state.revision === revision + 1 ? state.stale : allQueries;
        for (const query of queries) void ask(state.document, query);
      },
      async refresh() {
        const id = shown();
        if (id === undefined) return;
        // The files after the state, so that they are never older than it.
        await askOverview(id, true);
        await get().reloadFiles();
      },
      dismissChangeIssues: () => set({ changeIssues: [] }),
    };
  };
}
