import type { FluentIcon } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import type { WorkbenchState } from '../store/workbench-state.ts';

/** Something a person can do. Menus, buttons, shortcuts and the list of shortcuts are all made from these. */
export type Command = {
  readonly id: string;
  readonly label: (t: TFunction) => string;
  readonly icon: FluentIcon;
  /** As `Ctrl+O`, `Alt+1`, `F9`; Ctrl is Command on a Mac. */
  readonly keys?: string;
  /** Further keys that people are used to. */
  readonly otherKeys?: readonly string[];
  /** In a text field the keys do what they do to texts. */
  readonly leavesTextFields?: boolean;
  readonly isEnabled: (state: WorkbenchState) => boolean;
  readonly run: (state: WorkbenchState) => void;
};

export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/** Whether a press is that shortcut, on a Mac or elsewhere. */
export function isShortcut(press: KeyPress, keys: string, mac: boolean): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const [main, other] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    main === parts.includes('Ctrl') &&
    !other &&
    press.altKey === parts.includes('Alt') &&
    press.shiftKey === parts.includes('Shift')
  );
}
