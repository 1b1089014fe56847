/*
 * Changing one line of a large package and saving it, against a plain copy of the file. A save here is all of it: opening,
 * checking the records of every part, copying, writing what is new, reading that back, syncing, renaming.
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packageId = '0b1f4a52-6d1c-4f5e-9a3b-2c7d8e9f0a1b';

/** @typedef {import('../../scripts/bench.mjs').Context} Context */

const source = (/** @type {Context} */ { work }) => join(work, 'source.appv');

/**
 * @param {string} name
 * @param {readonly string[]} needs
 * @param {(context: Context, target: string) => readonly string[]} command
 * @returns {import('../../scripts/bench.mjs').Subject}
 */
function subject(name, needs, command) {
  const target = (/** @type {Context} */ { work }) => join(work, 'target.appv');
  return {
    name,
    needs,
    before: async (context) => {
      await rm(target(context), { force: true });
      // What an earlier command left to be written must not be paid by the next.
      await run('sync', []);
    },
    command: (context) => command(context, target(context)),
  };
}

/**
 * @param {Parameters<Context['corpus']>[0]} corpus
 * @param {string} budget
 * @returns {import('../../scripts/bench.mjs').BenchCase}
 */
function saveCase(corpus, budget) {
  return {
    name: `save ${corpus}`,
    budget,
    baseline: 'cp and sync',
    runs: 5,
    prepare: async (context) => {
      const files = await context.corpus(corpus);
      const [program = '', ...start] = context.cli;
      const options = [
        '--name',
        'Bench',
        '--package-id',
        packageId,
        '--level',
        'none',
        '-o',
        source(context),
      ];
      await run(program, [...start, 'build', files, ...options], { maxBuffer: 16 * 1_048_576 });
    },
    subjects: [
      subject('cp and sync', ['cp', 'sync'], (context, target) => [
        'sh',
        '-c',
        'cp "$1" "$2" && sync "$2"',
        'sh',
        source(context),
        target,
      ]),
      subject('packwright edit, one property', ['sync'], (context, target) => [
        ...context.cli,
        'edit',
        source(context),
        '--set',
        'properties.description=Changed',
        '-o',
        target,
      ]),
      subject('packwright edit --as same, nothing', ['sync'], (context, target) => [
        ...context.cli,
        'edit',
        source(context),
        '--as',
        'same',
        '-o',
        target,
      ]),
    ],
  };
}

export const cases = [
  saveCase('one-2gb-file', 'at most 1.3 times cp and sync, which is a speed of 0.77x'),
  saveCase('medium-files', 'the same'),
  saveCase('many-files', 'none: the records of 100,000 files are looked at twice'),
];
