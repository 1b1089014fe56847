import type { StateCreator } from 'zustand';
import type { Client } from '../api/client.ts';
import type { DocumentSlice, DocumentState, WorkbenchState } from './workbench-state.ts';

export function createDocumentSlice(client: Client): StateCreator<WorkbenchState, [], [], DocumentSlice> {
  return (set, get) => {
    const close = (state: DocumentState) => {
      if (state.kind === 'open') void client.call('document.close', { document: state.document.document });
    };
    /** Which opening is the latest: an answer to an earlier one is out of date. */
    let latest = 0;
    return {
      document: { kind: 'starting' },
      version: '',
      electron: false,
      async start() {
        const info = await client.call('app.info', {});
        if (!info.ok) return set({ document: { kind: 'failed', file: undefined, issues: info.issues } });
        set({ version: info.value.version, electron: info.value.electron });
        if (info.value.startup === null) set({ document: { kind: 'none' } });
        else await get().open(info.value.startup);
      },
      async open(file) {
        const turn = ++latest;
        close(get().document);
        get().stopVerifying();
        get().forgetFiles();
        set({
          document: { kind: 'opening' },
          verification: { kind: 'none' },
          changeIssues: [],
          dialog: 'none',
          selection: undefined,
          finding: 0,
        });
        const opened = await client.call('document.open', { file });
        if (turn !== latest) {
          if (opened.ok) close({ kind: 'open', document: opened.value, issues: [] });
          return;
        }
        set({
          document: opened.ok
            ? { kind: 'open', document: opened.value, issues: opened.issues }
            : { kind: 'failed', file, issues: opened.issues },
          screen: 'overview',
        });
        if (opened.ok) await get().showTop();
      },
      async choosePackage() {
        if (!get().electron) return set({ dialog: 'picker' });
        const chosen = await client.call('door.chooseFile', {});
        if (chosen.ok && chosen.value.file !== null) await get().open(chosen.value.file);
      },
      leave() {
        close(get().document);
      },
    };
  };
}
