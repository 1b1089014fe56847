import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkbench } from '../../../main/operations/workbench.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Progress, SaveReport } from '../../../shared/contract/operations.ts';
import { noise, workerUrl } from '../../support/container/pack.ts';
import { builtFile, checkout, packwright } from '../../support/built-product.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';

/* Faults of the world around a save: the package that was opened and what was at the target stay as they were. */

const mebibyte = 1_048_576;
const folder = mkdtempSync(path.join(tmpdir(), 'packwright-save-faults-'));
const source = path.join(folder, 'source.appv');
const added = path.join(folder, 'added.bin');
const workbench = createWorkbench({ version: '1.0.0', workerUrl, electron: false });

beforeAll(async () => {
  const project = path.join(checkout, 'assets/samples/contoso-units/contoso-units.package.json');
  await packwright('build', project, '-o', path.join(folder, 'small.appv'));
  writeFileSync(added, noise(12 * mebibyte));
  // Large enough that most of it is copied by the kernel, and that workers do the rest.
  const parts = [
    '--add-file',
    `${added}=Root/VFS/AppData/a.bin`,
    '--add-file',
    `${added}=Root/VFS/AppData/b.bin`,
  ];
  await packwright('edit', path.join(folder, 'small.appv'), ...parts, '-o', source);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Choice = {
  readonly package?: string;
  readonly file?: string;
  readonly replace?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
};

function save(target: string, choice: Choice = {}): Promise<Result<SaveReport>> {
  const { handles } = workbench;
  const input = {
    file: handles.add(choice.package ?? source),
    edits: [
      { kind: 'set', path: 'properties.description', value: 'Changed' },
      { kind: 'addFile', part: 'Root/VFS/AppData/c.bin', file: handles.add(choice.file ?? added) },
    ],
    as: 'new-version',
    target: handles.add(target),
    replace: choice.replace ?? true,
  };
  const context = {
    signal: choice.signal ?? new AbortController().signal,
    progress: choice.onProgress ?? (() => undefined),
  };
  return workbench.run('package.edit', input, context) as Promise<Result<SaveReport>>;
}

const codes = (result: Result<unknown>) => result.issues.map(({ code }) => code);

/** A folder for one case with an old file at the target, and what is in it afterwards. */
function place() {
  const at = mkdtempSync(path.join(folder, 'case-'));
  const target = path.join(at, 'target.appv');
  writeFileSync(target, 'what was there before');
  const untouched = () => {
    expect(readdirSync(at)).toEqual(['target.appv']);
    expect(readFileSync(target, 'utf8')).toBe('what was there before');
  };
  return { at, target, untouched };
}

describe('a save that cannot be finished', () => {
  let before: Buffer;
  beforeAll(() => {
    before = readFileSync(source);
  });
  const expectSourceUntouched = () => expect(readFileSync(source).equals(before)).toBe(true);

  it('goes well when nothing is in the way', async () => {
    const { target } = place();
    const saved = await save(target);
    expect(saved).toMatchObject({ ok: true, issues: [] });
    expectSourceUntouched();
  });

  it.each(['copying', 'packing', 'verifying'])('is cancelled while %s', async (phase) => {
    const { target, untouched } = place();
    const controller = new AbortController();
    const onProgress = (progress: Progress) => {
      if (progress.phase === phase) controller.abort();
    };
    const cancelled = await save(target, { signal: controller.signal, onProgress });
    expect(controller.signal.aborted).toBe(true);
    expect(codes(cancelled)).toEqual(['IO-CANCELLED']);
    untouched();
    expectSourceUntouched();
  });

  it('is cancelled, and leaves none of the folders that it has made', async () => {
    const { at, target, untouched } = place();
    const controller = new AbortController();
    const into = path.join(at, 'new', 'folders', 'target.appv');
    const onProgress = () => controller.abort();
    expect(codes(await save(into, { signal: controller.signal, onProgress }))).toEqual(['IO-CANCELLED']);
    expect(path.dirname(target)).toBe(at);
    untouched();
  });

  it('was cancelled before it began', async () => {
    const { target, untouched } = place();
    expect(codes(await save(target, { signal: AbortSignal.abort() }))).toEqual(['IO-CANCELLED']);
    untouched();
  });

  it.each([
    ['became shorter', (file: string) => truncateSync(file, 100)],
    ['was written again', (file: string) => utimesSync(file, 1, 1)],
    ['vanished', (file: string) => rmSync(file)],
  ])('adds a file that %s since it was added', async (_what, change) => {
    const { at, target } = place();
    const file = path.join(at, 'added.bin');
    writeFileSync(file, noise(2 * mebibyte));
    let changed = false;
    const onProgress = () => {
      if (!changed) change(file);
      changed = true;
    };
    // The first progress is that of the copy, before the file is read.
    expect(codes(await save(target, { file, onProgress }))).toEqual(['IO-CHANGED']);
    expect(readFileSync(target, 'utf8')).toBe('what was there before');
    expectSourceUntouched();
  });

  it('reads a package that another program writes meanwhile', async () => {
    const { at, target } = place();
    const copy = path.join(at, 'copy.appv');
    writeFileSync(copy, before);
    const onProgress = () => utimesSync(copy, 1, 1);
    expect(codes(await save(target, { package: copy, onProgress }))).toEqual(['EDT-CHANGED-ON-DISK']);
    expect(readFileSync(target, 'utf8')).toBe('what was there before');
  });

  it('reads a package that vanishes with its share', async () => {
    const { at, target } = place();
    const copy = path.join(at, 'copy.appv');
    writeFileSync(copy, before);
    const onProgress = () => rmSync(copy, { force: true });
    expect(codes(await save(target, { package: copy, onProgress }))).toEqual(['IO-NOT-FOUND']);
    expect(readFileSync(target, 'utf8')).toBe('what was there before');
    expect(readdirSync(at)).toEqual(['target.appv']);
  });

  it.each([
    ['the package itself', (at: string) => path.join(at, 'copy.appv')],
    ['the package by another way', (at: string) => path.join(at, 'link.appv')],
    ['a hard link of the package', (at: string) => path.join(at, 'hard.appv')],
  ])('would overwrite %s', async (_what, choose) => {
    const at = mkdtempSync(path.join(folder, 'same-'));
    const copy = path.join(at, 'copy.appv');
    writeFileSync(copy, before);
    execFileSync('ln', ['-s', copy, path.join(at, 'link.appv')]);
    execFileSync('ln', [copy, path.join(at, 'hard.appv')]);
    expect(codes(await save(choose(at), { package: copy }))).toEqual(['EDT-TARGET']);
    expect(readFileSync(copy).equals(before)).toBe(true);
  });

  it('would overwrite the file that it adds', async () => {
    const { at } = place();
    const file = path.join(at, 'new.appv');
    writeFileSync(file, 'small');
    expect(codes(await save(file, { file }))).toEqual(['EDT-TARGET']);
    expect(readFileSync(file, 'utf8')).toBe('small');
  });

  it('has a file where a folder should be', async () => {
    const { target, untouched } = place();
    expect(codes(await save(path.join(target, 'inside.appv')))).toEqual(['IO-NOT-A-FOLDER']);
    untouched();
  });

  it('replaces nothing unless it may', async () => {
    const { target, untouched } = place();
    expect(codes(await save(target, { replace: false }))).toEqual(['IO-EXISTS']);
    untouched();
  });
});

const isRoot = process.geteuid?.() === 0;

// Only root can take rights from itself and give them back: elsewhere this case is skipped.
describe.skipIf(!isRoot)('without the right to write', () => {
  it('a save leaves everything as it was', async () => {
    const { at, target, untouched } = place();
    chmodSync(folder, 0o755);
    chmodSync(at, 0o755);
    for (const file of [source, added, target]) chmodSync(file, 0o644);
    process.seteuid?.(65_534);
    try {
      expect(codes(await save(target))).toEqual(['IO-DENIED']);
    } finally {
      process.seteuid?.(0);
    }
    untouched();
  });
});

describe('a source that may only be read', () => {
  it('is saved to a file that can be written', async () => {
    const { at, target } = place();
    const copy = path.join(at, 'copy.appv');
    writeFileSync(copy, readFileSync(source), { mode: 0o444 });
    expect(await save(target, { package: copy })).toMatchObject({ ok: true });
    expect(statSync(target).mode & 0o200).toBe(0o200);
  });
});

// Mounting needs root and a system that allows it: elsewhere these cases are skipped.
describe.each([
  ['before the copy fits', 16 * mebibyte],
  ['when only the new file does not fit', 30 * mebibyte],
])('a disk that is full %s', (title, bytes) => {
  const disk = mountSmallDisk(path.join(folder, title.replaceAll(' ', '-')), bytes);
  const at = disk ?? '';
  const target = path.join(at, 'target.appv');
  afterAll(() => {
    if (disk !== undefined) execFileSync('umount', [disk]);
  });

  it.skipIf(disk === undefined)('keeps what was there', async () => {
    writeFileSync(target, 'what was there before');
    expect(codes(await save(target))).toEqual(['IO-FULL']);
    expect(readFileSync(target, 'utf8')).toBe('what was there before');
    expect(readdirSync(at)).toEqual(['target.appv']);
  });

  it.skipIf(disk === undefined)(
    'ends the command line with 4, as a disk that may only be read does',
    async () => {
      const edit = [
        'edit',
        source,
        '--add-file',
        `${added}=Root/VFS/AppData/c.bin`,
        '--overwrite',
        '-o',
        target,
      ];
      expect(await exitOf(...edit)).toEqual({ code: 4, first: 'IO-FULL' });
      execFileSync('mount', ['-o', 'remount,ro', at]);
      expect(await exitOf(...edit)).toEqual({ code: 4, first: 'IO-DENIED' });
      expect(readFileSync(target, 'utf8')).toBe('what was there before');
      expect(readdirSync(at)).toEqual(['target.appv']);
    },
  );
});

/** How the built command line ends, and the first issue that it tells. */
async function exitOf(...parameters: readonly string[]) {
  const child = spawn(process.execPath, [builtFile('main/cli.js'), ...parameters, '--json', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const { issues } = JSON.parse(text) as { readonly issues: readonly { readonly code: string }[] };
  return { code, first: issues[0]?.code };
}
