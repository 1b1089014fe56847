import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../shared/appv/edits/apply-edit.ts';
import { documentFiles, documentFolders, netChanges } from '../../../../shared/appv/edits/document-files.ts';
import type { PackageEdit } from '../../../../shared/appv/edits/package-edit.ts';
import { codesOf, edited, localFile as file, openedPackage } from '../../../support/edited-package.ts';

const app = 'Root/VFS/ProgramFilesX86/App';
const logs = `${app}/logs`;

function foldersAfter(...edits: readonly PackageEdit[]) {
  const { empty, opaque } = documentFolders(edited(openedPackage(), ...edits));
  return { empty: empty.toSorted(), opaque: opaque.toSorted() };
}

function namesAfter(...edits: readonly PackageEdit[]): readonly string[] {
  return [...documentFiles(edited(openedPackage(), ...edits))]
    .map(({ name }) => name)
    .filter((name) => name.includes('/'))
    .sort();
}

describe('folders of an opened package', () => {
  it('are those that FilesystemMetadata.xml lists', () => {
    expect(foldersAfter()).toEqual({ empty: [logs], opaque: [app] });
  });
});

describe('addFolder', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['beside another', `${app}/cache`, [`${app}/cache`, logs]],
    ['in an empty folder, which is empty no more', `${logs}/old`, [`${logs}/old`]],
    ['in the spelling of the folders above', `ROOT/vfs/programFILESx86/app/Cache`, [`${app}/Cache`, logs]],
    [
      'a folder of Windows, in its own spelling',
      'root/vfs/common appdata',
      ['Root/VFS/Common AppData', logs],
    ],
  ];
  it.each(cases)('%s', (_, folder, empty) => {
    expect(foldersAfter({ kind: 'addFolder', folder }).empty).toEqual(empty.toSorted());
  });
});

describe('removeFolder', () => {
  it('takes everything below, and leaves the folder above as an empty one', () => {
    expect(namesAfter({ kind: 'removeFolder', folder: `${app}/data` })).toEqual([
      'Root/VFS/ProgramFilesX86/App/app.exe',
      'Root/VFS/ProgramFilesX86/App/app.ico',
      'Root/top.txt',
      'Scripts/run.ps1',
    ]);
    expect(foldersAfter({ kind: 'removeFolder', folder: app })).toEqual({ empty: [], opaque: [] });
    expect(
      foldersAfter({ kind: 'addFolder', folder: 'Root/a/b' }, { kind: 'removeFolder', folder: 'Root/a/b' }),
    ).toEqual({ empty: [logs, 'Root/a'], opaque: [app] });
  });

  it('removes an empty one', () => {
    expect(foldersAfter({ kind: 'removeFolder', folder: logs })).toEqual({ empty: [], opaque: [app] });
  });

  it('leaves no folder below Scripts', () => {
    const edits = [
      { kind: 'renameFile', part: 'Scripts/run.ps1', to: 'Scripts/a/run.ps1' },
      { kind: 'removeFolder', folder: 'Scripts/a' },
    ] as const;
    expect(namesAfter(...edits).filter((name) => name.startsWith('Scripts'))).toEqual([]);
    expect(foldersAfter(...edits)).toEqual({ empty: [logs], opaque: [app] });
  });
});

