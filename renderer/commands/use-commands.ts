import { useEffect } from 'react';
import type { Client } from '../api/client.ts';
import { useWorkbenchStore } from '../store/workbench-store.ts';
import { isShortcut } from './command.ts';
import { commands, runCommand } from './registry.ts';

export const isMac = navigator.platform.startsWith('Mac');

/** Runs commands on their keys, and when something outside the window asks for one. */
export function useCommands(client: Client): void {
  const store = useWorkbenchStore();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commands.find((each) => each.keys !== undefined && isShortcut(event, each.keys, isMac));
      // A dialog has the keyboard to itself.
      if (command === undefined || store.getState().dialog !== 'none') return;
      event.preventDefault();
      runCommand(command.id, store.getState());
    };
    window.addEventListener('keydown', press);
    const stop = client.onEvent((event) => {
      if (event.kind === 'command' && store.getState().dialog === 'none')
        runCommand(event.command, store.getState());
    });
    return () => {
      window.removeEventListener('keydown', press);
      stop();
    };
  }, [client, store]);
}
