import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { samplePath } from '../../support/samples.ts';
import { buildSample, packageId, runCli, temporaryFolder, writeTree } from './run-cli.ts';

const notes = 'Root/VFS/ProgramFilesX64/Notes';
const date = '2026-01-31T12:00:00Z';

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

type Overview = {
  readonly displayName: string | null;
  readonly description: string | null;
  readonly identity: { readonly version: string; readonly versionId: string; readonly packageId: string };
  readonly targetOSes: readonly string[];
  readonly history: readonly { readonly time: string; readonly packageVersion: string }[];
};

async function overviewOf(file: string): Promise<Overview> {
  const run = await runCli(['inspect', file, '--json']);
  const { overview } = JSON.parse(run.out) as { overview: Overview };
  return overview;
}

/** Files below `Root/VFS/ProgramFilesX64/Notes` with what is in them. */
async function filesOf(file: string, folder: string): Promise<Readonly<Record<string, string>>> {
  const target = path.join(folder, `unpacked-${path.basename(file)}`);
  expect(await runCli(['unpack', file, '-o', target])).toMatchObject({ code: 0 });
  const files: Record<string, string> = {};
  for (const each of await readdir(path.join(target, notes), { recursive: true, withFileTypes: true })) {
    if (!each.isFile()) continue;
    const full = path.join(each.parentPath, each.name);
    const name = path.relative(path.join(target, notes), full).split(path.sep).join('/');
    files[name] = await readFile(full, 'utf8');
  }
  return files;
}

async function makeSample() {
  const folder = await temporaryFolder();
  const source = await buildSample(folder);
  const target = path.join(folder, 'edited.appv');
  const before = await sha256(source);
  return { folder, source, target, before };
}

