/*
 * Packing, verifying and listing against the public tools that packagers have. A build here is all of it: scan, pack,
 * write, read everything back, rename.
 */
import { execFile } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packageId = '0b1f4a52-6d1c-4f5e-9a3b-2c7d8e9f0a1b';

/** @typedef {import('../../scripts/bench.mjs').Context} Context */
/** @typedef {import('../../scripts/bench.mjs').Subject} Subject */
/** @typedef {Parameters<Context['corpus']>[0]} CorpusName */

/** @type {Map<string, string>} Where each corpus is, once it was made. */
const folders = new Map();

/** @param {CorpusName} corpus */
function makeCorpus(corpus) {
  return async (/** @type {Context} */ context) => {
    folders.set(corpus, await context.corpus(corpus));
  };
}

/** @param {Context} context @param {CorpusName} corpus @param {string} target @param {readonly string[]} options */
function buildCommand(context, corpus, target, options) {
  const source = folders.get(corpus) ?? '';
  return [
    ...context.cli,
    'build',
    source,
    '--name',
    'Bench',
    '--package-id',
    packageId,
    '-o',
    target,
    ...options,
  ];
}

/**
 * @param {CorpusName} corpus
 * @param {string} name
 * @param {string} target
 * @param {(context: Context, target: string) => readonly string[]} command
 * @param {readonly string[]} needs
 * @returns {Subject}
 */
function packer(corpus, name, target, command, needs = []) {
  const path = (/** @type {Context} */ { work }) => join(work, target);
  return {
    name,
    needs,
    cwd: () => folders.get(corpus) ?? '',
    before: (context) => rm(path(context), { force: true }),
    command: (context) => command(context, path(context)),
    after: async (context) => ({ 'MB written': Math.round((await stat(path(context))).size / 1e5) / 10 }),
  };
}

/** @param {CorpusName} corpus @param {string} budget @param {number} runs @returns {import('../../scripts/bench.mjs').BenchCase} */
function packCase(corpus, budget, runs) {
  /** @param {readonly string[]} options */
  const ours = (...options) =>
    packer(corpus, `packwright build ${options.join(' ')}`, 'ours.appv', (context, target) =>
      buildCommand(context, corpus, target, options),
    );
  return {
    name: `pack ${corpus}`,
    budget,
    baseline: 'zip -r -6',
    runs,
    prepare: makeCorpus(corpus),
    subjects: [
      packer(
        corpus,
        'zip -r -6',
        'zip.zip',
        ({ tool }, target) => [tool('zip'), '-q', '-r', '-6', target, '.'],
        ['zip'],
      ),
      ours('--workers', '2'),
      ours('--workers', '1'),
      ours('--workers', '2', '--level', 'fast'),
    ],
  };
}

/** @param {Context} context @param {string} target @param {number} workers */
function verifyCommand(context, target, workers) {
  return [...context.cli, 'verify', target, '--workers', String(workers)];
}

/** @param {Context} context @param {string} target @param {string} folder */
function unpackOneCommand(context, target, folder) {
  return [...context.cli, 'unpack', target, '-o', folder, '--part', 'StreamMap.xml'];
}

/** @param {CorpusName} corpus @param {number} runs @returns {import('../../scripts/bench.mjs').BenchCase} */
function verifyCase(corpus, runs) {
  const target = (/** @type {Context} */ { work }) => join(work, 'ours.appv');
  return {
    name: `verify ${corpus}`,
    budget: 'at most 1.2 times unzip -t on one core (taskset), and faster with more',
    baseline: 'unzip -t, one core',
    runs,
    prepare: async (context) => {
      await makeCorpus(corpus)(context);
      const [program = '', ...parameters] = buildCommand(context, corpus, target(context), []);
      await run(program, parameters, { maxBuffer: 16 * 1_048_576 });
    },
    subjects: [
      {
        name: 'unzip -t, one core',
        needs: ['unzip', 'taskset'],
        command: (context) => [
          context.tool('taskset'),
          '-c',
          '0',
          context.tool('unzip'),
          '-tqq',
          target(context),
        ],
      },
      {
        name: 'packwright verify, one core',
        needs: ['taskset'],
        command: (context) => [
          context.tool('taskset'),
          '-c',
          '0',
          ...verifyCommand(context, target(context), 1),
        ],
      },
      {
        name: 'packwright verify --workers 1',
        command: (context) => verifyCommand(context, target(context), 1),
      },
      {
        name: 'packwright verify --workers 2',
        command: (context) => verifyCommand(context, target(context), 2),
      },
    ],
  };
}

