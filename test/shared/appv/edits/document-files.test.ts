import { describe, expect, it } from 'vitest';
import { documentFiles, type NetChanges, netChanges } from '../../../../shared/appv/edits/document-files.ts';
import type { PackageEdit } from '../../../../shared/appv/edits/package-edit.ts';
import { edited, localFile as file, openedPackage } from '../../../support/edited-package.ts';

const app = 'Root/VFS/ProgramFilesX86/App';
const top = 'Root/top.txt';
const none: NetChanges = {
  removed: [],
  added: [],
  replaced: [],
  renamed: [],
  emptyFolders: { added: [], removed: [] },
  opaqueFolders: { added: [], removed: [] },
  featureBlocks: [],
  fullLoad: null,
};

type Expected = { readonly [Key in keyof NetChanges]?: unknown };

describe('netChanges', () => {
  const cases: readonly (readonly [string, readonly PackageEdit[], Expected])[] = [
    ['nothing', [], {}],
    ['settings', [{ kind: 'set', path: 'identity.version', value: '9.0.0.0' }], {}],
    ['an addition', [{ kind: 'addFile', part: 'Root/x', file }], { added: ['Root/x'] }],
    [
      'an addition that is removed',
      [
        { kind: 'addFile', part: 'Root/x', file },
        { kind: 'removeFile', part: 'Root/x' },
      ],
      {},
    ],
    [
      'an addition that is renamed and replaced',
      [
        { kind: 'addFile', part: 'Root/x', file },
        { kind: 'renameFile', part: 'Root/x', to: 'Root/y' },
        { kind: 'replaceFile', part: 'Root/y', file: { ...file, size: 1 } },
      ],
      { added: ['Root/y'] },
    ],
    ['a replacement', [{ kind: 'replaceFile', part: top, file }], { replaced: [top] }],
    [
      'a removal and an addition of one name',
      [
        { kind: 'removeFile', part: top },
        { kind: 'addFile', part: top, file },
      ],
      { replaced: [top] },
    ],
    [
      'a removal and an addition of one name in another spelling',
      [
        { kind: 'removeFile', part: top },
        { kind: 'addFile', part: 'Root/TOP.txt', file },
      ],
      { replaced: [top], renamed: [[top, 'Root/TOP.txt']] },
    ],
    [
      'a name in three steps',
      [
        { kind: 'renameFile', part: top, to: 'Root/b' },
        { kind: 'renameFile', part: 'Root/b', to: 'Root/c' },
        { kind: 'renameFile', part: 'Root/c', to: 'Scripts/d' },
      ],
      { renamed: [[top, 'Scripts/d']] },
    ],
    [
      'a name there and back',
      [
        { kind: 'renameFile', part: top, to: 'Root/b' },
        { kind: 'renameFile', part: 'Root/b', to: top },
      ],
      {},
    ],
    [
      'another name and other bytes',
      [
        { kind: 'renameFile', part: top, to: 'Root/b' },
        { kind: 'replaceFile', part: 'Root/b', file },
      ],
      { renamed: [[top, 'Root/b']], replaced: [top] },
    ],
    [
      'another name, and then gone',
      [
        { kind: 'renameFile', part: top, to: 'Root/b' },
        { kind: 'removeFile', part: 'Root/b' },
      ],
      { removed: [top] },
    ],
    [
      'a new file under the name that another has left',
      [
        { kind: 'renameFile', part: top, to: 'Root/b' },
        { kind: 'addFile', part: top, file },
      ],
      { renamed: [[top, 'Root/b']], added: [top] },
    ],
    [
      'a name that a removed file had',
      [
        { kind: 'removeFile', part: `${app}/app.exe` },
        { kind: 'renameFile', part: top, to: `${app}/app.exe` },
      ],
      { removed: [`${app}/app.exe`], renamed: [[top, `${app}/app.exe`]] },
    ],
    [
      'a folder there and back, with a removal meanwhile',
      [
        { kind: 'renameFolder', folder: app, to: 'Root/App' },
        { kind: 'removeFile', part: 'Root/App/data/b.txt' },
        { kind: 'renameFolder', folder: 'Root/App', to: app },
      ],
      { removed: [`${app}/data/b.txt`] },
    ],
    [
      'an empty folder that is removed and made again',
      [
        { kind: 'removeFolder', folder: `${app}/logs` },
        { kind: 'addFolder', folder: `${app}/logs` },
      ],
      {},
    ],
    [
      'a folder that is emptied',
      [
        { kind: 'removeFile', part: `${app}/data/a.txt` },
        { kind: 'removeFile', part: `${app}/data/b.txt` },
      ],
      {
        removed: [`${app}/data/a.txt`, `${app}/data/b.txt`],
        emptyFolders: { added: [`${app}/data`], removed: [] },
      },
    ],
    [
      'modes there and back',
      [
        { kind: 'setFolderMode', folder: app, mode: 'merge' },
        { kind: 'setFolderMode', folder: `${app}/data`, mode: 'override' },
        { kind: 'setFolderMode', folder: app, mode: 'override' },
      ],
      { opaqueFolders: { added: [`${app}/data`], removed: [] } },
    ],
    [
      'feature blocks there and back, and of a removed file',
      [
        { kind: 'setFeatureBlock', part: `${app}/app.ico`, block: 'onDemand' },
        { kind: 'setFeatureBlock', part: top, block: 'primary' },
        { kind: 'setFeatureBlock', part: `${app}/data/a.txt`, block: 'primary' },
        { kind: 'setFeatureBlock', part: `${app}/app.ico`, block: 'publishing' },
        { kind: 'removeFile', part: `${app}/data/a.txt` },
      ],
      { featureBlocks: [{ part: top, block: 'primary' }], removed: [`${app}/data/a.txt`] },
    ],
    ['full load', [{ kind: 'setFullLoad', value: true }], { fullLoad: true }],
  ];
  it.each(cases)('%s', (_, edits, expected) => {
    expect(netChanges(edited(openedPackage(), ...edits))).toEqual({ ...none, ...expected });
  });
});

describe('documentFiles', () => {
  it('says where the bytes of each part come from', () => {
    const document = edited(
      openedPackage(),
      { kind: 'renameFile', part: `${app}/app.exe`, to: 'Root/run.exe' },
      { kind: 'replaceFile', part: top, file },
    );
    const files = new Map([...documentFiles(document)].map((each) => [String(each.name), each]));
    expect(files.get('Root/run.exe')).toEqual({
      name: 'Root/run.exe',
      size: 70_000,
      origin: { kind: 'kept', from: `${app}/app.exe` },
      block: 'primary',
    });
    expect(files.get(top)).toEqual({
      name: top,
      size: 77,
      origin: { kind: 'local', file },
      block: 'onDemand',
    });
    expect(files.get('Registry.dat')).toEqual({
      name: 'Registry.dat',
      size: 8192,
      origin: { kind: 'kept', from: 'Registry.dat' },
      block: null,
    });
    expect(files.size).toBe(7);
  });
});