describe('edit', () => {
  it('saves a new version with other properties and leaves the package as it was', async () => {
    const { source, target, before } = await makeSample();
    const settings = ['--set', 'properties.displayName=Contoso Notes', '--set=properties.description=a=b'];
    const run = await runCli(['edit', source, ...settings, '-o', target]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/^saved {2}\S+edited\.appv\n {2}Saved as +new version\n/);
    expect(run.out).toMatch(/^ {2}Version +0\.0\.0\.2$/m);
    expect(run.out).toMatch(new RegExp(`^ {2}PackageId +${packageId}$`, 'm'));
    expect(run.out).toMatch(/^ {2}Copied +\d+ parts, [\d.]+ \w+\n {2}Written +\d+ parts, [\d.]+ \w+\n$/m);

    const [old, edited] = [await overviewOf(source), await overviewOf(target)];
    expect(edited).toMatchObject({
      displayName: 'Contoso Notes',
      description: 'a=b',
      identity: { version: '0.0.0.2', packageId },
    });
    expect(edited.identity.versionId).not.toBe(old.identity.versionId);
    expect(await runCli(['verify', target])).toMatchObject({ code: 0 });
    expect(await sha256(source)).toBe(before);
  });

  it('applies options in their order, after the edits of a file whose paths start at its folder', async () => {
    const { folder, source, target } = await makeSample();
    await writeTree(folder, { 'lists/new.txt': 'new', 'other.txt': 'other' });
    const list = path.join(folder, 'lists', 'edits.json');
    await writeFile(
      list,
      JSON.stringify({
        edits: [
          { kind: 'addFile', part: `${notes}/sub/a.txt`, file: 'new.txt' },
          { kind: 'set', path: 'prerequisites.targetOSes', value: ['WindowsClient_10.0_x64'] },
        ],
      }),
    );
    const run = await runCli([
      'edit',
      source,
      '-o',
      target,
      '--rename',
      `${notes}/sub/a.txt=${notes}/sub/b.txt`,
      '--add-file',
      `${path.join(folder, 'other.txt')}=${notes}/sub/a.txt`,
      '--edits',
      list,
      '--remove-file',
      `${notes.replaceAll('/', '\\')}\\data\\é.txt`,
      '--rename-folder',
      `${notes}/sub=${notes}/moved`,
      '--replace-file',
      `${path.join(folder, 'other.txt')}=${notes}/notes.exe`,
    ]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(await filesOf(target, folder)).toEqual({
      'moved/b.txt': 'new',
      'moved/a.txt': 'other',
      'notes.exe': 'other',
    });
    expect(await overviewOf(target)).toMatchObject({ targetOSes: ['WindowsClient_10.0_x64'] });
    expect(await runCli(['verify', target])).toMatchObject({ code: 0 });
  });

  it('saves the same content in each of the modes', async () => {
    const { folder, source } = await makeSample();
    const old = await overviewOf(source);
    const save = async (name: string, ...options: readonly string[]): Promise<Overview> => {
      const target = path.join(folder, name);
      expect(await runCli(['edit', source, '-o', target, ...options])).toMatchObject({ code: 0, err: '' });
      return overviewOf(target);
    };
    const same = await save('same.appv', '--as', 'same');
    expect(same.identity).toEqual(old.identity);
    expect(same.history).toHaveLength(old.history.length + 1);

    const next = await save('next.appv');
    expect(next.identity).toMatchObject({ packageId, version: '0.0.0.2' });
    expect(next.identity.versionId).not.toBe(old.identity.versionId);

    const ownId = '3b9f6d2c-1111-4222-8333-444455556666';
    const name = ['--set', 'properties.displayName=Notes Test'];
    const branch = await save('branch.appv', '--as', 'branch', '--package-id', ownId.toUpperCase(), ...name);
    expect(branch.identity).toMatchObject({ packageId: ownId, version: '0.0.0.1' });
    const random = await save('random.appv', '--as', 'branch', ...name);
    expect(random.identity.packageId).not.toBe(packageId);
  });

  it('gives the same bytes for the same edits and the same date', async () => {
    const { folder, source } = await makeSample();
    const targets = ['one.appv', 'two.appv'].map((name) => path.join(folder, name));
    for (const target of targets)
      await runCli(['edit', source, '-o', target, '--date', date, '--set', 'identity.version=3.0.0.0']);
    const [one = '', two = ''] = targets;
    expect(await sha256(one)).toBe(await sha256(two));
    const { history, identity } = await overviewOf(one);
    expect(history.at(-1)).toMatchObject({ time: date, packageVersion: identity.versionId });
  });

  it('makes one document for a script', async () => {
    const { source, target } = await makeSample();
    const run = await runCli(['edit', source, '-o', target, '--json']);
    const { version, versionId } = (await overviewOf(target)).identity;
    expect(JSON.parse(run.out)).toMatchObject({
      ok: true,
      issues: [],
      file: source,
      target,
      as: 'new-version',
      packageId,
      version,
      versionId,
      bytes: (await readFile(target)).length,
    });
  });
});

describe('edit --plan', () => {
  it('tells what would be written and writes nothing', async () => {
    const { folder, source, before } = await makeSample();
    await writeFile(path.join(folder, 'new.txt'), 'new');
    const listed = (await readdir(folder)).sort();
    const edits = [
      '--set',
      'properties.displayName=Contoso',
      '--rename',
      `${notes}/notes.exe=${notes}/n.exe`,
      '--add-file',
      `${path.join(folder, 'new.txt')}=${notes}/new.txt`,
      '--remove-file',
      `${notes}/data/é.txt`,
    ];
    const run = await runCli(['edit', source, ...edits, '--plan']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/^plan, nothing is written {2}\S+sample\.appv\n/);
    expect(run.out).toMatch(/^ {2}Name +Notes → Contoso$/m);
    expect(run.out).toMatch(/^ {2}Version +0\.0\.0\.1 → 0\.0\.0\.2$/m);
    expect(run.out).toMatch(/^ {2}VersionId +[-0-9a-f]{36} → \(from the new content\)$/m);
    expect(run.out).toMatch(/^Written anew$/m);
    expect(run.out).toMatch(new RegExp(`^ {2}${notes}/new\\.txt +3 bytes {2}added$`, 'm'));
    expect(run.out).toMatch(/^ {2}AppxManifest\.xml .* edited$/m);
    expect(run.out).toMatch(
      new RegExp(`^Renamed.*\n {2}${notes}/n\\.exe .* from ${notes}/notes\\.exe$`, 'm'),
    );
    expect(run.out).toMatch(new RegExp(`^Removed\n {2}${notes}/data/é\\.txt +4 bytes$`, 'm'));

    const json = await runCli([
      'edit',
      source,
      ...edits,
      '--plan',
      '--json',
      '-o',
      path.join(folder, 'x.appv'),
    ]);
    expect(JSON.parse(json.out)).toMatchObject({
      ok: true,
      target: path.join(folder, 'x.appv'),
      before: { displayName: 'Notes', version: '0.0.0.1', packageId },
      identity: { displayName: 'Contoso', version: '0.0.0.2', packageId, versionId: null },
      removed: [{ part: `${notes}/data/é.txt`, bytes: 4 }],
    });
    expect((await readdir(folder)).sort()).toEqual(listed);
    expect(await sha256(source)).toBe(before);
  });
});

describe('edit --schema', () => {
  it('prints the published schema, and in a document under its name', async () => {
    const published: unknown = JSON.parse(
      await readFile(new URL('../../../assets/schemas/package-edits.schema.json', import.meta.url), 'utf8'),
    );
    const run = await runCli(['edit', '--schema']);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(run.out)).toEqual(published);
    const json = await runCli(['edit', '--schema', '--json']);
    expect(JSON.parse(json.out)).toEqual({ ok: true, issues: [], schema: published });
  });
});

