import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../shared/appv/edits/apply-edit.ts';
import { documentFiles, documentFolders } from '../../../../shared/appv/edits/document-files.ts';
import type { PackageDocument } from '../../../../shared/appv/edits/package-document.ts';
import type { PackageEdit } from '../../../../shared/appv/edits/package-edit.ts';
import {
  baseParts,
  codesOf,
  edited,
  localFile,
  namedParts,
  openedPackage,
} from '../../../support/edited-package.ts';

const app = 'Root/VFS/ProgramFilesX86/App';
const file = localFile;

/** Files below Root and Scripts; what is not of the base is marked. */
function filesOf(document: PackageDocument): readonly string[] {
  return [...documentFiles(document)]
    .filter(({ name }) => name.includes('/'))
    .map(({ name, size, origin }) => {
      if (origin.kind === 'local') return `${name} new ${size}`;
      return origin.from === name ? name : `${name} was ${origin.from}`;
    })
    .sort();
}

const asOpened = filesOf(openedPackage());

/** The files after edits, as what has gone (-) and what has come (+). */
function difference(...edits: readonly PackageEdit[]): readonly string[] {
  const now = filesOf(edited(openedPackage(), ...edits));
  return [
    ...asOpened.filter((each) => !now.includes(each)).map((each) => `- ${each}`),
    ...now.filter((each) => !asOpened.includes(each)).map((each) => `+ ${each}`),
  ];
}

function empties(...edits: readonly PackageEdit[]): readonly string[] {
  return documentFolders(edited(openedPackage(), ...edits)).empty.toSorted();
}

describe('edits of files', () => {
  const cases: readonly (readonly [string, readonly PackageEdit[], readonly string[]])[] = [
    ['add', [{ kind: 'addFile', part: `${app}/new.dll`, file }], [`+ ${app}/new.dll new 77`]],
    ['add with backslashes', [{ kind: 'addFile', part: 'Root\\x\\y.txt', file }], ['+ Root/x/y.txt new 77']],
    [
      'add takes the spelling that the folders have',
      [{ kind: 'addFile', part: 'ROOT/vfs/programfilesx86/APP/DATA/C.txt', file }],
      [`+ ${app}/data/C.txt new 77`],
    ],
    [
      'add gives new folders of Windows their own spelling',
      [{ kind: 'addFile', part: 'root/vfs/common appdata/X/y', file }],
      ['+ Root/VFS/Common AppData/X/y new 77'],
    ],
    [
      'add keeps the spelling of a folder that only shares a name with one of Windows',
      [{ kind: 'addFile', part: 'Root/vfs/x/appdata/vfs/y', file }],
      ['+ Root/VFS/x/appdata/vfs/y new 77'],
    ],
    ['add a script', [{ kind: 'addFile', part: 'scripts/b.ps1', file }], ['+ Scripts/b.ps1 new 77']],
    [
      'replace, whatever the letter case',
      [{ kind: 'replaceFile', part: `${app}/APP.EXE`, file }],
      [`- ${app}/app.exe`, `+ ${app}/app.exe new 77`],
    ],
    ['remove', [{ kind: 'removeFile', part: 'root/TOP.txt' }], ['- Root/top.txt']],
    [
      'rename',
      [{ kind: 'renameFile', part: 'Root/top.txt', to: 'Root/other.txt' }],
      ['- Root/top.txt', '+ Root/other.txt was Root/top.txt'],
    ],
    [
      'rename by letter case only',
      [{ kind: 'renameFile', part: 'Root/top.txt', to: 'Root/TOP.txt' }],
      ['- Root/top.txt', '+ Root/TOP.txt was Root/top.txt'],
    ],
    [
      'move into a new folder',
      [{ kind: 'renameFile', part: 'Root/top.txt', to: 'Root/a/b/top.txt' }],
      ['- Root/top.txt', '+ Root/a/b/top.txt was Root/top.txt'],
    ],
    [
      'rename twice',
      [
        { kind: 'renameFile', part: 'Root/top.txt', to: 'Root/b.txt' },
        { kind: 'renameFile', part: 'Root/b.txt', to: 'Scripts/c.txt' },
      ],
      ['- Root/top.txt', '+ Scripts/c.txt was Root/top.txt'],
    ],
    [
      'change places',
      [
        { kind: 'renameFile', part: `${app}/data/a.txt`, to: 'Root/swap' },
        { kind: 'renameFile', part: `${app}/data/b.txt`, to: `${app}/data/a.txt` },
        { kind: 'renameFile', part: 'Root/swap', to: `${app}/data/b.txt` },
      ],
      [
        `- ${app}/data/a.txt`,
        `- ${app}/data/b.txt`,
        `+ ${app}/data/a.txt was ${app}/data/b.txt`,
        `+ ${app}/data/b.txt was ${app}/data/a.txt`,
      ],
    ],
    [
      'rename there and back',
      [
        { kind: 'renameFile', part: 'Root/top.txt', to: 'Root/b.txt' },
        { kind: 'renameFile', part: 'Root/b.txt', to: 'Root/top.txt' },
      ],
      [],
    ],
  ];
  it.each(cases)('%s', (_, edits, expected) => {
    expect(difference(...edits)).toEqual(expected);
  });

  it('sees a script moved to Root and back as the script it was', () => {
    expect(
      difference(
        { kind: 'renameFile', part: 'Scripts/run.ps1', to: 'Root/run.ps1' },
        { kind: 'renameFile', part: 'Root/run.ps1', to: 'Scripts/run.ps1' },
      ),
    ).toEqual([]);
  });
});

