import { expect, test } from 'vitest';
import { isShortcut } from '../../../renderer/commands/command.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  ['Ctrl+O', { ...none, key: 'o', ctrlKey: true }, false, true],
  ['Ctrl+O', { ...none, key: 'O', ctrlKey: true }, false, true],
  ['Ctrl+O', { ...none, key: 'o', ctrlKey: true, shiftKey: true }, false, false],
  ['Ctrl+O', { ...none, key: 'o' }, false, false],
  ['Ctrl+O', { ...none, key: 'o', metaKey: true }, false, false],
  ['Ctrl+O', { ...none, key: 'o', metaKey: true }, true, true],
  ['Ctrl+O', { ...none, key: 'o', ctrlKey: true }, true, false],
  ['Alt+1', { ...none, key: '1', altKey: true }, false, true],
  ['Alt+1', { ...none, key: '1', altKey: true, ctrlKey: true }, false, false],
  ['F9', { ...none, key: 'F9' }, false, true],
  ['F9', { ...none, key: 'F9', shiftKey: true }, false, false],
  ['Shift+F9', { ...none, key: 'F9', shiftKey: true }, false, true],
])('%s and %j, on a Mac: %s', (keys, press, mac, is) => {
  expect(isShortcut(press, keys, mac)).toBe(is);
});
