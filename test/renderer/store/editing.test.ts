import { describe, expect, test } from 'vitest';
import { discardEdits, restoreEdits, runCommand } from '../../../renderer/commands/registry.ts';
import { layoutTree, pageSize, rowAt } from '../../../renderer/store/file-tree.ts';
import type { WorkbenchStore } from '../../../renderer/store/workbench-store.ts';
import type { PackageOverview } from '../../../shared/appv/overview/package-overview.ts';
import { issue } from '../../../shared/base/issue.ts';
import { failure, type Result, success } from '../../../shared/base/result.ts';
import type {
  DocumentState,
  FileHandle,
  FilePage,
  FileRow,
  OperationInput,
} from '../../../shared/contract/operations.ts';
import { farSide, newStore, opened, unedited } from './far-side.ts';

/** Serves `document.files` from a list of files that the test may change, as the main side does. */
function fileServer() {
  const files = { paths: ['Root/a.txt', 'Root/b/c.txt', 'Root/b/d.txt'] };
  const answer = (input: unknown): Result<FilePage> => {
    const { folder, search, offset, limit } = input as OperationInput<'document.files'>;
    const rows =
      search === ''
        ? childrenOf(files.paths, folder)
        : files.paths.filter((each) => each.includes(search)).map(fileRow);
    return success({ total: rows.length, rows: rows.slice(offset, offset + limit) });
  };
  return { files, answer };
}

function childrenOf(paths: readonly string[], folder: string): readonly FileRow[] {
  const before = folder === '' ? '' : `${folder}/`;
  const folders = new Set<string>();
  const found: FileRow[] = [];
  for (const path of paths.filter((each) => each.startsWith(before))) {
    const [name = '', ...rest] = path.slice(before.length).split('/');
    if (rest.length === 0) found.push(fileRow(path));
    else folders.add(before + name);
  }
  return [...[...folders].map((path) => ({ ...fileRow(path), kind: 'folder' as const })), ...found];
}

function fileRow(path: string): FileRow {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { kind: 'file', name, path, bytes: 1, compressedBytes: 1, files: 1, folderMode: null, block: null };
}

/** A window with a package open, and its far side. */
async function window(state: Partial<DocumentState> = {}) {
  const { files, answer } = fileServer();
  const far = farSide({
    'document.files': answer,
    'app.info': () => success({ version: '1', electron: false, startup: 'file-1' }),
    'document.open': () => opened('a.appv', state),
    'door.preferences': () => success({}),
  });
  const store = newStore(far);
  await expect.poll(() => shownPaths(store)).toContain('Root/a.txt');
  return { far, store, files };
}

function shownPaths(store: WorkbenchStore): readonly (string | undefined)[] {
  const { tree } = store.getState();
  const layout = layoutTree(tree);
  return Array.from({ length: layout.rowCount }, (_none, index) => rowAt(tree, layout, index)?.file?.path);
}

function documentOf(store: WorkbenchStore) {
  const { document } = store.getState();
  if (document.kind !== 'open') throw new Error('no document');
  return document.document;
}

const changed = (state: Partial<DocumentState>): DocumentState => ({
  ...unedited,
  revision: 1,
  unsaved: 1,
  ...state,
});
const overviewOf = (name: string, state: DocumentState, file = 'file-1') =>
  success({
    file: file as FileHandle,
    name: 'a.appv',
    overview: { displayName: name } as PackageOverview,
    state,
  });

describe('a change of the document on show', () => {
  test('that another window made is shown', async () => {
    const { far, store } = await window();
    const state = changed({ undo: 'set', stale: ['document.overview'] });
    far.emit({ kind: 'document', state });
    expect(documentOf(store).state).toEqual(state);
    (await far.next('document.overview')).answer(overviewOf('New name', state));
    await expect.poll(() => documentOf(store).overview.displayName).toBe('New name');
  });

  test('of another document is not', async () => {
    const { far, store } = await window();
    const other = {
      ...changed({ stale: ['document.overview'] }),
      document: 'document-2' as DocumentState['document'],
    };
    far.emit({ kind: 'document', state: other });
    expect(documentOf(store).state).toEqual(unedited);
    expect(far.isAsked('document.overview')).toBe(false);
  });

  test('that is older than what is shown changes nothing', async () => {
    const { far, store } = await window({ revision: 5 });
    far.emit({ kind: 'document', state: changed({ revision: 4, stale: ['document.overview'] }) });
    expect(documentOf(store).state.revision).toBe(5);
    expect(far.isAsked('document.overview')).toBe(false);
  });

  test('asks for everything when one before it was not heard of', async () => {
    const { far, store, files } = await window();
    files.paths = ['Root/new.txt'];
    far.emit({ kind: 'document', state: changed({ revision: 2, stale: ['document.overview'] }) });
    await expect.poll(() => shownPaths(store)).toEqual(['Root', 'Root/new.txt']);
    await far.next('document.overview');
  });

  test('is taken from the answer too, and asks only once', async () => {
    const { far, store } = await window({ undo: 'set' });
    runCommand('edit.undo', store.getState());
    const state = changed({ stale: ['document.overview'] });
    const call = await far.next('document.undo');
    expect(call.request.input).toEqual({ document: 'document-1' });
    far.emit({ kind: 'document', state });
    (await far.next('document.overview')).answer(overviewOf('A', state));
    call.answer(success(state));
    await expect.poll(() => documentOf(store).overview.displayName).toBe('A');
    expect(far.isAsked('document.overview')).toBe(false);
  });

  test('that failed says why, until the next one', async () => {
    const { far, store } = await window({ redo: 'set' });
    runCommand('edit.redo', store.getState());
    (await far.next('document.redo')).answer(failure(issue('IO-FULL')));
    await expect.poll(() => store.getState().changeIssues).toMatchObject([{ code: 'IO-FULL' }]);
    runCommand('edit.redo', store.getState());
    (await far.next('document.redo')).answer(success(changed({})));
    await expect.poll(() => store.getState().changeIssues).toEqual([]);
  });

  test('that gave it another file begins verifying anew', async () => {
    const { far, store } = await window();
    void store.getState().verify();
    const verifying = await far.next('package.verify');
    verifying.answer(success({ file: 'a', bytes: 1, parts: 1, blocks: 1, uncompressedBytes: 1 }));
    await expect.poll(() => store.getState().verification.kind).toBe('done');
    const state = changed({ unsaved: 0, stale: ['document.overview'] });
    far.emit({ kind: 'document', state });
    (await far.next('document.overview')).answer(overviewOf('A', state, 'file-2'));
    await expect.poll(() => store.getState().verification.kind).toBe('none');
    expect(documentOf(store).file).toBe('file-2');
  });

  test('is looked for when somebody is behind the window again', async () => {
    const { far, store, files } = await window();
    far.connect('lost');
    files.paths = ['Root/new.txt'];
    far.connect('online');
    (await far.next('document.overview')).answer(overviewOf('A', changed({ revision: 7 })));
    await expect.poll(() => shownPaths(store)).toEqual(['Root', 'Root/new.txt']);
    expect(documentOf(store).state.revision).toBe(7);
  });
});

