/*
 * test/tests.txt: every test file of the project, committed. A run compares the files that were executed with it, so
 * that a test which silently stops being found is a failure. After a file's name stand the programs that it needs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, readJson, root } from './lib.mjs';

/**
 * @typedef {{ name: string, folders: readonly string[], seconds: number, needs: readonly string[] }} Tier
 * @typedef {{ file: string, tools: readonly string[] }} ListedTest
 */

const listFile = join(root, 'test', 'tests.txt');

const head = `# Every test file, with the programs that it needs beyond Node after a colon. A run that does not execute one of
# them fails, and so does a file that is missing here. Write the list anew with: node scripts/test.mjs --write-list
`;

/** @type {readonly Tier[]} */
export const tiers = readJson(join(root, 'test', 'tiers.json'));

/**
 * @param {Tier} tier
 * @param {string} file relative to the checkout
 */
export function belongsTo(tier, file) {
  return tier.folders.some((folder) => file.startsWith(`${folder}/`));
}

/** Test files that are there, whether a tier has them or not. */
export function testFiles() {
  return listFiles(join(root, 'test'), (name) => name !== 'fixtures')
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `test/${name}`);
}

/**
 * @param {string} text of the list
 * @returns {readonly ListedTest[]}
 */
function parseTestList(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [file = '', tools = ''] = line.split(':');
    return { file: file.trim(), tools: tools.split(' ').filter((each) => each !== '') };
  });
}

export function readTestList() {
  return parseTestList(readFileSync(listFile, 'utf8'));
}

/** Lists the files that are there; the programs of those that were listed stay. */
export function writeTestList() {
  const known = new Map(readTestList().map((each) => [each.file, each.tools]));
  const lines = testFiles().map((file) => [file, ...(known.get(file) ?? [])]);
  writeFileSync(
    listFile,
    head +
      lines
        .map(([file, ...tools]) => `${[`${file}${tools.length > 0 ? ':' : ''}`, ...tools].join(' ')}\n`)
        .join(''),
  );
}

/**
 * What is wrong between the list, the files that are there and the files that were executed.
 * @param {{ listed: readonly string[], present: readonly string[], due: readonly string[],
 *   executed: readonly string[] }} files `due` are the listed files that this run was to execute
 * @returns {readonly string[]}
 */
export function compareTestFiles({ listed, present, due, executed }) {
  const problems = [];
  for (const file of present) {
    if (!listed.includes(file)) problems.push(`${file} is not in test/tests.txt.`);
    if (!tiers.some((tier) => belongsTo(tier, file))) problems.push(`${file} is in no tier's folder.`);
  }
  for (const file of listed) {
    if (!present.includes(file)) problems.push(`${file} is in test/tests.txt, but it is not there.`);
  }
  for (const file of due) {
    if (present.includes(file) && !executed.includes(file)) problems.push(`${file} was not executed.`);
  }
  return problems;
}
