/* Ends what runs in this process when somebody wants it: by a signal, or by the death of the npm that started us. */
import { spawnSync } from 'node:child_process';

/** How long an orphan may go unnoticed. In milliseconds. */
const interval = 1_000;

/**
 * Calls `end` once: on a signal, or when the npm that started us is gone, since an npm that is killed tells nobody.
 * @param {() => void} end
 */
export function whenToldToEnd(end) {
  let told = false;
  const once = () => {
    if (told) return;
    told = true;
    clearInterval(watch);
    end();
  };
  const parent = process.ppid;
  const npm = findNpm(parent);
  const watch = setInterval(() => {
    if (npm !== undefined && (process.ppid !== parent || !isAlive(npm))) once();
  }, interval);
  watch.unref();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, once);
}

/**
 * The process of npm: our parent, or the parent of the shell that npm put in between.
 * @param {number} parent
 * @returns {number | undefined} `undefined` when npm did not start us
 */
function findNpm(parent) {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  const { status, stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(parent)], {
    encoding: 'utf8',
  });
  const [, grandparent, command = ''] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? '') ?? [];
  const isShell = /^\S*\bsh\b/.test(command);
  // Without ps (Windows has none) the parent is what we can watch.
  return status === 0 && isShell ? Number(grandparent) : parent;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
