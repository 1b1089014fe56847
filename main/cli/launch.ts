import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** An Electron that ends sooner than this has shown no window. In milliseconds. */
const earlyExit = 2_000;

/**
 * Opens the application's window in the Electron that is installed beside the application, and leaves it running.
 * `root` is the application's folder. `false` when there is no Electron, or none that can show a window here.
 */
export async function launchWindow(root: URL, packagePath: string | undefined): Promise<boolean> {
  if (!hasDisplay()) return false;
  const binary = await findElectron(root);
  if (binary === undefined) return false;
  const shown = packagePath === undefined ? [] : [path.resolve(packagePath)];
  const child = spawn(binary, [fileURLToPath(root), ...shown], { detached: true, stdio: 'ignore' });
  const outcome = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(true), earlyExit);
    const settle = (isOpen: boolean): void => {
      clearTimeout(timer);
      resolve(isOpen);
    };
    child.once('error', () => settle(false));
    // A second start hands the package to the window that is open and ends at once, which is success.
    child.once('exit', (code) => settle(code === 0));
  });
  child.unref();
  return outcome;
}

/** The package `electron` is never imported: that would download it. */
async function findElectron(root: URL): Promise<string | undefined> {
  const folder = new URL('node_modules/electron/', root);
  try {
    const name = (await readFile(new URL('path.txt', folder), 'utf8')).trim();
    return fileURLToPath(new URL(`dist/${name}`, folder));
  } catch {
    return undefined;
  }
}

/** Opens the person's browser; where there is none the printed address has to do. */
export function openBrowser(url: string): void {
  if (!hasDisplay()) return;
  const [program, ...args] = browserCommand(url);
  // A program that is not there must not end the server.
  spawn(program, args, { detached: true, stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}

function browserCommand(url: string): readonly [program: string, ...args: readonly string[]] {
  switch (process.platform) {
    case 'win32':
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    case 'darwin':
      return ['open', url];
    default:
      return ['xdg-open', url];
  }
}

function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
