import type { StateCreator } from 'zustand';
import type { DocumentId, FileRow } from '../../shared/contract/operations.ts';
import type { Client } from '../api/client.ts';
import {
  childAt,
  emptyTree,
  type FileTree,
  layoutTree,
  missingPages,
  pageSize,
  positionOf,
  withCollapsed,
  withExpanded,
  withPage,
} from './file-tree.ts';
import type { FileSelection, FilesSlice, WorkbenchState } from './workbench-state.ts';

/** Pages of one folder that are looked through for a name. Folders come first, so the first one nearly always has it. */
const mostPagesSearched = 25;

export function createFilesSlice(client: Client): StateCreator<WorkbenchState, [], [], FilesSlice> {
  return (set, get) => {
    /** Pages on their way, by folder and number. */
    const loading = new Map<string, Promise<void>>();
    /** The tree as it was before a search, to come back to. */
    let browsed: FileTree | undefined;
    /** Answers to questions of an earlier tree are dropped. */
    let generation = 0;

    const startAnew = (tree: FileTree) => {
      generation += 1;
      loading.clear();
      set({ tree, filesIssues: [] });
    };

    const loadPage = (folder: string, page: number): Promise<void> => {
      const { document, tree } = get();
      if (document.kind !== 'open' || tree.folders.get(folder)?.pages.has(page)) return Promise.resolve();
      const key = `${page}:${folder}`;
      const known = loading.get(key);
      if (known !== undefined) return known;
      const request = fetchPage(document.document.document, tree.search, folder, page);
      loading.set(key, request);
      return request;
    };

    const askPage = (document: DocumentId, search: string, folder: string, page: number) =>
      client.call('document.files', {
        document,
        folder,
        search,
        offset: page * pageSize,
        limit: pageSize,
      });

    const fetchPage = async (
      document: DocumentId,
      search: string,
      folder: string,
      page: number,
    ): Promise<void> => {
      const asked = generation;
      const result = await askPage(document, search, folder, page);
      if (asked !== generation) return;
      // A failed page stays in `loading`, so that scrolling does not ask for it over and over; retryFiles does.
      if (!result.ok) return set({ filesIssues: result.issues });
      loading.delete(`${page}:${folder}`);
      set((state) => ({ tree: withPage(state.tree, folder, page, result.value.total, result.value.rows) }));
    };

    const findChild = async (
      folder: string,
      name: string,
    ): Promise<{ file: FileRow; index: number } | undefined> => {
      for (let page = 0; page < mostPagesSearched; page++) {
        await loadPage(folder, page);
        const loaded = get().tree.folders.get(folder);
        const place = loaded?.pages.get(page)?.findIndex((row) => row.name === name) ?? -1;
        const index = page * pageSize + place;
        const file = place < 0 ? undefined : childAt(get().tree, folder, index);
        if (file !== undefined) return { file, index };
        if (loaded === undefined || loaded.total <= (page + 1) * pageSize) return undefined;
      }
      return undefined;
    };

    /** The same folders open, with what is in them now; `undefined` when another question has come up meanwhile. */
    const loadAgain = async (document: DocumentId, before: FileTree): Promise<FileTree | undefined> => {
      const asked = generation;
      let next = emptyTree(before.search);
      const waiting = [''];
      for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
        for (const page of pagesToReload(before, folder)) {
          const result = await askPage(document, before.search, folder, page);
          if (asked !== generation) return undefined;
          if (!result.ok) {
            set({ filesIssues: result.issues });
            return undefined;
          }
          const { total, rows } = result.value;
          if (page === 0 || rows.length > 0) next = withPage(next, folder, page, total, rows);
        }
        for (const [path, { parent }] of before.expanded) {
          const child = parent === folder ? findRow(next, folder, path) : undefined;
          if (child?.file.kind !== 'folder') continue;
          next = withExpanded(next, path, folder, child.index);
          waiting.push(path);
        }
      }
      return next;
    };

    const expand = async (file: FileRow, folder: string, index: number): Promise<void> => {
      set((state) => ({ tree: withExpanded(state.tree, file.path, folder, index) }));
      await loadPage(file.path, 0);
    };

    return {
      tree: emptyTree(),
      selection: undefined,
      filesIssues: [],
      loadRows(first, last) {
        const { tree } = get();
        for (const { folder, page } of missingPages(tree, layoutTree(tree), first, last))
          void loadPage(folder, page);
      },
      selectRow({ folder, index, file }) {
        if (file !== undefined) set({ selection: { folder, index, file } });
      },
      toggleFolder({ folder, index, file, expanded }) {
        if (file?.kind !== 'folder') return;
        if (expanded) set((state) => ({ tree: withCollapsed(state.tree, file.path) }));
        else void expand(file, folder, index);
      },
      searchFiles(text) {
        const { tree } = get();
        if (text === tree.search) return;
        if (tree.search === '') browsed = tree;
        set({ selection: undefined });
        startAnew(text === '' ? (browsed ?? emptyTree()) : emptyTree(text));
        // Without the tree of before, because the files have changed since, everything begins at the top again.
        void (text === '' && browsed === undefined ? get().showTop() : loadPage('', 0));
      },
      async showTop() {
        await loadPage('', 0);
        const root = await findChild('', 'Root');
        if (root?.file.kind !== 'folder') return;
        await expand(root.file, '', root.index);
        const vfs = await findChild('Root', 'VFS');
        if (vfs?.file.kind === 'folder') await expand(vfs.file, 'Root', vfs.index);
      },
      async reveal(path) {
        get().searchFiles('');
        let folder = '';
        for (const name of path.split('/')) {
          const child = await findChild(folder, name);
          if (child === undefined) return;
          if (child.file.kind === 'folder') await expand(child.file, folder, child.index);
          set({ selection: { folder, index: child.index, file: child.file } });
          folder = child.file.path;
        }
      },
      retryFiles() {
        loading.clear();
        set({ filesIssues: [] });
        const { rowCount } = layoutTree(get().tree);
        get().loadRows(0, Math.min(rowCount, pageSize) - 1);
      },
      async reloadFiles() {
        const { document, tree: before } = get();
        if (document.kind !== 'open') return;
        // What was there before a search is old too.
        browsed = undefined;
        generation += 1;
        loading.clear();
        const next = await loadAgain(document.document.document, before);
        if (next === undefined) return;
        loading.clear();
        set(({ selection }) => ({ tree: next, selection: selectionIn(next, selection), filesIssues: [] }));
      },
      forgetFiles() {
        browsed = undefined;
        startAnew(emptyTree());
      },
    };
  };
}

