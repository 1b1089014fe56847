import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Gives a run of tests a user data folder of its own, which the programs that tests start inherit: no test reads or
 * writes what a person has. vitest calls this before it starts its workers, and what it returns after them.
 */
export function setup(): (() => void) | undefined {
  // It is called for each project of the configuration; one folder is enough for all.
  const beginning = path.join(tmpdir(), `packwright-user-data-${process.pid}-`);
  if (process.env['PACKWRIGHT_DATA']?.startsWith(beginning) === true) return undefined;
  const folder = mkdtempSync(beginning);
  process.env['PACKWRIGHT_DATA'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
