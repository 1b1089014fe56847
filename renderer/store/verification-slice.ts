import type { StateCreator } from 'zustand';
import type { Client } from '../api/client.ts';
import type { VerificationSlice, WorkbenchState } from './workbench-state.ts';

export function createVerificationSlice(
  client: Client,
  clock: () => number,
): StateCreator<WorkbenchState, [], [], VerificationSlice> {
  return (set, get) => {
    let running: AbortController | undefined;
    return {
      verification: { kind: 'none' },
      async verify() {
        const { document } = get();
        if (document.kind !== 'open' || running !== undefined) return;
        const controller = new AbortController();
        running = controller;
        const startedAt = clock();
        set({ verification: { kind: 'running', progress: undefined, startedAt, now: startedAt } });
        const result = await client.call(
          'package.verify',
          { file: document.document.file },
          {
            signal: controller.signal,
            onProgress: (progress) => {
              if (running === controller)
                set({ verification: { kind: 'running', progress, startedAt, now: clock() } });
            },
          },
        );
        // Another package may have been opened meanwhile; this outcome is not about that one.
        if (running !== controller) return;
        running = undefined;
        if (result.ok) {
          set({
            verification: {
              kind: 'done',
              report: result.value,
              issues: result.issues,
            },
          });
        } else if (controller.signal.aborted) set({ verification: { kind: 'stopped' } });
        else set({ verification: { kind: 'failed', issues: result.issues } });
        if (result.issues.some((each) => each.severity !== 'info') && !controller.signal.aborted) {
          set({ screen: 'findings' });
        }
      },
      stopVerifying() {
        if (running === undefined) return;
        running.abort();
        running = undefined;
        set({ verification: { kind: 'stopped' } });
      },
    };
  };
}
