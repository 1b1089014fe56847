import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, test } from 'vitest';
import { userDataFolder } from '../../../main/files/user-data.ts';
import { checkout } from '../../support/built-product.ts';

it.each([
  [
    'what the environment names',
    { PACKWRIGHT_DATA: '/data/of/mine', XDG_CONFIG_HOME: '/x' },
    'linux',
    '/data/of/mine',
  ],
  [
    'the usual folder when the name is empty',
    { PACKWRIGHT_DATA: '', XDG_CONFIG_HOME: '/x' },
    'linux',
    '/x/Packwright',
  ],
  ['.config in the home folder', {}, 'linux', path.join(homedir(), '.config', 'Packwright')],
  [
    'Application Support on a Mac',
    {},
    'darwin',
    path.join(homedir(), 'Library', 'Application Support', 'Packwright'),
  ],
  ['the roaming data on Windows', { APPDATA: '/Users/me/Roaming' }, 'win32', '/Users/me/Roaming/Packwright'],
])('is %s', (_what, places, platform, folder) => {
  expect(userDataFolder(places, platform)).toBe(path.resolve(folder));
});

// Electron names its folder after productName of the application's package.json.
test('is the folder that Electron takes', () => {
  const { productName } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8')) as {
    productName: string;
  };
  expect(path.basename(userDataFolder({}, 'linux'))).toBe(productName);
});

test('of a test is none of the person’s', () => {
  expect(userDataFolder().startsWith(path.join(tmpdir(), 'packwright-user-data-'))).toBe(true);
});