describe('folders around edited files', () => {
  const logs = `${app}/logs`;
  const cases: readonly (readonly [string, readonly PackageEdit[], readonly string[]])[] = [
    ['nothing', [], [logs]],
    ['an empty folder that gets a file', [{ kind: 'addFile', part: `${logs}/x.log`, file }], []],
    ['an empty folder that gets a file below', [{ kind: 'addFile', part: `${logs}/sub/x.log`, file }], []],
    [
      'a folder that loses its last file',
      [
        { kind: 'removeFile', part: `${app}/data/a.txt` },
        { kind: 'removeFile', part: `${app}/data/b.txt` },
      ],
      [`${app}/data`, logs],
    ],
    [
      'a folder that its last file moves away from',
      [
        { kind: 'removeFile', part: `${app}/data/a.txt` },
        { kind: 'renameFile', part: `${app}/data/b.txt`, to: `${logs}/b.txt` },
      ],
      [`${app}/data`],
    ],
    [
      'a folder whose only file moves further down',
      [
        { kind: 'removeFile', part: `${app}/data/a.txt` },
        { kind: 'renameFile', part: `${app}/data/b.txt`, to: `${app}/data/deep/b.txt` },
      ],
      [logs],
    ],
    ['Scripts', [{ kind: 'removeFile', part: 'Scripts/run.ps1' }], [logs]],
    [
      'a folder of Windows',
      [
        { kind: 'addFile', part: 'Root/VFS/System/x.dll', file },
        { kind: 'removeFile', part: 'Root/VFS/System/x.dll' },
      ],
      [logs],
    ],
    [
      'a folder below Scripts',
      [
        { kind: 'renameFile', part: 'Scripts/run.ps1', to: 'Scripts/sub/run.ps1' },
        { kind: 'removeFile', part: 'Scripts/sub/run.ps1' },
      ],
      [logs],
    ],
  ];
  it.each(cases)('%s', (_, edits, expected) => {
    expect(empties(...edits)).toEqual(expected);
  });

  it('forgets folders that nothing is in and that exist without the application', () => {
    const document = edited(openedPackage(), { kind: 'removeFolder', folder: 'Root/VFS/ProgramFilesX86' });
    expect(documentFolders(document)).toEqual({ empty: [], opaque: [] });
    expect(
      codesOf(applyEdit(document, { kind: 'removeFolder', folder: 'Root/VFS/ProgramFilesX86' })),
    ).toEqual(['EDT-PART-MISSING']);
  });
});

