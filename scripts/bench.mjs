/*
 * `npm run bench [-- <word> ...] [--runs N] [--list]`: runs the cases of test/bench whose names contain one of the
 * words, prints what they take and how they compare, and writes bench-results.json. Ratios on one computer in one
 * run are what counts: the commands of a case take turns, A B A B, so that other load hits both. Never a test.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { corpus } from './corpora.mjs';
import { formatTable, listFiles, option, root } from './lib.mjs';
import { measure, median } from './measure.mjs';
import { buildIfStale, installPackages, requireNode } from './prepare.mjs';
import { findTool } from './tools.mjs';

/**
 * What a case can use. `work` is an empty folder that goes away with the case.
 * @typedef {{ root: string, cli: readonly string[], work: string, corpus: typeof corpus,
 *   tool: (name: string) => string }} Context
 *
 * One of the commands that are compared. `command` gives the words of the command line; `before` puts the scene in
 * order and is not measured; `after` gives numbers to print beside the times, such as the bytes written.
 * @typedef {{ name: string, needs?: readonly string[], cwd?: (context: Context) => string,
 *   before?: (context: Context) => Promise<void>, command: (context: Context) => readonly string[],
 *   after?: (context: Context) => Promise<Readonly<Record<string, number>>> }} Subject
 *
 * `baseline` names the subject that the ratios are relative to; `budget` says in words what is wanted.
 * @typedef {{ name: string, budget: string, baseline: string, runs?: number,
 *   prepare?: (context: Context) => Promise<void>, subjects: readonly Subject[] }} BenchCase
 *
 * @typedef {import('./measure.mjs').Measurement & { extra: Readonly<Record<string, number>> }} Sample
 * @typedef {{ name: string, wall: number, cpu: number | null, memory: number | null, ratio: number | null,
 *   extra: Readonly<Record<string, number>>, walls: readonly number[] }} Row
 */

const casesFolder = join(root, 'test', 'bench');
const resultsFile = join(root, 'bench-results.json');

requireNode();
await installPackages();
await buildIfStale();

const runsOption = option(process.argv, '--runs');
const words = process.argv.slice(2).filter((each) => !each.startsWith('--') && each !== runsOption);
const cases = (await loadCases()).filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

if (process.argv.includes('--list')) {
  for (const { name, budget } of cases) console.log(`${name}: ${budget}`);
} else {
  const results = [];
  for (const benchCase of cases) results.push(await runCase(benchCase));
  const processor = cpus()[0]?.model ?? 'unknown';
  const machine = {
    processor,
    cores: availableParallelism(),
    memory: totalmem(),
    node: process.version,
    system: process.platform,
  };
  await writeFile(resultsFile, `${JSON.stringify({ machine, results }, null, 2)}\n`);
  console.log(`\n${machine.cores} x ${processor}, Node ${process.version}. Written: bench-results.json`);
}

/** @returns {Promise<readonly BenchCase[]>} */
async function loadCases() {
  const files = listFiles(casesFolder).filter((name) => /^[^/]+\.mjs$/.test(name));
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(join(casesFolder, name)).href)));
  return modules.flatMap((module) => module.cases);
}

/** @param {BenchCase} benchCase */
async function runCase({ name, budget, baseline, subjects, prepare, runs = 3 }) {
  console.log(`\n${name}  (load ${loadavg()[0]?.toFixed(1)}; budget: ${budget})`);
  const missing = subjects.filter((each) => !(each.needs ?? []).every(findTool));
  for (const each of missing) console.log(`  ${each.name}: left out, needs ${each.needs?.join(', ')}`);
  const present = subjects.filter((each) => !missing.includes(each));
  const workFolder = join(root, '.cache', 'bench-work');
  await mkdir(workFolder, { recursive: true });
  const work = await mkdtemp(join(workFolder, 'case-'));
  /** @type {Context} */
  const context = {
    root,
    cli: [process.execPath, join(root, 'out', 'main', 'cli.js')],
    work,
    corpus,
    tool: (tool) => findTool(tool) ?? tool,
  };
  try {
    await prepare?.(context);
    const samples = await takeTurns(present, Number(runsOption ?? runs), context);
    const rows = summarise(present, samples, baseline);
    console.log(printRows(rows));
    return { name, budget, baseline, rows, missing: missing.map((each) => each.name) };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * @param {readonly Subject[]} subjects
 * @param {number} runs
 * @param {Context} context
 */
async function takeTurns(subjects, runs, context) {
  /** @type {Map<string, Sample[]>} */
  const samples = new Map(subjects.map(({ name }) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const { name, before, command, cwd, after } of subjects) {
      await before?.(context);
      const measured = await measure(command(context), { cwd: cwd?.(context) ?? context.work });
      samples.get(name)?.push({ ...measured, extra: (await after?.(context)) ?? {} });
    }
  }
  return samples;
}

/**
 * @param {readonly Subject[]} subjects
 * @param {ReadonlyMap<string, readonly Sample[]>} samples
 * @param {string} baseline
 * @returns {readonly Row[]}
 */
function summarise(subjects, samples, baseline) {
  const wallOf = (/** @type {string} */ name) => median((samples.get(name) ?? []).map((each) => each.wall));
  return subjects.map(({ name }) => {
    const own = samples.get(name) ?? [];
    const wall = wallOf(name);
    const hasBaseline = samples.has(baseline);
    return {
      name,
      wall,
      cpu: medianOrNull(own.map((each) => each.cpu)),
      memory: medianOrNull(own.map((each) => each.memory)),
      ratio: hasBaseline ? wallOf(baseline) / wall : null,
      extra: own.at(-1)?.extra ?? {},
      walls: own.map((each) => each.wall),
    };
  });
}

/** @param {readonly (number | undefined)[]} values */
function medianOrNull(values) {
  const known = values.filter((each) => each !== undefined);
  return known.length === 0 ? null : median(known);
}

/** @param {readonly Row[]} rows */
function printRows(rows) {
  const extras = [...new Set(rows.flatMap((row) => Object.keys(row.extra)))];
  const head = ['', 'wall s', 'cpu s', 'memory MB', 'speed', ...extras];
  const lines = rows.map((row) => [
    `  ${row.name}`,
    row.wall.toFixed(2),
    row.cpu?.toFixed(2) ?? '-',
    row.memory === null ? '-' : (row.memory / 1e6).toFixed(0),
    row.ratio === null ? '-' : `${row.ratio.toFixed(2)}x`,
    ...extras.map((key) => row.extra[key]?.toLocaleString('en') ?? '-'),
  ]);
  return formatTable([head, ...lines]);
}
