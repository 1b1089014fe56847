/*
 * `npm run check [-- <part> ...] [--report <file>]`: everything that can be said about the code without running it.
 * The parts run side by side; each is a command of its own that prints what is wrong.
 */
import { writeFileSync } from 'node:fs';
import { formatTable, option, run, seconds, stop } from './lib.mjs';
import { installPackages, requireNode } from './prepare.mjs';

/** @type {readonly { name: string, says: string, command: readonly string[] }[]} */
const parts = [
  {
    name: 'format',
    says: 'run "npm run format"',
    command: ['node_modules/@biomejs/biome/bin/biome', 'format', '--max-diagnostics=20'],
  },
  { name: 'lint', says: 'rules are in .oxlintrc.json', command: ['node_modules/oxlint/bin/oxlint'] },
  {
    name: 'types',
    says: 'TypeScript, and the JSDoc of the scripts',
    command: ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.json', 'tsconfig.scripts.json'],
  },
  { name: 'layers', says: 'rows are in scripts/layers.mjs', command: ['scripts/check-layers.mjs'] },
  { name: 'dead code', says: 'exports and modules without a user', command: ['scripts/check-dead-code.mjs'] },
  { name: 'lock', says: 'complete for every system', command: ['scripts/check-lock.mjs'] },
];

requireNode();
await installPackages();

const reportFile = option(process.argv, '--report');
const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--') && each !== reportFile);
const chosen = wanted.length === 0 ? parts : parts.filter((part) => wanted.includes(part.name));
if (chosen.length === 0) stop(`The parts are: ${parts.map((part) => part.name).join(', ')}.`);

const results = await Promise.all(
  chosen.map(async (part) => ({ ...part, ...(await run(process.execPath, part.command)) })),
);
const failed = results.filter((each) => each.code !== 0);
for (const { name, says, output } of failed) console.log(`--- ${name}: ${says}\n${output.trim()}\n`);
console.log(
  formatTable(
    results.map((each) => [each.name, each.code === 0 ? 'passed' : 'FAILED', seconds(each.milliseconds)]),
  ),
);
if (reportFile !== undefined) {
  writeFileSync(
    reportFile,
    JSON.stringify({ passed: results.length - failed.length, failed: failed.length }),
  );
}
process.exitCode = failed.length === 0 ? 0 : 1;
