import type { StateCreator } from 'zustand';
import type { ViewSlice, WorkbenchState } from './workbench-state.ts';

export const createViewSlice: StateCreator<WorkbenchState, [], [], ViewSlice> = (set) => ({
  connection: 'connecting',
  screen: 'overview',
  dialog: 'none',
  searchRequests: 0,
  finding: 0,
  showScreen: (screen) => set({ screen }),
  showDialog: (dialog) => set({ dialog }),
  chooseFinding: (finding) => set({ finding }),
  requestSearch: () => set((state) => ({ screen: 'files', searchRequests: state.searchRequests + 1 })),
});
