import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, WindowEvent } from '../../shared/contract/bridge.ts';

/**
 * Gives the page its three functions and nothing of Electron. The channel names are written out because a sandboxed
 * preload is one file: importing ipc.ts would bring the main side in.
 */
export function exposeBridge(): void {
  contextBridge.exposeInMainWorld('packwright', {
    call: ({ call, operation, input }) => ipcRenderer.invoke('rpc', { kind: 'call', call, operation, input }),
    cancel: (call) => ipcRenderer.invoke('rpc', { kind: 'cancel', call }),
    onEvent: (listener) => {
      // The page never sees Electron's own event object.
      const forward = (_event: unknown, event: WindowEvent) => listener(event);
      ipcRenderer.on('event', forward);
      return () => void ipcRenderer.removeListener('event', forward);
    },
  } satisfies Bridge);
}
