/*
 * `npm test [-- --tier <name>,...] [--require-all] [--write-list]`: installs and builds what is missing, then runs every
 * tier that this computer can run. Ends with the table of tiers and the line `N passed, N failed, N skipped`, both
 * from the runners' own reports. With --require-all, or CI=true, a tier that cannot run and a case that skips itself
 * are failures; only where the folder of sample files is missing may cases of the files that ask for it skip.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { formatTable, option, readJson, root, runNode, seconds, stop } from './lib.mjs';
import { buildIfStale, cacheFolder, installPackages, requireNode } from './prepare.mjs';
import { belongsTo, compareTestFiles, readTestList, testFiles, tiers, writeTestList } from './test-list.mjs';
import { findTool } from './tools.mjs';

/**
 * @typedef {import('./test-list.mjs').Tier} Tier
 * @typedef {{ tier: string, state: 'passed' | 'FAILED' | 'not run', passed: number, failed: number, skipped: number,
 *   withoutSamples: number, milliseconds: number, notes: readonly string[], executed: readonly string[],
 *   due: readonly string[] }} Outcome
 */

const requireAll = process.argv.includes('--require-all') || process.env['CI'] === 'true';
const chosenTiers = option(process.argv, '--tier')?.split(',');
const reports = join(cacheFolder, 'reports');

/** Files made by other tools that stay outside the project; see test/support/samples.ts. */
const hasSamples = existsSync(process.env['PACKWRIGHT_SAMPLES'] ?? join(root, '..', 'shared', 'samples'));
const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--passWithNoTests',
  '--reporter=default',
  '--reporter=json',
];

requireNode();
if (process.argv.includes('--write-list')) {
  writeTestList();
  process.exit(0);
}
const names = ['check', ...tiers.map((tier) => tier.name)];
if (chosenTiers?.some((name) => !names.includes(name))) stop(`The tiers are: ${names.join(', ')}.`);

await installPackages();
await buildIfStale();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** @type {Outcome[]} */
const outcomes = [];
if (isWanted('check')) outcomes.push(await runCheck());
for (const tier of tiers) if (isWanted(tier.name)) outcomes.push(await runTier(tier));
const listProblems = compareTestFiles({
  listed: readTestList().map((each) => each.file),
  present: testFiles(),
  due: outcomes.flatMap((each) => each.due),
  executed: outcomes.flatMap((each) => each.executed),
});
process.exitCode = conclude();

/** @param {string} name */
function isWanted(name) {
  return chosenTiers === undefined || chosenTiers.includes(name);
}

/** @returns {Promise<Outcome>} */
async function runCheck() {
  heading('check');
  const report = join(reports, 'check.json');
  const started = performance.now();
  const code = await runNode(['scripts/check.mjs', '--report', report], { prints: 'stdout' });
  const counts = existsSync(report) ? readJson(report) : { passed: 0, failed: 1 };
  return outcome('check', code, started, counts);
}

/**
 * @param {Tier} tier
 * @returns {Promise<Outcome>}
 */
async function runTier(tier) {
  heading(tier.name);
  const started = performance.now();
  const files = readTestList()
    .filter((each) => belongsTo(tier, each.file))
    .map(({ file, tools }) => ({ file, missing: missingTools(tools) }));
  const due = files.filter(({ missing }) => missing.length === 0).map(({ file }) => file);
  const leftOut = files.filter(({ missing }) => missing.length > 0);
  const notes = leftOut.map(({ file, missing }) => `${file} needs ${missing.join(', ')}`);
  const tierMissing = missingTools(tier.needs);
  if (tierMissing.length > 0) notes.unshift(`needs ${tierMissing.join(', ')}`);
  const present = testFiles().filter((file) => belongsTo(tier, file));
  if (present.length === 0) notes.push('has no tests');
  if (requireAll && notes.length > 0) return { ...outcome(tier.name, 1, started, {}), notes };
  const canRun = present.some((file) => !leftOut.some((each) => each.file === file));
  if (tierMissing.length > 0 || !canRun) {
    return { ...outcome(tier.name, 0, started, {}), state: 'not run', notes };
  }
  const report = join(reports, `${tier.name}.json`);
  const exclude = leftOut.flatMap(({ file }) => ['--exclude', file]);
  const code = await runNode([...vitest, '--project', tier.name, `--outputFile.json=${report}`, ...exclude], {
    env: environment(tier),
    prints: 'stdout',
  });
  return readReport(tier, code, started, report, { due, notes });
}

