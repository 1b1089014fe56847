import { type ChildProcess, fork, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'vite';
import { checkout } from './built-product.ts';

const source = path.join(checkout, 'test', 'support', 'programs');
/** In the folder of the run of tests, which goes with it. Files of tests may bundle the same program at the same time. */
const bundles = path.join(process.env['PACKWRIGHT_DATA'] ?? '', 'programs', String(process.pid));

/** A program of test/support/programs that runs in a process of its own, to be killed. */
export type Program = {
  readonly process: ChildProcess;
  /** What it says next over its channel. Rejects when it ends instead. */
  next(): Promise<unknown>;
  /** SIGKILL: nothing in the program runs any more. Resolves when it is gone. */
  kill(): Promise<void>;
};

const bundled = new Map<string, Promise<string>>();

/** Starts a program, which is bundled first: Node 20 runs no TypeScript. */
export async function startProgram(
  name: string,
  parameters: readonly string[] = [],
  options: Pick<ForkOptions, 'execPath' | 'execArgv'> = {},
): Promise<Program> {
  const file = bundled.get(name) ?? bundle(name);
  bundled.set(name, file);
  const child = fork(await file, [...parameters], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...options,
  });
  const exited = once(child, 'exit');
  const said: unknown[] = [];
  const waiting: (() => void)[] = [];
  child.on('message', (message) => {
    said.push(message);
    waiting.shift()?.();
  });
  return {
    process: child,
    async next() {
      if (said.length === 0) {
        const ended = exited.then(() => Promise.reject(new Error(`${name} has ended`)));
        await Promise.race([new Promise<void>((resolve) => waiting.push(resolve)), ended]);
      }
      return said.shift();
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function bundle(name: string): Promise<string> {
  await build({
    configFile: false,
    root: source,
    logLevel: 'error',
    build: {
      outDir: bundles,
      emptyOutDir: false,
      ssr: true,
      target: 'node20.19',
      rolldownOptions: {
        input: path.join(source, `${name}.ts`),
        output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false },
      },
    },
    ssr: { noExternal: true },
  });
  return path.join(bundles, `${name}.mjs`);
}
