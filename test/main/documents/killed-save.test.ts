import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile, checkout, packwright } from '../../support/built-product.ts';

/* A save that is ended by SIGKILL, at each of its steps and at any moment: the old package or the new one, never less. */

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-killed-'));
const place = path.join(folder, 'place');
const source = path.join(folder, 'source.appv');
const target = path.join(place, 'target.appv');
const added = path.join(folder, 'added.txt');
const part = 'Root/VFS/ProgramFilesX64/Contoso Units/added.txt';
/** A folder of its own, so that other tests that run now neither see nor clean up what is left here. */
const userData = path.join(folder, 'user data');
const killAt = fileURLToPath(new URL('../../support/faults/kill-at.mjs', import.meta.url));

beforeAll(async () => {
  const project = path.join(checkout, 'assets/samples/contoso-units/contoso-units.package.json');
  await packwright('build', project, '-o', source);
  // Text that hardly compresses takes the compressor longest.
  await writeFile(added, randomBytes(75_000_000).toString('base64'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const words = [
  'edit',
  source,
  '--add-file',
  `${added}=${part}`,
  '--set',
  'identity.version=1.2.3.4',
  '-o',
  target,
  '--overwrite',
  '--workers',
  '1',
  '--quiet',
];

function start(environment: NodeJS.ProcessEnv = {}, nodeOptions: readonly string[] = []) {
  const child = spawn(process.execPath, [...nodeOptions, builtFile('main/cli.js'), ...words], {
    stdio: 'ignore',
    env: { ...process.env, PACKWRIGHT_DATA: userData, ...environment },
  });
  return { child, ended: once(child, 'exit') };
}

const temporaries = (): readonly string[] =>
  readdirSync(place).filter((name) => name.endsWith('.packwright-part'));

async function begin(): Promise<Buffer> {
  await rm(place, { recursive: true, force: true });
  await mkdir(place);
  await copyFile(source, target);
  return readFile(target);
}

/** The old package, byte for byte, or one that verifies and has the edit; and nothing else once Packwright starts again. */
async function expectOldOrNew(old: Buffer): Promise<'old' | 'new'> {
  const is = (await readFile(target)).equals(old) ? 'old' : 'new';
  // The next start: it rejects unless the package is intact.
  const answer = await run('verify', target, '--json');
  expect(JSON.parse(answer)).toMatchObject({ ok: true, issues: [] });
  expect(readdirSync(place)).toEqual(['target.appv']);
  if (is === 'new') expect(await run('inspect', target)).toContain('1.2.3.4');
  return is;
}

async function run(...parameters: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [builtFile('main/cli.js'), ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PACKWRIGHT_DATA: userData },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return text;
}

describe('a save that is killed', () => {
  it.each([
    ['temp-made', 'old'],
    ['half-written', 'old'],
    ['before-sync', 'old'],
    ['after-sync', 'old'],
    ['before-rename', 'old'],
    ['after-rename', 'new'],
  ])('at the step %s leaves the %s package', async (step, expected) => {
    const old = await begin();
    const { child, ended } = start({ KILL_AT: step, KILL_AT_BYTES: '20000000' }, ['--import', killAt]);
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
    expect(temporaries()).toHaveLength(expected === 'old' ? 1 : 0);
    expect(await expectOldOrNew(old)).toBe(expected);
  });

  it('at fifty random moments leaves one of the two', async () => {
    await begin();
    const whole = start();
    while (temporaries().length === 0 && whole.child.exitCode === null) await sleep(2);
    const firstWrite = performance.now();
    await whole.ended;
    const duration = performance.now() - firstWrite;
    expect(whole.child.exitCode).toBe(0);
    expect(duration, 'the save must be long enough to be hit anywhere').toBeGreaterThan(2000);
    const outcomes = { old: 0, new: 0 };
    for (let time = 0; time < 50; time++) {
      const old = await begin();
      const { child, ended } = start();
      while (temporaries().length === 0 && child.exitCode === null) await sleep(1);
      await sleep(Math.random() * duration);
      child.kill('SIGKILL');
      await ended;
      outcomes[await expectOldOrNew(old)]++;
    }
    expect(outcomes.old + outcomes.new).toBe(50);
    expect(outcomes.old, 'at least some were killed before the end').toBeGreaterThan(25);
  }, 600_000);
});