describe('renameFolder', () => {
  it('takes files, empty folders and modes along', () => {
    const edit: PackageEdit = { kind: 'renameFolder', folder: app, to: 'Root/VFS/ProgramFilesX64/Notes' };
    const notes = 'Root/VFS/ProgramFilesX64/Notes';
    expect(foldersAfter(edit)).toEqual({ empty: [`${notes}/logs`], opaque: [notes] });
    expect(namesAfter(edit)).toEqual([
      'Root/VFS/ProgramFilesX64/Notes/app.exe',
      'Root/VFS/ProgramFilesX64/Notes/app.ico',
      'Root/VFS/ProgramFilesX64/Notes/data/a.txt',
      'Root/VFS/ProgramFilesX64/Notes/data/b.txt',
      'Root/top.txt',
      'Scripts/run.ps1',
    ]);
  });

  it('changes letter case alone', () => {
    const document = edited(openedPackage(), {
      kind: 'renameFolder',
      folder: app,
      to: 'Root/VFS/ProgramFilesX86/APP',
    });
    const renamed = 'Root/VFS/ProgramFilesX86/APP';
    expect(netChanges(document)).toMatchObject({
      removed: [],
      added: [],
      renamed: [
        [`${app}/app.exe`, `${renamed}/app.exe`],
        [`${app}/app.ico`, `${renamed}/app.ico`],
        [`${app}/data/a.txt`, `${renamed}/data/a.txt`],
        [`${app}/data/b.txt`, `${renamed}/data/b.txt`],
      ],
      emptyFolders: { added: [`${renamed}/logs`], removed: [logs] },
      opaqueFolders: { added: [renamed], removed: [app] },
    });
  });

  it('leaves an empty folder behind where there was nothing else, and none where Windows has it', () => {
    expect(foldersAfter({ kind: 'renameFolder', folder: `${app}/data`, to: 'Root/data' }).empty).toEqual([
      logs,
    ]);
    expect(
      foldersAfter(
        { kind: 'addFile', part: 'Root/a/b/c.txt', file },
        { kind: 'renameFolder', folder: 'Root/a/b', to: 'Root/b' },
      ).empty,
    ).toEqual(['Root/VFS/ProgramFilesX86/App/logs', 'Root/a']);
  });

  it('leaves in Scripts what Scripts cannot have', () => {
    const document = edited(
      openedPackage(),
      { kind: 'setFeatureBlock', part: `${app}/data/a.txt`, block: 'primary' },
      { kind: 'renameFolder', folder: app, to: 'Scripts/App' },
    );
    expect(documentFolders(document)).toEqual({ empty: [], opaque: [] });
    expect(netChanges(document).featureBlocks).toEqual([]);
    expect(
      [...documentFiles(document)].map(({ name }) => name).filter((name) => name.startsWith('Scripts')),
    ).toHaveLength(5);
  });

  it('never makes a folder of Windows hide all that the computer has there', () => {
    const edit: PackageEdit = { kind: 'renameFolder', folder: app, to: 'Root/VFS/System' };
    expect(foldersAfter(edit)).toEqual({ empty: ['Root/VFS/System/logs'], opaque: [] });
  });

  it('moves a folder of Windows', () => {
    const edit: PackageEdit = {
      kind: 'renameFolder',
      folder: 'Root/VFS/ProgramFilesX86',
      to: 'Root/VFS/programfilesx64',
    };
    expect(foldersAfter(edit).opaque).toEqual(['Root/VFS/ProgramFilesX64/App']);
  });
});

describe('setFolderMode', () => {
  it('lists a folder, also one inside a folder that overrides, and takes it off the list', () => {
    expect(foldersAfter({ kind: 'setFolderMode', folder: `${app}/DATA`, mode: 'override' }).opaque).toEqual([
      app,
      `${app}/data`,
    ]);
    expect(foldersAfter({ kind: 'setFolderMode', folder: app, mode: 'merge' }).opaque).toEqual([]);
    expect(foldersAfter({ kind: 'setFolderMode', folder: logs, mode: 'override' }).opaque).toEqual([
      app,
      logs,
    ]);
  });
});

describe('edits of folders that change nothing', () => {
  const cases: readonly PackageEdit[] = [
    { kind: 'renameFolder', folder: app, to: 'Root/VFS/programfilesx86/App' },
    { kind: 'renameFolder', folder: 'Root/VFS/ProgramFilesX86', to: 'Root/VFS/PROGRAMFILESX86' },
    { kind: 'setFolderMode', folder: app, mode: 'override' },
  ];
  it.each(cases)('%j', (edit) => {
    const document = openedPackage();
    const result = applyEdit(document, edit);
    expect(result.ok && result.value).toBe(document);
  });
});

