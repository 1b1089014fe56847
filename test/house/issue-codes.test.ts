import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { issueSeverities } from '../../shared/base/issue-codes.ts';
import { makeTree, root, runScript } from './checkout.ts';

const published = await readFile(join(root, 'docs', 'formats', 'issue-codes.md'), 'utf8');

test('docs/formats/issue-codes.md is what the code says; scripts/make-issue-codes.mjs writes it anew', async () => {
  const file = join(await makeTree({}), 'issue-codes.md');
  expect(await runScript(root, ['scripts/make-issue-codes.mjs', file])).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(published).toBe(await readFile(file, 'utf8'));
});

test('it has one line for every code, with its severity and a sentence', () => {
  const lines = [...published.matchAll(/^\| `([A-Z0-9-]+)` \| (\w+) \| (.+?) \| .*\|$/gm)];
  const listed = lines.map(([, code, severity, sentence]) => ({ code, severity, told: sentence !== '' }));
  const wanted = Object.entries(issueSeverities).map(([code, severity]) => ({ code, severity, told: true }));
  expect(listed.toSorted(byCode)).toEqual(wanted.toSorted(byCode));
});

function byCode(left: { code: string | undefined }, right: { code: string | undefined }): number {
  return (left.code ?? '').localeCompare(right.code ?? '');
}
