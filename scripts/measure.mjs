/*
 * Measures a command: wall time, processor time, memory. Works without GNU time: processor time comes from the
 * shell's own `times`, memory from /proc, where there is one.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Times in seconds, memory in bytes. Processor time is that of all processes; memory is the largest sum over the
 * processes that run at once, looked at every 20 ms. `undefined` where the system does not tell.
 * @typedef {{ wall: number, cpu: number | undefined, memory: number | undefined }} Measurement
 */

const interval = 20;
const pageSize = 4096;

/** Runs the command, then tells on descriptor 3 what `times` says: own user and system time, then the children's. */
const shellProgram = '"$@"; code=$?; times >&3; exit $code';

/**
 * @param {readonly string[]} command
 * @param {{ cwd: string }} options
 * @returns {Promise<Measurement>} rejects when the command fails, with what it said
 */
export function measure(command, { cwd }) {
  const isPosix = process.platform !== 'win32';
  const [program = '', ...arguments_] = isPosix ? ['sh', '-c', shellProgram, 'sh', ...command] : command;
  const started = performance.now();
  const child = spawn(program, arguments_, { cwd, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let said = '';
  let times = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4_000)));
  child.stdio[3]?.on('data', (bytes) => (times += String(bytes)));
  let memory = 0;
  const watch = setInterval(() => {
    if (child.pid !== undefined) memory = Math.max(memory, treeMemory(child.pid));
  }, interval);
  return new Promise((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const wall = (performance.now() - started) / 1000;
      clearInterval(watch);
      if (code !== 0) reject(new Error(`${command.join(' ')} ended with ${code}: ${said}`));
      else
        settle({
          wall,
          cpu: isPosix ? childSeconds(times) : undefined,
          memory: memory > 0 ? memory : undefined,
        });
    });
  });
}

/**
 * @param {string} times what `times` printed: `0m0.01s 0m0.00s` for the shell, and on the next line for its children
 */
function childSeconds(times) {
  const children = times.trim().split('\n')[1] ?? '';
  let total = 0;
  for (const [, minutes, rest] of children.matchAll(/(\d+)m([\d.,]+)s/g)) {
    total += Number(minutes) * 60 + Number(rest?.replace(',', '.'));
  }
  return total;
}

/**
 * Resident memory of a process and of all that it started.
 * @param {number} pid
 * @returns {number} bytes; 0 where there is no /proc, or when the process has just ended
 */
function treeMemory(pid) {
  const [, resident = '0'] = readProc(`/proc/${pid}/statm`).split(' ');
  const children = readProc(`/proc/${pid}/task/${pid}/children`).trim();
  const below = children === '' ? [] : children.split(' ').map(Number);
  return below.reduce((total, each) => total + treeMemory(each), Number(resident) * pageSize);
}

/**
 * @param {string} path
 * @returns {string} empty when the process is gone
 */
function readProc(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {readonly number[]} values at least one
 */
export function median(values) {
  const ordered = values.toSorted((left, right) => left - right);
  const middle = ordered.length >> 1;
  const upper = ordered[middle] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[middle - 1] ?? upper)) / 2;
}
