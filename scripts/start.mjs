/*
 * `npm start [-- <package>] [--no-open] [--browser] [--port N]`: the workbench from the sources. In Electron when its
 * binary is there or can be fetched, otherwise in the person's browser through the loopback host, which then runs
 * inside this process: a host of its own would outlive an npm that is told to end.
 */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { fetchElectron, findElectron } from './electron-binary.mjs';
import { root, stop } from './lib.mjs';
import { buildIfStale, firstSample, installPackages, requireNode } from './prepare.mjs';
import { whenToldToEnd } from './when-told-to-end.mjs';

/** An Electron that ends with an error this soon never showed its window. In milliseconds. */
const earlyExit = 5_000;

requireNode();
const wish = readArguments();
await installPackages();
await buildIfStale();
const packagePath = wish.packagePath ?? firstSample();
if (wish.browser || !(await startElectron(packagePath))) await startHost(packagePath, wish);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'no-open': { type: 'boolean' }, browser: { type: 'boolean' }, port: { type: 'string' } },
    });
    const [given, ...tooMany] = positionals;
    if (tooMany.length > 0) stop('Name one package at most.');
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) stop('A port is a number from 0 to 65535.');
    // npm runs scripts in the checkout; INIT_CWD is the folder in which the person typed the name.
    const path = given === undefined ? undefined : resolve(process.env['INIT_CWD'] ?? '.', given);
    const open = values['no-open'] !== true;
    return { packagePath: path, port, open, browser: values.browser === true || !open || port > 0 };
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : String(error)}
Usage: npm start [-- <package>] [--no-open] [--browser] [--port N]`);
  }
}

function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * @param {string | undefined} path
 * @returns {Promise<boolean>} false when there is no Electron that can show a window
 */
async function startElectron(path) {
  if (!hasDisplay()) return false;
  const binary = findElectron() ?? (await fetchElectron());
  if (binary === undefined) return false;
  // Chromium refuses to start its sandbox for root; everybody else keeps it.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const started = performance.now();
  const child = spawn(
    binary,
    [...(isRoot ? ['--no-sandbox'] : []), root, ...(path === undefined ? [] : [path])],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  whenToldToEnd(() => child.kill('SIGTERM'));
  /** @type {number} */
  const code = await new Promise((settle) => {
    child.on('error', () => settle(127));
    child.on('close', (status) => settle(status ?? 0));
  });
  if (code === 0) process.exit(0);
  if (performance.now() - started > earlyExit) process.exit(code);
  console.error(`Electron ended with code ${code} before it showed a window; using the browser instead.`);
  return false;
}

/**
 * @param {string | undefined} path
 * @param {{ port: number, open: boolean }} wish
 */
async function startHost(path, { port, open }) {
  const { startWorkbenchHost } = await import(pathToFileURL(join(root, 'out', 'main', 'host.js')).href);
  const options = {
    ...(path === undefined ? {} : { package: path }),
    ...(port > 0 ? { port } : {}),
  };
  /** @type {{ url: string, close(): Promise<void> }} */
  const host = await startWorkbenchHost(options).catch((/** @type {unknown} */ error) =>
    stop(`The workbench could not be served: ${error instanceof Error ? error.message : String(error)}`),
  );
  whenToldToEnd(() => void host.close().finally(() => process.exit(0)));
  console.log(`Packwright is open at ${host.url}\nPress Ctrl+C to end it.`);
  if (open) openBrowser(host.url);
}

/**
 * Opens the person's browser where there is one to open: not on a server, not over SSH, not in a pipeline.
 * @param {string} url
 */
function openBrowser(url) {
  const { CI, SSH_CONNECTION } = process.env;
  if (!hasDisplay() || CI || SSH_CONNECTION) return;
  /** @type {Record<string, readonly string[]>} */
  const openers = {
    darwin: ['open', url],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
  };
  const [command = '', ...arguments_] = openers[process.platform] ?? ['xdg-open', url];
  const child = spawn(command, arguments_, { stdio: 'ignore', detached: true });
  // The address is on the screen already: a computer without an opener is no failure.
  child.on('error', () => undefined);
  child.unref();
}
