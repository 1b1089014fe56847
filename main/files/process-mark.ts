import { readFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';

/** Names one run of one process, for files that say whose they are. */
export type ProcessMark = {
  readonly host: string;
  readonly process: number;
  /** When it started, in a form that only this module compares: systems give a process's number again to another. */
  readonly started: string;
};

/** This very process. */
export async function ownMark(): Promise<ProcessMark> {
  return { host: hostname(), process: process.pid, started: await ownStart() };
}

/**
 * Whether the marked process still runs. In doubt it does: what it left is looked at again another time, and nothing is
 * taken from somebody who still works with it. A home folder may be shared, so a mark of another computer is in doubt.
 */
export async function isRunning(mark: ProcessMark): Promise<boolean> {
  if (mark.host !== hostname()) return true;
  if (mark.process === process.pid) return mark.started === (await ownStart());
  if (!isNumberInUse(mark.process)) return false;
  const linux = await linuxStart(mark.process);
  if (linux !== undefined) return linux === mark.started;
  // Elsewhere Node cannot ask when a process started; but none is older than the system itself.
  const systemStart = Date.now() - uptime() * 1_000;
  return !(Number(mark.started) < systemStart - clockSlack);
}

/** Milliseconds by which the clock may have been set since. */
const clockSlack = 60_000;

/** A mark as it was written to a file; `undefined` for anything else. */
export function parseMark(text: string): ProcessMark | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { host, process: id, started } = value as Readonly<Record<string, unknown>>;
  if (typeof host !== 'string' || typeof started !== 'string') return undefined;
  return Number.isSafeInteger(id) && Number(id) > 0 ? { host, process: Number(id), started } : undefined;
}

async function ownStart(): Promise<string> {
  return (await linuxStart(process.pid)) ?? String(Math.round(performance.timeOrigin));
}

function isNumberInUse(id: number): boolean {
  try {
    // Signal 0 is not sent; it only asks.
    process.kill(id, 0);
    return true;
  } catch (error) {
    // EPERM: there is one, of somebody else.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * The boot and the tick of the clock in which a process started (field 22 of /proc/<id>/stat, proc(5)); `null` for one that
 * has ended and only waits to be collected by its parent. `undefined` on other systems.
 */
async function linuxStart(id: number): Promise<string | null | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = await readFile(`/proc/${id}/stat`, 'utf8');
    // The second field is the program's name in parentheses, which may hold anything; the third is the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return null;
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${start}`;
  } catch {
    return undefined;
  }
}
