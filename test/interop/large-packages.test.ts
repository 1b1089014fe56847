import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noise } from '../support/container/pack.ts';
import { complaintOf } from '../support/craft/craft.ts';

/*
 * The sizes that the product promises, through the built command line, in a process that the kernel allows no more
 * than 512 MiB of data (RLIMIT_DATA counts everything that is written to, threads included).
 */

const run = promisify(execFile);
const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));
const memoryLimit = 512 * 1_048_576;
/** What the process may have in memory at most, threads and program files included, with two workers and any number of files. */
const memoryBudget = 300_000_000;
const packageId = '0b1f4a52-6d1c-4f5e-9a3b-2c7d8e9f0a1b';
const folder = mkdtempSync(path.join(tmpdir(), 'packwright-large-'));

afterAll(() => rmSync(folder, { recursive: true }));

type Answer = { readonly ok: boolean; readonly issues: readonly unknown[] } & Readonly<
  Record<string, unknown>
>;
type Measured = Answer & { readonly residentBytes: number };

/**
 * Makes the process say how large it was at most, in KiB; its threads, which run this too, have no size of their own.
 * The resource usage that Node knows would count what the process was before it became Node.
 */
const sizeAtExit = `
  import { readFileSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  const peak = () => /VmHWM:\\s*\\d+/.exec(readFileSync('/proc/self/status', 'utf8'))[0];
  if (isMainThread) process.on('exit', () => console.error(peak()));`;

async function packwright(...words: readonly string[]): Promise<Measured> {
  const command = [
    `--data=${memoryLimit}`,
    process.execPath,
    '--import',
    `data:text/javascript,${encodeURIComponent(sizeAtExit)}`,
    cli,
    ...words,
    '--json',
    '--quiet',
    '--workers',
    '2',
  ];
  const { stdout, stderr } = await run('prlimit', command, { maxBuffer: 16 * 1_048_576 });
  const residentBytes = Number(/VmHWM:\s*(\d+)/.exec(stderr)?.[1]) * 1024;
  return { ...(JSON.parse(stdout) as Answer), residentBytes };
}

function build(source: string, target: string): Promise<Measured> {
  return packwright('build', source, '--name', 'Large', '--package-id', packageId, '-o', target);
}

describe('a file of 5 GiB', () => {
  const source = path.join(folder, 'large');
  const target = path.join(folder, 'large.appv');
  const size = 5 * 1_073_741_824;

  beforeAll(async () => {
    await mkdir(source);
    // Zeros that take no room on the disk, with something that does not compress beyond the first 4 GiB.
    const file = await open(path.join(source, 'image.dat'), 'w');
    await file.truncate(size);
    await file.write(noise(3_000_001), 0, 3_000_001, 4.5 * 1_073_741_824);
    await file.close();
  });

  it('is built and verified within the limit', async () => {
    expect(await build(source, target)).toMatchObject({ ok: true, issues: [], files: 1 });
    expect(await packwright('verify', target)).toMatchObject({ ok: true, issues: [] });
  });

  it('is saved within the limit, and verifies', async () => {
    const saved = path.join(folder, 'large-saved.appv');
    const part = 'Root/VFS/ProgramFilesX64/Large/image.dat';
    const rename = ['--rename', `${part}=${part.replace('image', 'renamed')}`];
    expect(await packwright('edit', target, ...rename, '-o', saved)).toMatchObject({ ok: true, issues: [] });
    expect(await packwright('verify', saved)).toMatchObject({ ok: true, issues: [] });
  });

  it('is there whole for 7-Zip', async () => {
    expect(await complaintOf('7z', ['t', '-bso0', '-bsp0', target])).toBe('');
    expect((await stat(target)).size).toBeLessThan(32_000_000);
  });
});

describe('100,000 files', () => {
  const source = path.join(folder, 'many');
  const target = path.join(folder, 'many.appv');

  beforeAll(async () => {
    for (let outer = 0; outer < 100; outer++) {
      const inner = path.join(source, `folder ${outer}`);
      await mkdir(inner, { recursive: true });
      const files = Array.from({ length: 1000 }, (_, index) => path.join(inner, `file ${index}.txt`));
      await Promise.all(files.map((file, index) => writeFile(file, `${outer} ${index}`)));
    }
  });

  it('are built and verified within the limit, in no more than 300 MB', async () => {
    const built = await build(source, target);
    expect(built).toMatchObject({ ok: true, issues: [], files: 100_000 });
    expect(built.residentBytes).toBeLessThan(memoryBudget);
    const verified = await packwright('verify', target);
    expect(verified).toMatchObject({ ok: true, issues: [], parts: 100_007 });
    expect(verified.residentBytes).toBeLessThan(memoryBudget);
  });

  it('are saved within the limit, and verify', async () => {
    const saved = path.join(folder, 'many-saved.appv');
    const part = 'Root/VFS/ProgramFilesX64/Large/folder 7/file 77.txt';
    expect(await packwright('edit', target, '--remove-file', part, '-o', saved)).toMatchObject({
      ok: true,
      issues: [],
      parts: 100_006,
    });
    expect(await packwright('verify', saved)).toMatchObject({ ok: true, issues: [], parts: 100_006 });
  });

  it('are there for unzip, and one of them unpacks alone', async () => {
    expect(await complaintOf('unzip', ['-tqq', target])).toBe('');
    const part = 'Root/VFS/ProgramFilesX64/Large/folder 7/file 77.txt';
    await packwright('unpack', target, '-o', path.join(folder, 'one'), '--part', part);
    expect(await readFile(path.join(folder, 'one', part), 'utf8')).toBe('7 77');
  });
});
