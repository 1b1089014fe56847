import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageId, runCli, temporaryFolder, workerUrl, writeTree } from './run-cli.ts';

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Flips one bit of the compressed data of the first part, which starts behind its 30-byte header and its name. */
describe('build of a project', () => {
  const project = {
    packageId,
    name: 'Notes',
    version: '2.0.0.0',
    date: '2026-01-31T12:00:00Z',
    sources: [{ folder: 'source', root: '[{ProgramFilesX64}]\\Notes', exclude: ['*.log', 'private'] }],
  };

  async function writeProject(folder: string, changes: object = {}): Promise<string> {
    await writeTree(folder, {
      'source/a.exe': 'a',
      'source/a.log': 'log',
      'source/private/secret.txt': 'secret',
      'source/empty/': '',
    });
    const file = path.join(folder, 'notes.package.json');
    await writeFile(file, JSON.stringify({ ...project, ...changes }));
    return file;
  }

  it.each([
    [[], 'notes.appv'],
    [['-o', 'out'], 'out/notes.appv'],
    [['-o', 'out/x.appv'], 'out/x.appv'],
    [['-o', 'out/X.APPV'], 'out/X.APPV'],
    [['-o', 'folder.appv'], 'folder.appv/notes.appv'],
  ])('%j writes %s', async (options, expected) => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'folder.appv'));
    const file = await writeProject(folder);
    const argv = options.map((each) => (each === '-o' ? each : path.join(folder, each)));
    const run = await runCli(['build', file, ...argv, '--json']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({
      file: path.join(folder, expected),
      project: file,
      version: '2.0.0.0',
      files: 1,
    });
    expect((await runCli(['verify', path.join(folder, expected)])).code).toBe(0);
  });

  it('leaves out what the project excludes and keeps empty folders', async () => {
    const folder = await temporaryFolder();
    await runCli(['build', await writeProject(folder)]);
    await runCli(['unpack', path.join(folder, 'notes.appv'), '-o', path.join(folder, 'unpacked')]);
    expect(await readdir(path.join(folder, 'unpacked/Root/VFS/ProgramFilesX64/Notes'))).toEqual(['a.exe']);
    const metadata = await readFile(path.join(folder, 'unpacked/FilesystemMetadata.xml'), 'utf8');
    expect(metadata).toContain('Long="VFS\\ProgramFilesX64\\Notes\\empty"');
  });

  it('replaces an older package, and only when the new one is whole', async () => {
    const folder = await temporaryFolder();
    const file = await writeProject(folder);
    const target = path.join(folder, 'notes.appv');
    await runCli(['build', file]);
    const first = await sha256(target);
    await writeFile(path.join(folder, 'source/a.exe'), 'changed');
    expect(await runCli(['build', file])).toMatchObject({ code: 0 });
    const second = await sha256(target);
    expect(second).not.toBe(first);
    await writeFile(path.join(folder, 'source/con'), 'a name that Windows refuses');
    expect(await runCli(['build', file])).toMatchObject({ code: 3, out: '' });
    expect(await sha256(target)).toBe(second);
    expect((await readdir(folder)).sort()).toEqual(['notes.appv', 'notes.package.json', 'source']);
  });

  it('takes the time of the history from SOURCE_DATE_EPOCH, otherwise from the project', async () => {
    const folder = await temporaryFolder();
    const file = await writeProject(folder);
    const target = path.join(folder, 'notes.appv');
    const time = async (): Promise<string | undefined> => {
      expect(await runCli(['build', file])).toMatchObject({ code: 0 });
      return /^ {2}(\S+Z) /m.exec((await runCli(['inspect', target])).out)?.[1];
    };
    expect(await time()).toBe('2026-01-31T12:00:00Z');
    await withEpoch('1700000000', async () => expect(await time()).toBe('2023-11-14T22:13:20Z'));
    await withEpoch('soon', async () => expect(await runCli(['build', file])).toMatchObject({ code: 2 }));
  });

  it.each([
    ['an unknown property', { colour: 'red' }, 'PRJ-INVALID', 3],
    ['no name', { name: '' }, 'PRJ-INVALID', 3],
    [
      'a missing source',
      { sources: [{ folder: 'nowhere', root: '[{ProgramFilesX64}]\\N' }] },
      'PRJ-SOURCE-MISSING',
      3,
    ],
    [
      'a source that is a file',
      { sources: [{ folder: 'source/a.exe', root: '[{ProgramFilesX64}]\\N' }] },
      'IO-NOT-A-FOLDER',
      4,
    ],
    ['an empty source', { sources: [{ ...project.sources[0], exclude: ['*'] }] }, 'PRJ-SOURCE-EMPTY', 3],
    ['no token', { sources: [{ folder: 'source', root: 'C:\\Notes' }] }, 'PRJ-SOURCE-ROOT', 3],
    ['a file twice', { sources: [project.sources[0], project.sources[0]] }, 'PRJ-FILE-TWICE', 3],
    [
      'its own folder as source',
      { sources: [{ folder: '.', root: '[{ProgramFilesX64}]\\N' }] },
      'PRJ-TARGET-IN-SOURCE',
      2,
    ],
    [
      'an application that is not there',
      { applications: [{ target: '[{ProgramFilesX64}]\\Notes\\b.exe', name: 'B' }] },
      'PRJ-APPLICATION',
      3,
    ],
  ])('refuses %s', async (_what, changes, code, exit) => {
    const folder = await temporaryFolder();
    const run = await runCli(['build', await writeProject(folder, changes)]);
    expect(run.err).toContain(`error  ${code}`);
    expect(run).toMatchObject({ code: exit, out: '' });
    expect((await readdir(folder)).sort()).toEqual(['notes.package.json', 'source']);
  });

  it.each([
    ['text', 'name: Notes', 'PRJ-NOT-JSON'],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00]), 'PRJ-NOT-JSON'],
    ['a list', '[]', 'PRJ-INVALID'],
    ['nothing', '', 'PRJ-NOT-JSON'],
  ])('refuses %s as a project', async (_what, content, code) => {
    const folder = await writeTree(await temporaryFolder(), { 'p.package.json': content });
    const run = await runCli(['build', path.join(folder, 'p.package.json'), '--json']);
    expect(JSON.parse(run.out)).toMatchObject({
      ok: false,
      issues: [{ code, part: path.join(folder, 'p.package.json') }],
    });
    expect(run.code).toBe(3);
  });

  // Nobody may make files there, not even root, whom the rights of a folder do not stop.
  it.runIf(process.platform === 'linux')('says that a place may not be written: 4', async () => {
    const file = await writeProject(await temporaryFolder());
    const run = await runCli(['build', file, '-o', '/sys/kernel/notes.appv']);
    expect(run.err).toContain('IO-DENIED');
    expect(run).toMatchObject({ code: 4, out: '' });
  });

  it.skipIf(process.platform === 'win32')('refuses links, unless the project leaves them out', async () => {
    const folder = await temporaryFolder();
    const file = await writeProject(folder);
    await writeFile(path.join(folder, 'outside.txt'), 'outside');
    await symlink('../outside.txt', path.join(folder, 'source/link.txt'));
    await symlink('..', path.join(folder, 'source/up'));
    const run = await runCli(['build', file, '--json']);
    expect(JSON.parse(run.out)).toMatchObject({
      issues: [
        { code: 'PRJ-LINK', part: 'source/link.txt' },
        { code: 'PRJ-LINK', part: 'source/up' },
      ],
    });
    expect(run.code).toBe(3);
    await writeProject(folder, { sources: [{ ...project.sources[0], exclude: ['link.txt', 'up'] }] });
    expect(await runCli(['build', file])).toMatchObject({ code: 0 });
  });

  it.skipIf(process.platform === 'win32')('sees through a link that hides the source', async () => {
    const folder = await temporaryFolder();
    const file = await writeProject(folder);
    await symlink('source', path.join(folder, 'elsewhere'));
    const run = await runCli(['build', file, '-o', path.join(folder, 'elsewhere/deep/x.appv')]);
    expect(run.err).toContain('PRJ-TARGET-IN-SOURCE');
    expect(run.code).toBe(2);
  });

  it('takes the same bytes to the same package with one worker and with four', async () => {
    const folder = await temporaryFolder();
    const file = await writeProject(folder);
    await writeFile(path.join(folder, 'source/big.bin'), Buffer.alloc(6_000_000, 'some text '));
    const hashes = new Set<string>();
    for (const workers of ['1', '4']) {
      const target = path.join(folder, `out-${workers}.appv`);
      expect(await runCli(['build', file, '--workers', workers, '-o', target])).toMatchObject({ code: 0 });
      hashes.add(await sha256(target));
    }
    expect(hashes.size).toBe(1);
    expect(workerUrl.pathname).toMatch(/worker\.js$/);
  });
});

