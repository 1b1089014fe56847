import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { _electron, type Browser, chromium, type Page } from 'playwright-core';
import { builtFile, checkout } from '../built-product.ts';
import { bundleDouble } from './bundle-double.ts';

export type AppOptions = {
  readonly package?: string;
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
};

/** A running application: the shape of Playwright's ElectronApplication, as far as the tests need it. */
export type App = {
  readonly kind: 'electron' | 'double';
  firstWindow(): Promise<Page>;
  /** Runs a function, given as text, in the main process with Electron's modules and a parameter. */
  evaluate(code: string, parameter?: unknown): Promise<unknown>;
  close(): Promise<void>;
  /** SIGKILL: nothing in it runs any more. */
  kill(): Promise<void>;
};

/** Starts the built application, in real Electron where its binary is there, otherwise on the double. */
export async function launchApp(options: AppOptions = {}): Promise<App> {
  const binary = electronBinary();
  return binary === undefined ? launchDouble(options) : launchElectron(binary, options);
}

/** Runs the built application to its end with these arguments, which must not make it show a window. */
export async function runApp(
  parameters: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const binary = electronBinary();
  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const [command, before] =
    binary === undefined
      ? [process.execPath, ['--import', await bundleDouble(), builtFile('main/electron.js')]]
      : [binary, [...noSandbox, checkout]];
  const child = spawn(command, [...before, ...parameters], {
    env: { ...process.env, DOUBLE_APP: checkout },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

/** Looked up on the disk: importing the module `electron` would start a download. */
function electronBinary(): string | undefined {
  const folder = path.join(checkout, 'node_modules', 'electron');
  const named = path.join(folder, 'path.txt');
  if (!existsSync(named)) return undefined;
  const binary = path.join(folder, 'dist', readFileSync(named, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

async function launchElectron(binary: string, options: AppOptions): Promise<App> {
  const data = mkdtempSync(path.join(tmpdir(), 'packwright-electron-'));
  const app = await _electron.launch({
    executablePath: binary,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${data}`,
      `--lang=${options.locale ?? 'en-US'}`,
      checkout,
      ...(options.package === undefined ? [] : [options.package]),
    ],
    colorScheme: options.colorScheme ?? 'light',
  });
  return {
    kind: 'electron',
    firstWindow: () => app.firstWindow(),
    evaluate: (code, parameter) =>
      // oxlint-disable-next-line no-eval -- the text comes from the test itself
      app.evaluate((electron, [text, value]) => (0, eval)(`(${text})`)(electron, value) as unknown, [
        code,
        parameter,
      ] as const),
    async close() {
      await app.close();
      rmSync(data, { recursive: true, force: true });
    },
    async kill() {
      const running = app.process();
      running.kill('SIGKILL');
      if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function launchDouble(options: AppOptions): Promise<App> {
  const port = await freePort();
  const data = mkdtempSync(path.join(tmpdir(), 'packwright-double-'));
  const child = fork(
    builtFile('main/electron.js'),
    // Electron's own arguments are the binary and the folder of the application; here both are one file.
    options.package === undefined ? [] : [options.package],
    {
      execArgv: ['--import', await bundleDouble()],
      env: {
        ...process.env,
        DOUBLE_PORT: String(port),
        DOUBLE_DATA: data,
        DOUBLE_APP: checkout,
        DOUBLE_LOCALE: options.locale ?? 'en-US',
        DOUBLE_SCHEME: options.colorScheme ?? 'light',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const exited = once(child, 'exit');
  const ask = conversation(child);
  const browser = await connect(port, child);
  return {
    kind: 'double',
    firstWindow: () => findWindow(browser),
    evaluate: (code, parameter) => ask({ kind: 'evaluate', code, parameter }),
    async close() {
      await ask({ kind: 'close' }).catch(() => undefined);
      await exited;
      rmSync(data, { recursive: true, force: true });
    },
    async kill() {
      // The browser is a child of its own, which the double cannot end any more.
      await browser.newBrowserCDPSession().then((session) => session.send('Browser.close'));
      child.kill('SIGKILL');
      await exited;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Questions to the child and their answers, matched by number. */
function conversation(child: ChildProcess): (question: object) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', (message: { id: number; value?: unknown; error?: string }) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.value);
    else asked?.reject(new Error(message.error));
  });
  child.on('exit', (code) => {
    for (const asked of waiting.values()) asked.reject(new Error(`the application ended with code ${code}`));
  });
  return (question) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      // A child that has ended takes no questions.
      child.send({ id, ...question }, (error) => error && reject(error));
    });
}

async function connect(port: number, child: ChildProcess): Promise<Browser> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (attempt > 200 || child.exitCode !== null) throw error;
      await delay(50);
    }
  }
}

async function findWindow(browser: Browser): Promise<Page> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const pages = browser.contexts().flatMap((each) => each.pages());
    const page = pages.find((each) => /\.localhost\//.test(each.url()));
    if (page !== undefined) return page;
    await delay(50);
  }
  throw new Error('the application opened no window');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