describe('an edit that cannot be done', () => {
  const part = `${notes}/notes.exe`;
  const wrong: readonly (readonly [options: readonly string[], code: string, exit: number, says: RegExp])[] =
    [
      [['--remove-file', `${notes}/none.txt`], 'EDT-PART-MISSING', 2, /./],
      [['--rename', `${notes}/data=${notes}/more`], 'EDT-PART-MISSING', 2, /there is a folder of this name/],
      [['--remove-folder', part], 'EDT-PART-MISSING', 2, /there is a file of this name/],
      [['--rename', `${part}=${notes}/DATA/É.txt`], 'EDT-PART-EXISTS', 2, /./],
      [['--remove-file', 'AppxManifest.xml'], 'EDT-PART-PLACE', 2, /./],
      [['--rename', `${part}=${notes}/con`], 'OPC-NAME-RESERVED', 2, /./],
      [['--rename', `${part}=${notes}/../../../x`], 'OPC-NAME-SLIP', 2, /./],
      [['--set', 'identity.version=1.0'], 'EDT-VALUE', 2, /./],
      [['--add-file', `none.txt=${notes}/new.txt`], 'IO-NOT-FOUND', 4, /none\.txt/],
      [['--add-file', `.=${notes}/new.txt`], 'IO-NOT-A-FILE', 4, /./],
      [['--edits', 'none.json'], 'IO-NOT-FOUND', 4, /none\.json/],
      [['--as', 'branch'], 'EDT-BRANCH-NAME', 2, /./],
    ];
  it.each(wrong)('%j', async (options, code, exit, says) => {
    const { folder, source, target, before } = await makeSample();
    const listed = (await readdir(folder)).sort();
    const run = await runCli(['edit', source, ...options, '-o', target]);
    expect(run.err).toContain(`error  ${code}`);
    expect(run.err.replaceAll(/\s+/g, ' ')).toMatch(says);
    expect(run).toMatchObject({ code: exit, out: '' });
    expect((await readdir(folder)).sort()).toEqual(listed);
    expect(await sha256(source)).toBe(before);
  });

  it('says where the file with edits is wrong', async () => {
    const { folder, source, target } = await makeSample();
    const list = path.join(folder, 'edits.json');
    await writeFile(list, '[\n  { "kind": "removeFile", "parts": "Root/a" }\n]');
    const run = await runCli(['edit', source, '--edits', list, '-o', target]);
    expect(run.err).toContain(`${list}  line 2, column 3\n`);
    expect(run.err).toMatch(/at \$\[0\]\.part: this property is missing\./);
    expect(run.err).toMatch(/at \$\[0\]\.parts: there is no such property\./);
    expect(run).toMatchObject({ code: 2, out: '' });
    const french = await runCli(['edit', source, '--edits', list, '-o', target, '--language', 'fr']);
    expect(french.err.replaceAll(/\s+/g, ' ')).toMatch(/cette propriété manque/);
  });

  it('replaces a file only when it is told to, and the package itself never', async () => {
    const { folder, source, target, before } = await makeSample();
    await writeFile(target, 'what was there before');
    const refused = await runCli(['edit', source, '-o', target]);
    expect(refused.err).toContain('error  IO-EXISTS');
    expect(refused).toMatchObject({ code: 4, out: '' });
    expect(await readFile(target, 'utf8')).toBe('what was there before');
    expect(await runCli(['edit', source, '-o', target, '--overwrite'])).toMatchObject({ code: 0 });
    expect(await runCli(['verify', target])).toMatchObject({ code: 0 });

    const itself = await runCli(['edit', source, '-o', source, '--overwrite']);
    expect(itself.err).toContain('error  EDT-TARGET');
    expect(itself).toMatchObject({ code: 2, out: '' });
    expect(await sha256(source)).toBe(before);
    expect((await readdir(folder)).sort()).toEqual(['edited.appv', 'sample.appv', 'source']);
  });

  it('is stopped without a trace', async () => {
    const { folder, source, target } = await makeSample();
    const run = await runCli(['edit', source, '-o', target], { signal: AbortSignal.abort() });
    expect(run.err).toContain('IO-CANCELLED');
    expect(run).toMatchObject({ code: 5, out: '' });
    expect((await readdir(folder)).sort()).toEqual(['sample.appv', 'source']);
  });

  const appx = samplePath('appx', 'NotepadPlusPlus.appx');
  it.skipIf(appx === undefined)('is refused for the files of an AppX package', async () => {
    const target = path.join(await temporaryFolder(), 'n.appx');
    const run = await runCli(['edit', appx ?? '', '--remove-file', 'Root/a', '-o', target]);
    expect(run.err).toContain('error  EDT-NOT-APPV');
    expect(run.code).toBe(2);
  });
});

