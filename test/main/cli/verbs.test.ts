import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { samplePath } from '../../support/samples.ts';
import { buildSample, packageId, runCli, temporaryFolder, writeTree } from './run-cli.ts';

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** Flips one bit of the compressed data of the first part, which starts behind its 30-byte header and its name. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  const at = 30 + bytes.readUInt16LE(26) + 2;
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  await writeFile(file, bytes);
}

describe('build, verify, inspect', () => {
  it('make an intact package of a folder and tell what is in it', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder);

    const verified = await runCli(['verify', target]);
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toMatch(
      /^intact {2}.*sample\.appv\n {2}\d+ parts, \d+ blocks, .* on disk, .* unpacked\n/,
    );

    const inspected = await runCli(['inspect', target]);
    expect(inspected).toMatchObject({ code: 0, err: '' });
    expect(inspected.out).toMatch(/^Notes {2}0\.0\.0\.1\n/);
    expect(inspected.out).toMatch(new RegExp(`^ {2}PackageId +${packageId}$`, 'm'));
    expect(inspected.out).toMatch(/^ {2}Runs on +every operating system$/m);
    expect(inspected.out).toMatch(/^ {2}Files +2 files, 11 bytes, /m);
    expect(inspected.out).toMatch(/^ {2}ProgramFilesX64 +2 files +11 bytes/m);
  });

  it('give scripts one document each', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder);
    const inspected: unknown = JSON.parse((await runCli(['inspect', target, '--json'])).out);
    expect(inspected).toMatchObject({
      ok: true,
      issues: [],
      file: target,
      overview: {
        kind: 'appv',
        displayName: 'Notes',
        identity: { packageId },
        files: { count: 2, bytes: 11 },
      },
    });
    const verified: unknown = JSON.parse((await runCli(['verify', target, '--json'])).out);
    expect(verified).toMatchObject({
      ok: true,
      issues: [],
      file: target,
      bytes: (await readFile(target)).length,
    });
  });

  it('report the SHA-256 of the file that was written', async () => {
    const folder = await temporaryFolder();
    const source = await writeTree(path.join(folder, 'source'), { 'a.txt': 'a' });
    const target = path.join(folder, 'out', 'a.appv');
    const run = await runCli(['build', source, '--name', 'A', '-o', target, '--json']);
    expect(JSON.parse(run.out)).toMatchObject({
      ok: true,
      file: target,
      sha256: await sha256(target),
      files: 1,
    });
  });

  it('speak French, with French numbers', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder, { 'a.bin': Buffer.alloc(2_000_000) });
    const inspected = (await runCli(['inspect', target, '--language', 'fr'])).out;
    expect(inspected).toMatch(/^ {2}Fonctionne sous +tout système d’exploitation$/m);
    expect(inspected).toMatch(/1 fichier, 1,91.Mo/);
    expect((await runCli(['verify', target, '--language', 'fr'])).out).toMatch(/ 31 blocs| 3\d blocs/);
  });

  it('show no control character of a package on the terminal', async () => {
    const folder = await temporaryFolder();
    const project = path.join(folder, 'p.package.json');
    await writeTree(folder, { 'source/a.exe': 'a' });
    const text = {
      packageId,
      name: 'Notes',
      version: '1.0.0.0',
      description: 'turned \u202e around \u200b',
      sources: [{ folder: 'source', root: '[{ProgramFilesX64}]\\Notes' }],
    };
    await writeFile(project, JSON.stringify(text));
    const target = path.join(folder, 'p.appv');
    expect(await runCli(['build', project])).toMatchObject({ code: 0 });
    expect((await runCli(['inspect', target])).out).toContain('turned \\u{202e} around \\u{200b}');
    const json = (await runCli(['inspect', target, '--json'])).out;
    expect(json).not.toMatch(/[\u202e\u200b]/);
    expect(JSON.parse(json)).toMatchObject({ overview: { description: text.description } });
  });
});

describe('verify', () => {
  it('finds a changed bit, says where and what it means, and exits with 1', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder, { 'a.txt': 'some text that deflate can take '.repeat(200) });
    await damage(target);
    const run = await runCli(['verify', target]);
    expect(run.code).toBe(1);
    expect(run.err).toBe('');
    expect(run.out).toMatch(/^damaged {2}.*sample\.appv {2}\d+ findings?$/m);
    expect(run.out).toMatch(/^error {2}(?:OPC-BLOCK|ZIP-)[A-Z-]+/m);
    expect(run.out).toMatch(/^ {2}Root\/VFS\/ProgramFilesX64\/Notes\/a\.txt/m);
    expect(run.out).toMatch(/^ {2}→ \S/m);

    const json: unknown = JSON.parse((await runCli(['verify', target, '--json'])).out);
    expect(json).toMatchObject({
      ok: false,
      issues: [{ severity: 'error', part: 'Root/VFS/ProgramFilesX64/Notes/a.txt' }],
    });
  });

  const appx = samplePath('appx', 'NotepadPlusPlus.appx');
  it.skipIf(appx === undefined)(
    'passes a real AppX package and says that it is not an App-V package',
    async () => {
      const run = await runCli(['verify', appx ?? '']);
      expect(run.code).toBe(0);
      expect(run.out).toMatch(/^intact /);
      expect(run.out).toContain('note  MAN-NOT-APPV');
      expect((await runCli(['verify', appx ?? '', '--quiet'])).out).not.toContain('MAN-NOT-APPV');
      expect(JSON.parse((await runCli(['verify', appx ?? '', '--json'])).out)).toMatchObject({
        ok: true,
        issues: [{ code: 'MAN-NOT-APPV', severity: 'info' }],
      });
    },
  );

  it.skipIf(appx === undefined)(
    'leaves an AppX package to inspect as the wrong kind of thing: 3',
    async () => {
      const run = await runCli(['inspect', appx ?? '']);
      expect(run.code).toBe(3);
      expect(run.out).toMatch(/^notepadplus .*AppX or MSIX package$/m);
      expect(run.err).toContain('MAN-NOT-APPV');
    },
  );
});

