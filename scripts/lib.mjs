/*
 * Small helpers of the scripts. Plain Node without dependencies, because the scripts run before anything is
 * installed.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that these scripts belong to. */
export const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

/**
 * Ends the command with a sentence for the person and exit code 2: the command cannot run here.
 * @param {string} message
 * @returns {never}
 */
export function stop(message) {
  console.error(message);
  process.exit(2);
}

/** @param {string} path */
export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * Files below `folder`, relative to it with `/`, ordered by code unit; none when there is no such folder.
 * @param {string} folder
 * @param {(name: string) => boolean} [enter] whether a subfolder is looked into
 * @returns {string[]}
 */
export function listFiles(folder, enter = () => true) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} current */
  const visit = (current) => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      const name = relative(folder, path).split(sep).join('/');
      if (!entry.isDirectory()) found.push(name);
      else if (enter(name)) visit(path);
    }
  };
  if (existsSync(folder)) visit(folder);
  return found.sort(byCodeUnit);
}

/**
 * @param {string} left
 * @param {string} right
 */
function byCodeUnit(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Runs a command and gives what it printed, both streams in the order of arrival.
 * @param {string} command
 * @param {readonly string[]} arguments_
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string, milliseconds: number }>}
 */
export function run(command, arguments_, options = {}) {
  const started = performance.now();
  return new Promise((settle) => {
    const child = spawn(command, arguments_, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    /** @param {number} code */
    const done = (code) => settle({ code, output, milliseconds: performance.now() - started });
    child.on('error', (error) => {
      output += String(error);
      done(127);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

/** Where standard output and standard error of a command go. */
const outputs = /** @type {const} */ ({
  stderr: [2, 2],
  stdout: [1, 2],
  errors: ['ignore', 2],
  nothing: ['ignore', 'ignore'],
});

/**
 * Runs a Node script of the checkout with what it prints on our standard error, on our standard output, only
 * its errors, or nothing.
 * When we are told to end, it is told too, so that nothing is left running behind us.
 * @param {readonly string[]} arguments_
 * @param {{ env?: NodeJS.ProcessEnv, timeout?: number, prints?: keyof typeof outputs }} [options]
 *   timeout in milliseconds
 * @returns {Promise<number>} exit code; 1 when it was killed
 */
export function runNode(arguments_, { env = process.env, timeout = 0, prints = 'stderr' } = {}) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, arguments_, {
      cwd: root,
      env,
      timeout,
      stdio: ['ignore', ...outputs[prints]],
    });
    const end = () => {
      child.kill('SIGTERM');
      process.exit(143);
    };
    process.once('SIGTERM', end);
    child.on('error', () => settle(127));
    child.on('close', (code) => {
      process.off('SIGTERM', end);
      settle(code ?? 1);
    });
  });
}

/**
 * Value of `--name value` or `--name=value`.
 * @param {readonly string[]} arguments_
 * @param {string} name
 * @returns {string | undefined}
 */
export function option(arguments_, name) {
  const index = arguments_.indexOf(name);
  if (index >= 0) return arguments_[index + 1];
  return arguments_.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * Columns padded to their widest cell; the last one is left ragged.
 * @param {readonly (readonly string[])[]} rows
 */
export function formatTable(rows) {
  /** @type {number[]} */
  const widths = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows
    .map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
