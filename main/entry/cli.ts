#!/usr/bin/env node
import { runCommandLine } from '../cli/command-line.ts';
import { createProcessIo } from '../cli/process-io.ts';
import { keepHeapSmall } from '../jobs/keep-heap-small.ts';
import { readProductVersion } from '../operations/product-version.ts';

keepHeapSmall();
const application = new URL('../../', import.meta.url);
const workerUrl = new URL('./worker.js', import.meta.url);
const version = await readProductVersion(new URL('package.json', application));

const code = await runCommandLine(process.argv.slice(2), createProcessIo(), {
  version,
  operations: async () => {
    const [{ connectOperations }, { createWorkbench }] = await Promise.all([
      import('../cli/connect-operations.ts'),
      import('../operations/workbench.ts'),
    ]);
    return connectOperations(createWorkbench({ version, workerUrl, electron: false }));
  },
  serve: async (options) => (await import('./host.ts')).startWorkbenchHost(options),
  openWindow: async (packagePath) =>
    (await import('../cli/launch.ts')).launchWindow(application, packagePath),
  openBrowser: async (url) => (await import('../cli/launch.ts')).openBrowser(url),
});
// A failed write to standard output has set its own code.
process.exitCode ??= code;
