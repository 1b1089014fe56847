/* How long a person waits for the command line before it does anything. */

/** @type {readonly import('../../scripts/bench.mjs').BenchCase[]} */
export const cases = [
  {
    name: 'command line: start',
    budget: 'within 0.1 s of Node itself',
    baseline: 'node',
    runs: 9,
    subjects: [
      { name: 'node', command: () => [process.execPath, '--eval', '0'] },
      { name: 'packwright --help', command: ({ cli }) => [...cli, '--help'] },
      { name: 'packwright --version', command: ({ cli }) => [...cli, '--version'] },
    ],
  },
];
