import { Button, type ButtonProps } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useWorkbench, useWorkbenchStore } from '../store/workbench-store.ts';
import type { Command } from './command.ts';
import { isMac } from './use-commands.ts';

/** The shortcut as it stands on the keys of this computer. */
export function keysText(keys: string): string {
  return isMac
    ? keys.replace('Ctrl', '⌘').replace('Alt', '⌥').replace('Shift', '⇧').replaceAll('+', '')
    : keys;
}

/** A button for a command: off when the command is, with its shortcut in the tooltip. */
export function CommandButton(props: {
  readonly command: Command;
  readonly appearance?: ButtonProps['appearance'];
  readonly iconOnly?: boolean;
  readonly size?: ButtonProps['size'];
}) {
  const { command } = props;
  const { t } = useTranslation();
  const store = useWorkbenchStore();
  const enabled = useWorkbench(command.isEnabled);
  const label = command.label(t);
  const Icon = command.icon;
  return (
    <Button
      appearance={props.appearance ?? 'secondary'}
      size={props.size ?? 'medium'}
      icon={<Icon />}
      disabled={!enabled}
      title={command.keys === undefined ? label : `${label} (${keysText(command.keys)})`}
      aria-label={props.iconOnly === true ? label : undefined}
      aria-keyshortcuts={command.keys?.replace('Ctrl', isMac ? 'Meta' : 'Control')}
      onClick={() => command.run(store.getState())}
    >
      {props.iconOnly === true ? null : label}
    </Button>
  );
}