describe('edits of folders that cannot be', () => {
  const reason = (text: string) => ({ reason: text });
  const fixed = reason('Root, VFS and Scripts stay as they are');
  const cases: readonly (readonly [PackageEdit, string, Readonly<Record<string, string>>])[] = [
    [{ kind: 'addFolder', folder: `${app}/DATA` }, 'EDT-PART-EXISTS', { other: `${app}/data` }],
    [{ kind: 'addFolder', folder: logs }, 'EDT-PART-EXISTS', { name: logs }],
    [{ kind: 'addFolder', folder: `${app}/app.exe/x` }, 'EDT-PART-EXISTS', { other: `${app}/app.exe` }],
    [{ kind: 'addFolder', folder: 'Scripts/x' }, 'EDT-PART-PLACE', reason('Scripts has no empty folders')],
    [{ kind: 'addFolder', folder: 'Root/VFS' }, 'EDT-PART-PLACE', fixed],
    [{ kind: 'addFolder', folder: 'Other/x' }, 'EDT-PART-PLACE', { name: 'Other/x' }],
    [{ kind: 'addFolder', folder: 'Root/lpt1' }, 'OPC-NAME-RESERVED', {}],
    [{ kind: 'removeFolder', folder: 'Root/none' }, 'EDT-PART-MISSING', { name: 'Root/none' }],
    [{ kind: 'removeFolder', folder: 'Root/top.txt' }, 'EDT-PART-MISSING', { name: 'Root/top.txt' }],
    [{ kind: 'removeFolder', folder: 'Root' }, 'EDT-PART-PLACE', fixed],
    [{ kind: 'removeFolder', folder: 'root/VFS' }, 'EDT-PART-PLACE', fixed],
    [{ kind: 'removeFolder', folder: 'SCRIPTS' }, 'EDT-PART-PLACE', fixed],
    [{ kind: 'removeFolder', folder: 'AppxMetadata' }, 'EDT-PART-PLACE', { name: 'AppxMetadata' }],
    [{ kind: 'renameFolder', folder: 'Root/none', to: 'Root/x' }, 'EDT-PART-MISSING', {}],
    [{ kind: 'renameFolder', folder: 'Scripts', to: 'Root/x' }, 'EDT-PART-PLACE', fixed],
    [{ kind: 'renameFolder', folder: app, to: 'Root/VFS' }, 'EDT-PART-PLACE', fixed],
    [{ kind: 'renameFolder', folder: app, to: 'Elsewhere' }, 'EDT-PART-PLACE', { name: 'Elsewhere' }],
    [
      { kind: 'renameFolder', folder: app, to: `${app}/data/App` },
      'EDT-PART-PLACE',
      reason('a folder cannot go into itself'),
    ],
    [{ kind: 'renameFolder', folder: app, to: 'Root/TOP.txt' }, 'EDT-PART-EXISTS', { other: 'Root/top.txt' }],
    [{ kind: 'renameFolder', folder: `${app}/data`, to: logs }, 'EDT-PART-EXISTS', { name: logs }],
    [{ kind: 'renameFolder', folder: app, to: 'Root/a:b' }, 'OPC-NAME-CHARACTER', {}],
    [
      { kind: 'renameFolder', folder: logs, to: 'Scripts/logs' },
      'EDT-PART-PLACE',
      reason('Scripts has no empty folders'),
    ],
    [{ kind: 'setFolderMode', folder: 'Root/none', mode: 'merge' }, 'EDT-PART-MISSING', {}],
    [{ kind: 'setFolderMode', folder: 'Root/VFS', mode: 'override' }, 'EDT-PART-PLACE', fixed],
    [
      { kind: 'setFolderMode', folder: 'Root/VFS/ProgramFilesX86', mode: 'override' },
      'EDT-PART-PLACE',
      reason('only folders of the application have a mode'),
    ],
    [
      { kind: 'setFolderMode', folder: `${app}/data`, mode: 'merge' },
      'EDT-VALUE',
      { reason: 'a folder above it overrides', actual: 'merge' },
    ],
  ];
  it.each(cases)('%j: %s', (edit, code, params) => {
    const [found, ...more] = applyEdit(openedPackage(), edit).issues;
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code, severity: 'error', params });
  });

  it('a folder with a mode in Scripts', () => {
    const document = edited(openedPackage(), {
      kind: 'renameFile',
      part: 'Scripts/run.ps1',
      to: 'Scripts/a/run.ps1',
    });
    expect(
      codesOf(applyEdit(document, { kind: 'setFolderMode', folder: 'Scripts/a', mode: 'override' })),
    ).toEqual(['EDT-PART-PLACE']);
  });

  it('what only FilesystemMetadata.xml could say, without one', () => {
    const document = openedPackage({ filesystemMetadata: null });
    const edits: readonly PackageEdit[] = [
      { kind: 'addFolder', folder: 'Root/x' },
      { kind: 'setFolderMode', folder: app, mode: 'override' },
    ];
    for (const edit of edits) {
      expect(applyEdit(document, edit).issues).toMatchObject([
        { code: 'EDT-PART-MISSING', part: 'FilesystemMetadata.xml' },
      ]);
    }
  });

  it('names below the folder that would be none', () => {
    const document = edited(
      openedPackage(),
      { kind: 'addFile', part: 'Root/a/x.rels', file },
      { kind: 'addFile', part: `Root/b/${'d/'.repeat(16_000)}e`, file },
    );
    expect(
      codesOf(applyEdit(document, { kind: 'renameFolder', folder: 'Root/a', to: 'Root/_rels' })),
    ).toEqual(['OPC-NAME-RESERVED']);
    const to = `Root/${'c'.repeat(250)}/${'c'.repeat(250)}/${'c'.repeat(250)}/${'c'.repeat(250)}`;
    expect(codesOf(applyEdit(document, { kind: 'renameFolder', folder: 'Root/b', to }))).toEqual([
      'OPC-NAME-LENGTH',
    ]);
  });
});
