import { describe, expect, it } from 'vitest';
import { editOptions, withHandles } from '../../../main/cli/edit-options.ts';
import { parseCommand } from '../../../main/cli/parse-command.ts';
import type { FileHandle } from '../../../shared/contract/operations.ts';

function editsOf(...options: readonly string[]): unknown {
  const command = parseCommand(['edit', 'a.appv', '-o', 'b.appv', ...options]);
  if (!command.ok) throw new Error(command.issues.map(({ code }) => code).join());
  const edits = editOptions(command.value);
  return edits.ok ? edits.value : edits.issues.map(({ params }) => params?.['actual']);
}

describe('editOptions', () => {
  it('keeps the order of the command line, whatever the options', () => {
    const options = [
      '--rename',
      'Root/a=Root/b',
      '--set',
      'properties.description=Hello',
      '--no-full-load',
      '--add-folder',
      'Root/new',
      '--set=identity.version=2.0.0.0',
      '--remove-file',
      'Root/b',
      '--scrub-history',
      '--remove-folder=Root/old',
      '--full-load',
    ];
    expect(editsOf(...options)).toEqual([
      { kind: 'renameFile', part: 'Root/a', to: 'Root/b' },
      { kind: 'set', path: 'properties.description', value: 'Hello' },
      { kind: 'setFullLoad', value: false },
      { kind: 'addFolder', folder: 'Root/new' },
      { kind: 'set', path: 'identity.version', value: '2.0.0.0' },
      { kind: 'removeFile', part: 'Root/b' },
      { kind: 'scrubHistory' },
      { kind: 'removeFolder', folder: 'Root/old' },
      { kind: 'setFullLoad', value: true },
    ]);
  });

  it('is empty without options that edit', () => {
    expect(editsOf('--as', 'same', '--overwrite', '--workers', '2')).toEqual([]);
  });

  const settings = [
    ['identity.name=Contoso', 'Contoso'],
    ['identity.name=a=b=c', 'a=b=c'],
    ['identity.name=', ''],
    ['identity.name= two lines\nof text ', ' two lines\nof text '],
  ] as const;
  it.each(settings)('--set %j has the value %j', (option, value) => {
    expect(editsOf('--set', option)).toEqual([{ kind: 'set', path: 'identity.name', value }]);
  });

  // What stands on the left of the `=` that counts, and on its right.
  const pairs = [
    ['a.txt=Root/a.txt', 'a.txt', 'Root/a.txt'],
    ['C:\\files\\a.txt=Root\\VFS\\a.txt', 'C:\\files\\a.txt', 'Root\\VFS\\a.txt'],
    ['a=b.txt=Root/a.txt', 'a=b.txt', 'Root/a.txt'],
    ['a.txt=Root/a=b.txt', 'a.txt', 'Root/a=b.txt'],
    ['a=b.txt=scripts\\c=d.ps1', 'a=b.txt', 'scripts\\c=d.ps1'],
    ['Root/a=Root/b=Root/c', 'Root/a', 'Root/b=Root/c'],
    ['a==ROOT/b', 'a=', 'ROOT/b'],
    ['Roots/a=Root/b', 'Roots/a', 'Root/b'],
  ] as const;
  it.each(pairs)('splits %s where the part begins', (option, left, right) => {
    expect(editsOf('--add-file', option)).toEqual([{ kind: 'addFile', part: right, file: left }]);
    expect(editsOf('--replace-file', option)).toEqual([{ kind: 'replaceFile', part: right, file: left }]);
    expect(editsOf('--rename', option)).toEqual([{ kind: 'renameFile', part: left, to: right }]);
    expect(editsOf('--rename-folder', option)).toEqual([{ kind: 'renameFolder', folder: left, to: right }]);
  });

  it('splits modes and feature blocks at the last =', () => {
    expect(editsOf('--mode', 'Root/a=b=override', '--mode', 'Root/c=merge')).toEqual([
      { kind: 'setFolderMode', folder: 'Root/a=b', mode: 'override' },
      { kind: 'setFolderMode', folder: 'Root/c', mode: 'merge' },
    ]);
    expect(editsOf('--feature-block', 'Root/a=b=onDemand', '--feature-block', 'Root/c=primary')).toEqual([
      { kind: 'setFeatureBlock', part: 'Root/a=b', block: 'onDemand' },
      { kind: 'setFeatureBlock', part: 'Root/c', block: 'primary' },
    ]);
  });

  it('names everything that has no such form', () => {
    const wrong = ['x', '=Root/a', 'a=Roots/b', 'a=Root/', 'Root/a=b', 'a=Root'];
    expect(editsOf(...wrong.flatMap((text) => ['--add-file', text]))).toEqual(wrong);
    expect(editsOf('--mode', 'merge', '--mode', '=merge', '--mode', 'Root/a=Merge')).toEqual([
      'merge',
      '=merge',
      'Root/a=Merge',
    ]);
    expect(editsOf('--set', 'identity.name', '--set', 'toString=1')).toEqual(['identity.name', 'toString']);
  });
});

describe('withHandles', () => {
  it('puts handles in the place of local files only', () => {
    const handleOf = (file: string) => `handle of ${file}` as FileHandle;
    const edits = [
      { kind: 'addFile', part: 'Root/a', file: 'a' },
      { kind: 'removeFile', part: 'Root/b' },
      { kind: 'replaceFile', part: 'Root/c', file: 'c' },
    ] as const;
    expect(withHandles(edits, handleOf)).toEqual([
      { kind: 'addFile', part: 'Root/a', file: 'handle of a' },
      { kind: 'removeFile', part: 'Root/b' },
      { kind: 'replaceFile', part: 'Root/c', file: 'handle of c' },
    ]);
  });
});
