import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSource } from '../../../main/container/check-source.ts';
import { Container, openContainer } from '../../../main/container/open-container.ts';
import { openFileSource } from '../../../main/files/file-source.ts';
import { saveContainer, type SaveContainerRequest } from '../../../main/container/save-container.ts';
import { verifyContainer } from '../../../main/container/verify-container.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';
import type { SavedPart } from '../../../shared/opc/planned-part.ts';
import { bytesPart, noise, packParts, prose, workerUrl } from '../../support/container/pack.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-save-'));
const source = path.join(folder, 'source.appv');

beforeAll(async () => {
  await packParts(source, [
    bytesPart('Root/a.txt', prose(200_000)),
    bytesPart('Root/b.bin', noise(150_000)),
    bytesPart('Root/empty.txt', new Uint8Array()),
    bytesPart('Root/sub folder/c.txt', prose(10)),
    bytesPart('PackageHistory.xml', prose(300)),
  ]);
});
afterAll(() => rmSync(folder, { recursive: true }));

const manifest = 'AppxManifest.xml';

function kept(name: string, from: string = name): SavedPart {
  return { name: name as PartName, content: { kind: 'kept', from: from as PartName, size: 0 } };
}

type Choice = Partial<SaveContainerRequest>;

async function save(target: string, parts: readonly SavedPart[], choice: Choice = {}) {
  const opened = await openContainer(choice.source?.path ?? source);
  if (!opened.ok) throw new Error('The test package cannot be opened');
  try {
    return await saveContainer({
      source: opened.value,
      readFacts: () => checkSource(opened.value),
      target,
      replace: false,
      parts,
      finish: () => [kept(manifest)],
      contentTypes: null,
      last: [],
      confirmSource: async () => undefined,
      workers: 2,
      workerUrl,
      signal: new AbortController().signal,
      progress: () => undefined,
      ...choice,
    });
  } finally {
    await opened.value.close();
  }
}

async function withContainer<Value>(
  file: string,
  use: (container: Container) => Promise<Value>,
): Promise<Value> {
  const opened = await openContainer(file);
  if (!opened.ok) throw new Error('The saved package cannot be opened');
  try {
    return await use(opened.value);
  } finally {
    await opened.value.close();
  }
}

async function findings(file: string): Promise<readonly string[]> {
  const signal = new AbortController().signal;
  const verified = await verifyContainer(file, { workers: 1, workerUrl, signal, progress: () => undefined });
  return verified.issues.map(({ code, part }) => `${code} ${part ?? ''}`);
}

function names(file: string): Promise<readonly string[]> {
  return withContainer(file, async ({ entries }) => entries.map(({ name }) => name));
}

const all = ['Root/a.txt', 'Root/b.bin', 'Root/empty.txt', 'Root/sub folder/c.txt', 'PackageHistory.xml'];

describe('saving a container', () => {
  it('that keeps everything gives the same file', async () => {
    const target = path.join(folder, 'same.appv');
    const report = await save(
      target,
      all.map((name) => kept(name)),
    );
    expect(await readFile(target)).toEqual(await readFile(source));
    expect(report).toMatchObject({ parts: 8, writtenParts: 1 });
  });

  it('keeps what stays in place, byte for byte, and appends what is new', async () => {
    const target = path.join(folder, 'history.appv');
    const history = bytesPart('PackageHistory.xml', prose(700));
    await save(target, [...all.slice(0, 4).map((name) => kept(name)), history]);
    expect(await findings(target)).toEqual([]);
    const place = await withContainer(
      source,
      async (container) => container.entry('PackageHistory.xml' as PartName)?.localOffset ?? 0,
    );
    expect((await readFile(target)).subarray(0, place)).toEqual((await readFile(source)).subarray(0, place));
    await withContainer(target, async (container) => {
      const part = await container.readPart('PackageHistory.xml' as PartName);
      expect(part.ok && Buffer.from(part.value)).toEqual(Buffer.from(prose(700)));
    });
  });

  it('closes the gap that a removed part leaves', async () => {
    const target = path.join(folder, 'removed.appv');
    await save(
      target,
      all.slice(1).map((name) => kept(name)),
    );
    expect(await findings(target)).toEqual([]);
    expect(await names(target)).toEqual([
      ...all.slice(1),
      manifest,
      'AppxBlockMap.xml',
      '[Content_Types].xml',
    ]);
  });

  it('renames a part without encoding it anew', async () => {
    const target = path.join(folder, 'renamed.appv');
    const renamed = "Root/täglich's & <b>.bin".replaceAll(/[<>]/g, '');
    const report = await save(target, [
      ...all.filter((name) => name !== 'Root/b.bin').map((name) => kept(name)),
      kept(renamed, 'Root/b.bin'),
    ]);
    expect(report.writtenParts).toBe(1);
    expect(await findings(target)).toEqual([]);
    const raw = (file: string, name: string) =>
      withContainer(file, async (container) => {
        const entry = container.entry(name as PartName);
        const offset = entry === undefined ? undefined : await container.dataOffset(entry);
        if (entry === undefined || offset === undefined || !offset.ok)
          throw new Error(`${file} has no ${name}`);
        return container.readRaw(offset.value, entry.compressedSize);
      });
    expect(await raw(target, renamed)).toEqual(await raw(source, 'Root/b.bin'));
  });

  it('refuses a target that is there, unless it may be replaced', async () => {
    const target = path.join(folder, 'there.appv');
    await writeFile(target, 'precious');
    const parts = all.map((name) => kept(name));
    await expect(save(target, parts)).rejects.toMatchObject({ issues: [{ code: 'IO-EXISTS' }] });
    expect(await readFile(target, 'utf8')).toBe('precious');
    await save(target, parts, { replace: true });
    expect((await stat(target)).size).toBe((await stat(source)).size);
  });

  it('finds out when a byte went wrong on its way', async () => {
    const target = path.join(folder, 'wrong.appv');
    const parts = all.slice(1).map((name) => kept(name));
    await withContainer(source, async ({ directory }) => {
      /** Like memory that fails once. */
      class Faulty extends Container {
        #failed = false;
        override async readRawInto(bytes: Uint8Array, offset: number): Promise<void> {
          await super.readRawInto(bytes, offset);
          if (!this.#failed) bytes[1000] = (bytes[1000] ?? 0) ^ 1;
          this.#failed = true;
        }
      }
      const faulty = new Faulty(await openFileSource(source), directory, []);
      const work = save(target, parts, { source: faulty, readFacts: () => checkSource(faulty) });
      await expect(work).rejects.toMatchObject({ issues: [{ code: 'IO-READ-BACK' }] });
      await faulty.close();
    });
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('leaves nothing behind when the source turns out to have changed', async () => {
    const target = path.join(folder, 'changed.appv');
    const confirmSource = () => Promise.reject(new Error('changed'));
    await expect(
      save(
        target,
        all.map((name) => kept(name)),
        { confirmSource },
      ),
    ).rejects.toThrow('changed');
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
