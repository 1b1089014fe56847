import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** The built product: `out` of the checkout, or the folder that PACKWRIGHT_OUT names. */
const out = path.resolve(checkout, process.env['PACKWRIGHT_OUT'] ?? 'out');

/** Path of a built file such as `main/cli.js`. Throws, with the cure, when nothing was built. */
export function builtFile(name: string): string {
  const file = path.join(out, name);
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" first`);
  return file;
}

/** Runs the built command line and gives back its standard output; rejects unless it ends with code 0. */
export async function packwright(...parameters: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [builtFile('main/cli.js'), ...parameters]);
  return stdout;
}
