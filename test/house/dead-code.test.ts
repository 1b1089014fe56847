import { expect, test } from 'vitest';
import { type Files, makeTree, root, runScript } from './checkout.ts';

async function checkDeadCode(files: Files) {
  const folder = await makeTree(files);
  return runScript(root, ['scripts/check-dead-code.mjs', '--root', folder]);
}

const entry = { 'main/entry/cli.ts': "import { a } from '../../shared/base/a.ts';\na();" };

test.each<readonly [string, Files, string]>([
  [
    'an export that nobody imports',
    { ...entry, 'shared/base/a.ts': 'export function a() {}\nexport const b = 1;' },
    'shared/base/a.ts: nobody imports b; remove it, or only the word export.',
  ],
  [
    'one that only its own file uses',
    { ...entry, 'shared/base/a.ts': 'export function a() { return b; }\nexport const b = 1;' },
    'shared/base/a.ts: nobody imports b',
  ],
  [
    'one that is taken apart',
    {
      ...entry,
      'shared/base/a.ts': 'export function a() {}\nexport const { b, c: [d] } = { b: 1, c: [2] };',
    },
    'shared/base/a.ts: nobody imports d',
  ],
  [
    'a type that not even its own file uses',
    { ...entry, 'shared/base/a.ts': 'export function a() {}\nexport type B = 1;' },
    'shared/base/a.ts: nobody imports B',
  ],
  [
    'a module that nobody reaches',
    {
      ...entry,
      'shared/base/a.ts': 'export function a() {}',
      'shared/base/b.ts': "import './c.ts';",
      'shared/base/c.ts': '',
    },
    'shared/base/b.ts: nothing imports this module.\nshared/base/c.ts: nothing imports this module.',
  ],
  [
    'a helper of tests that no test uses',
    { ...entry, 'shared/base/a.ts': 'export function a() {}', 'test/support/b.ts': 'const b = 1;\nb;' },
    'test/support/b.ts: nothing imports this module.',
  ],
])('%s is found', async (_, files, message) => {
  const { code, stderr } = await checkDeadCode(files);
  expect(stderr).toContain(message);
  expect(code).toBe(1);
});

test('what has a user is left alone', async () => {
  const { code, stderr } = await checkDeadCode({
    'main/entry/host.ts': "import * as a from '../../shared/base/a.ts';\nexport const start = a.b;",
    'shared/base/a.ts': 'export const b = 1;\nexport const c = 2;',
    'shared/base/lazy.ts': 'export const d = 1;',
    'main/cli/verb.ts': "export const run = async () => (await import('../../shared/base/lazy.ts')).d;",
    'main/entry/cli.ts': "import { run } from '../cli/verb.ts';\nrun();",
    'renderer/index.html': '<script type="module" src="./main.tsx"></script>',
    'renderer/main.tsx': "import { Page } from './page.tsx';\nPage({});",
    'renderer/page.tsx':
      'export type PageProps = {};\nexport function Page(props: PageProps) { return props; }',
    'shared/xml/ahead.ts': 'export function editXml() {}',
    'test/shared/xml/ahead.test.ts': "import { editXml } from '../../../shared/xml/ahead.ts';\neditXml();",
    'test/support/double.mjs': '',
    'test/e2e/a.test.ts': "const path = new URL('../support/double.mjs', import.meta.url);\npath;",
  });
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