async function withEpoch(value: string, run: () => Promise<void>): Promise<void> {
  const before = process.env['SOURCE_DATE_EPOCH'];
  process.env['SOURCE_DATE_EPOCH'] = value;
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env['SOURCE_DATE_EPOCH'];
    else process.env['SOURCE_DATE_EPOCH'] = before;
  }
}

describe('build of a bare folder', () => {
  const name = 'Contoso Notes';

  async function setUp(): Promise<{ folder: string; source: string; target: string; project: string }> {
    const folder = await temporaryFolder();
    const source = await writeTree(path.join(folder, 'files'), { 'a.exe': 'a' });
    return {
      folder,
      source,
      target: path.join(folder, 'out/notes.appv'),
      project: path.join(folder, 'out/notes.package.json'),
    };
  }

  it('keeps its PackageId in a project beside the package', async () => {
    const { source, target, project } = await setUp();
    const argv = ['build', source, '--name', name, '-o', target, '--json'];
    const first = JSON.parse((await runCli(argv)).out) as Record<string, unknown>;
    expect(first).toMatchObject({ ok: true, project });
    const written: unknown = JSON.parse(await readFile(project, 'utf8'));
    expect(written).toMatchObject({
      packageId: first['packageId'],
      name,
      sources: [{ folder: '../files', root: '[{ProgramFilesX64}]\\Contoso Notes' }],
    });
    // The same bytes again, also when the project is built by its own name.
    const again = JSON.parse((await runCli(argv)).out) as Record<string, unknown>;
    expect(again).toEqual(first);
    const byProject = JSON.parse((await runCli(['build', project, '--json'])).out) as Record<string, unknown>;
    expect(byProject['sha256']).toBe(first['sha256']);
  });

  it('gives every new project another PackageId', async () => {
    const ids = new Set<unknown>();
    for (let index = 0; index < 3; index++) {
      const { source, target } = await setUp();
      const report = JSON.parse(
        (await runCli(['build', source, '--name', name, '-o', target, '--json'])).out,
      ) as {
        packageId: unknown;
      };
      ids.add(report.packageId);
    }
    expect(ids.size).toBe(3);
  });

  it('never replaces the project of something else', async () => {
    const { folder, source, target, project } = await setUp();
    await runCli(['build', source, '--name', name, '-o', target]);
    const before = await readFile(project, 'utf8');
    const other = await writeTree(path.join(folder, 'other'), { 'b.exe': 'b' });
    for (const argv of [
      ['build', source, '--name', 'Another', '-o', target],
      ['build', other, '--name', name, '-o', target],
      ['build', source, '--name', name, '--root', '[{System}]', '-o', target],
    ]) {
      const run = await runCli(argv);
      expect(run.err).toContain('IO-EXISTS');
      expect(run.code).toBe(4);
    }
    expect(await readFile(project, 'utf8')).toBe(before);
  });

  it('says that the project beside the package is broken instead of replacing it', async () => {
    const { source, target, project } = await setUp();
    await writeTree(path.dirname(project), { 'notes.package.json': '{' });
    expect(await runCli(['build', source, '--name', name, '-o', target])).toMatchObject({ code: 3, out: '' });
    expect(await readFile(project, 'utf8')).toBe('{');
  });

  it.each(['0F8FAD5B-D9CB-469F-A165-70867728950E', `{${packageId}}`])(
    'takes --package-id %s and writes no project',
    async (id) => {
      const { source, target } = await setUp();
      const run = await runCli(['build', source, '--name', name, '--package-id', id, '-o', target, '--json']);
      expect(JSON.parse(run.out)).toMatchObject({ ok: true, packageId, project: null });
      expect(await readdir(path.dirname(target))).toEqual(['notes.appv']);
    },
  );

  it.each([
    [['--root', 'C:\\x'], 'PRJ-SOURCE-ROOT'],
    [['--root', '[{Nowhere}]\\x'], 'PRJ-SOURCE-ROOT'],
    [['--name', ' blanks '], 'PRJ-INVALID'],
  ])('calls %j wrong usage', async (options, code) => {
    const { folder, source, target } = await setUp();
    const given = options[0] === '--name' ? options : ['--name', name, ...options];
    const run = await runCli(['build', source, ...given, '-o', target]);
    expect(run.err).toContain(code);
    expect(run.code).toBe(2);
    expect(await readdir(folder)).toEqual(['files']);
  });

  it('leaves no project behind when nothing could be built', async () => {
    const { folder, source, target } = await setUp();
    await rm(path.join(source, 'a.exe'));
    expect(await runCli(['build', source, '--name', name, '-o', target])).toMatchObject({ code: 3, out: '' });
    expect(await runCli(['build', path.join(folder, 'none'), '--name', name, '-o', target])).toMatchObject({
      code: 3,
    });
    expect(await readdir(folder)).toEqual(['files']);
  });

  it('does not write into its own source', async () => {
    const { source } = await setUp();
    const run = await runCli(['build', source, '--name', name, '-o', path.join(source, 'sub/x.appv')]);
    expect(run.err).toContain('PRJ-TARGET-IN-SOURCE');
    expect(run.code).toBe(2);
    expect(await readdir(source)).toEqual(['a.exe']);
  });
});
