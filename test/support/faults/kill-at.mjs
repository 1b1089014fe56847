/*
 * Loaded in front of the product (`node --import`): ends it by SIGKILL at a step of writing a file, which KILL_AT names. The
 * product knows nothing of it; only Node's own functions are watched.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const step = process.env['KILL_AT'];
const { open, rename, copyFile } = fs.promises;

/** Bytes written before `half-written` is reached. */
const half = Number(process.env['KILL_AT_BYTES'] ?? 1);

function die() {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing more may happen here.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function isTemporary(file) {
  return typeof file === 'string' && file.endsWith('.packwright-part');
}

fs.promises.open = async (file, ...rest) => {
  const handle = await open(file, ...rest);
  if (!isTemporary(file)) return handle;
  if (step === 'temp-made') die();
  const { write, sync } = handle;
  let written = 0;
  handle.write = async (...words) => {
    const result = await write.apply(handle, words);
    written += result.bytesWritten;
    if (step === 'half-written' && written >= half) die();
    return result;
  };
  handle.sync = async () => {
    if (step === 'before-sync') die();
    await sync.apply(handle);
    if (step === 'after-sync') die();
  };
  return handle;
};

fs.promises.copyFile = async (from, to, ...rest) => {
  await copyFile(from, to, ...rest);
  if (step === 'copied' && isTemporary(to)) die();
};

fs.promises.rename = async (from, to) => {
  if (step === 'before-rename' && isTemporary(from)) die();
  await rename(from, to);
  if (step === 'after-rename' && isTemporary(from)) die();
};

syncBuiltinESMExports();
