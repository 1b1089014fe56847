import type { FileRow } from '../../shared/contract/operations.ts';

/** Rows that are asked for at once. */
export const pageSize = 200;

/** What is known of one folder: how many children it has, and those pages of them that have arrived. */
export type LoadedFolder = {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly FileRow[]>;
};

/** An open folder and where it stands among its parent's children. */
export type ExpandedFolder = { readonly parent: string; readonly index: number };

/**
 * The part of a package's tree that the window holds. Folders are named by their path; `''` is the top, or the list
 * of hits when there is a search. Never changed in place.
 */
export type FileTree = {
  readonly search: string;
  readonly folders: ReadonlyMap<string, LoadedFolder>;
  readonly expanded: ReadonlyMap<string, ExpandedFolder>;
};

/** A row of the flattened tree. `file` is missing until its page has arrived. */
export type TreeRow = {
  readonly folder: string;
  /** Position among the children of `folder`, from 0. */
  readonly index: number;
  readonly siblings: number;
  /** 1 at the top. */
  readonly level: number;
  readonly expanded: boolean;
  readonly file: FileRow | undefined;
};

/** A stretch of children of one folder that stand below each other with nothing in between. */
type Run = {
  readonly first: number;
  readonly count: number;
  readonly folder: string;
  readonly childStart: number;
  readonly level: number;
};

/**
 * The flattened tree as runs: two for each open folder, however many rows there are, so that a row is found by
 * binary search and opening a folder costs nothing that grows with its size.
 */
export type TreeLayout = { readonly rowCount: number; readonly runs: readonly Run[] };

export function emptyTree(search = ''): FileTree {
  return { search, folders: new Map(), expanded: new Map() };
}

/** A folder that nothing is known of yet takes one row, which stands for its loading. */
function childCount(tree: FileTree, folder: string): number {
  return tree.folders.get(folder)?.total ?? 1;
}

export function layoutTree(tree: FileTree): TreeLayout {
  const children = new Map<string, { path: string; index: number }[]>();
  for (const [path, { parent, index }] of tree.expanded) {
    const siblings = children.get(parent) ?? [];
    siblings.push({ path, index });
    children.set(parent, siblings);
  }
  const runs: Run[] = [];
  let rowCount = 0;
  const addRun = (folder: string, level: number, childStart: number, childEnd: number) => {
    if (childEnd <= childStart) return;
    runs.push({ first: rowCount, count: childEnd - childStart, folder, childStart, level });
    rowCount += childEnd - childStart;
  };
  const addFolder = (folder: string, level: number) => {
    const open = (children.get(folder) ?? []).sort((left, right) => left.index - right.index);
    let start = 0;
    for (const child of open) {
      addRun(folder, level, start, child.index + 1);
      addFolder(child.path, level + 1);
      start = child.index + 1;
    }
    addRun(folder, level, start, childCount(tree, folder));
  };
  addFolder('', 1);
  return { rowCount, runs };
}

export function rowAt(tree: FileTree, layout: TreeLayout, position: number): TreeRow | undefined {
  const run = runAt(layout.runs, position);
  if (run === undefined) return undefined;
  const index = run.childStart + position - run.first;
  const file = childAt(tree, run.folder, index);
  return {
    folder: run.folder,
    index,
    siblings: childCount(tree, run.folder),
    level: run.level,
    expanded: file !== undefined && tree.expanded.has(file.path),
    file,
  };
}

function runAt(runs: readonly Run[], position: number): Run | undefined {
  let [low, high] = [0, runs.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const run = runs[middle];
    if (run === undefined || position < run.first) high = middle - 1;
    else if (position >= run.first + run.count) low = middle + 1;
    else return run;
  }
  return undefined;
}

export function childAt(tree: FileTree, folder: string, index: number): FileRow | undefined {
  return tree.folders.get(folder)?.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
}

/** Where a child stands in the flattened tree, or `undefined` when a folder above it is closed. */
export function positionOf(layout: TreeLayout, folder: string, index: number): number | undefined {
  const run = layout.runs.find(
    (each) => each.folder === folder && index >= each.childStart && index < each.childStart + each.count,
  );
  return run && run.first + index - run.childStart;
}

/** Where the folder that a row lies in stands; `undefined` for a row of the top. */
export function parentPosition(tree: FileTree, layout: TreeLayout, row: TreeRow): number | undefined {
  const parent = tree.expanded.get(row.folder);
  return parent && positionOf(layout, parent.parent, parent.index);
}

/** The pages that rows `first` to `last` need and that have not arrived. */
export function missingPages(
  tree: FileTree,
  layout: TreeLayout,
  first: number,
  last: number,
): readonly { readonly folder: string; readonly page: number }[] {
  const missing = [];
  for (const run of layout.runs) {
    const from = Math.max(first, run.first);
    const to = Math.min(last, run.first + run.count - 1);
    if (from > to) continue;
    const firstPage = Math.floor((run.childStart + from - run.first) / pageSize);
    const lastPage = Math.floor((run.childStart + to - run.first) / pageSize);
    for (let page = firstPage; page <= lastPage; page++) {
      if (!tree.folders.get(run.folder)?.pages.has(page)) missing.push({ folder: run.folder, page });
    }
  }
  return missing;
}

export function withPage(
  tree: FileTree,
  folder: string,
  page: number,
  total: number,
  rows: readonly FileRow[],
): FileTree {
  const pages = new Map(tree.folders.get(folder)?.pages).set(page, rows);
  return { ...tree, folders: new Map(tree.folders).set(folder, { total, pages }) };
}

export function withExpanded(tree: FileTree, path: string, parent: string, index: number): FileTree {
  return { ...tree, expanded: new Map(tree.expanded).set(path, { parent, index }) };
}

/** Closes a folder and the ones below it; what has arrived of them is kept. */
export function withCollapsed(tree: FileTree, path: string): FileTree {
  const below = `${path}/`;
  const expanded = [...tree.expanded].filter(([each]) => each !== path && !each.startsWith(below));
  return { ...tree, expanded: new Map(expanded) };
}
