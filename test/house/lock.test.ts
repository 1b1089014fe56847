import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTree, root, runScript } from './checkout.ts';

type Lock = { readonly packages: Record<string, Record<string, unknown>> };

async function checkLock(change: (lock: Lock) => void) {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  change(lock);
  const folder = await makeTree({
    'package.json': await readFile(join(root, 'package.json'), 'utf8'),
    'package-lock.json': JSON.stringify(lock),
  });
  return runScript(root, ['scripts/check-lock.mjs', '--root', folder]);
}

test('our lock installs on every system', async () => {
  const { code, stderr } = await checkLock(() => undefined);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

/** Windows, macOS and Linux on both processors, for tools whose binaries come as optional packages. */
const binaries = [
  'win32-x64',
  'win32-arm64',
  'darwin-x64',
  'darwin-arm64',
  'linux-x64',
  'linux-arm64',
].flatMap((system) => [`@biomejs/cli-${system}`, `@typescript/typescript-${system}`]);

test.each(binaries)('the lock has %s', async (name) => {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  expect(Object.keys(lock.packages)).toContain(`node_modules/${name}`);
});

test.each<readonly [string, (lock: Lock) => void, RegExp]>([
  [
    'the binary of one system is missing',
    ({ packages }) => delete packages['node_modules/@oxlint/binding-win32-x64-msvc'],
    /^node_modules\/oxlint \S+ asks for @oxlint\/binding-win32-x64-msvc@\S+, which the lock does not have\.$/m,
  ],
  [
    'the binary is of another version',
    ({ packages }) =>
      Object.assign(packages['node_modules/@biomejs/cli-darwin-arm64'] ?? {}, { version: '1.0.0' }),
    /asks for @biomejs\/cli-darwin-arm64@\S+; the lock has 1\.0\.0\.$/m,
  ],
  [
    'an address is recorded',
    ({ packages }) =>
      Object.assign(packages['node_modules/zod'] ?? {}, { resolved: 'https://mirror.example/zod.tgz' }),
    /^node_modules\/zod records a download address/m,
  ],
  [
    'a hash is missing',
    ({ packages }) => delete packages['node_modules/zod']?.['integrity'],
    /^node_modules\/zod has no integrity hash\.$/m,
  ],
  [
    'the lock is older than package.json',
    ({ packages }) => Object.assign(packages['']?.['devDependencies'] ?? {}, { zod: '1.0.0' }),
    /^devDependencies of package\.json are not those of package-lock\.json/m,
  ],
])('a lock is refused when %s', async (_, change, message) => {
  const { code, stderr } = await checkLock(change);
  expect(stderr).toMatch(message);
  expect(code).toBe(1);
});
