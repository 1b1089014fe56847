import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

/** The checkout that the tests run in. */
export const root = resolve(import.meta.dirname, '..', '..');

export type Files = Readonly<Record<string, string>>;

/** A temp folder with these files, which goes away with the test. */
export async function makeTree(files: Files): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'packwright-house-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** A small project with our scripts and our installed packages, but with its own cache and its own sources. */
export async function makeCheckout(files: Files): Promise<string> {
  const folder = await makeTree({
    'package.json': JSON.stringify({ type: 'module', engines: { node: '>=20.19' } }),
    'package-lock.json': '{}',
    ...files,
  });
  await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  const packages = join(root, 'node_modules');
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  for (const name of await readdir(packages)) {
    if (name in { '.cache': 0, '.vite': 0, electron: 0, 'electron-vite': 0 }) continue;
    await symlink(join(packages, name), join(folder, 'node_modules', name), 'junction');
  }
  return folder;
}

export type Finished = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a script with our Node. CI and npm's own variables do not leak in from the run that we are part of. */
export function runScript(
  folder: string,
  command: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => settle({ code, stdout, stderr }));
  });
}

export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      name !== 'CI' &&
      !/^(?:npm_|VITEST|DISPLAY$|WAYLAND_DISPLAY$|INIT_CWD$|PACKWRIGHT_|ELECTRON_)/.test(name),
  );
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}