describe('repair', () => {
  /** Puts a comment behind the end of the directory, which AppX forbids and a save leaves out. */
  async function addComment(file: string): Promise<void> {
    const bytes = await readFile(file);
    bytes.writeUInt16LE(5, bytes.length - 2);
    await writeFile(file, Buffer.concat([bytes, Buffer.from('hello')]));
  }

  it('saves a new version without the defect and lists it', async () => {
    const { source, target } = await makeSample();
    await addComment(source);
    const before = await sha256(source);
    expect(await runCli(['verify', source])).toMatchObject({ code: 1 });
    const run = await runCli(['repair', source, '-o', target, '--date', date]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/^repaired {2}\S+edited\.appv\n/);
    expect(run.out).toMatch(/^What is gone\nerror {2}ZIP-COMMENT$/m);
    expect(await runCli(['verify', target])).toMatchObject({ code: 0 });
    const { identity, history } = await overviewOf(target);
    expect(identity.version).toBe('0.0.0.2');
    expect(history.at(-1)?.time).toBe(date);
    expect(await sha256(source)).toBe(before);

    const again = await runCli(['repair', source, '-o', target, '--overwrite', '--json']);
    expect(JSON.parse(again.out)).toMatchObject({
      ok: true,
      issues: [],
      target,
      version: '0.0.0.2',
      repaired: [{ code: 'ZIP-COMMENT', severity: 'error', part: null, message: expect.any(String) }],
    });
  });

  it('writes nothing when there is nothing to repair', async () => {
    const { folder, source, target } = await makeSample();
    const run = await runCli(['repair', source, '-o', target]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/^nothing to repair, nothing is written {2}\S+sample\.appv\n$/);
    expect(await readdir(folder)).not.toContain('edited.appv');
  });

  it('refuses what is lost: 3', async () => {
    const { folder, source, target } = await makeSample();
    const bytes = await readFile(source);
    // The first byte of the data of the first part, which starts behind its 30-byte header and its name.
    const at = 30 + bytes.readUInt16LE(26);
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    await writeFile(source, bytes);
    const run = await runCli(['repair', source, '-o', target]);
    expect(run.err).toContain('error  EDT-NOT-REPAIRABLE');
    expect(run).toMatchObject({ code: 3, out: '' });
    expect(await readdir(folder)).not.toContain('edited.appv');
  });
});
