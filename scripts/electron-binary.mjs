/*
 * Electron's binary. The package `electron` is never imported: since Electron 42 that alone starts a download.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode } from './lib.mjs';
import { cacheFolder, writeStamp } from './prepare.mjs';

const packageFolder = join(root, 'node_modules', 'electron');
const failedStamp = join(cacheFolder, 'electron-not-fetched.txt');

/** A silent firewall must not hold up the start for longer. In milliseconds. */
const downloadLimit = 180_000;

/** After a failed download the next starts go straight to the browser. In milliseconds: six hours. */
const retryAfter = 6 * 60 * 60 * 1000;

/**
 * @returns {string | undefined} path of the binary that is installed. ELECTRON_OVERRIDE_DIST_PATH names the folder
 * of another one, as Electron's own loader has it.
 */
export function findElectron() {
  const pathFile = join(packageFolder, 'path.txt');
  const named = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : undefined;
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (elsewhere === undefined && named === undefined) return undefined;
  const binary = join(elsewhere ?? join(packageFolder, 'dist'), named ?? 'electron');
  return existsSync(binary) ? binary : undefined;
}

/** @returns {Promise<string | undefined>} path of the binary, when it could be downloaded */
export async function fetchElectron() {
  if (existsSync(failedStamp) && Date.now() - statSync(failedStamp).mtimeMs < retryAfter) return undefined;
  console.error('Fetching Electron (once; about 120 MB) ...');
  const code = await runNode([join(packageFolder, 'install.js')], {
    timeout: downloadLimit,
    prints: 'nothing',
  });
  const binary = code === 0 ? findElectron() : undefined;
  if (binary === undefined) {
    console.error('Electron could not be fetched. The browser is used; the next attempt is in six hours.');
    writeStamp(failedStamp, 'The time of this file is the time of the attempt.\n');
  }
  return binary;
}
