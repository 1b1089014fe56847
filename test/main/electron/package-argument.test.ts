import path from 'node:path';
import { expect, test } from 'vitest';
import { packageArgument } from '../../../main/electron/package-argument.ts';

const cwd = path.resolve('/work folder');

test.each([
  ['in development', ['electron', '.', 'a.appv'], false, 'a.appv'],
  ['in development, none', ['electron', '.'], false, undefined],
  ['installed', ['Packwright.exe', 'a.appv'], true, 'a.appv'],
  ['installed, none', ['Packwright.exe'], true, undefined],
  [
    'a second start, with Chromium’s own options',
    ['Packwright.exe', '--allow-file-access-from-files', 'a.appv'],
    true,
    'a.appv',
  ],
  ['an empty argument', ['Packwright.exe', ''], true, undefined],
])('%s', (_what, argv, packaged, name) => {
  expect(packageArgument(argv, packaged, cwd)).toBe(name && path.join(cwd, name));
});

test('takes an absolute path as it is', () => {
  const absolute = path.resolve('/elsewhere/b.appv');
  expect(packageArgument(['Packwright.exe', absolute], true, cwd)).toBe(absolute);
});
