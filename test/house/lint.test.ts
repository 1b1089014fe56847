import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { root, runScript } from './checkout.ts';

/** One file a rule; the file is named after what the linter must say about it. */
const offences: readonly (readonly [string, string, string])[] = [
  ['shared/any.ts', 'export const a = (b: any): number => Number(b);', 'typescript(no-explicit-any)'],
  ['shared/bang.ts', 'export const a = (b?: string) => b!.length;', 'typescript(no-non-null-assertion)'],
  ['shared/default.ts', 'export default 1;', 'import(no-default-export)'],
  ['shared/star.ts', "export * from './any.ts';", 'oxc(no-barrel-file)'],
  ['shared/equal.ts', 'export const a = (b: number) => b == 1;', 'eslint(eqeqeq)'],
  ['shared/let.ts', 'export function a() { let b = 1; return b; }', 'eslint(prefer-const)'],
  [
    'shared/value.ts',
    "import { B } from './type.ts';\nexport const a: B = 1;",
    'typescript(consistent-type-imports)',
  ],
  [
    'shared/type.ts',
    'export type B = 1;\n// @ts-ignore\nexport const a: string = 1;',
    'typescript(ban-ts-comment)',
  ],
  ['shared/clock.ts', 'export const a = () => Date.now();', 'eslint(no-restricted-properties)'],
  ['shared/dice.ts', 'export const a = () => Math.random();', 'eslint(no-restricted-properties)'],
  ['shared/left.ts', "import { b } from './right.ts';\nexport const a = () => b;", 'import(no-cycle)'],
  ['shared/right.ts', "import { a } from './left.ts';\nexport const b = () => a;", 'import(no-cycle)'],
  [
    'main/promise.ts',
    'const a = async () => 1;\nexport const b = () => { a(); };',
    'typescript(no-floating-promises)',
  ],
  ['main/throw.ts', "export const a = () => { throw 'b'; };", 'typescript(only-throw-error)'],
  [
    'main/sync.ts',
    "import { readFileSync } from 'node:fs';\nexport const a = () => readFileSync('b');",
    'node(no-sync)',
  ],
  ['main/say.ts', "export const a = () => console.log('b');", 'eslint(no-console)'],
  [
    'main/switch.ts',
    "export function a(b: 'x' | 'y') { switch (b) { case 'x': return 1; } return 2; }",
    'typescript(switch-exhaustiveness-check)',
  ],
  [
    'renderer/hook.tsx',
    "import { useState } from 'react';\nexport function A({ b }: { b: boolean }) { if (b) useState(1); return null; }",
    'react-hooks(rules-of-hooks)',
  ],
  ['renderer/picture.tsx', 'export const A = () => <img src="a.png" />;', 'jsx-a11y(alt-text)'],
  [
    'renderer/mouse.tsx',
    'export const A = () => <div onClick={() => {}}>a</div>;',
    'jsx-a11y(click-events-have-key-events)',
  ],
  [
    'test/only.test.ts',
    "import { test } from 'vitest';\ntest.only('a', () => {});",
    'vitest(no-focused-tests)',
  ],
];

const clean: readonly (readonly [string, string])[] = [
  ['main/entry/start.ts', "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync('b'));"],
  [
    'main/deflate.ts',
    "import { deflateRawSync } from 'node:zlib';\nexport const a = () => deflateRawSync('b');",
  ],
  ['a.config.ts', 'export default {};'],
];

type Diagnostic = { readonly code: string; readonly filename: string };

let diagnostics: readonly Diagnostic[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'packwright-lint-'));
  try {
    for (const [name, text] of [...offences, ...clean]) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), `${text}\n`);
    }
    const projects = ['', '.base', '.core', '.node', '.web'].map((name) => `tsconfig${name}.json`);
    for (const name of ['.oxlintrc.json', 'package.json', ...projects]) {
      await cp(join(root, name), join(folder, name));
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const { stdout } = await runScript(folder, ['node_modules/oxlint/bin/oxlint', '--format=json']);
    diagnostics = (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.each(offences)('%s is refused', (file, _, rule) => {
  expect(diagnostics.filter((each) => each.filename === file).map((each) => each.code)).toContain(rule);
});

test.each(clean)('%s is fine', (file) => {
  expect(diagnostics.filter((each) => each.filename === file)).toEqual([]);
});
