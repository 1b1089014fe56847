/*
 * Checks that package-lock.json installs everywhere. `[--root <folder>]`
 *
 * When a registry lacks the newest binaries of some system, npm writes a lock without them and says nothing; `npm ci`
 * then fails on every other system. So: every optional package that a locked package asks for has an entry.
 */
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { option, readJson, root as checkout } from './lib.mjs';

/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean,
 *   dependencies?: Record<string, string>, devDependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string> }} Entry
 */

const root = resolve(option(process.argv, '--root') ?? checkout);
const lock = readJson(join(root, 'package-lock.json'));
const entries = /** @type {Record<string, Entry>} */ (lock.packages ?? {});
const names = Object.keys(entries);
const problems = [...rootProblems(), ...names.flatMap(entryProblems)];

for (const problem of problems) console.error(problem);
console.log(`${names.length} locked packages checked`);
process.exitCode = problems.length === 0 && names.length > 1 ? 0 : 1;

/** The lock was written for this package.json, whose versions are exact. */
function rootProblems() {
  const wanted = readJson(join(root, 'package.json'));
  const found = [];
  for (const key of /** @type {const} */ (['dependencies', 'devDependencies', 'optionalDependencies'])) {
    if (!isDeepStrictEqual(wanted[key] ?? {}, entries['']?.[key] ?? {})) {
      found.push(`${key} of package.json are not those of package-lock.json: write the lock anew.`);
    }
    for (const [name, version] of Object.entries(/** @type {Record<string, string>} */ (wanted[key] ?? {}))) {
      if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
        found.push(`package.json: ${name} ${version} is not exact.`);
    }
  }
  return found;
}

/** @param {string} name */
function entryProblems(name) {
  const entry = entries[name];
  if (name === '' || entry === undefined) return [];
  const found = [];
  if (entry.resolved !== undefined) {
    found.push(`${name} records a download address; .npmrc has omit-lockfile-registry-resolved for that.`);
  }
  if (entry.integrity === undefined && entry.link !== true) found.push(`${name} has no integrity hash.`);
  for (const [needed, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const installed = find(name, needed);
    if (installed === undefined) {
      found.push(`${name} ${entry.version} asks for ${needed}@${range}, which the lock does not have.`);
    } else if (/^\d/.test(range) && installed.version !== range) {
      found.push(`${name} ${entry.version} asks for ${needed}@${range}; the lock has ${installed.version}.`);
    }
  }
  return found;
}

/**
 * The entry that Node would find from a package: its own node_modules first, then those of the folders above.
 * @param {string} from
 * @param {string} needed
 */
function find(from, needed) {
  for (let folder = from; ; folder = folder.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    const found = entries[folder === '' ? `node_modules/${needed}` : `${folder}/node_modules/${needed}`];
    if (found !== undefined || folder === '') return found;
  }
}
