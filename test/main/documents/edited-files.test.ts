import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentSession } from '../../../main/documents/document-session.ts';
import { createDocumentSessions, type DocumentSessions } from '../../../main/documents/document-sessions.ts';
import type { PackageEdit } from '../../../shared/appv/edits/package-edit.ts';
import type { FileRow } from '../../../shared/contract/operations.ts';
import { buildBigger } from '../../e2e/packages.ts';
import { saveOrder } from '../../support/save-order.ts';

let folder = '';
let file = '';
let local = '';
let sessions: DocumentSessions;
let session: DocumentSession;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packwright-edited-files-'));
  file = await buildBigger(folder);
  local = path.join(folder, 'new.txt');
  await writeFile(local, 'x'.repeat(100_000));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  sessions = createDocumentSessions(() => 0);
  const opened = await sessions.open(file);
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  session = opened.value;
});
afterEach(async () => {
  // Nothing is left to recover for the next test.
  while (session.state().undo !== null) await session.undo();
  await sessions.closeAll();
});

async function edit(...edits: readonly PackageEdit[]): Promise<void> {
  const edited = await session.edit(edits);
  if (!edited.ok) throw new Error(JSON.stringify(edited.issues));
}

const reader = 'Root/VFS/ProgramFilesX86/Contoso/Reader 9';

/** Every row at and below a folder, parents before their children. */
function rowsBelow(at: string): readonly FileRow[] {
  const { rows } = session.files().page({ folder: at, search: '', offset: 0, limit: 500 });
  return rows.flatMap((each) => (each.kind === 'folder' ? [each, ...rowsBelow(each.path)] : [each]));
}

function row(wanted: string): FileRow | undefined {
  return rowsBelow('').find((each) => each.path === wanted);
}

async function localFile() {
  const { size, mtimeMs } = await stat(local);
  return { path: local, size, modified: mtimeMs };
}

describe('the files of an edited document', () => {
  it('are those of the package as long as nothing is edited', async () => {
    const before = rowsBelow('');
    expect(before.length).toBeGreaterThan(30);
    await edit({ kind: 'set', path: 'properties.displayName', value: 'Other' });
    expect(rowsBelow('')).toEqual(before);
    // An edit and its opposite, made anew from the edited document.
    await edit({ kind: 'removeFile', part: `${reader}/eula.txt` }, { kind: 'addFolder', folder: 'Root/x' });
    await edit({ kind: 'removeFolder', folder: 'Root/x' });
    expect(rowsBelow('')).not.toEqual(before);
    await session.undo();
    await session.undo();
    expect(rowsBelow('')).toEqual(before);
  });

  it('show a file that is added with its own size until it is packed', async () => {
    const before = row('Root')?.bytes ?? 0;
    await edit({ kind: 'addFile', part: `${reader}/New/new.txt`, file: await localFile() });
    expect(row(`${reader}/New/new.txt`)).toMatchObject({
      bytes: 100_000,
      compressedBytes: 100_000,
      block: 'on-demand',
    });
    expect(row(`${reader}/New`)).toMatchObject({ files: 1, bytes: 100_000 });
    expect(row('Root')?.bytes).toBe(before + 100_000);
  });

  it('show a file that is renamed with what it was', async () => {
    const before = row(`${reader}/Core.dll`);
    await edit({ kind: 'renameFile', part: `${reader}/Core.dll`, to: 'Root/Moved.dll' });
    expect(row(`${reader}/Core.dll`)).toBeUndefined();
    expect(row('Root/Moved.dll')).toEqual({ ...before, name: 'Moved.dll', path: 'Root/Moved.dll' });
  });

  it('show modes, empty folders and feature blocks', async () => {
    expect(row(reader)).toMatchObject({ folderMode: 'override' });
    await edit(
      { kind: 'setFolderMode', folder: 'Root/VFS/Common AppData/Contoso Reader', mode: 'override' },
      { kind: 'addFolder', folder: 'Root/Empty' },
      { kind: 'setFeatureBlock', part: `${reader}/Core.dll`, block: 'publishing' },
    );
    expect(row('Root/VFS/Common AppData/Contoso Reader/Templates')).toMatchObject({ folderMode: 'override' });
    expect(row('Root/Empty')).toMatchObject({ kind: 'folder', files: 0, folderMode: 'merge' });
    expect(row(`${reader}/Core.dll`)).toMatchObject({ block: 'publishing' });
    expect(row(`${reader}/eula.txt`)).toMatchObject({ block: 'on-demand' });
    await edit({ kind: 'setFullLoad', value: true });
    expect(row(`${reader}/eula.txt`)).toMatchObject({ block: 'primary' });
    expect(row(`${reader}/Core.dll`)).toMatchObject({ block: 'publishing' });
    expect(row('AppxManifest.xml')).toMatchObject({ block: null, folderMode: null });
  });

  it('are those of the package that is saved', async () => {
    await edit(
      { kind: 'removeFolder', folder: `${reader}/Locale` },
      { kind: 'renameFolder', folder: `${reader}/plug_ins`, to: 'Root/VFS/ProgramFilesX64/Plugs' },
      { kind: 'addFile', part: 'Root/VFS/Windows/new.txt', file: await localFile() },
      { kind: 'replaceFile', part: `${reader}/config.ini`, file: await localFile() },
      { kind: 'addFolder', folder: 'Root/Empty' },
      { kind: 'setFolderMode', folder: 'Root/VFS/ProgramFilesX64/Plugs', mode: 'override' },
      { kind: 'setFeatureBlock', part: 'Root/VFS/ProgramFilesX64/Plugs/accessibility.api', block: 'primary' },
      { kind: 'setFeatureBlock', part: 'Root/VFS/Windows/new.txt', block: 'publishing' },
    );
    const withoutPacked = (rows: readonly FileRow[]) =>
      rows.map(({ compressedBytes: _packed, ...rest }) => rest);
    const before = withoutPacked(rowsBelow('Root'));
    const { folders, streaming, files } = session.overview();
    const saved = await session.save(saveOrder(path.join(folder, 'saved.appv')));
    expect(saved.ok).toBe(true);
    expect(session.state().unsaved).toBe(0);
    expect(withoutPacked(rowsBelow('Root'))).toEqual(before);
    const after = session.overview();
    expect(after.streaming).toEqual(streaming);
    expect(after.files).toEqual({ ...files, compressedBytes: after.files.compressedBytes });
    expect(after.folders.map(({ name, bytes }) => [name, bytes])).toEqual(
      folders.map(({ name, bytes }) => [name, bytes]),
    );
  });
});
