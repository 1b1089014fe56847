/* Checks imports against scripts/layers.mjs, and bans cycles, barrels and default exports. `[--root <folder>]` */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ignoredFolders, rows, textRules, unboundFolder } from './layers.mjs';
import { option, root as checkout } from './lib.mjs';
import { readModules } from './read-modules.mjs';

/**
 * @typedef {import('./read-modules.mjs').Module} Module
 * @typedef {import('./read-modules.mjs').Import} Import
 * @typedef {import('./layers.mjs').Row} Row
 */

const root = resolve(option(process.argv, '--root') ?? checkout);
const modules = readModules(root, ignoredFolders);
const problems = [...modules.flatMap(problemsOf), ...cycles(modules)];

if (modules.length === 0) problems.push(`${root} holds no code: the check looked in the wrong place.`);
for (const problem of problems) console.error(problem);
console.log(`${modules.length} modules, ${modules.flatMap((each) => each.imports).length} imports checked`);
process.exitCode = problems.length === 0 ? 0 : 1;

/**
 * @param {Module} module
 * @returns {readonly string[]}
 */
function problemsOf(module) {
  const code = module.text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  const texts = textRules
    .filter((rule) => !rule.folders.some((each) => isIn(module.file, each)))
    .filter((rule) => rule.pattern.test(rule.comments === true ? module.text : code))
    .map((rule) => `${module.file}: ${rule.says}.`);
  if (isIn(module.file, unboundFolder)) return texts;
  const row = rowOf(module.file);
  if (row === undefined) {
    return [
      `${module.file}: no row of scripts/layers.mjs covers this file. Move it, or add its row (and an ADR).`,
    ];
  }
  return [
    ...shapeProblems(module),
    ...module.imports.flatMap((each) => importProblems(module, row, each)),
    ...texts,
  ];
}

/**
 * The longest row that fits.
 * @param {string} file
 * @returns {Row | undefined}
 */
function rowOf(file) {
  return rows
    .filter((row) => covers(row.of, file))
    .toSorted((left, right) => right.of.length - left.of.length)[0];
}

/**
 * @param {string} pattern
 * @param {string} file
 */
function covers(pattern, file) {
  if (!pattern.endsWith('/*')) return isIn(file, pattern);
  const folder = pattern.slice(0, -2);
  const parent = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
  return parent === folder;
}

/**
 * @param {string} file
 * @param {string} folder or the file itself
 */
function isIn(file, folder) {
  return file === folder || file.startsWith(`${folder}/`);
}

/**
 * @param {Module} module
 * @returns {readonly string[]}
 */
function shapeProblems({ file, isBarrel, hasDefault }) {
  const found = [];
  if (isBarrel || /^index\.[mc]?[jt]sx?$/.test(basename(file))) {
    found.push(
      `${file}: a barrel. Import from the file that has the thing; name files after what they hold.`,
    );
  }
  if (hasDefault && !/^[^/]+\.config\.ts$/.test(file)) {
    found.push(
      `${file}: a default export. Export by name; only configuration files of tools have a default.`,
    );
  }
  return found;
}

/**
 * @param {Module} module
 * @param {Row} row
 * @param {Import} import_
 * @returns {readonly string[]}
 */
function importProblems(module, row, import_) {
  const place = `${module.file}:${import_.line}`;
  const { to, specifier, typeOnly } = import_;
  switch (to.kind) {
    case 'computed':
      return row.of === 'scripts'
        ? []
        : [`${place} imports a computed name; only literal names can be checked.`];
    case 'node':
      if (!specifier.startsWith('node:'))
        return [`${place} imports '${specifier}': write 'node:${specifier}'.`];
      return row.node === true ? [] : [`${place} imports '${specifier}'. ${allowed(row)}`];
    case 'package':
      return (row.packages ?? []).includes(to.name)
        ? []
        : [`${place} imports '${specifier}'. ${allowed(row)}`];
    case 'file': {
      // What a build puts beside an entry, such as `new URL('./worker.js', import.meta.url)`, has its source there.
      const isBuilt = existsSync(join(root, to.file.replace(/\.[mc]?js$/, '.ts')));
      if (!to.exists && !isBuilt) return [`${place} imports '${specifier}', which is not there.`];
      const sameRow = rowOf(to.file)?.of === row.of;
      const byCode = row.may.some((each) => isIn(to.file, each));
      const byType = typeOnly && (row.types ?? []).some((each) => isIn(to.file, each));
      if (sameRow || byCode || byType) return [];
      const typesWouldDo = (row.types ?? []).some((each) => isIn(to.file, each));
      const hint = typesWouldDo ? ' It may take types from there: use `import type`.' : '';
      return [`${place} imports ${to.file}. ${allowed(row)}${hint}`];
    }
    default:
      return [`${place} imports something that this check does not know.`];
  }
}

/** @param {Row} row */
function allowed(row) {
  const parts = [
    ...row.may,
    ...(row.types ?? []).map((each) => `types of ${each}`),
    ...(row.node === true ? ["Node's own modules"] : []),
    ...(row.packages ?? []).map((each) => `'${each}'`),
  ];
  return `${row.of} may import ${parts.length === 0 ? 'nothing but itself' : parts.join(', ')}.`;
}

/**
 * Import cycles, types included: each is told once, from its first file.
 * @param {readonly Module[]} all
 * @returns {readonly string[]}
 */
function cycles(all) {
  const byFile = new Map(all.map((each) => [each.file, each]));
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[]} */
  const path = [];
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {string} */ file) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push(`Import cycle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
      return;
    }
    state.set(file, 'open');
    path.push(file);
    for (const { to } of byFile.get(file)?.imports ?? []) if (to.kind === 'file') visit(to.file);
    path.pop();
    state.set(file, 'done');
  };
  for (const { file } of all) visit(file);
  return found;
}
