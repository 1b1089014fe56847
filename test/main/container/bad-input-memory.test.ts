import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { craft } from '../../support/craft/craft.ts';

/* Small files that want a lot of memory: the process that reads them is watched from outside. */

/** What one operation and its workers may take (design of the container, 2 workers), the runtime included. */
const mostMebibytes = 512;
const commandLine = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));
const folder = craft('hostile.py');

afterAll(() => rmSync(folder, { recursive: true }));

type Watched = { readonly code: number | null; readonly output: string; readonly peakMebibytes: number };

async function verifyWatched(file: string): Promise<Watched> {
  const parameters = [commandLine, 'verify', file, '--json', '--workers', '2'];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const output = text(child.stdout);
  let peakMebibytes = 0;
  while (child.exitCode === null && child.signalCode === null) {
    peakMebibytes = Math.max(peakMebibytes, peakOf(child.pid ?? 0));
    // Too much is too much: no need to see how much more it would take.
    if (peakMebibytes > 2 * mostMebibytes) child.kill('SIGKILL');
    await sleep(20);
  }
  await ended;
  return { code: child.exitCode, output: await output, peakMebibytes };
}

/** Highest resident size so far, as the kernel counts it; 0 once the process is gone. */
function peakOf(processId: number): number {
  try {
    const status = readFileSync(`/proc/${processId}/status`, 'utf8');
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

// Only Linux tells the peak of another process.
describe.skipIf(!existsSync('/proc/self/status'))('a hostile package in bounded memory', () => {
  it.each(readdirSync(folder))('%s', async (file) => {
    const { code, output, peakMebibytes } = await verifyWatched(path.join(folder, file));
    expect(peakMebibytes).toBeLessThan(mostMebibytes);
    expect([1, 3]).toContain(code);
    const report = JSON.parse(output) as { readonly issues: readonly { readonly code: string }[] };
    expect(report.issues.map((each) => each.code)).toContain(file.split('.')[0]);
  });
});
