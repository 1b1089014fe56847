import { mkdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryPathFor, writeAtomically } from '../../../main/files/atomic-write.ts';
import { ownMark, type ProcessMark } from '../../../main/files/process-mark.ts';
import {
  forgetTemporary,
  rememberTemporary,
  sweepTemporaryFiles,
} from '../../../main/files/temporary-files.ts';
import { type Program, startProgram } from '../../support/run-program.ts';

const inherited = process.env['PACKWRIGHT_DATA'];
let folder: string;
let records: string;
let programs: Program[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packwright-temporary-'));
  process.env['PACKWRIGHT_DATA'] = path.join(folder, 'data');
  records = path.join(folder, 'data', 'temporary');
});
afterEach(async () => {
  await Promise.all(programs.map((each) => each.kill()));
  programs = [];
  process.env['PACKWRIGHT_DATA'] = inherited;
  await rm(folder, { recursive: true });
});

/** A process that is half way through writing `name`. */
async function halfWritten(name: string): Promise<{ readonly program: Program; readonly temporary: string }> {
  const program = await startProgram('leave-temporary-file', [path.join(folder, name)]);
  programs.push(program);
  return { program, temporary: String(await program.next()) };
}

async function leftIn(place: string): Promise<readonly string[]> {
  return (await readdir(place)).filter((name) => name !== 'data').sort();
}

const own = await ownMark();
/** A process that cannot be: its number is beyond what systems give. */
const dead: ProcessMark = { ...own, process: 2 ** 30 };

async function record(left: string, mark: object = dead): Promise<void> {
  mkdirSync(records, { recursive: true });
  await writeFile(path.join(records, `${Math.random()}.json`), JSON.stringify({ path: left, ...mark }));
}

describe('what a killed process has left', () => {
  it('goes with its record, and what a living one writes stays', async () => {
    const killed = await halfWritten('killed.appv');
    const living = await halfWritten('living.appv');
    await writeFile(path.join(folder, 'killed.appv'), 'old');
    await killed.program.kill();
    expect(await readFile(killed.temporary, 'utf8')).toBe('half');
    await sweepTemporaryFiles();
    expect(await leftIn(folder)).toEqual([path.basename(living.temporary), 'killed.appv']);
    expect(await readdir(records)).toHaveLength(1);
    await living.program.kill();
    await sweepTemporaryFiles();
    expect(await leftIn(folder)).toEqual(['killed.appv']);
    expect(await readdir(records)).toEqual([]);
  });

  it('is a folder too', async () => {
    const left = temporaryPathFor(path.join(folder, 'unpacked'));
    mkdirSync(path.join(left, 'Root'), { recursive: true });
    await writeFile(path.join(left, 'Root', 'a.txt'), 'a');
    await record(left);
    await sweepTemporaryFiles();
    expect(await leftIn(folder)).toEqual([]);
  });

  it('of a number that another process has by now', async () => {
    const left = temporaryPathFor(path.join(folder, 'a.appv'));
    await writeFile(left, 'half');
    await record(left, { ...own, started: 'another boot 1' });
    await sweepTemporaryFiles();
    expect(await leftIn(folder)).toEqual([]);
  });

  it.each([
    ['this process', own],
    ['a process of another computer', { ...dead, host: 'another-computer' }],
  ])('stays when it is of %s', async (_what, mark) => {
    const left = temporaryPathFor(path.join(folder, 'a.appv'));
    await writeFile(left, 'half');
    await record(left, mark);
    await sweepTemporaryFiles();
    expect(await leftIn(folder)).toEqual([path.basename(left)]);
    expect(await readdir(records)).toHaveLength(1);
  });

  it.each([
    'precious.appv',
    '.precious.appv.packwright-part',
    '.precious.appv.0123456789ab.packwright-part.bak',
    '.precious.appv.0123456789AB.packwright-part',
    'precious.appv.0123456789ab.packwright-part',
  ])('is never %s, whatever a record says', async (name) => {
    await writeFile(path.join(folder, name), 'precious');
    await record(path.join(folder, name));
    await sweepTemporaryFiles();
    expect(await leftIn(folder)).toEqual([name]);
    expect(await readdir(records)).toEqual([]);
  });

  it('is found again when its record could not be read at first, and a damaged record goes in time', async () => {
    mkdirSync(records, { recursive: true });
    const [fresh, old] = [path.join(records, 'fresh.json'), path.join(records, 'old.json')];
    await writeFile(fresh, '{"path":');
    await writeFile(old, '{"path":');
    await utimes(old, 0, 0);
    await sweepTemporaryFiles();
    expect(await readdir(records)).toEqual(['fresh.json']);
  });
});

describe('the record of a temporary file', () => {
  it('is there as long as the file is', async () => {
    let during: readonly string[] = [];
    await writeAtomically(path.join(folder, 'a.appv'), {
      write: async () => {
        during = await readdir(records);
      },
      signal: { aborted: false },
    });
    expect(during).toHaveLength(1);
    expect(await readdir(records)).toEqual([]);
  });

  it('is gone when writing has failed', async () => {
    const failing = writeAtomically(path.join(folder, 'a.appv'), {
      write: () => Promise.reject(new Error('stopped')),
      signal: { aborted: false },
    });
    await expect(failing).rejects.toThrow('stopped');
    expect(await readdir(records)).toEqual([]);
    expect(await leftIn(folder)).toEqual([]);
  });

  it('is not needed: where it cannot be written, writing goes on', async () => {
    await writeFile(path.join(folder, 'data'), 'a file where the folder should be');
    await rememberTemporary(path.join(folder, 'x'));
    await forgetTemporary(path.join(folder, 'x'));
    await sweepTemporaryFiles();
    await writeAtomically(path.join(folder, 'a.appv'), {
      write: async (handle) => void (await handle.write('new')),
      signal: { aborted: false },
    });
    expect(await readFile(path.join(folder, 'a.appv'), 'utf8')).toBe('new');
  });
});
