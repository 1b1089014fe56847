import { describe, expect, test } from 'vitest';
import { type Files, makeTree, root, runScript } from './checkout.ts';

async function checkLayers(files: Files) {
  const folder = await makeTree(files);
  return runScript(root, ['scripts/check-layers.mjs', '--root', folder]);
}

const value = 'export const value = 1;\n';

describe('imports that the architecture forbids', () => {
  const cases: readonly (readonly [string, Files, string])[] = [
    [
      'the base imports nothing',
      { 'shared/base/a.ts': "import '../xml/b.ts';", 'shared/xml/b.ts': value },
      'shared/base/a.ts:1 imports shared/xml/b.ts. shared/base may import nothing but itself.',
    ],
    [
      'a format does not know a document model',
      { 'shared/xml/a.ts': "import '../appv/b.ts';", 'shared/appv/b.ts': value },
      "shared/xml/a.ts:1 imports shared/appv/b.ts. shared/xml may import shared/base, 'saxes', 'fast-xml-parser'.",
    ],
    [
      'formats do not know each other',
      { 'shared/registry/a.ts': "import '../xml/b.ts';", 'shared/xml/b.ts': value },
      'shared/registry/a.ts:1 imports shared/xml/b.ts.',
    ],
    [
      'models do not know each other',
      { 'shared/medv/a.ts': "import '../appv/b.ts';", 'shared/appv/b.ts': value },
      'shared/medv/a.ts:1 imports shared/appv/b.ts.',
    ],
    [
      'the core has no Node',
      { 'shared/opc/a.ts': "import 'node:fs';" },
      "shared/opc/a.ts:1 imports 'node:fs'.",
    ],
    ['nor by its old name', { 'shared/opc/a.ts': "import 'fs';" }, "write 'node:fs'"],
    [
      'one room reads XML by the library',
      { 'shared/appv/a.ts': "import { SaxesParser } from 'saxes';" },
      "shared/appv/a.ts:1 imports 'saxes'.",
    ],
    [
      'a type counts like a value',
      {
        'shared/xml/a.ts': "import type { B } from '../appv/b.ts';",
        'shared/appv/b.ts': 'export type B = 1;',
      },
      'shared/xml/a.ts:1 imports shared/appv/b.ts.',
    ],
    [
      'so does an inline type',
      {
        'shared/xml/a.ts': "import { type B } from '../appv/b.ts';",
        'shared/appv/b.ts': 'export type B = 1;',
      },
      'shared/xml/a.ts:1 imports shared/appv/b.ts.',
    ],
    [
      'and an import type',
      {
        'shared/xml/a.ts': "export type A = import('../appv/b.ts').B;",
        'shared/appv/b.ts': 'export type B = 1;',
      },
      'shared/xml/a.ts:1 imports shared/appv/b.ts.',
    ],
    [
      'and a dynamic import',
      { 'shared/xml/a.ts': "export const a = () => import('../appv/b.ts');", 'shared/appv/b.ts': value },
      'shared/xml/a.ts:1 imports shared/appv/b.ts.',
    ],
    [
      'the contract takes types, not code',
      { 'shared/contract/a.ts': "import { value } from '../appv/b.ts';", 'shared/appv/b.ts': value },
      'It may take types from there: use `import type`.',
    ],
    [
      'to the left, never to the right',
      { 'main/jobs/a.ts': "import '../container/b.ts';", 'main/container/b.ts': value },
      'main/jobs/a.ts:1 imports main/container/b.ts.',
    ],
    [
      'a door goes through operations',
      { 'main/cli/a.ts': "import '../container/b.ts';", 'main/container/b.ts': value },
      'main/cli/a.ts:1 imports main/container/b.ts.',
    ],
    [
      'doors do not know each other',
      { 'main/cli/a.ts': "import '../host/b.ts';", 'main/host/b.ts': value },
      'main/cli/a.ts:1 imports main/host/b.ts.',
    ],
    [
      'Electron stays in its room',
      { 'main/operations/a.ts': "import { app } from 'electron';" },
      "main/operations/a.ts:1 imports 'electron'.",
    ],
    [
      'the window has no main side',
      { 'renderer/screens/a.tsx': "import '../../main/files/b.ts';", 'main/files/b.ts': value },
      'renderer/screens/a.tsx:1 imports main/files/b.ts.',
    ],
    ['nor Node', { 'renderer/api/a.ts': "import 'node:fs';" }, "renderer/api/a.ts:1 imports 'node:fs'."],
    [
      'components know no store',
      { 'renderer/components/a.tsx': "import '../store/b.ts';", 'renderer/store/b.ts': value },
      'renderer/components/a.tsx:1 imports renderer/store/b.ts.',
    ],
    [
      'one room imports zustand',
      { 'renderer/screens/a.tsx': "import { create } from 'zustand';" },
      "renderer/screens/a.tsx:1 imports 'zustand'.",
    ],
    [
      'one room reads the bridge',
      { 'renderer/screens/a.tsx': 'export const a = window.packwright;' },
      'renderer/screens/a.tsx: only renderer/api reads window.packwright.',
    ],
    [
      'the core has no clock',
      { 'shared/base/a.ts': 'export const a = new Date();' },
      'the core has no clock',
    ],
    [
      'types of another project',
      { 'shared/base/a.ts': '/// <reference types="node" />\nexport const a = 1;' },
      'shared/base/a.ts: a reference comment',
    ],
  ];
  test.each(cases)('%s', async (_, files, message) => {
    const { code, stderr } = await checkLayers(files);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe('other shapes that are banned', () => {
  const cases: readonly (readonly [string, Files, string])[] = [
    ['a room that the table does not have', { 'shared/misc/a.ts': value }, 'shared/misc/a.ts: no row'],
    ['a file beside the rooms', { 'shared/a.ts': value }, 'shared/a.ts: no row'],
    ['a folder beside the rooms', { 'tools/a.mjs': value }, 'tools/a.mjs: no row'],
    ['a file called index', { 'shared/base/index.ts': value }, 'shared/base/index.ts: a barrel.'],
    [
      'a file that only passes on',
      { 'shared/base/a.ts': "export { value } from './b.ts';", 'shared/base/b.ts': value },
      'shared/base/a.ts: a barrel.',
    ],
    ['a default export', { 'shared/base/a.ts': 'export default 1;' }, 'shared/base/a.ts: a default export.'],
    [
      'a default export by its name',
      { 'shared/base/a.ts': 'const a = 1;\nexport { a as default };' },
      'shared/base/a.ts: a default export.',
    ],
    [
      'an import of nothing',
      { 'shared/base/a.ts': "import './b.ts';" },
      "shared/base/a.ts:1 imports './b.ts', which is not there.",
    ],
    [
      'a computed import',
      { 'main/files/a.ts': 'export const a = (name: string) => import(name);' },
      'main/files/a.ts:1 imports a computed name',
    ],
    [
      'a cycle',
      {
        'shared/base/a.ts': "import './b.ts';",
        'shared/base/b.ts': "import './c.ts';",
        'shared/base/c.ts': "import './a.ts';",
      },
      'Import cycle: shared/base/a.ts -> shared/base/b.ts -> shared/base/c.ts -> shared/base/a.ts',
    ],
    [
      'a cycle of types',
      {
        'shared/base/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
        'shared/base/b.ts': "import type { A } from './a.ts';\nexport type B = A | 1;",
      },
      'Import cycle: shared/base/a.ts -> shared/base/b.ts -> shared/base/a.ts',
    ],
  ];
  test.each(cases)('%s', async (_, files, message) => {
    const { code, stderr } = await checkLayers(files);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });

  test('a tree without code is the wrong tree', async () => {
    const { code, stderr } = await checkLayers({ 'readme.md': '' });
    expect(stderr).toContain('holds no code');
    expect(code).toBe(1);
  });
});

test('what the architecture allows passes', async () => {
  const { code, stdout, stderr } = await checkLayers({
    'shared/base/a.ts': value,
    'shared/xml/a.ts': "import { SaxesParser } from 'saxes';\nimport { value } from '../base/a.ts';",
    'shared/opc/a.ts': "import '../xml/a.ts';",
    'shared/i18n/a.ts': "import i18next from 'i18next';\nexport type Key = 'a';",
    'shared/appv/a.ts':
      "import { z } from 'zod';\nimport '../opc/a.ts';\nimport type { Key } from '../i18n/a.ts';",
    'shared/rules/a.ts': "import '../appv/a.ts';\nimport '../i18n/a.ts';",
    'shared/contract/a.ts': "import { z } from 'zod';\nimport type { A } from '../appv/a.ts';",
    'main/files/a.ts': "import 'node:fs';\nimport '../../shared/base/a.ts';",
    'main/jobs/a.ts': "import '../files/a.ts';",
    'main/container/a.ts': "import '../jobs/a.ts';\nimport '../../shared/opc/a.ts';",
    'main/operations/a.ts': "import '../container/a.ts';",
    'main/cli/a.ts': "import '../operations/a.ts';\nimport '../../shared/i18n/a.ts';",
    'main/entry/worker.ts': "import '../container/a.ts';",
    'main/entry/cli.ts':
      "import '../cli/a.ts';\nexport const worker = new URL('./worker.js', import.meta.url);",
    'renderer/main.tsx': "import { createRoot } from 'react-dom/client';\nimport './screens/a.tsx';",
    'renderer/screens/a.tsx': "import '../../shared/rules/a.ts';\nimport '../store/a.ts';\nimport './a.css';",
    'renderer/screens/a.css': '',
    'renderer/store/a.ts': "import { create } from 'zustand';",
    'test/a.test.ts': "import '../shared/base/a.ts';\nimport '../main/cli/a.ts';\nimport 'fast-check';",
    'scripts/a.mjs': "import 'node:fs';\nawait import(process.argv[2]);",
    'vitest.config.ts': "import { defineConfig } from 'vitest/config';\nexport default defineConfig({});",
    'node_modules/x/index.js': 'module.exports = 1;',
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('20 modules');
  expect(code).toBe(0);
});
