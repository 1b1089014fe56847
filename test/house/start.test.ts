import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Files, makeCheckout, plainEnvironment } from './checkout.ts';

/** A loopback host that notes its options and its end. */
const host = `
  import { appendFileSync } from 'node:fs';
  import { createServer } from 'node:http';
  export async function startWorkbenchHost(options) {
    appendFileSync('host.log', JSON.stringify(options) + '\\n');
    const server = createServer().listen(0, '127.0.0.1');
    return {
      url: 'http://127.0.0.1:1/login?token=abc',
      close: async () => { server.close(); appendFileSync('host.log', 'closed\\n'); },
    };
  }
`;

const project: Files = {
  'tools/npm-cli.js': '',
  'node_modules/electron-vite/bin/electron-vite.js': `
    import { mkdirSync, writeFileSync } from 'node:fs';
    mkdirSync('out/main', { recursive: true });
    writeFileSync('out/main/cli.js', '');
    writeFileSync('out/main/host.js', ${JSON.stringify(host)});
  `,
  'node_modules/electron/install.js': `
    const fs = require('node:fs');
    fs.appendFileSync('fetch.log', 'fetched\\n');
    process.exit(1);
  `,
  'electron.vite.config.ts': '',
  'assets/samples/notes/notes.package.json': '{}',
};

type Started = { readonly child: ChildProcess; readonly output: () => string };

function start(folder: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...plainEnvironment(), npm_execpath: join(folder, 'tools', 'npm-cli.js'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  child.stderr.setEncoding('utf8').on('data', (more: string) => (text += more));
  return { child, output: () => text };
}

function ended({ child }: Started): Promise<number | null> {
  return new Promise((settle) => child.on('close', settle));
}

// Windows has no signals and no scripts whose first line names their interpreter.
const onPosix = test.skipIf(process.platform === 'win32');

const waiting = { timeout: 15_000, interval: 20 };

async function untilOpen(started: Started): Promise<void> {
  await vi.waitFor(
    () => expect(started.output()).toContain('Packwright is open at http://127.0.0.1:1/login?token=abc\n'),
    waiting,
  );
}

async function log(folder: string, name: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

onPosix('without a display the host opens the sample, and ends when it is told to', async () => {
  const folder = await makeCheckout(project);
  const started = start(folder, ['scripts/start.mjs']);
  await untilOpen(started);
  started.child.kill('SIGTERM');
  expect(await ended(started)).toBe(0);
  expect(await log(folder, 'host.log')).toEqual([
    JSON.stringify({ package: join(folder, 'out', 'samples', 'notes.appv') }),
    'closed',
  ]);
  expect(await log(folder, 'fetch.log')).toEqual([]);
});

test('a package and a port are passed on; the name is meant where it was typed', async () => {
  const folder = await makeCheckout(project);
  const typed = { INIT_CWD: join(folder, 'assets') };
  const started = start(folder, ['scripts/start.mjs', 'a.appv', '--port', '8123', '--no-open'], typed);
  await untilOpen(started);
  expect(await log(folder, 'host.log')).toEqual([
    JSON.stringify({ package: join(folder, 'assets', 'a.appv'), port: 8123 }),
  ]);
});

onPosix.each([
  ['npm', "spawn(process.execPath, ['scripts/start.mjs'], options);"],
  // The colon keeps shells from replacing themselves by the command.
  [
    'the npm behind a shell',
    'spawn("sh", ["-c", \'"$0" scripts/start.mjs; :\', process.execPath], options);',
  ],
])('the host ends with %s, even when that one is killed', async (_, spawnLine) => {
  const folder = await makeCheckout(project);
  const npm = `
    const { spawn } = require('node:child_process');
    const options = { stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'start' } };
    ${spawnLine}
    setInterval(() => undefined, 1000);
  `;
  const started = start(folder, ['--eval', npm]);
  await untilOpen(started);
  started.child.kill('SIGKILL');
  await vi.waitFor(async () => expect(await log(folder, 'host.log')).toContain('closed'), waiting);
});

onPosix('an Electron that cannot be fetched is not asked for again for a while', async () => {
  const folder = await makeCheckout(project);
  for (const attempt of [1, 2]) {
    const started = start(folder, ['scripts/start.mjs'], { DISPLAY: ':99', CI: 'true' });
    await untilOpen(started);
    started.child.kill('SIGTERM');
    await ended(started);
    expect(started.output().includes('Electron could not be fetched'), `attempt ${attempt}`).toBe(
      attempt === 1,
    );
  }
  expect(await log(folder, 'fetch.log')).toEqual(['fetched']);
});

test.each<readonly [string, readonly string[], string]>([
  ['two packages', ['a.appv', 'b.appv'], 'Name one package at most.'],
  ['a port that is none', ['--port', 'x'], 'A port is a number from 0 to 65535.'],
  ['an unknown option', ['--nonsense'], 'Usage: npm start [-- <package>] [--no-open] [--browser] [--port N]'],
])('%s ends with a sentence', async (_, options, sentence) => {
  const folder = await makeCheckout(project);
  const started = start(folder, ['scripts/start.mjs', ...options]);
  expect(await ended(started)).toBe(2);
  expect(started.output()).toContain(sentence);
});

onPosix('with a display Electron gets the checkout and the package', async () => {
  const electron = `#!${process.execPath}\nconsole.log('electron ' + process.argv.slice(2).join(' '));\n`;
  const folder = await makeCheckout({ ...project, 'dist/electron': electron });
  await chmod(join(folder, 'dist', 'electron'), 0o755);
  const env = { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') };
  const started = start(folder, ['scripts/start.mjs'], env);
  expect(await ended(started)).toBe(0);
  expect(started.output()).toMatch(/^electron (?:--no-sandbox )?/m);
  expect(started.output()).toContain(`${folder} ${join(folder, 'out', 'samples', 'notes.appv')}\n`);
  expect(await log(folder, 'host.log')).toEqual([]);
});

onPosix('an Electron that dies at once gives way to the browser', async () => {
  const folder = await makeCheckout({
    ...project,
    'dist/electron': `#!${process.execPath}\nprocess.exit(7);\n`,
  });
  await chmod(join(folder, 'dist', 'electron'), 0o755);
  const env = { DISPLAY: ':99', CI: 'true', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') };
  const started = start(folder, ['scripts/start.mjs'], env);
  await untilOpen(started);
  expect(started.output()).toContain('Electron ended with code 7');
});

onPosix('Electron ends with the command', async () => {
  const electron = `#!${process.execPath}
    import { appendFileSync } from 'node:fs';
    process.on('SIGTERM', () => { appendFileSync('electron.log', 'ended\\n'); process.exit(0); });
    setInterval(() => undefined, 1000);
    console.log('electron is up');
  `;
  const folder = await makeCheckout({ ...project, 'dist/electron': electron });
  await chmod(join(folder, 'dist', 'electron'), 0o755);
  const env = { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'dist') };
  const started = start(folder, ['scripts/start.mjs'], env);
  await vi.waitFor(() => expect(started.output()).toContain('electron is up'), waiting);
  started.child.kill('SIGTERM');
  expect(await ended(started)).toBe(0);
  expect(await log(folder, 'electron.log')).toEqual(['ended']);
});
