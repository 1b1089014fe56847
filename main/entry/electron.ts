import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { packageArgument } from '../electron/package-argument.ts';
import { startElectron } from '../electron/start-electron.ts';
import { listWindowFiles } from '../files/window-files.ts';
import { createWorkbench } from '../operations/workbench.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** `Packwright --cli verify x.appv`: an installed product is its own command line, without a window. */
async function runCommandLine(position: number): Promise<void> {
  // The command line reads what stands behind two arguments, as Node has them.
  process.argv.splice(1, position, '--cli');
  await import('./cli.ts');
  app.exit(Number(process.exitCode ?? 0));
}

async function runWindow(): Promise<void> {
  const workbench = createWorkbench({
    version: app.getVersion(),
    workerUrl: new URL('./worker.js', import.meta.url),
    electron: true,
    startup: packageArgument(process.argv, app.isPackaged, process.cwd()),
  });
  await startElectron({
    run: workbench.run,
    handles: workbench.handles,
    windowFiles: listWindowFiles(here('../renderer/')),
    preload: here('../preload/preload.cjs'),
    packageOf: (argv, cwd) => packageArgument(argv, app.isPackaged, cwd),
    onDocument: workbench.onDocument,
  });
}

const first = app.isPackaged ? 1 : 2;
const running = process.argv[first] === '--cli' ? runCommandLine(first) : runWindow();
running.catch((error: unknown) => {
  // Nothing can be shown when the window itself cannot be made: say why and end with the code of a defect.
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  app.exit(70);
});
