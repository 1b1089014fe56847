import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Packager } from 'electron-builder';
import { beforeAll, expect, test } from 'vitest';
import { root } from './checkout.ts';

let config: Packager['config'];

/** electron-builder reads electron-builder.yml itself and refuses keys and values that its schema does not have. */
beforeAll(async () => {
  const packager = new Packager({ projectDir: root });
  await packager.validateConfig();
  config = packager.config;
});

test('the fuses are those of the security rules', () => {
  // design: RunAsNode, NodeOptions and inspect off; cookies encrypted; only our archive, and only unchanged.
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(config.asar).toBe(true);
});

test('the product is what the bundles are, and nothing else', () => {
  expect(config.appId).toBe('com.packwright.workbench');
  expect(config.files).toEqual([{ filter: ['out/**', '!out/build.txt', 'package.json', 'LICENSE'] }]);
});

test('packages open with it', () => {
  expect([config.fileAssociations].flat().map((each) => each?.ext)).toEqual(['appv']);
});

test('every picture that it names is there', async () => {
  for (const icon of [config.win?.icon, config.mac?.icon, config.linux?.icon]) {
    expect(typeof icon).toBe('string');
    await expect(access(join(root, String(icon)))).resolves.toBeUndefined();
  }
});