describe('what is not a package', () => {
  const cases: readonly (readonly [name: string, content: string | Uint8Array, code: string])[] = [
    ['empty.appv', '', 'ZIP-EMPTY'],
    ['text.appv', 'This is no package.\n'.repeat(50), 'ZIP-NOT-ZIP'],
    [
      'installer.appv',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]),
      'ZIP-NOT-ZIP',
    ],
  ];

  it.each(cases)('%s: %#', async (name, content, code) => {
    const folder = await writeTree(await temporaryFolder(), { [name]: content });
    const file = path.join(folder, name);
    const commands = [
      ['inspect', file],
      ['verify', file],
      ['unpack', file, '-o', path.join(folder, 'out')],
    ];
    for (const argv of commands) {
      const run = await runCli(argv);
      expect(run.err).toContain(`error  ${code}`);
      expect(run).toMatchObject({ code: 3, out: '' });
      const json = await runCli([...argv, '--json']);
      expect(JSON.parse(json.out)).toMatchObject({ ok: false, issues: [{ code }] });
      expect(json.code).toBe(3);
    }
    expect(await readdir(folder)).toEqual([name]);
  });

  it('cut off anywhere is 1 or 3, never a defect', async () => {
    const folder = await temporaryFolder();
    const whole = await readFile(await buildSample(folder));
    const file = path.join(folder, 'cut.appv');
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 23)) {
      await writeFile(file, whole.subarray(0, length));
      const run = await runCli(['verify', file, '--json']);
      expect([1, 3]).toContain(run.code);
      expect(run.out).not.toContain('BUG-INTERNAL');
    }
  });

  it('is a folder, or not there: reading failed, 4', async () => {
    const folder = await temporaryFolder();
    for (const verb of ['inspect', 'verify']) {
      expect((await runCli([verb, folder])).err).toContain('IO-NOT-A-FILE');
      expect(await runCli([verb, folder])).toMatchObject({ code: 4, out: '' });
      expect((await runCli([verb, path.join(folder, 'none.appv')])).err).toContain('IO-NOT-FOUND');
      expect(await runCli([verb, path.join(folder, 'none.appv')])).toMatchObject({ code: 4, out: '' });
    }
  });

  it('is an ordinary ZIP file', async () => {
    const folder = await temporaryFolder();
    const zip = path.join(folder, 'plain.zip');
    await runCli(['unpack', await buildSample(folder), '--part', 'Registry.dat', '-o', zip]);
    expect(await runCli(['inspect', zip])).toMatchObject({ code: 3, out: '' });
    expect(await runCli(['verify', zip])).toMatchObject({ code: 1 });
  });
});

describe('unpack', () => {
  it('writes the files of the package under their own names', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder);
    const out = path.join(folder, 'unpacked');
    const run = await runCli(['unpack', target, '-o', out]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/^\d+ files, .* written to .*unpacked\n$/);
    expect(await readFile(path.join(out, 'Root/VFS/ProgramFilesX64/Notes/data/é.txt'), 'utf8')).toBe('text');
  });

  it.each(['Root/VFS/ProgramFilesX64/Notes/notes.exe', 'Root\\VFS\\ProgramFilesX64\\Notes\\notes.exe'])(
    'takes one part: %s',
    async (part) => {
      const folder = await temporaryFolder();
      const target = await buildSample(folder);
      const out = path.join(folder, 'part');
      expect(await runCli(['unpack', target, '--part', part, '-o', out])).toMatchObject({ code: 0 });
      expect(await readFile(path.join(out, 'Root/VFS/ProgramFilesX64/Notes/notes.exe'), 'utf8')).toBe(
        'program',
      );
    },
  );

  it.each(['none.txt', '../escape', 'CON', '/AppxManifest.xml'])('has no part %s: 2', async (part) => {
    const folder = await temporaryFolder();
    const run = await runCli([
      'unpack',
      await buildSample(folder),
      '--part',
      part,
      '-o',
      path.join(folder, 'out'),
    ]);
    expect(run.err).toContain('USE-PART');
    expect(run.code).toBe(2);
  });

  it('replaces nothing: a filled folder, a file, the package itself', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder);
    const asZip = path.join(folder, 'package.zip');
    await writeFile(asZip, await readFile(target));
    const before = await sha256(asZip);
    for (const [file, out, code] of [
      [target, folder, 'IO-EXISTS'],
      [target, target, 'IO-EXISTS'],
      [asZip, asZip, 'IO-EXISTS'],
      [asZip, target, 'IO-NOT-A-FOLDER'],
    ] as const) {
      const run = await runCli(['unpack', file, '-o', out]);
      expect(run.err).toContain(code);
      expect(run.code).toBe(4);
    }
    expect(await sha256(asZip)).toBe(before);
  });
});