describe('feature blocks', () => {
  const blockOf = (document: PackageDocument, name: string) =>
    [...documentFiles(document)].find((each) => each.name === name)?.block;

  it('are those of StreamMap.xml, the publishing one first', () => {
    const document = openedPackage();
    expect(blockOf(document, `${app}/app.ico`)).toBe('publishing');
    expect(blockOf(document, `${app}/app.exe`)).toBe('primary');
    expect(blockOf(document, 'Root/top.txt')).toBe('onDemand');
    expect(blockOf(document, 'Scripts/run.ps1')).toBeNull();
  });

  it('go where their file goes, and are lost in Scripts', () => {
    const chosen = edited(
      openedPackage(),
      { kind: 'setFeatureBlock', part: 'Root/top.txt', block: 'primary' },
      { kind: 'renameFile', part: 'Root/top.txt', to: 'Root/x' },
      { kind: 'renameFile', part: `${app}/app.exe`, to: 'Root/y' },
    );
    expect(blockOf(chosen, 'Root/x')).toBe('primary');
    expect(blockOf(chosen, 'Root/y')).toBe('primary');
    const there = edited(chosen, { kind: 'renameFile', part: 'Root/x', to: 'Scripts/x' });
    expect(blockOf(there, 'Scripts/x')).toBeNull();
    expect(blockOf(edited(there, { kind: 'renameFile', part: 'Scripts/x', to: 'Root/x' }), 'Root/x')).toBe(
      'onDemand',
    );
  });

  it('of a file that takes the place of a removed one stay, of one that takes the name of a moved one do not', () => {
    const part = `${app}/app.ico`;
    const replaced = edited(openedPackage(), { kind: 'removeFile', part }, { kind: 'addFile', part, file });
    expect(blockOf(replaced, part)).toBe('publishing');
    const beside = edited(
      openedPackage(),
      { kind: 'renameFile', part, to: 'Root/moved.ico' },
      { kind: 'addFile', part, file },
    );
    expect(blockOf(beside, part)).toBe('onDemand');
    expect(blockOf(beside, 'Root/moved.ico')).toBe('publishing');
  });
});

describe('edits of files that change nothing', () => {
  const replaced = edited(openedPackage(), { kind: 'replaceFile', part: 'Root/top.txt', file });
  const cases: readonly (readonly [PackageDocument, PackageEdit])[] = [
    [openedPackage(), { kind: 'renameFile', part: 'Root/top.txt', to: 'ROOT/top.txt' }],
    [replaced, { kind: 'replaceFile', part: 'Root/TOP.txt', file: { ...file } }],
    [openedPackage(), { kind: 'setFeatureBlock', part: `${app}/app.ico`, block: 'publishing' }],
    [openedPackage(), { kind: 'setFeatureBlock', part: `${app}/app.exe`, block: 'primary' }],
    [openedPackage(), { kind: 'setFeatureBlock', part: 'Root/top.txt', block: 'onDemand' }],
  ];
  it.each(cases)('%# %j', (document, edit) => {
    const result = applyEdit(document, edit);
    expect(result.ok && result.value).toBe(document);
  });

  it('an added file that is to be on demand', () => {
    const document = edited(openedPackage(), { kind: 'addFile', part: 'Root/x', file });
    const result = applyEdit(document, { kind: 'setFeatureBlock', part: 'Root/x', block: 'onDemand' });
    expect(result.ok && result.value).toBe(document);
  });
});

