import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { PackReport, PackRequest } from '../../main/container/pack-container.ts';
import { compressionLevels, containerProfiles } from '../../shared/contract/operations.ts';
import { checkProfile, complaintOf, complaintsOfReaders } from '../support/craft/craft.ts';
import { bytesPart, filePart, noise, packParts, prose } from '../support/container/pack.ts';
import { samplePath } from '../support/samples.ts';

/* What our writer makes, opened by tools that we did not write and re-checked by a script that shares nothing with it. */

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-container-'));
const blockSize = 65_536;

afterAll(() => rmSync(folder, { recursive: true }));

/** Compressible, incompressible, and both within one file: the first block text, the second noise, and so on. */
function mixed(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let index = 0; index * blockSize < length; index++) {
    blocks.push(index % 2 === 0 ? prose(blockSize) : noise(blockSize));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

type Tree = ReadonlyMap<string, Uint8Array>;

function treeOfShapes(): Tree {
  const tree = new Map<string, Uint8Array>();
  for (const size of [
    0,
    1,
    2,
    255,
    blockSize - 1,
    blockSize,
    blockSize + 1,
    2 * blockSize,
    2 * blockSize + 1,
  ]) {
    tree.set(`Root/text/${size}.txt`, prose(size));
    tree.set(`Root/noise/${size}.bin`, noise(size));
    tree.set(`Root/stored/${size}.png`, noise(size));
  }
  tree.set('Root/mixed.dll', mixed(4 * blockSize + 77));
  tree.set('Root/zeros.dat', new Uint8Array(5 * blockSize));
  tree.set('Root/ARCHIVE.ZIP', noise(1000));
  tree.set('Root/without extension', prose(500));
  tree.set('Root/.hidden', prose(20));
  tree.set("Root/a%5B !#$%&'()+,;=@[]^`{}.txt", prose(30));
  tree.set('Root/VFS/Common AppData/Überblick/日本語 \u{1F600}.txt', prose(40));
  tree.set('Root/decomposed/e\u0301.txt', prose(41));
  tree.set(`Root/${'long '.repeat(49)}name.txt`, prose(42));
  tree.set(`Root/${'深'.repeat(250)}.txt`, prose(43));
  tree.set(
    `Root/${Array.from({ length: 60 }, (_, index) => `folder${index}`).join('/')}/deep.txt`,
    prose(44),
  );
  return tree;
}

function treeOfThousand(): Tree {
  return new Map(
    Array.from({ length: 1000 }, (_, index) => [
      `Root/VFS/AppData/Demo/${index % 10}/${index}.txt`,
      prose(index),
    ]),
  );
}

type Packed = { readonly file: string; readonly tree: Tree; readonly report: PackReport };
type Choice = Pick<PackRequest, 'level' | 'profile'>;

async function pack(name: string, tree: Tree, choice: Choice): Promise<Packed> {
  const file = path.join(folder, `${name}.appv`);
  const parts = [...tree].map(([each, bytes]) => bytesPart(each, bytes));
  return { file, tree, report: await packParts(file, parts, choice) };
}

/** Every entry's bytes by decoded name, read by yauzl. */
async function readWithYauzl(file: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const zip = await fromBufferPromise(readFileSync(file), {
    strictFileNames: true,
    validateEntrySizes: true,
  });
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    found.set(decodeURIComponent(entry.fileName), Buffer.concat(chunks));
  }
  return found;
}

