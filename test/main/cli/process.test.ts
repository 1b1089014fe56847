import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildSample, packageId, temporaryFolder, writeTree } from './run-cli.ts';

/** The built command line, as `bin.packwright` names it. `npm test` builds it first. */
const program = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));

type Child = { readonly child: ChildProcess; readonly out: () => string; readonly err: () => string };

function start(argv: readonly string[], stdout: 'pipe' | number = 'pipe'): Child {
  const child = spawn(process.execPath, [program, ...argv], {
    stdio: ['ignore', stdout, 'pipe'],
    env: { PATH: process.env['PATH'], PACKWRIGHT_DATA: process.env['PACKWRIGHT_DATA'], LANG: 'C' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  return { child, out: () => out, err: () => err };
}

async function end({ child }: Child): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

async function run(argv: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const started = start(argv);
  const code = await end(started);
  return { code, out: started.out(), err: started.err() };
}

describe('the built command line', () => {
  it('has the version of package.json', async () => {
    const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(text) as { version: string };
    expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it('ends with the codes that scripts rely on', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder);
    await writeFile(path.join(folder, 'empty.appv'), '');
    expect((await run(['verify', target])).code).toBe(0);
    expect((await run(['verify'])).code).toBe(2);
    expect((await run(['verify', path.join(folder, 'empty.appv')])).code).toBe(3);
    expect((await run(['verify', path.join(folder, 'none.appv')])).code).toBe(4);
  });

  it('works on a package that needs its workers', async () => {
    const folder = await temporaryFolder();
    const source = await writeTree(path.join(folder, 'source'), { 'a.txt': 'text '.repeat(2_000_000) });
    const target = path.join(folder, 'a.appv');
    expect(await run(['build', source, '--name', 'A', '-o', target])).toMatchObject({ code: 0, err: '' });
    expect(await run(['verify', target, '--workers', '2'])).toMatchObject({ code: 0, err: '' });
  });

  it('edits and repairs a package that needs its workers', async () => {
    const folder = await temporaryFolder();
    const text = 'text '.repeat(2_000_000);
    const source = await writeTree(path.join(folder, 'source'), { 'a.txt': text, 'b.txt': 'b' });
    const [first, second] = ['a.appv', 'b.appv'].map((name) => path.join(folder, name));
    if (first === undefined || second === undefined) throw new Error('there are two');
    await run(['build', source, '--name', 'A', '-o', first]);
    const part = 'Root/VFS/ProgramFilesX64/A/big.txt';
    const edits = ['--add-file', `${path.join(source, 'a.txt')}=${part}`, '--rename', `${part}=Root/big.txt`];

    const planned = await run(['edit', first, ...edits, '--plan', '--json']);
    expect(planned).toMatchObject({ code: 0, err: '' });
    const edited = await run(['edit', first, ...edits, '-o', second, '--workers', '2', '--json']);
    expect(edited).toMatchObject({ code: 0, err: '' });
    // The plan has told the parts that are written.
    const { written } = JSON.parse(planned.out) as { written: readonly { part: string; bytes: number }[] };
    expect(written).toContainEqual({ part: 'Root/big.txt', bytes: text.length, why: 'added' });
    expect(JSON.parse(edited.out)).toMatchObject({ writtenParts: written.length });
    expect(await run(['verify', second, '--workers', '2'])).toMatchObject({ code: 0, err: '' });
    expect((await run(['repair', second, '-o', first])).out).toContain('nothing to repair');
  });

  it('is content when its reader has seen enough', async () => {
    const started = start(['help']);
    started.child.stdout?.destroy();
    expect(await end(started)).toBe(0);
    expect(started.err()).toBe('');
  });

  it.runIf(process.platform === 'linux')(
    'says with its code that standard output could not be written',
    async () => {
      const full = await open('/dev/full', 'w');
      try {
        expect(await end(start(['help'], full.fd))).toBe(4);
      } finally {
        await full.close();
      }
    },
  );
});

describe('stopping', () => {
  /** Seconds of work for one thread: hexadecimal digits at random compress badly and slowly. */
  async function bigSource(folder: string): Promise<string> {
    const source = path.join(folder, 'source');
    let state = 1;
    const digits = Buffer.alloc(1_048_576);
    for (let index = 0; index < digits.length; index++) {
      state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
      digits[index] = '0123456789abcdef'.charCodeAt((state >> 16) & 15);
    }
    return writeTree(source, { 'big.txt': Buffer.concat(Array.from({ length: 80 }, () => digits)) });
  }

  async function untilTemporaryFile(folder: string): Promise<void> {
    for (let attempt = 0; attempt < 500; attempt++) {
      if ((await readdir(folder)).some((name) => name.endsWith('.packwright-part'))) return;
      await sleep(20);
    }
    throw new Error('No temporary file appeared');
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'a build by %s leaves the older package and nothing else',
    async (signal) => {
      const folder = await temporaryFolder();
      const source = await bigSource(folder);
      const out = await writeTree(path.join(folder, 'out'), { 'big.appv': 'what was there before' });
      const target = path.join(out, 'big.appv');
      const started = start([
        'build',
        source,
        '--name',
        'Big',
        '-o',
        target,
        '--level',
        'best',
        '--workers',
        '1',
      ]);
      await untilTemporaryFile(out);
      started.child.kill(signal);
      expect(await end(started)).toBe(5);
      expect(started.err()).toContain('IO-CANCELLED');
      expect(started.out()).toBe('');
      // Without a package there is no project either.
      expect(await readdir(out)).toEqual(['big.appv']);
      expect(await readFile(target, 'utf8')).toBe('what was there before');
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'an edit by %s leaves both packages as they were and nothing else',
    async (signal) => {
      const folder = await temporaryFolder();
      const source = await buildSample(folder);
      const before = await readFile(source);
      const big = path.join(await bigSource(path.join(folder, 'big')), 'big.txt');
      const out = await writeTree(path.join(folder, 'out'), { 'big.appv': 'what was there before' });
      const options = ['--add-file', `${big}=Root/big.txt`, '--overwrite', '--workers', '1'];
      const started = start(['edit', source, ...options, '-o', path.join(out, 'big.appv')]);
      await untilTemporaryFile(out);
      started.child.kill(signal);
      expect(await end(started)).toBe(5);
      expect(started.err()).toContain('IO-CANCELLED');
      expect(started.out()).toBe('');
      expect(await readdir(out)).toEqual(['big.appv']);
      expect(await readFile(path.join(out, 'big.appv'), 'utf8')).toBe('what was there before');
      expect((await readFile(source)).equals(before)).toBe(true);
    },
  );

  it('a kill leaves the older package, and a part that is easily told', async () => {
    const folder = await temporaryFolder();
    const source = await bigSource(folder);
    const out = await writeTree(path.join(folder, 'out'), { 'big.appv': 'what was there before' });
    const target = path.join(out, 'big.appv');
    const options = ['--package-id', packageId, '--level', 'best', '--workers', '1'];
    const started = start(['build', source, '--name', 'Big', '-o', target, ...options]);
    await untilTemporaryFile(out);
    started.child.kill('SIGKILL');
    expect(await end(started)).toBe(null);
    expect(await readFile(target, 'utf8')).toBe('what was there before');
    const left = (await readdir(out)).filter((name) => name !== 'big.appv');
    expect(left).toHaveLength(1);
    expect(left[0]).toMatch(/^\.big\.appv\.[0-9a-f]+\.packwright-part$/);
  });
});

describe('serve', () => {
  it('prints an address that answers, and ends with 0 when it is stopped', async () => {
    const folder = await temporaryFolder();
    const started = start(['serve', '--no-open', '--json', await buildSample(folder)]);
    await once(started.child.stdout as NodeJS.ReadableStream, 'data');
    const { ok, url } = JSON.parse(started.out()) as { ok: boolean; url: string };
    expect(ok).toBe(true);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/login\?token=/);
    const answer = await fetch(url, { redirect: 'manual' });
    expect(answer.status).toBe(303);

    const { port } = new URL(url);
    const second = await run(['serve', '--no-open', '--port', port]);
    expect(second.err).toContain(`Port ${port} is taken or not allowed.`);
    expect(second.code).toBe(2);

    started.child.kill('SIGTERM');
    expect(await end(started)).toBe(0);
  });
});