describe('edits of files that cannot be', () => {
  const cases: readonly (readonly [PackageEdit, string, Readonly<Record<string, string>>])[] = [
    [{ kind: 'addFile', part: 'Root/TOP.TXT', file }, 'EDT-PART-EXISTS', { other: 'Root/top.txt' }],
    [{ kind: 'addFile', part: 'Root/top.txt', file }, 'EDT-PART-EXISTS', { name: 'Root/top.txt' }],
    [{ kind: 'addFile', part: `${app}/DATA`, file }, 'EDT-PART-EXISTS', { other: `${app}/data` }],
    [{ kind: 'addFile', part: `${app}/logs`, file }, 'EDT-PART-EXISTS', { name: `${app}/logs` }],
    [{ kind: 'addFile', part: 'Root/top.txt/x', file }, 'EDT-PART-EXISTS', { other: 'Root/top.txt' }],
    [{ kind: 'addFile', part: 'Registry.dat', file }, 'EDT-PART-PLACE', { name: 'Registry.dat' }],
    [{ kind: 'addFile', part: 'Roots/a', file }, 'EDT-PART-PLACE', { name: 'Roots/a' }],
    [{ kind: 'addFile', part: 'Root', file }, 'EDT-PART-PLACE', { name: 'Root' }],
    [{ kind: 'addFile', part: 'root/vfs', file }, 'EDT-PART-PLACE', { name: 'root/vfs' }],
    [{ kind: 'addFile', part: 'Root/nul.txt', file }, 'OPC-NAME-RESERVED', { name: 'Root/nul.txt' }],
    [{ kind: 'addFile', part: 'Root/a ', file }, 'OPC-NAME-RESERVED', {}],
    [{ kind: 'addFile', part: 'Root/a?b', file }, 'OPC-NAME-CHARACTER', {}],
    [{ kind: 'addFile', part: 'Root\\..\\x', file }, 'OPC-NAME-SLIP', {}],
    [{ kind: 'addFile', part: 'C:\\x', file }, 'OPC-NAME-SLIP', {}],
    [{ kind: 'addFile', part: `Root/${'a'.repeat(256)}`, file }, 'OPC-NAME-LENGTH', {}],
    [{ kind: 'addFile', part: 'Root/', file }, 'OPC-NAME-LENGTH', {}],
    [{ kind: 'replaceFile', part: 'Root/none', file }, 'EDT-PART-MISSING', { name: 'Root/none' }],
    [{ kind: 'replaceFile', part: app, file }, 'EDT-PART-MISSING', { name: app }],
    [{ kind: 'replaceFile', part: 'StreamMap.xml', file }, 'EDT-PART-PLACE', { name: 'StreamMap.xml' }],
    [{ kind: 'removeFile', part: 'Root/none' }, 'EDT-PART-MISSING', { name: 'Root/none' }],
    [{ kind: 'removeFile', part: 'Root/top.txt/x' }, 'EDT-PART-MISSING', {}],
    [{ kind: 'removeFile', part: 'AppxManifest.xml' }, 'EDT-PART-PLACE', {}],
    [{ kind: 'removeFile', part: '../x' }, 'OPC-NAME-SLIP', {}],
    [{ kind: 'renameFile', part: 'Root/none', to: 'Root/x' }, 'EDT-PART-MISSING', { name: 'Root/none' }],
    [
      { kind: 'renameFile', part: 'Root/top.txt', to: `${app}/APP.exe` },
      'EDT-PART-EXISTS',
      { other: `${app}/app.exe` },
    ],
    [{ kind: 'renameFile', part: 'Root/top.txt', to: 'Root/top.txt/x' }, 'EDT-PART-EXISTS', {}],
    [{ kind: 'renameFile', part: 'Root/top.txt', to: 'top.txt' }, 'EDT-PART-PLACE', { name: 'top.txt' }],
    [{ kind: 'renameFile', part: 'Root/top.txt', to: 'Scripts' }, 'EDT-PART-PLACE', { name: 'Scripts' }],
    [{ kind: 'renameFile', part: 'Root/top.txt', to: 'Root/con' }, 'OPC-NAME-RESERVED', {}],
    [{ kind: 'setFeatureBlock', part: 'Root/none', block: 'primary' }, 'EDT-PART-MISSING', {}],
    [{ kind: 'setFeatureBlock', part: 'Scripts/run.ps1', block: 'primary' }, 'EDT-PART-PLACE', {}],
  ];
  it.each(cases)('%j: %s', (edit, code, params) => {
    const [found, ...more] = applyEdit(openedPackage(), edit).issues;
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code, severity: 'error', params });
  });

  it('names that are wrong in the package itself can be found to be corrected', () => {
    const parts = namedParts([...baseParts, ['Root/aux.txt', 3]]);
    const document = openedPackage({ parts });
    const corrected = edited(document, { kind: 'renameFile', part: 'Root/aux.txt', to: 'Root/other.txt' });
    expect(filesOf(corrected)).toContain('Root/other.txt was Root/aux.txt');
  });
});