/** @param {Tier} tier */
function environment(tier) {
  const browser = tier.needs.includes('browser') ? findTool('browser') : undefined;
  return {
    ...process.env,
    ...(browser === undefined ? {} : { PACKWRIGHT_BROWSER: browser }),
    // Colours are for a terminal; in a log they are noise.
    ...(process.stdout.isTTY || process.env['FORCE_COLOR'] !== undefined ? {} : { NO_COLOR: '1' }),
  };
}

/** @param {readonly string[]} tools */
function missingTools(tools) {
  return tools.filter((tool) => findTool(tool) === undefined);
}

/**
 * Counts from vitest's own report. A file that could not be loaded has no cases; it counts as one that failed.
 * @param {Tier} tier
 * @param {number} code
 * @param {number} started
 * @param {string} reportFile
 * @param {{ due: readonly string[], notes: readonly string[] }} known
 * @returns {Outcome}
 */
function readReport(tier, code, started, reportFile, { due, notes }) {
  if (!existsSync(reportFile)) {
    return {
      ...outcome(tier.name, 1, started, { failed: 1 }),
      notes: [...notes, 'the runner left no report'],
      due,
    };
  }
  /** @type {readonly { name: string, status: string, assertionResults: readonly { fullName: string, status: string }[] }[]} */
  const files = JSON.parse(readFileSync(reportFile, 'utf8')).testResults;
  const cases = files.flatMap((file) => file.assertionResults);
  const idle = cases.filter(isIdle);
  const withoutSamples = files
    .filter((file) => !hasSamples && asksForSamples(file.name))
    .flatMap((file) => file.assertionResults.filter(isIdle)).length;
  const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const forbidden = requireAll ? idle.length - withoutSamples : 0;
  const failed = cases.filter((each) => each.status === 'failed').length + unloaded.length + forbidden;
  const counts = {
    passed: cases.filter((each) => each.status === 'passed').length,
    failed,
    skipped: idle.length - forbidden,
    withoutSamples,
  };
  const told = forbidden > 0 ? [`${forbidden} cases skipped themselves, which is a failure here`] : [];
  const executed = files.map((file) => relative(root, file.name).split(sep).join('/'));
  return { ...outcome(tier.name, code, started, counts), notes: [...notes, ...told], executed, due };
}

/** @param {{ status: string }} result */
function isIdle({ status }) {
  return status !== 'passed' && status !== 'failed';
}

/** @param {string} file path of a test */
function asksForSamples(file) {
  return readFileSync(file, 'utf8').includes('support/samples.ts');
}

/**
 * @param {string} tier
 * @param {number} code of the runner
 * @param {number} started
 * @param {{ passed?: number, failed?: number, skipped?: number, withoutSamples?: number }} counts
 * @returns {Outcome}
 */
function outcome(tier, code, started, { passed = 0, failed = 0, skipped = 0, withoutSamples = 0 }) {
  // A runner that ends badly without a failed case (an error outside any test) has failed as well.
  const allFailed = code !== 0 && failed === 0 ? 1 : failed;
  return {
    tier,
    state: allFailed === 0 ? 'passed' : 'FAILED',
    passed,
    failed: allFailed,
    skipped,
    withoutSamples,
    milliseconds: performance.now() - started,
    notes: [],
    executed: [],
    due: [],
  };
}

/** @param {string} tier */
function heading(tier) {
  console.log(`\n=== ${tier}`);
}

/** Prints the end of the run. @returns {number} exit code */
function conclude() {
  const sum = (/** @type {'passed' | 'failed' | 'skipped' | 'withoutSamples'} */ key) =>
    outcomes.reduce((total, each) => total + each[key], 0);
  const failed = sum('failed') + listProblems.length;
  console.log('\n=== tiers');
  console.log(
    formatTable([
      ['tier', 'state', 'passed', 'failed', 'skipped', 'time', 'notes'],
      ...outcomes.map((each) => [
        each.tier,
        each.state,
        String(each.passed),
        String(each.failed),
        String(each.skipped),
        seconds(each.milliseconds),
        each.notes.join('; '),
      ]),
    ]),
  );
  if (listProblems.length > 0) console.log(`\nTest files:\n${listProblems.join('\n')}`);
  if (sum('withoutSamples') > 0) {
    console.log(`\n${sum('withoutSamples')} of the skipped cases need the sample files, which are not here.`);
  }
  console.log(`\n${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`);
  return failed === 0 ? 0 : 1;
}
