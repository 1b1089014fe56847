import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile, checkout } from '../support/built-product.ts';
import { complaintOf, complaintsOfReaders, craft, craftedScript } from '../support/craft/craft.ts';
import { samplePath } from '../support/samples.ts';

/* Packages that were edited and saved, compared with what they were by a script that shares nothing with the product. */

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'packwright-saved-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Comparison = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  readonly reencoded: readonly string[];
  readonly prefix: number;
  readonly directory: number;
};

async function compare(old: string, saved: string): Promise<Comparison> {
  const { stdout } = await run('python3', ['-B', craftedScript('compare.py'), old, saved]);
  return JSON.parse(stdout) as Comparison;
}

type Answer = {
  readonly ok: boolean;
  readonly issues: readonly { readonly code: string; readonly severity: string }[];
} & Readonly<Record<string, unknown>>;

/** The command line's JSON document, whatever its exit code. */
async function packwright(...words: readonly string[]): Promise<Answer> {
  const command = [builtFile('main/cli.js'), ...words, '--json', '--quiet'];
  const { stdout } = await run(process.execPath, command, { maxBuffer: 16 * 1_048_576 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as Answer;
}

const date = ['--date', '2026-11-20T12:00:00Z'];
/** A signature that does not fit any more is worth a warning and keeps nothing from being saved. */
const errors = (answer: Answer) => answer.issues.filter(({ severity }) => severity === 'error');
const codes = (answer: Answer): readonly string[] => answer.issues.map(({ code }) => code);

/** Container findings of `verify`; a part that a package lacks is none of them. */
async function defects(file: string): Promise<readonly string[]> {
  return codes(await packwright('verify', file)).filter((code) => !code.startsWith('MAN-'));
}

const own = ['AppxBlockMap.xml', 'PackageHistory.xml', '[Content_Types].xml'];

describe('the same version saved without an edit', () => {
  it('of the sample changes its history and block map, and nothing else', async () => {
    const sample = path.join(folder, 'sample.appv');
    const project = path.join(checkout, 'assets/samples/contoso-units/contoso-units.package.json');
    await packwright('build', project, '-o', sample);
    const saved = path.join(folder, 'sample-saved.appv');
    expect(await packwright('edit', sample, '--as', 'same', ...date, '-o', saved)).toMatchObject({
      ok: true,
      issues: [],
    });
    expect(await compare(sample, saved)).toMatchObject({
      added: [],
      removed: [],
      changed: ['PackageHistory.xml', 'AppxBlockMap.xml'],
      reencoded: [],
    });
    expect(await defects(saved)).toEqual([]);
    expect(await complaintsOfReaders(saved)).toEqual([]);
  });

  it('of the sample with one property changed writes the manifest, and what follows from it', async () => {
    const sample = path.join(folder, 'sample.appv');
    const saved = path.join(folder, 'sample-changed.appv');
    const change = ['--set', 'properties.displayName=Changed'];
    expect(await packwright('edit', sample, ...change, ...date, '-o', saved)).toMatchObject({ ok: true });
    const compared = await compare(sample, saved);
    expect(compared).toMatchObject({ added: [], removed: [], reencoded: [] });
    expect(compared.changed).toEqual(['PackageHistory.xml', 'AppxManifest.xml', 'AppxBlockMap.xml']);
    // Everything before the first of them is at the same place, byte for byte.
    const offset = (await readFile(sample)).indexOf('PackageHistory.xml') - 30;
    expect(compared.prefix).toBeGreaterThanOrEqual(offset);
  });

  it.skipIf(samplePath('appx/NotepadPlusPlus.appx') === undefined)(
    'of NotepadPlusPlus.appx, with a warning about its signature',
    async () => {
      const sample = samplePath('appx/NotepadPlusPlus.appx') ?? '';
      const saved = path.join(folder, 'npp-saved.appx');
      const answer = await packwright('edit', sample, '--as', 'same', ...date, '-o', saved);
      expect(errors(answer)).toEqual([]);
      expect(codes(answer)).toContain('EDT-SIGNATURE');
      const compared = await compare(sample, saved);
      expect(compared).toMatchObject({ added: [], removed: [], reencoded: [] });
      expect(compared.changed.toSorted()).toEqual(['AppxBlockMap.xml', 'PackageHistory.xml']);
      expect(await defects(saved)).toEqual([]);
      expect(await complaintsOfReaders(saved)).toEqual([]);
    },
  );
});

describe('packages whose XML is written by strange hands', () => {
  let packages: string;
  beforeAll(() => {
    packages = craft('formatted.py');
  });
  afterAll(() => rmSync(packages, { recursive: true }));
  const names = Array.from({ length: 50 }, (_, index) => `formatted-${String(index).padStart(2, '0')}.appv`);

  it('are fifty', () => {
    expect(readdirSync(packages).toSorted()).toEqual(names);
  });

  it.each(names)('%s is the same but for its history when nothing is edited', async (name) => {
    const source = path.join(packages, name);
    const saved = path.join(folder, `same-${name}`);
    const answer = await packwright('edit', source, '--as', 'same', ...date, '-o', saved);
    expect(errors(answer)).toEqual([]);
    const compared = await compare(source, saved);
    expect(compared.removed).toEqual([]);
    expect(compared.added.filter((each) => !own.includes(each))).toEqual([]);
    expect(compared.changed.filter((each) => !own.includes(each))).toEqual([]);
    expect(compared.reencoded).toEqual([]);
    expect(await defects(saved)).toEqual([]);
  });

  it.each(names.filter((_, index) => index % 5 === 0))(
    '%s takes every kind of edit and verifies',
    async (name) => {
      const source = path.join(packages, name);
      const saved = path.join(folder, `edited-${name}`);
      const file = path.join(folder, 'new file.txt');
      await writeFile(file, 'new');
      const edits = path.join(folder, `${name}.json`);
      const program = 'Root/VFS/ProgramFilesX64/Demo App';
      await writeFile(
        edits,
        JSON.stringify([
          { kind: 'set', path: 'identity.version', value: '2.0.0.0' },
          { kind: 'set', path: 'properties.displayName', value: 'Renamed <&> "né"' },
          { kind: 'set', path: 'properties.description', value: 'New' },
          {
            kind: 'set',
            path: 'prerequisites.targetOSes',
            value: ['WindowsClient_10.0_x64', 'WindowsServer_6.3_x64'],
          },
          { kind: 'addFile', part: `${program}/new file.txt`, file: 'new file.txt' },
          { kind: 'replaceFile', part: 'Root/photo.png', file: 'new file.txt' },
          { kind: 'renameFile', part: `${program}/demo.exe`, to: `${program}/bin/démo (2).exe` },
          { kind: 'removeFile', part: 'Root/VFS/Common AppData/empty.txt' },
          { kind: 'addFolder', folder: 'Root/VFS/AppData/Empty too' },
          { kind: 'renameFolder', folder: 'Root/VFS/AppData/Überblick', to: 'Root/VFS/AppData/Aperçu' },
          { kind: 'setFolderMode', folder: 'Root/VFS/AppData/Aperçu', mode: 'override' },
          { kind: 'setFeatureBlock', part: `${program}/new file.txt`, block: 'primary' },
          { kind: 'setFullLoad', value: true },
          { kind: 'scrubHistory' },
        ]),
      );
      const answer = await packwright('edit', source, '--edits', edits, ...date, '-o', saved);
      expect(errors(answer)).toEqual([]);
      expect(answer['version']).toBe('2.0.0.0');
      expect(await defects(saved)).toEqual([]);
      expect(await complaintsOfReaders(saved)).toEqual([]);
      const compared = await compare(source, saved);
      // An entry whose name changed is new to a reader that goes by names; all others keep their bytes.
      expect(compared.reencoded).toEqual([]);
      expect(compared.added.filter((each) => !own.includes(each)).toSorted()).toEqual([
        'Root/VFS/AppData/Aper%C3%A7u/%E6%97%A5%E6%9C%AC%E8%AA%9E.txt',
        'Root/VFS/ProgramFilesX64/Demo%20App/bin/d%C3%A9mo%20%282%29.exe',
        'Root/VFS/ProgramFilesX64/Demo%20App/new%20file.txt',
      ]);
      const schema = samplePath('schema/BlockMapSchema.xsd');
      if (schema === undefined) return;
      const unpacked = path.join(folder, `unpacked-${name}`);
      await packwright('unpack', saved, '-o', unpacked, '--part', 'AppxBlockMap.xml');
      const blockMap = path.join(unpacked, 'AppxBlockMap.xml');
      expect(await complaintOf('xmllint', ['--noout', '--schema', schema, blockMap])).toBe('');
      expect((await readFile(blockMap)).length).toBeGreaterThan(0);
    },
  );
});
