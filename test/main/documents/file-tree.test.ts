import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFileTree, type FileTreeSource } from '../../../main/documents/file-tree.ts';
import type { FileRow } from '../../../shared/contract/operations.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';

function source(names: readonly string[], more: Partial<FileTreeSource> = {}): FileTreeSource {
  return {
    entries: names.map((name) => ({ name: name as PartName, size: 10, compressedSize: 4 })),
    emptyFolders: [],
    opaqueFolders: [],
    blockOf: () => null,
    hasFolderModes: true,
    ...more,
  };
}

function rows(given: FileTreeSource, folder: string): readonly FileRow[] {
  return createFileTree(given).page({ folder, search: '', offset: 0, limit: 500 }).rows;
}

describe('createFileTree', () => {
  it('puts folders first, then files, each by name as Explorer does', () => {
    const names = [
      'Root/b.txt',
      'Root/B2.txt',
      'Root/a10.txt',
      'Root/A9.txt',
      'Root/z/1.txt',
      'Root/Y/1.txt',
    ];
    expect(rows(source(names), 'Root').map(({ name }) => name)).toEqual([
      'Y',
      'z',
      'A9.txt',
      'a10.txt',
      'b.txt',
      'B2.txt',
    ]);
  });

  it('sums what is below a folder', () => {
    const tree = source(['Root/a.txt', 'Root/x/b.txt', 'Root/x/y/c.txt'], {
      emptyFolders: ['Root/none/at/all'],
    });
    expect(rows(tree, '')).toMatchObject([{ name: 'Root', bytes: 30, compressedBytes: 12, files: 3 }]);
    expect(rows(tree, 'Root')).toMatchObject([
      { name: 'none', path: 'Root/none', bytes: 0, files: 0 },
      { name: 'x', bytes: 20, files: 2 },
      { name: 'a.txt', path: 'Root/a.txt', bytes: 10, compressedBytes: 4, files: 1 },
    ]);
    expect(rows(tree, 'Root/none/at')).toMatchObject([{ name: 'all', kind: 'folder' }]);
  });

  it.each([
    ['', 'Root', null],
    ['', 'Scripts', null],
    ['Root', 'VFS', null],
    ['Root/VFS', 'ProgramFilesX64', 'merge'],
    ['Root/VFS/ProgramFilesX64', 'App', 'override'],
    ['Root/VFS/ProgramFilesX64/App', 'Sub', 'override'],
    ['Root/VFS/ProgramFilesX64', 'Common', 'merge'],
    ['Root', 'Data', 'merge'],
    ['Scripts', 'Inner', null],
  ] as const)('folder %s/%s is %s', (folder, name, mode) => {
    const names = [
      'Root/VFS/ProgramFilesX64/App/Sub/a.txt',
      'Root/VFS/ProgramFilesX64/Common/a.txt',
      'Root/Data/a.txt',
      'Scripts/Inner/a.cmd',
    ];
    const opaqueFolders = ['root/vfs/PROGRAMFILESX64/app'];
    expect(rows(source(names, { opaqueFolders }), folder).find((row) => row.name === name)?.folderMode).toBe(
      mode,
    );
    const appx = rows(source(names, { opaqueFolders, hasFolderModes: false }), folder);
    expect(appx.find((row) => row.name === name)?.folderMode).toBe(null);
  });

  it('finds files by any part of their path, whatever the letter case', () => {
    const tree = createFileTree(source(['Root/Alpha/one.txt', 'Root/beta/ALPHA.dll', 'Root/beta/two.txt']));
    const page = tree.page({ folder: 'Root/beta', search: 'alpha', offset: 0, limit: 10 });
    expect(page.rows.map(({ path }) => path)).toEqual(['Root/Alpha/one.txt', 'Root/beta/ALPHA.dll']);
    expect(tree.page({ folder: '', search: 'nothing', offset: 0, limit: 10 })).toEqual({
      total: 0,
      rows: [],
    });
    expect(tree.page({ folder: '', search: '.txt', offset: 1, limit: 1 })).toMatchObject({
      total: 2,
      rows: [{ name: 'two.txt' }],
    });
  });

  it('has no children for what is not a folder', () => {
    for (const folder of ['None', 'Root/a.txt', 'Root/', '/', '__proto__', '..']) {
      expect(rows(source(['Root/a.txt']), folder)).toEqual([]);
    }
  });

  it('shows every file once, whichever way the pages are cut', () => {
    const segment = fc.constantFrom('a', 'b', 'B', 'c1', 'c10', 'é');
    const path = fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((segments) => `Root/${segments.join('/')}.txt`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (names, limit) => {
        const tree = createFileTree(source(names));
        const seen: string[] = [];
        const visit = (folder: string): void => {
          for (let offset = 0; ; offset += limit) {
            const page = tree.page({ folder, search: '', offset, limit });
            for (const row of page.rows) {
              if (row.kind === 'folder') visit(row.path);
              else seen.push(row.path);
            }
            if (offset + limit >= page.total) return;
          }
        };
        visit('');
        expect(seen.sort()).toEqual([...names].sort());
      }),
    );
  });

  it('takes a path of very many folders', () => {
    const deep = `Root/${'f/'.repeat(16_000)}a.txt`;
    expect(rows(source([deep]), 'Root/f/f')).toMatchObject([{ name: 'f', files: 1 }]);
  });
});
