import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  childAt,
  emptyTree,
  type FileTree,
  layoutTree,
  missingPages,
  pageSize,
  parentPosition,
  positionOf,
  rowAt,
  withCollapsed,
  withExpanded,
  withPage,
} from '../../../renderer/store/file-tree.ts';
import type { FileRow } from '../../../shared/contract/operations.ts';

function row(path: string, kind: FileRow['kind']): FileRow {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { kind, name, path, bytes: 1, compressedBytes: 1, files: 1, folderMode: null, block: null };
}

/** A tree whose folders have `width` folders each, down to `depth`, all loaded and those of `open` expanded. */
function loadedTree(width: number, depth: number, open: ReadonlySet<string>): FileTree {
  let tree = emptyTree();
  const load = (folder: string, level: number) => {
    const names = Array.from({ length: width }, (_none, index) =>
      folder === '' ? `${index}` : `${folder}/${index}`,
    );
    tree = withPage(
      tree,
      folder,
      0,
      width,
      names.map((name) => row(name, level < depth ? 'folder' : 'file')),
    );
    if (level === depth) return;
    names.forEach((name, index) => {
      load(name, level + 1);
      if (open.has(name)) tree = withExpanded(tree, name, folder, index);
    });
  };
  load('', 1);
  return tree;
}

/** The same list made the plain way: a folder's children follow it. */
function listed(width: number, depth: number, open: ReadonlySet<string>): readonly string[] {
  const below = (folder: string, level: number): readonly string[] =>
    Array.from({ length: width }, (_none, index) =>
      folder === '' ? `${index}` : `${folder}/${index}`,
    ).flatMap((name) => [name, ...(level < depth && open.has(name) ? below(name, level + 1) : [])]);
  return below('', 1);
}

const shapes = fc.record({
  width: fc.integer({ min: 1, max: 4 }),
  depth: fc.integer({ min: 1, max: 4 }),
  opened: fc.array(
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }).map((steps) => steps.join('/')),
  ),
});

/** Open only where everything above is open too, as a person can. */
function reachable(opened: readonly string[], width: number, depth: number): ReadonlySet<string> {
  const all = new Set(opened);
  return new Set(
    opened.filter((path) => {
      const steps = path.split('/');
      const above = steps.slice(1).map((_step, index) => steps.slice(0, index + 1).join('/'));
      return (
        steps.length < depth &&
        steps.every((step) => Number(step) < width) &&
        above.every((each) => all.has(each))
      );
    }),
  );
}

test('the flattened tree is the list of what is open, in order', () => {
  fc.assert(
    fc.property(shapes, ({ width, depth, opened }) => {
      const open = reachable(opened, width, depth);
      const tree = loadedTree(width, depth, open);
      const layout = layoutTree(tree);
      const rows = Array.from({ length: layout.rowCount }, (_none, position) =>
        rowAt(tree, layout, position),
      );
      expect(rows.map((each) => each?.file?.path)).toEqual(listed(width, depth, open));
      rows.forEach((each, position) => {
        if (each === undefined) return;
        expect(positionOf(layout, each.folder, each.index)).toBe(position);
        expect(each.level).toBe((each.file?.path ?? '').split('/').length);
        const parent = parentPosition(tree, layout, each);
        expect(parent === undefined ? '' : rows[parent]?.file?.path).toBe(each.folder);
      });
      expect(rowAt(tree, layout, layout.rowCount)).toBeUndefined();
      expect(rowAt(tree, layout, -1)).toBeUndefined();
    }),
  );
});

describe('pages', () => {
  const total = 100_000;
  const page = (number: number) =>
    Array.from({ length: pageSize }, (_none, index) => row(`file ${number * pageSize + index}`, 'file'));

  test('a folder of 100,000 rows is one run, and needs the pages of what is looked at', () => {
    const tree = withPage(emptyTree(), '', 0, total, page(0));
    const layout = layoutTree(tree);
    expect(layout.rowCount).toBe(total);
    expect(layout.runs).toHaveLength(1);
    expect(missingPages(tree, layout, 0, 30)).toEqual([]);
    expect(missingPages(tree, layout, 190, 210)).toEqual([{ folder: '', page: 1 }]);
    expect(missingPages(tree, layout, 99_990, 99_999)).toEqual([{ folder: '', page: 499 }]);
    expect(rowAt(tree, layout, 50_000)).toMatchObject({ index: 50_000, siblings: total, file: undefined });
  });

  test('a folder that is not loaded takes one row and asks for its first page', () => {
    const top = withPage(emptyTree(), '', 0, 2, [row('a', 'folder'), row('b', 'file')]);
    const tree = withExpanded(top, 'a', '', 0);
    const layout = layoutTree(tree);
    expect(layout.rowCount).toBe(3);
    expect(rowAt(tree, layout, 1)).toMatchObject({ folder: 'a', level: 2, file: undefined });
    expect(missingPages(tree, layout, 0, 2)).toEqual([{ folder: 'a', page: 0 }]);
  });

  test('an empty folder takes no row', () => {
    const top = withPage(emptyTree(), '', 0, 1, [row('a', 'folder')]);
    const tree = withPage(withExpanded(top, 'a', '', 0), 'a', 0, 0, []);
    expect(layoutTree(tree).rowCount).toBe(1);
  });

  test('nothing is changed in place', () => {
    const before = withPage(emptyTree(), '', 0, total, page(0));
    const after = withPage(before, '', 1, total, page(1));
    expect(childAt(before, '', pageSize)).toBeUndefined();
    expect(childAt(after, '', pageSize)?.path).toBe(`file ${pageSize}`);
  });
});

test('closing a folder closes those below it, and not those that only begin like it', () => {
  const open = new Set(['0', '0/1', '01']);
  let tree = emptyTree();
  for (const path of open) tree = withExpanded(tree, path, '', 0);
  expect([...withCollapsed(tree, '0').expanded.keys()]).toEqual(['01']);
});
