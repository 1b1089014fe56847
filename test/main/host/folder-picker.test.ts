import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHandleTable } from '../../../main/files/handles.ts';
import { createFolderPicker } from '../../../main/host/folder-picker.ts';
import type { FileHandle } from '../../../shared/contract/operations.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-picker-'));
beforeAll(() => {
  for (const name of ['beta', 'Alpha', '.hidden', 'folder 10', 'folder 9'])
    mkdirSync(path.join(folder, name));
  for (const name of ['B.appv', 'a.APPX', 'c.msix', 'notes.txt', '.d.appv'])
    writeFileSync(path.join(folder, name), '');
  mkdirSync(path.join(folder, 'named like a package.appv'));
  if (process.platform !== 'win32') {
    symlinkSync(path.join(folder, 'B.appv'), path.join(folder, 'link.appv'));
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'broken.appv'));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const links = process.platform === 'win32' ? [] : ['link.appv'];
const expected = [
  ...['Alpha', 'beta', 'folder 9', 'folder 10', 'named like a package.appv'].map((name) => ({
    kind: 'folder',
    name,
  })),
  ...['a.APPX', 'B.appv', 'c.msix', ...links].map((name) => ({ kind: 'file', name })),
];

test('lists folders first and only files that can be opened, and hands out handles', async () => {
  const handles = createHandleTable();
  const answer = await createFolderPicker(handles, folder)({ folder: null, offset: 0, limit: 500 });
  if (!answer.ok) throw new Error('not listed');
  expect(answer.value.rows.map(({ kind, name }) => ({ kind, name }))).toEqual(expected);
  expect(answer.value.total).toBe(expected.length);
  for (const row of answer.value.rows) expect(handles.path(row.handle)).toBe(path.join(folder, row.name));
  expect(JSON.stringify(answer.value.rows)).not.toContain(folder);
});

test('lists by page', async () => {
  const pick = createFolderPicker(createHandleTable(), folder);
  const answer = await pick({ folder: null, offset: 1, limit: 2 });
  if (!answer.ok) throw new Error('not listed');
  expect(answer.value.rows.map((row) => row.name)).toEqual(['beta', 'folder 9']);
  expect(answer.value.total).toBe(expected.length);
});

test('leads down, and up again over the trail', async () => {
  const handles = createHandleTable();
  const pick = createFolderPicker(handles, folder);
  const above = await pick({ folder: null, offset: 0, limit: 1 });
  if (!above.ok) throw new Error('not listed');
  const below = await pick({ folder: above.value.rows[0]?.handle ?? null, offset: 0, limit: 1 });
  if (!below.ok) throw new Error('not listed');
  expect(below.value.trail.at(-1)?.name).toBe('Alpha');
  expect(handles.path(below.value.trail.at(-2)?.folder ?? ('' as FileHandle))).toBe(folder);
  expect(handles.path(below.value.trail[0]?.folder ?? ('' as FileHandle))).toBe(path.parse(folder).root);
});

test('refuses a handle that nobody was given, and says why a folder cannot be read', async () => {
  const handles = createHandleTable();
  const pick = createFolderPicker(handles, folder);
  const made = await pick({ folder: 'file-99' as FileHandle, offset: 0, limit: 1 });
  expect(made).toMatchObject({ ok: false, issues: [{ code: 'USE-REQUEST' }] });
  const gone = await pick({ folder: handles.add(path.join(folder, 'gone')), offset: 0, limit: 1 });
  expect(gone).toMatchObject({ ok: false, issues: [{ code: 'IO-NOT-FOUND' }] });
  const file = await pick({ folder: handles.add(path.join(folder, 'B.appv')), offset: 0, limit: 1 });
  expect(file).toMatchObject({ ok: false, issues: [{ code: 'IO-NOT-A-FOLDER' }] });
});
