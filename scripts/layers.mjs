/*
 * Who may import whom: the table of the architecture, row by row. It is an allow-list: what a row does not name, its
 * files may not import, and a file that no row covers is an error.
 *
 * `of` is a folder, or `folder/*` for the files directly in it; the longest that fits decides. Files of one row may
 * always import each other. `may` are folders whose code may be imported, `types` folders of which only types may be
 * (`import type`), `packages` are npm packages, `node` allows Node's own modules.
 */

/**
 * @typedef {{ of: string, may: readonly string[], types?: readonly string[], packages?: readonly string[],
 *   node?: boolean }} Row
 */

const formats = [
  'shared/xml',
  'shared/registry',
  'shared/msi',
  'shared/vhd',
  'shared/ntfs',
  'shared/pe',
  'shared/opc',
];
const models = ['shared/appv', 'shared/medv', 'shared/media'];
const reactAndKit = [
  'react',
  'react-dom',
  '@fluentui/react-components',
  '@fluentui/react-icons',
  '@tanstack/react-virtual',
];
const words = ['i18next', 'react-i18next'];

/** What the transports share: operations, documents and files, and the contract's own types. */
const doors = [
  'main/operations',
  'main/documents',
  'main/files',
  'shared/contract',
  'shared/i18n',
  'shared/base',
];

/** @type {readonly Row[]} */
export const rows = [
  { of: 'shared/base', may: [] },

  { of: 'shared/xml', may: ['shared/base'], packages: ['saxes', 'fast-xml-parser'] },
  { of: 'shared/registry', may: ['shared/base'] },
  { of: 'shared/msi', may: ['shared/base'] },
  { of: 'shared/vhd', may: ['shared/base'] },
  { of: 'shared/ntfs', may: ['shared/base'] },
  { of: 'shared/pe', may: ['shared/base'] },
  { of: 'shared/opc', may: ['shared/base', 'shared/xml'] },

  { of: 'shared/i18n', may: ['shared/base'], packages: ['i18next'] },

  ...models.map((of) => ({
    of,
    may: ['shared/base', ...formats],
    types: ['shared/i18n'],
    packages: ['zod'],
  })),

  ...['shared/client', 'shared/rules', 'shared/report'].map((of) => ({
    of,
    may: ['shared/base', 'shared/i18n', ...formats, ...models],
  })),

  { of: 'shared/contract', may: [], types: ['shared'], packages: ['zod'] },

  { of: 'main/files', may: ['shared'], node: true },
  { of: 'main/jobs', may: ['shared', 'main/files'], node: true },
  // yazl writes ordinary zips (`unpack -o x.zip`); it cannot write a package.
  { of: 'main/container', may: ['shared', 'main/files', 'main/jobs'], node: true, packages: ['yazl'] },
  {
    of: 'main/artefacts',
    may: ['shared', 'main/files', 'main/jobs', 'main/container'],
    node: true,
    packages: ['yazl'],
  },

  {
    of: 'main/documents',
    may: ['shared', 'main/files', 'main/jobs', 'main/container', 'main/artefacts'],
    node: true,
  },
  {
    of: 'main/operations',
    may: ['shared', 'main/files', 'main/jobs', 'main/container', 'main/artefacts', 'main/documents'],
    node: true,
    packages: ['zod'],
  },

  { of: 'main/electron', may: doors, node: true, packages: ['electron'] },
  { of: 'main/host', may: doors, node: true, packages: ['ws'] },
  { of: 'main/cli', may: doors, node: true },

  { of: 'main/entry', may: ['main', 'shared', 'package.json'], node: true, packages: ['electron'] },

  { of: 'renderer/components', may: ['renderer/theme', 'shared/base'], packages: reactAndKit },
  { of: 'renderer/theme', may: ['renderer/components', 'shared/base'], packages: reactAndKit },

  { of: 'renderer/store', may: ['renderer', 'shared'], packages: [...reactAndKit, ...words, 'zustand'] },
  { of: 'renderer/commands', may: ['renderer', 'shared'], packages: [...reactAndKit, ...words] },
  { of: 'renderer/screens', may: ['renderer', 'shared'], packages: [...reactAndKit, ...words] },
  { of: 'renderer/api', may: ['renderer', 'shared'], packages: [...reactAndKit, ...words] },
  { of: 'renderer/*', may: ['renderer', 'shared'], packages: [...reactAndKit, ...words] },

  // `npm start` and `npm test` run before anything is installed; what runs later reads the code.
  { of: 'scripts', may: [], types: ['shared'], node: true, packages: ['@swc/core', 'vite'] },

  { of: './*', may: [], node: true, packages: ['electron-vite', 'vite', 'vitest', '@vitejs/plugin-react'] },
];

/** Tests may import anything. */
export const unboundFolder = 'test';

/** Folders that hold no code of ours: what is fetched or built, and what is only data. */
export const ignoredFolders = [
  '.git',
  '.cache',
  'node_modules',
  'out',
  'dist',
  'coverage',
  'assets/samples',
  'test/fixtures',
];

/**
 * Rules about the text of a file that imports cannot express: the pattern may stand only in these folders. Comments
 * count only where `comments` says so.
 * @type {readonly { pattern: RegExp, folders: readonly string[], says: string, comments?: boolean }[]}
 */
export const textRules = [
  {
    pattern: /\bwindow\.packwright\b/,
    folders: ['renderer/api', 'scripts', 'test'],
    says: 'only renderer/api reads window.packwright',
  },
  {
    pattern: /\bnew Date\(\)/,
    folders: ['main', 'renderer', 'scripts', 'test'],
    says: 'the core has no clock: take the time as an argument',
  },
  {
    pattern: /^\s*\/\/\/\s*<reference/m,
    folders: [],
    comments: true,
    says: 'a reference comment brings in types that the project of the folder leaves out on purpose',
  },
];