describe('files that are old', () => {
  const stale = changed({ stale: ['document.files'] });

  test('are loaded again with the same folders open and the same row chosen', async () => {
    const { far, store, files } = await window();
    await store.getState().reveal('Root/b/d.txt');
    expect(shownPaths(store)).toEqual(['Root', 'Root/b', 'Root/b/c.txt', 'Root/b/d.txt', 'Root/a.txt']);
    files.paths = ['Root/0/x.txt', ...files.paths, 'Root/b/e.txt'];
    far.emit({ kind: 'document', state: stale });
    await expect
      .poll(() => shownPaths(store))
      .toEqual(['Root', 'Root/0', 'Root/b', 'Root/b/c.txt', 'Root/b/d.txt', 'Root/b/e.txt', 'Root/a.txt']);
    expect(store.getState().selection).toMatchObject({ folder: 'Root/b', index: 1, file: { name: 'd.txt' } });
  });

  test('that are gone are not chosen any more, and their folders not open', async () => {
    const { far, store, files } = await window();
    await store.getState().reveal('Root/b/d.txt');
    files.paths = ['Root/a.txt'];
    far.emit({ kind: 'document', state: stale });
    await expect.poll(() => shownPaths(store)).toEqual(['Root', 'Root/a.txt']);
    expect(store.getState().selection).toBeUndefined();
  });

  test('of a search are searched again, and the way back leads to the top', async () => {
    const { far, store, files } = await window();
    store.getState().searchFiles('.txt');
    await expect.poll(() => shownPaths(store)).toHaveLength(3);
    files.paths = ['Root/a.txt'];
    far.emit({ kind: 'document', state: stale });
    await expect.poll(() => shownPaths(store)).toEqual(['Root/a.txt']);
    store.getState().searchFiles('');
    await expect.poll(() => shownPaths(store)).toEqual(['Root', 'Root/a.txt']);
  });

  test('of a folder that has become shorter leave no pages behind', async () => {
    const { far, store, files } = await window();
    files.paths = Array.from({ length: 3 * pageSize }, (_none, index) => `Root/${index}.txt`);
    far.emit({ kind: 'document', state: stale });
    await expect.poll(() => shownPaths(store)).toHaveLength(3 * pageSize + 1);
    store.getState().loadRows(2 * pageSize + 10, 2 * pageSize + 20);
    await expect.poll(() => shownPaths(store)[2 * pageSize + 10]).toBeDefined();
    files.paths = files.paths.slice(0, pageSize + 5);
    far.emit({ kind: 'document', state: { ...stale, revision: 2 } });
    await expect.poll(() => shownPaths(store)).toHaveLength(pageSize + 6);
    expect([...(store.getState().tree.folders.get('Root')?.pages.keys() ?? [])]).toEqual([0]);
  });
});

describe('edits of an earlier run', () => {
  const recovery = { edits: 3, time: 1_000, applies: true };

  test.each([
    [restoreEdits, true],
    [discardEdits, false],
  ])('are decided about by the person', async (command, use) => {
    const { far, store } = await window({ recovery });
    expect(command.isEnabled(store.getState())).toBe(true);
    command.run(store.getState());
    const call = await far.next('document.recover');
    expect(call.request.input).toEqual({ document: 'document-1', use });
    call.answer(success({ ...unedited, recovery: null }));
    await expect.poll(() => documentOf(store).state.recovery).toBeNull();
    expect(command.isEnabled(store.getState())).toBe(false);
  });

  test('that do not fit can only be forgotten', async () => {
    const { store } = await window({ recovery: { ...recovery, applies: false } });
    expect(restoreEdits.isEnabled(store.getState())).toBe(false);
    expect(discardEdits.isEnabled(store.getState())).toBe(true);
  });
});
