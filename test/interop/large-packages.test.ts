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
const packageId = '0b1f4a52-6d1c-4f5e-9a3b-2c7d8e9f0a1b';
const folder = mkdtempSync(path.join(tmpdir(), 'packwright-large-'));

afterAll(() => rmSync(folder, { recursive: true }));

type Answer = { readonly ok: boolean; readonly issues: readonly unknown[] } & Readonly<
  Record<string, unknown>
>;

async function packwright(...words: readonly string[]): Promise<Answer> {
  const command = [
    `--data=${memoryLimit}`,
    process.execPath,
    cli,
    ...words,
    '--json',
    '--quiet',
    '--workers',
    '2',
  ];
  const { stdout } = await run('prlimit', command, { maxBuffer: 16 * 1_048_576 });
  return JSON.parse(stdout) as Answer;
}

function build(source: string, target: string): Promise<Answer> {
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

  it('are built, verified and listed within the limit', async () => {
    expect(await build(source, target)).toMatchObject({ ok: true, issues: [], files: 100_000 });
    expect(await packwright('verify', target)).toMatchObject({ ok: true, issues: [], parts: 100_007 });
  });

  it('are there for unzip, and one of them unpacks alone', async () => {
    expect(await complaintOf('unzip', ['-tqq', target])).toBe('');
    const part = 'Root/VFS/ProgramFilesX64/Large/folder 7/file 77.txt';
    await packwright('unpack', target, '-o', path.join(folder, 'one'), '--part', part);
    expect(await readFile(path.join(folder, 'one', part), 'utf8')).toBe('7 77');
  });
});
