import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, makeCheckout, root, runScript } from './checkout.ts';

const good = "import { expect, test } from 'vitest';\ntest('good', () => expect(1).toBe(1));\n";

/** Runs `npm test` of a small project that has these tests. */
async function npmTest(
  files: Files,
  list: string,
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
) {
  const folder = await makeCheckout({
    'vitest.config.ts': await readFile(join(root, 'vitest.config.ts'), 'utf8'),
    'test/support/own-user-data.ts': await readFile(join(root, 'test/support/own-user-data.ts'), 'utf8'),
    'test/tiers.json': JSON.stringify([
      { name: 'unit', folders: ['test/shared'], seconds: 5, needs: [] },
      { name: 'interop', folders: ['test/interop'], seconds: 5, needs: [] },
      { name: 'e2e', folders: ['test/e2e'], seconds: 5, needs: ['no-such-browser'] },
    ]),
    'test/tests.txt': list,
    ...files,
  });
  // Installing and building have tests of their own.
  const prepared = `
    export const cacheFolder = ${JSON.stringify(join(folder, 'node_modules', '.cache'))};
    export const requireNode = () => undefined;
    export const installPackages = async () => undefined;
    export const buildIfStale = async () => undefined;
  `;
  await writeFile(join(folder, 'scripts', 'prepare.mjs'), prepared);
  return runScript(folder, ['scripts/test.mjs', ...options], env);
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

test.each<readonly [string, Files, string, readonly string[], NodeJS.ProcessEnv, string, RegExp]>([
  [
    'counts come from the reports of all tiers',
    {
      'test/shared/a.test.ts': good,
      'test/interop/b.test.ts':
        "import { test } from 'vitest';\ntest.skip('later', () => {});\ntest('bad', () => { throw new Error('x'); });",
    },
    'test/shared/a.test.ts\ntest/interop/b.test.ts\n',
    ['--tier', 'unit,interop'],
    {},
    '1 passed, 1 failed, 1 skipped',
    /^interop +FAILED/m,
  ],
  [
    'a file that cannot be loaded is a failure',
    { 'test/shared/a.test.ts': good, 'test/shared/b.test.ts': "import './missing.ts';" },
    'test/shared/a.test.ts\ntest/shared/b.test.ts\n',
    ['--tier', 'unit'],
    {},
    '1 passed, 1 failed, 0 skipped',
    /^unit +FAILED/m,
  ],
  [
    'an error outside any test is a failure',
    {
      'test/shared/a.test.ts': `${good}setTimeout(() => { throw new Error('late'); }, 0);\ntest('wait', () => new Promise((done) => setTimeout(done, 50)));`,
    },
    'test/shared/a.test.ts\n',
    ['--tier', 'unit'],
    {},
    '2 passed, 1 failed, 0 skipped',
    /^unit +FAILED/m,
  ],
  [
    'a file that the list does not have is a failure',
    { 'test/shared/a.test.ts': good },
    '',
    ['--tier', 'unit'],
    {},
    '1 passed, 1 failed, 0 skipped',
    /test\/shared\/a\.test\.ts is not in test\/tests\.txt/,
  ],
  [
    'a file that is gone is a failure',
    { 'test/shared/a.test.ts': good },
    'test/shared/a.test.ts\ntest/shared/gone.test.ts\n',
    ['--tier', 'unit'],
    {},
    '1 passed, 1 failed, 0 skipped',
    /test\/shared\/gone\.test\.ts is in test\/tests\.txt, but it is not there/,
  ],
  [
    'a file outside every tier is a failure',
    { 'test/shared/a.test.ts': good, 'test/elsewhere/b.test.ts': good },
    'test/shared/a.test.ts\ntest/elsewhere/b.test.ts\n',
    ['--tier', 'unit'],
    {},
    '1 passed, 1 failed, 0 skipped',
    /test\/elsewhere\/b\.test\.ts is in no tier's folder/,
  ],
  [
    'a file without its program is left out, and said so',
    { 'test/interop/a.test.ts': good, 'test/interop/b.test.ts': good },
    'test/interop/a.test.ts\ntest/interop/b.test.ts: no-such-program\n',
    ['--tier', 'interop'],
    {},
    '1 passed, 0 failed, 0 skipped',
    /^interop +passed .*test\/interop\/b\.test\.ts needs no-such-program$/m,
  ],
  [
    'a tier without its browser is not run, and said so',
    { 'test/e2e/a.test.ts': good },
    'test/e2e/a.test.ts\n',
    ['--tier', 'e2e'],
    {},
    '0 passed, 0 failed, 0 skipped',
    /^e2e +not run .*needs no-such-browser$/m,
  ],
  [
    'where every tier is required, a missing program is a failure',
    { 'test/interop/a.test.ts': good },
    'test/interop/a.test.ts: no-such-program\n',
    ['--tier', 'interop', '--require-all'],
    {},
    '0 passed, 1 failed, 0 skipped',
    /^interop +FAILED .*needs no-such-program$/m,
  ],
  [
    'there, a case may not skip itself',
    { 'test/interop/a.test.ts': "import { test } from 'vitest';\ntest.skip('tired', () => {});" },
    'test/interop/a.test.ts\n',
    ['--tier', 'interop'],
    { CI: 'true' },
    '0 passed, 1 failed, 0 skipped',
    /1 cases skipped themselves, which is a failure here/,
  ],
  [
    'unless the samples are not there and its file asks for them',
    {
      'test/interop/a.test.ts':
        "import { test } from 'vitest';\nimport { sample } from '../support/samples.ts';\ntest.skipIf(!sample)('real', () => {});",
      'test/support/samples.ts': 'export const sample: string | undefined = undefined;',
    },
    'test/interop/a.test.ts\n',
    ['--tier', 'interop'],
    { CI: 'true', PACKWRIGHT_SAMPLES: 'no-such-folder' },
    '0 passed, 0 failed, 1 skipped',
    /1 of the skipped cases need the sample files, which are not here/,
  ],
  [
    'where the samples are there, it may not',
    {
      'test/interop/a.test.ts':
        "import { test } from 'vitest';\nimport { sample } from '../support/samples.ts';\ntest.skipIf(!sample)('real', () => {});",
      'test/support/samples.ts': 'export const sample: string | undefined = undefined;',
    },
    'test/interop/a.test.ts\n',
    ['--tier', 'interop', '--require-all'],
    { PACKWRIGHT_SAMPLES: '.' },
    '0 passed, 1 failed, 0 skipped',
    /1 cases skipped themselves/,
  ],
])('%s', async (_, files, list, options, env, end, told) => {
  const { code, stdout } = await npmTest(files, list, options, env);
  expect(stdout).toMatch(told);
  expect(lastLine(stdout)).toBe(end);
  expect(code).toBe(/ 0 failed/.test(end) ? 0 : 1);
});
