import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Container, openContainer } from '../../../main/container/open-container.ts';
import { unpackContainer } from '../../../main/container/unpack-container.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';
import { bytesPart, noise, packParts, prose, workerUrl } from '../../support/container/pack.ts';

const blockSize = 65_536;
const program = Buffer.concat([prose(3 * blockSize), noise(2 * blockSize), prose(100)]);
const picture = noise(blockSize + 5);
const names = {
  program: 'Root/VFS/ProgramFilesX64/Größe/a.exe',
  picture: 'Root/b.png',
  empty: 'Root/empty.txt',
};

let folder: string;
let file: string;
let container: Container;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packwright-read-'));
  file = path.join(folder, 'a.appv');
  await packParts(file, [
    bytesPart(names.program, program),
    bytesPart(names.picture, picture),
    bytesPart(names.empty, new Uint8Array()),
  ]);
  const opened = await openContainer(file);
  if (!opened.ok) throw new Error('what was packed opens');
  container = opened.value;
});

afterAll(async () => {
  await container.close();
  await rm(folder, { recursive: true });
});

const options = { workers: 2, workerUrl, signal: new AbortController().signal, progress: () => undefined };

describe('one block of one file', () => {
  it.each([5, 0, 4, 2])('block %i of a deflated file is read alone', async (block) => {
    const read = await container.readBlock(names.program as PartName, block);
    const expected = program.subarray(block * blockSize, (block + 1) * blockSize);
    expect(read.ok && Buffer.from(read.value).equals(expected)).toBe(true);
  });

  it.each([1, 0])('block %i of a stored file too', async (block) => {
    const read = await container.readBlock(names.picture as PartName, block);
    const expected = picture.subarray(block * blockSize, (block + 1) * blockSize);
    expect(read.ok && Buffer.from(read.value).equals(expected)).toBe(true);
  });

  it('that does not exist is an issue', async () => {
    const beyond = await container.readBlock(names.program as PartName, 6);
    expect(beyond.issues[0]).toMatchObject({ code: 'OPC-BLOCK-COUNT', params: { expected: 7, actual: 6 } });
    expect((await container.readBlock(names.empty as PartName, 0)).ok).toBe(false);
    expect((await container.readBlock('Root/none' as PartName, 0)).issues[0]?.code).toBe('OPC-PART-MISSING');
  });
});

describe('unpacking', () => {
  const target = (name: string): string => path.join(folder, name);

  it('gives every part under its decoded name', async () => {
    const result = await unpackContainer(file, target('whole'), options);
    expect(result.ok && result.value.files).toBe(6);
    expect((await readFile(path.join(target('whole'), names.program))).equals(program)).toBe(true);
    expect((await readFile(path.join(target('whole'), names.empty))).length).toBe(0);
  });

  it('is the same in threads, of small files and large ones', async () => {
    const large = target('large.appv');
    const contents = new Map<string, Buffer>();
    for (let index = 0; index < 40; index++) {
      const size = index % 10 === 0 ? 1_500_000 : 20_000;
      contents.set(
        `Root/Grüße (${index}) & more/${index}.${index % 2 ? 'png' : 'dll'}`,
        noise(size, `${index}`),
      );
    }
    await packParts(
      large,
      Array.from(contents, ([name, bytes]) => bytesPart(name, bytes)),
    );
    expect((await unpackContainer(large, target('threads'), options)).ok).toBe(true);
    for (const [name, bytes] of contents)
      expect((await readFile(path.join(target('threads'), name))).equals(bytes), name).toBe(true);
  });

  it('fills an empty folder, never one that holds something', async () => {
    await mkdir(target('empty'));
    expect((await unpackContainer(file, target('empty'), options)).ok).toBe(true);
    const again = unpackContainer(file, target('empty'), options);
    await expect(again).rejects.toMatchObject({ issues: [{ code: 'IO-EXISTS' }] });
  });

  it('of one part leaves the others out and writes nothing over', async () => {
    const one = { ...options, part: names.picture as PartName };
    expect((await unpackContainer(file, target('one'), one)).ok).toBe(true);
    expect(await readdir(target('one'), { recursive: true })).toEqual(['Root', path.join('Root', 'b.png')]);
    await expect(unpackContainer(file, target('one'), one)).rejects.toMatchObject({
      issues: [{ code: 'IO-EXISTS' }],
    });
    const none = await unpackContainer(file, target('none'), { ...options, part: 'Root/none' as PartName });
    expect(none.issues[0]?.code).toBe('USE-PART');
  });

  it('stops at damaged data and leaves nothing behind', async () => {
    const bytes = await readFile(file);
    const damaged = target('damaged.appv');
    const dataOffset = await container.dataOffset(container.entries[0] ?? raise());
    bytes[(dataOffset.ok ? dataOffset.value : 0) + 20] = 0xff;
    await writeFile(damaged, bytes);
    const before = await readdir(folder);
    await expect(unpackContainer(damaged, target('out'), options)).rejects.toThrow(
      /ZIP-(?:CRC|DEFLATE|SIZE)/,
    );
    await expect(unpackContainer(damaged, target('out.zip'), options)).rejects.toThrow(
      /ZIP-(?:CRC|DEFLATE|SIZE)/,
    );
    expect(await readdir(folder)).toEqual(before);
  });

  it('is cancelled without a trace', async () => {
    const stop = new AbortController();
    const before = await readdir(folder);
    const cancelling = { ...options, signal: stop.signal, progress: () => stop.abort() };
    for (const name of ['gone', 'gone.zip']) {
      await expect(unpackContainer(file, target(name), cancelling)).rejects.toThrow('IO-CANCELLED');
    }
    expect(await readdir(folder)).toEqual(before);
  });
});

function raise(): never {
  throw new Error('the package has an entry');
}
