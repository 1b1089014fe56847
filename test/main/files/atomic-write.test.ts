import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../main/files/atomic-write.ts';

let folder: string;
let target: string;
const signal = { aborted: false };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packwright-atomic-'));
  target = path.join(folder, 'a.appv');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file that is written as a whole', () => {
  it('takes the place of the old one and leaves nothing else', async () => {
    await writeFile(target, 'old');
    await writeAtomically(target, {
      write: async (handle) => void (await handle.write('new')),
      signal,
    });
    expect(await readFile(target, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['a.appv']);
  });

  it('is verified under its temporary name, while the old one is still there', async () => {
    await writeFile(target, 'old');
    await writeAtomically(target, {
      write: async (handle) => {
        await handle.write('new');
        return 3;
      },
      verify: async (temporaryPath, value) => {
        expect(value).toBe(3);
        expect(await readFile(temporaryPath, 'utf8')).toBe('new');
        expect(await readFile(target, 'utf8')).toBe('old');
      },
      signal,
    });
    expect(await readFile(target, 'utf8')).toBe('new');
  });

  const nothing = (): Promise<void> => Promise.resolve();
  it.each([
    ['writing', { write: () => Promise.reject(new Error('stopped')), signal }],
    ['verifying', { write: nothing, verify: () => Promise.reject(new Error('stopped')), signal }],
    ['cancelling', { write: nothing, signal: { aborted: true } }],
  ])('leaves the old one when %s stops it', async (_what, steps) => {
    await writeFile(target, 'old');
    await expect(writeAtomically(target, steps)).rejects.toThrow(/stopped|IO-CANCELLED/);
    expect(await readFile(target, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.appv']);
  });

  it('makes the folders on its way and refuses to replace one', async () => {
    const deep = path.join(folder, 'x', 'y', 'b.appv');
    await writeAtomically(deep, { write: nothing, signal });
    const onFolder = writeAtomically(path.join(folder, 'x'), { write: nothing, signal });
    await expect(onFolder).rejects.toMatchObject({ issues: [{ code: 'IO-NOT-A-FILE' }] });
  });
});
