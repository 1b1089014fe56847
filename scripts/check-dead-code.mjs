/*
 * Finds exports that nobody imports and modules that nobody reaches. `[--root <folder>]`
 *
 * Entries, the page, configuration files, tests and scripts begin. A test is a user: the core is written ahead of the
 * screens that will need it, and what has a test is documented and works. A type that its own file uses is left
 * alone, since callers meet it in a signature.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { ignoredFolders } from './layers.mjs';
import { option, root as checkout } from './lib.mjs';
import { readModules } from './read-modules.mjs';

/** @typedef {import('./read-modules.mjs').Module} Module */

/** The test double of Electron is bundled and takes the place of the package `electron`. */
const electronDouble = /^test\/support\/electron-double\/(?:electron|hook|register)\.ts$/;

/** vitest calls its function before the tests, and programs that tests start are bundled by their names. */
const testSetup = /^test\/support\/own-user-data\.ts$/;
const testProgram = /^test\/support\/programs\/[^/]+\.ts$/;

/** What somebody runs or a tool loads by its name. */
const beginnings = [
  /^main\/entry\/[^/]+\.ts$/,
  /^[^/]+\.config\.ts$/,
  /^test\/.*\.(?:test|bench)\.(?:ts|tsx|mjs)$/,
  /^test\/bench\/[^/]+\.mjs$/,
  /^scripts\/[^/]+\.mjs$/,
  electronDouble,
  testSetup,
  testProgram,
];

/** Exports that are called from outside the code: the host by `npm start`, cases by `npm run bench`, tools' settings. */
const outsideUsers = [/^main\/entry\//, /^test\/bench\//, /\.config\.ts$/, electronDouble, testSetup];

const root = resolve(option(process.argv, '--root') ?? checkout);
const modules = readModules(root, ignoredFolders);
const byFile = new Map(modules.map((each) => [each.file, each]));
const problems = [...unreachedModules(), ...unusedExports()];
for (const problem of problems) console.error(problem);
const exportCount = modules.reduce((count, each) => count + each.exports.length, 0);
console.log(`${modules.length} modules, ${exportCount} exports checked`);
process.exitCode = problems.length === 0 && modules.length > 0 ? 0 : 1;

/** @returns {readonly string[]} */
function unreachedModules() {
  const open = modules.map((each) => each.file).filter((file) => beginnings.some((each) => each.test(file)));
  open.push(...pageScripts());
  const reached = new Set(open);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const { to } of byFile.get(file)?.imports ?? []) {
      if (to.kind !== 'file' || reached.has(to.file)) continue;
      reached.add(to.file);
      open.push(to.file);
    }
  }
  return modules
    .filter((each) => !reached.has(each.file))
    .map((each) => `${each.file}: nothing imports this module.`);
}

/** Modules that the page loads by a script element. */
function pageScripts() {
  const page = join(root, 'renderer', 'index.html');
  const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const sources = html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g);
  return Array.from(sources, ([, source = '']) => posix.join('renderer', source));
}

/** @returns {readonly string[]} */
function unusedExports() {
  const used = new Set(
    modules.flatMap(({ imports }) =>
      imports.flatMap(({ to, names }) =>
        to.kind === 'file' ? names.map((name) => `${to.file} ${name}`) : [],
      ),
    ),
  );
  return modules
    .filter(({ file }) => !outsideUsers.some((each) => each.test(file)) && !used.has(`${file} *`))
    .flatMap((module) =>
      module.exports
        .filter(({ name }) => !used.has(`${module.file} ${name}`))
        // Its declaration is one occurrence of the name.
        .filter(({ name, isType }) => !(isType && (module.identifiers.get(name) ?? 0) > 1))
        .map(({ name }) => `${module.file}: nobody imports ${name}; remove it, or only the word export.`),
    );
}
