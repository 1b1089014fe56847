import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../../../main/cli/command-line.ts';
import { connectOperations } from '../../../main/cli/connect-operations.ts';
import type { CommandLineServices } from '../../../main/cli/verb-context.ts';
import { createWorkbench } from '../../../main/operations/workbench.ts';

/** The built worker: `npm test` builds it first. Packages below 4 MiB do without. */
export const workerUrl = new URL('../../../out/main/worker.js', import.meta.url);

export type CliRun = { readonly code: number; readonly out: string; readonly err: string };

export type CliSetting = {
  readonly environment?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  readonly services?: Partial<CommandLineServices>;
};

/** Runs the command line in this process, on the real operations and real files. */
export async function runCli(argv: readonly string[], setting: CliSetting = {}): Promise<CliRun> {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTerminal: setting.terminal ?? false,
    columns: setting.columns ?? 100,
  });
  const io = {
    stdout: stream('out'),
    stderr: stream('err'),
    environment: setting.environment ?? {},
    systemLocale: 'en-US',
    signal: setting.signal ?? new AbortController().signal,
    now: setting.now ?? (() => performance.now()),
  };
  const unexpected = (name: string) => () => Promise.reject(new Error(`${name} was not expected`));
  const code = await runCommandLine(argv, io, {
    version: '1.2.3',
    operations: async () =>
      connectOperations(createWorkbench({ version: '1.2.3', workerUrl, electron: false })),
    serve: unexpected('serve'),
    openWindow: unexpected('openWindow'),
    openBrowser: unexpected('openBrowser'),
    ...setting.services,
  });
  return { code, ...written };
}

/** An empty folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'packwright-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, given by their path with `/`; a path that ends in `/` is a folder. */
export async function writeTree(
  root: string,
  tree: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  await mkdir(root, { recursive: true });
  for (const [name, content] of Object.entries(tree)) {
    const place = path.join(root, name);
    await mkdir(name.endsWith('/') ? place : path.dirname(place), { recursive: true });
    if (!name.endsWith('/')) await writeFile(place, content);
  }
  return root;
}

export const packageId = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Builds a small package from files, with a fixed id and time. Returns its path. */
export async function buildSample(
  folder: string,
  tree: Readonly<Record<string, string | Uint8Array>> = { 'notes.exe': 'program', 'data/é.txt': 'text' },
): Promise<string> {
  const source = await writeTree(path.join(folder, 'source'), tree);
  const target = path.join(folder, 'sample.appv');
  const run = await runCli(['build', source, '--name', 'Notes', '--package-id', packageId, '-o', target], {
    environment: { LANG: 'C' },
  });
  if (run.code !== 0) throw new Error(`The sample could not be built: ${run.err}`);
  return target;
}
