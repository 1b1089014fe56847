import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCheckout, runScript } from './checkout.ts';

const cases = `
  import { appendFileSync } from 'node:fs';
  import { join } from 'node:path';
  const note = (name) => async ({ root }) => appendFileSync(join(root, 'order.txt'), name);
  const node = (program) => () => [process.execPath, '--eval', program];
  const work = 'const b = Buffer.alloc(100e6, 1); const end = process.cpuUsage().user + 3e5; while (process.cpuUsage().user < end) b.at(0);';
  export const cases = [
    {
      name: 'busy', budget: 'none', baseline: 'idle', runs: 2,
      subjects: [
        { name: 'idle', before: note('A'), command: node('0') },
        { name: 'work', before: note('B'), command: node(work), after: async () => ({ bytes: 1234567 }) },
        { name: 'absent', needs: ['no-such-program'], command: node('0') },
      ],
    },
    { name: 'broken', budget: 'none', baseline: 'a', subjects: [{ name: 'a', command: node('process.exit(3)') }] },
  ];
`;

type Row = {
  readonly name: string;
  readonly cpu: number;
  readonly memory: number;
  readonly ratio: number;
  readonly walls: readonly number[];
  readonly extra: Readonly<Record<string, number>>;
};

async function bench(options: readonly string[]) {
  const folder = await makeCheckout({ 'test/bench/cases.mjs': cases });
  // Installing and building have tests of their own.
  await writeFile(
    join(folder, 'scripts', 'prepare.mjs'),
    "export const requireNode = () => 0;\nexport const installPackages = async () => 0;\nexport const buildIfStale = async () => 0;\nexport const cacheFolder = '';",
  );
  return { folder, ...(await runScript(folder, ['scripts/bench.mjs', ...options])) };
}

test('commands take turns; times, memory and ratios are written and printed', async () => {
  const { folder, code, stdout } = await bench(['busy']);
  expect(code).toBe(0);
  expect(await readFile(join(folder, 'order.txt'), 'utf8')).toBe('ABAB');
  expect(stdout).toContain('absent: left out, needs no-such-program');
  expect(stdout).toMatch(/^ {2}work .* 1,234,567$/m);
  const { results } = JSON.parse(await readFile(join(folder, 'bench-results.json'), 'utf8')) as {
    readonly results: readonly [{ readonly rows: readonly Row[]; readonly missing: readonly string[] }];
  };
  const [{ rows, missing }] = results;
  expect(missing).toEqual(['absent']);
  expect(rows.map(({ name, walls }) => [name, walls.length])).toEqual([
    ['idle', 2],
    ['work', 2],
  ]);
  const work = rows.find(({ name }) => name === 'work');
  expect(work?.ratio).toBeLessThan(1);
  expect(work?.extra).toEqual({ bytes: 1_234_567 });
  if (process.platform === 'linux') {
    expect(work?.cpu).toBeGreaterThanOrEqual(0.29);
    expect(work?.memory).toBeGreaterThanOrEqual(100e6);
  }
});

test('a command that fails ends the run with what it was', async () => {
  const { code, stderr } = await bench(['broken']);
  expect(code).not.toBe(0);
  expect(stderr).toContain('process.exit(3) ended with 3');
});
