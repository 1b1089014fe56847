import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Path of a script beside this file. */
export function craftedScript(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

export type CraftScript = 'defects.py' | 'formatted.py' | 'hostile.py' | 'variants.py';

/** Runs one of the Python scripts beside this file into a new temporary folder, which the caller removes. */
export function craft(name: CraftScript): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'packwright-craft-'));
  execFileSync('python3', ['-B', craftedScript(name), folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}

/** What check.py says of packages that must have the exact profile of our writer; empty when nothing is wrong. */
export async function checkProfile(...packages: readonly string[]): Promise<string> {
  return complaintOf('python3', ['-B', craftedScript('check.py'), ...packages]);
}

/** Output of a tool that failed, empty when it ended with 0. */
export async function complaintOf(tool: string, parameters: readonly string[]): Promise<string> {
  try {
    await run(tool, [...parameters], { maxBuffer: 16 * 1_048_576 });
    return '';
  } catch (error) {
    if (!(error instanceof Error) || !('stdout' in error)) throw error;
    return `${tool}: ${String(error.stdout)}${error.message}`;
  }
}

const zipfileProgram = 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())';

/** What unzip, 7-Zip and Python's zipfile say against a package: three readers that we did not write. */
export async function complaintsOfReaders(file: string): Promise<readonly string[]> {
  const complaints = await Promise.all([
    complaintOf('unzip', ['-tqq', file]),
    complaintOf('7z', ['t', '-bso0', '-bsp0', file]),
    complaintOf('python3', ['-c', zipfileProgram, file]),
  ]);
  return complaints.filter((each) => each !== '');
}
