import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackContainer } from '../../../main/container/unpack-container.ts';
import { verifyContainer } from '../../../main/container/verify-container.ts';
import { issuesFromError } from '../../../main/files/io-issue.ts';
import type { IssueCode } from '../../../shared/base/issue-codes.ts';
import { bytesPart, filePart, noise, packParts, prose, workerUrl } from '../../support/container/pack.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';

/* Faults of the world around a package: real ones, made with what the system offers. */

const mebibyte = 1_048_576;
const folder = mkdtempSync(path.join(tmpdir(), 'packwright-faults-'));
const small = path.join(folder, 'small.appv');
const large = path.join(folder, 'large.appv');
/** Large enough that workers do the work. */
const largeParts = Array.from({ length: 12 }, (_, index) =>
  bytesPart(`Root/${index}.bin`, noise(mebibyte, `${index}`)),
);
const smallParts = [bytesPart('Root/a.txt', prose(70_000)), bytesPart('Root/b.png', noise(9000))];

beforeAll(async () => {
  await packParts(small, smallParts);
  await packParts(large, largeParts);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Reading = { readonly signal?: AbortSignal; readonly onProgress?: () => void };

function options({ signal = new AbortController().signal, onProgress = () => undefined }: Reading) {
  return { workers: 2, workerUrl, signal, progress: onProgress };
}

const verify = (file: string, reading: Reading = {}): Promise<unknown> =>
  verifyContainer(file, options(reading));
const unpack = (file: string, target: string, reading: Reading = {}): Promise<unknown> =>
  unpackContainer(file, target, options(reading));

/** Codes of the failure; empty when there was none. */
async function failureOf(work: Promise<unknown>): Promise<readonly IssueCode[]> {
  try {
    await work;
    return [];
  } catch (error) {
    return issuesFromError(error).map((each) => each.code);
  }
}

/** A new folder for one case, and what is left in it afterwards. */
function place(): { readonly at: string; readonly left: () => readonly string[] } {
  const at = mkdtempSync(path.join(folder, 'case-'));
  return { at, left: () => readdirSync(at).toSorted() };
}

describe('something that is no readable file', () => {
  it('is not there', async () => {
    const missing = path.join(folder, 'missing.appv');
    expect(await failureOf(verify(missing))).toEqual(['IO-NOT-FOUND']);
    expect(await failureOf(unpack(missing, path.join(folder, 'out')))).toEqual(['IO-NOT-FOUND']);
    expect(existsSync(path.join(folder, 'out'))).toBe(false);
  });

  it('is a folder', async () => {
    expect(await failureOf(verify(folder))).toEqual(['IO-NOT-A-FILE']);
  });

  it('is a named pipe that nobody writes to', async () => {
    const pipe = path.join(folder, 'pipe.appv');
    execFileSync('mkfifo', [pipe]);
    const failed = failureOf(verify(pipe));
    const answer = await Promise.race([failed, sleep(3000).then(() => ['no answer'])]);
    // Lets go of a reader that waits for a writer; without one there is nobody to open the pipe for.
    if (answer[0] === 'no answer') closeSync(openSync(pipe, constants.O_RDWR));
    expect(answer).toEqual(['IO-NOT-A-FILE']);
  });
});

/** Does something as a person without rights; only root can become one. */
async function withoutRights<Value>(work: () => Promise<Value>): Promise<Value> {
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

const isRoot = process.geteuid?.() === 0;

// Only root can take rights from itself and give them back: elsewhere these cases are skipped.
describe.skipIf(!isRoot)('without permission', () => {
  it('to read the package', async () => {
    const { at } = place();
    chmodSync(folder, 0o755);
    chmodSync(at, 0o755);
    const secret = path.join(at, 'secret.appv');
    writeFileSync(secret, readFileSync(small), { mode: 0o600 });
    expect(await withoutRights(() => failureOf(verify(secret)))).toEqual(['IO-DENIED']);
  });

  it('to write into the folder', async () => {
    const { at, left } = place();
    chmodSync(folder, 0o755);
    chmodSync(at, 0o755);
    const write = () => failureOf(packParts(path.join(at, 'new.appv'), smallParts));
    expect(await withoutRights(write)).toEqual(['IO-DENIED']);
    chmodSync(small, 0o644);
    expect(await withoutRights(() => failureOf(unpack(small, path.join(at, 'out'))))).toEqual(['IO-DENIED']);
    expect(left()).toEqual([]);
  });
});

describe('a source that changes while a package is made of it', () => {
  it.each([
    ['vanishes', (file: string) => rmSync(file)],
    ['becomes shorter', (file: string) => truncateSync(file, 100)],
    ['becomes longer', (file: string) => writeFileSync(file, noise(3 * mebibyte))],
  ])('%s', async (_title, change) => {
    const { at, left } = place();
    const source = path.join(at, 'source.bin');
    writeFileSync(source, noise(2 * mebibyte));
    writeFileSync(path.join(at, 'old.appv'), 'what was there before');
    const parts = [filePart('Root/source.bin', source, 2 * mebibyte)];
    change(source);
    expect(await failureOf(packParts(path.join(at, 'old.appv'), parts))).toEqual(['IO-CHANGED']);
    expect(readFileSync(path.join(at, 'old.appv'), 'utf8')).toBe('what was there before');
    expect(left().filter((name) => name !== 'source.bin')).toEqual(['old.appv']);
  });
});

describe('a package that is cut while it is read', () => {
  const cutOnce = (file: string): (() => void) => {
    let cut = false;
    return () => {
      if (!cut) truncateSync(file, 70_000);
      cut = true;
    };
  };

  it('when verified', async () => {
    const file = path.join(place().at, 'cut.appv');
    writeFileSync(file, readFileSync(large));
    expect(await failureOf(verify(file, { onProgress: cutOnce(file) }))).toEqual(['IO-CHANGED']);
  });

  it('when unpacked', async () => {
    const { at, left } = place();
    const file = path.join(at, 'cut.appv');
    writeFileSync(file, readFileSync(large));
    const target = path.join(at, 'out');
    expect(await failureOf(unpack(file, target, { onProgress: cutOnce(file) }))).toEqual(['IO-CHANGED']);
    expect(left()).toEqual(['cut.appv']);
  });
});

describe('stopped by the person', () => {
  const stopped = (): Reading => ({ signal: AbortSignal.abort() });
  const stopsSoon = (): Reading => {
    const controller = new AbortController();
    return { signal: controller.signal, onProgress: () => controller.abort() };
  };

  it.each([
    ['before it began', stopped],
    ['after the first progress', stopsSoon],
  ])('%s', async (_title, reading) => {
    const { at, left } = place();
    writeFileSync(path.join(at, 'old.appv'), 'what was there before');
    expect(await failureOf(verify(large, reading()))).toEqual(['IO-CANCELLED']);
    expect(await failureOf(unpack(large, path.join(at, 'out'), reading()))).toEqual(['IO-CANCELLED']);
    expect(await failureOf(unpack(large, path.join(at, 'out.zip'), reading()))).toEqual(['IO-CANCELLED']);
    const packing = options(reading());
    expect(await failureOf(packParts(path.join(at, 'old.appv'), largeParts, packing))).toEqual([
      'IO-CANCELLED',
    ]);
    expect(readFileSync(path.join(at, 'old.appv'), 'utf8')).toBe('what was there before');
    expect(left()).toEqual(['old.appv']);
  });
});

// Mounting needs root and a system that allows it: elsewhere these cases are skipped.
const disk = mountSmallDisk(path.join(folder, 'disk'), mebibyte);

describe.skipIf(disk === undefined)('a full disk', () => {
  const at = disk ?? '';
  afterAll(() => void execFileSync('umount', [at]));

  it('keeps what was there when a package does not fit', async () => {
    writeFileSync(path.join(at, 'old.appv'), 'what was there before');
    const work = packParts(path.join(at, 'old.appv'), [bytesPart('Root/a.bin', noise(2 * mebibyte))]);
    expect(await failureOf(work)).toEqual(['IO-FULL']);
    expect(readFileSync(path.join(at, 'old.appv'), 'utf8')).toBe('what was there before');
    expect(readdirSync(at)).toEqual(['old.appv']);
  });

  it('gets nothing of a package that does not fit when unpacked', async () => {
    expect(await failureOf(unpack(large, path.join(at, 'out')))).toEqual(['IO-FULL']);
    expect(await failureOf(unpack(large, path.join(at, 'out.zip')))).toEqual(['IO-FULL']);
    expect(readdirSync(at)).toEqual(['old.appv']);
  });
});

describe('a build that is killed', () => {
  const commandLine = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));

  it('leaves the package that was there before, whole', async () => {
    const { at, left } = place();
    const sources = path.join(folder, 'sources');
    mkdirSync(sources);
    const content = noise(mebibyte);
    for (let index = 0; index < 64; index++) writeFileSync(path.join(sources, `${index}.bin`), content);
    writeFileSync(path.join(at, 'demo.appv'), readFileSync(small));
    const parameters = [commandLine, 'build', sources, '--name', 'Demo', '-o', path.join(at, 'demo.appv')];
    const child = spawn(process.execPath, parameters, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const isTemporary = (name: string): boolean => /^\.demo\.appv\.[0-9a-f]{12}\.packwright-part$/.test(name);
    const halfWritten = (): boolean =>
      left().some((name) => isTemporary(name) && statSync(path.join(at, name)).size > 8 * mebibyte);
    while (!halfWritten() && child.exitCode === null) await sleep(5);
    child.kill('SIGKILL');
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
    expect(left().filter((name) => !isTemporary(name))).toEqual(['demo.appv', 'demo.package.json']);
    expect(readFileSync(path.join(at, 'demo.appv')).equals(readFileSync(small))).toBe(true);
  });
});