/** @returns {import('../../scripts/bench.mjs').BenchCase} */
function openCase() {
  const target = (/** @type {Context} */ { work }) => join(work, 'ours.appv');
  const part = join('part', 'of', 'a', 'package');
  return {
    name: 'open many-files',
    budget: 'list of 100,000 entries at most 2 times unzip -Z1; the rest within 1 s more',
    baseline: 'unzip -Z1',
    runs: 5,
    prepare: async (context) => {
      await makeCorpus('many-files')(context);
      const [program = '', ...parameters] = buildCommand(context, 'many-files', target(context), []);
      await run(program, parameters, { maxBuffer: 16 * 1_048_576 });
    },
    subjects: [
      {
        name: 'unzip -Z1',
        needs: ['unzip'],
        command: (context) => [context.tool('unzip'), '-Z1', target(context)],
      },
      {
        name: 'packwright unpack --part (list and one part)',
        before: ({ work }) => rm(join(work, part), { recursive: true, force: true }),
        command: (context) => unpackOneCommand(context, target(context), join(context.work, part)),
      },
      {
        name: 'packwright inspect (everything)',
        command: (context) => [...context.cli, 'inspect', target(context)],
      },
    ],
  };
}

/** Bytes that the kernel lets a process write to, all its threads together. */
const memoryLimit = 512 * 1_048_576;

/** @returns {import('../../scripts/bench.mjs').BenchCase} */
function memoryCase() {
  const target = (/** @type {Context} */ { work }) => join(work, 'ours.appv');
  const limited = (/** @type {Context} */ { tool }) => [tool('prlimit'), `--data=${memoryLimit}`];
  return {
    name: 'memory one-5gb-file',
    budget: '300 MB, and never more than a hard limit of 512 MB',
    baseline: 'packwright build --workers 2',
    runs: 1,
    prepare: makeCorpus('one-5gb-file'),
    subjects: [
      {
        name: 'packwright build --workers 2',
        needs: ['prlimit'],
        command: (context) => [
          ...limited(context),
          ...buildCommand(context, 'one-5gb-file', target(context), ['--workers', '2']),
        ],
        after: async (context) => ({ 'MB written': Math.round((await stat(target(context))).size / 1e6) }),
      },
      {
        name: 'packwright verify --workers 2',
        needs: ['prlimit'],
        command: (context) => [...limited(context), ...verifyCommand(context, target(context), 2)],
      },
    ],
  };
}

/** @returns {import('../../scripts/bench.mjs').BenchCase} */
function memoryOfManyCase() {
  const target = (/** @type {Context} */ { work }) => join(work, 'ours.appv');
  return {
    name: 'memory many-files',
    budget: '300 MB',
    baseline: 'packwright build --workers 2',
    runs: 3,
    prepare: makeCorpus('many-files'),
    subjects: [
      {
        name: 'packwright build --workers 2',
        command: (context) => buildCommand(context, 'many-files', target(context), ['--workers', '2']),
      },
      {
        name: 'packwright verify --workers 2',
        command: (context) => verifyCommand(context, target(context), 2),
      },
    ],
  };
}

/** @type {readonly import('../../scripts/bench.mjs').BenchCase[]} */
export const cases = [
  packCase('small-files', '1.6 times zip -6 with 2 workers, at most 1 % larger', 3),
  packCase('medium-files', '3 times zip -6 with 2 workers, at most 2.5 % larger', 3),
  packCase('one-2gb-file', '3 times zip -6 with 2 workers, at most 2.5 % larger; 1.5 times one worker', 1),
  verifyCase('small-files', 5),
  verifyCase('medium-files', 3),
  verifyCase('one-2gb-file', 1),
  openCase(),
  memoryOfManyCase(),
  memoryCase(),
];
