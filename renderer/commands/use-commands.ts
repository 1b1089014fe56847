import { useEffect } from 'react';
import type { Client } from '../api/client.ts';
import { useWorkbenchStore } from '../store/workbench-store.ts';
import { type Command, isShortcut } from './command.ts';
import { commands, runCommand } from './registry.ts';

export const isMac = navigator.platform.startsWith('Mac');

function allKeys({ keys, otherKeys = [] }: Command): readonly string[] {
  return keys === undefined ? otherKeys : [keys, ...otherKeys];
}

/** What the menu means while somebody writes in a field: their text. */
const textCommands: ReadonlySet<string> = new Set(['edit.undo', 'edit.redo']);

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** Runs commands on their keys, and when something outside the window asks for one. */
export function useCommands(client: Client): void {
  const store = useWorkbenchStore();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commands.find((each) => allKeys(each).some((keys) => isShortcut(event, keys, isMac)));
      // A dialog has the keyboard to itself.
      if (command === undefined || store.getState().dialog !== 'none') return;
      if (command.leavesTextFields === true && isTextField(event.target)) return;
      event.preventDefault();
      runCommand(command.id, store.getState());
    };
    window.addEventListener('keydown', press);
    const stop = client.onEvent((event) => {
      if (event.kind !== 'command' || store.getState().dialog !== 'none') return;
      if (isTextField(document.activeElement) && textCommands.has(event.command))
        document.execCommand(event.command === 'edit.undo' ? 'undo' : 'redo');
      else runCommand(event.command, store.getState());
    });
    return () => {
      window.removeEventListener('keydown', press);
      stop();
    };
  }, [client, store]);
}