describe.each([
  ['shapes', treeOfShapes],
  ['thousand files', treeOfThousand],
] as const)('a tree of %s', (title, tree) => {
  describe.each(containerProfiles)('profile %s', (profile) => {
    describe.each(compressionLevels)('level %s', (level) => {
      let packed: Packed;
      beforeAll(async () => {
        packed = await pack(`${title}-${profile}-${level}`, tree(), { level, profile });
      });

      it('has the exact byte profile, each block right by itself', async () => {
        expect(await checkProfile(packed.file)).toBe('');
      });

      it('is right for unzip, 7-Zip and zipfile', async () => {
        expect(await complaintsOfReaders(packed.file)).toEqual([]);
      });

      it('gives yauzl every file as it was', async () => {
        const found = await readWithYauzl(packed.file);
        for (const [name, bytes] of packed.tree) expect(found.get(name)?.equals(bytes), name).toBe(true);
        const footprint = ['AppxManifest.xml', 'AppxBlockMap.xml', '[Content_Types].xml'];
        expect([...found.keys()]).toEqual([...packed.tree.keys(), ...footprint]);
      });

      it('has the size and the hash that were reported', () => {
        const bytes = readFileSync(packed.file);
        expect(packed.report.bytes).toBe(bytes.length);
        expect(packed.report.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      });

      const schema = samplePath('schema', 'BlockMapSchema.xsd');
      it.skipIf(schema === undefined)('has a block map that follows the published schema', async () => {
        const map = path.join(folder, `${title}-${profile}-${level}.xml`);
        const maximum = { maxBuffer: 64 * 1_048_576 };
        writeFileSync(map, execFileSync('unzip', ['-p', packed.file, 'AppxBlockMap.xml'], maximum));
        expect(await complaintOf('xmllint', ['--noout', '--schema', schema ?? '', map])).toBe('');
      });
    });
  });
});

describe('files of several mebibytes, cut into pieces for workers', () => {
  const sources = mkdtempSync(path.join(tmpdir(), 'packwright-sources-'));
  const contents: Tree = new Map([
    ['Root/mixed.dll', mixed(50 * blockSize + 1)],
    ['Root/noise.bin', noise(48 * blockSize)],
    ['Root/prose.txt', prose(100 * blockSize - 1)],
    ['Root/stored.zip', noise(33 * blockSize, 'zip')],
  ]);
  const small = Array.from({ length: 50 }, (_, index) =>
    bytesPart(`Root/small/${index}.txt`, prose(index * 99)),
  );

  beforeAll(() => {
    for (const [name, bytes] of contents) writeFileSync(path.join(sources, path.basename(name)), bytes);
  });
  afterAll(() => rmSync(sources, { recursive: true }));

  function packFiles(name: string, workers: number): Promise<PackReport> {
    const files = [...contents].map(([each, bytes]) =>
      filePart(each, path.join(sources, path.basename(each)), bytes.length),
    );
    return packParts(path.join(folder, `${name}.appv`), [...files, ...small], { workers });
  }

  it('become a package that every reader and the profile check accept', async () => {
    await packFiles('large', 2);
    const file = path.join(folder, 'large.appv');
    expect(await checkProfile(file)).toBe('');
    expect(await complaintsOfReaders(file)).toEqual([]);
    const found = await readWithYauzl(file);
    for (const [name, bytes] of contents) expect(found.get(name)?.equals(bytes), name).toBe(true);
  });

  it('give the same bytes for any number of workers and in any time zone', async () => {
    const one = await packFiles('one-worker', 1);
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    const four = await packFiles('four-workers', 4);
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(four).toEqual(one);
  });
});

describe('the files of a real package, built into another one through the command line', () => {
  const commandLine = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));
  const sample = samplePath('appx', 'NotepadPlusPlus.appx');
  const schema = samplePath('schema', 'BlockMapSchema.xsd');
  const work = mkdtempSync(path.join(tmpdir(), 'packwright-notepad-'));
  const project = path.join(work, 'notepad.package.json');
  afterAll(() => rmSync(work, { recursive: true }));

  function packwright(
    parameters: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): string {
    const options = { env: { ...process.env, ...environment }, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync(process.execPath, [commandLine, ...parameters], options);
  }

  function buildAs(
    name: string,
    parameters: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): string {
    const file = path.join(work, `${name}.appv`);
    packwright(['build', project, '-o', file, ...parameters], environment);
    return file;
  }

  function sha256(file: string): string {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  }

  beforeAll(() => {
    if (sample === undefined) return;
    packwright(['unpack', sample, '-o', path.join(work, 'files')]);
    const source = (folderName: string, root: string) => ({
      folder: `files/VFS/${folderName}`,
      root: `[{${root}}]`,
    });
    const content = {
      packageId: '3e0f6f0e-0d1c-4c53-9d6e-5f7a8b9c0d1e',
      name: 'Notepad++',
      version: '7.0.0.0',
      date: '2026-11-20T09:00:00Z',
      sources: [source('AppData', 'AppData'), source('ProgramFilesX86', 'ProgramFilesX86')],
    };
    writeFileSync(project, JSON.stringify(content));
  });

  it.skipIf(sample === undefined).each(containerProfiles)(
    'is right for every reader, profile %s',
    async (profile) => {
      const file = buildAs(profile, ['--profile', profile]);
      expect(await checkProfile(file)).toBe('');
      expect(await complaintsOfReaders(file)).toEqual([]);
      expect(packwright(['verify', file])).toContain('intact');
      const found = await readWithYauzl(file);
      const sources = path.join(work, 'files', 'VFS');
      const names = readdirSync(sources, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => path.relative(sources, path.join(each.parentPath, each.name)));
      expect(names).toHaveLength(70);
      for (const name of names) {
        expect(found.get(`Root/VFS/${name}`)?.equals(readFileSync(path.join(sources, name))), name).toBe(
          true,
        );
      }
      if (schema === undefined) return;
      const map = path.join(work, 'map.xml');
      writeFileSync(map, found.get('AppxBlockMap.xml') ?? '');
      expect(await complaintOf('xmllint', ['--noout', '--schema', schema, map])).toBe('');
    },
  );

  it.skipIf(sample === undefined)(
    'is the same in any time zone and locale, with any number of workers',
    () => {
      const here = buildAs('here', ['--workers', '1'], { TZ: 'UTC', LC_ALL: 'C' });
      const there = buildAs('there', ['--workers', '4'], {
        TZ: 'Asia/Kathmandu',
        LC_ALL: 'tr_TR.UTF-8',
        LANG: 'tr_TR.UTF-8',
      });
      expect(sha256(there)).toBe(sha256(here));
    },
  );
});