/** Pages that are loaded again at once; others of a long folder are when they come into view. */
const mostPagesReloaded = 8;

function pagesToReload(tree: FileTree, folder: string): readonly number[] {
  const known = [...(tree.folders.get(folder)?.pages.keys() ?? [])].filter((page) => page > 0);
  // The first page also tells how many there are; those that came last are those that are looked at.
  return [0, ...known.slice(1 - mostPagesReloaded)];
}

function findRow(
  tree: FileTree,
  folder: string,
  path: string,
): { readonly file: FileRow; readonly index: number } | undefined {
  for (const [page, rows] of tree.folders.get(folder)?.pages ?? []) {
    const place = rows.findIndex((row) => row.path === path);
    const file = rows[place];
    if (file !== undefined) return { file, index: page * pageSize + place };
  }
  return undefined;
}

/** The chosen row in a tree that was loaded again, if it is there. */
function selectionIn(tree: FileTree, selection: FileSelection | undefined): FileSelection | undefined {
  const found = selection && findRow(tree, selection.folder, selection.file.path);
  return selection && found && { folder: selection.folder, ...found };
}

/** Where the chosen row stands now, if it can be seen. */
export function selectedPosition(tree: FileTree, selection: FileSelection | undefined): number | undefined {
  return selection && positionOf(layoutTree(tree), selection.folder, selection.index);
}
