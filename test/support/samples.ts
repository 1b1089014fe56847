import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Real files of other tools, which stay outside the project: the folder that PACKWRIGHT_SAMPLES names, otherwise
 * `../shared/samples` beside the checkout.
 */
const checkout = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.resolve(
  process.env['PACKWRIGHT_SAMPLES'] ?? path.join(checkout, '..', 'shared', 'samples'),
);

/** Absolute path of a sample, `undefined` where the samples are not there. */
export function samplePath(...names: readonly string[]): string | undefined {
  const file = path.join(folder, ...names);
  return existsSync(file) ? file : undefined;
}
