import fc from 'fast-check';
import { nodeCodec } from '../../../../main/files/node-codec.ts';
import { planPackage } from '../../../../shared/appv/project/plan-package.ts';
import { describe, expect, it } from 'vitest';
import { extras, project, scan, plan, complaints, names } from '../../../support/plan-project.ts';

describe('the files of a package', () => {
  it('are ordered by name whatever the case, files of a folder before its folders, then the generated parts', () => {
    const planned = plan({}, [scan(['b.txt', 'sub/z.txt', 'A.txt', 'sub/deeper/x', 'c', 'a b.txt'])]);
    const root = 'Root/VFS/ProgramFilesX64/Contoso Notes';
    expect(names(planned.parts)).toEqual([
      `${root}/a b.txt`,
      `${root}/A.txt`,
      `${root}/b.txt`,
      `${root}/c`,
      `${root}/sub/z.txt`,
      `${root}/sub/deeper/x`,
      'Registry.dat',
      'FilesystemMetadata.xml',
      'StreamMap.xml',
    ]);
    expect(planned.files).toBe(6);
    expect(planned.bytes).toBe(5 + 9 + 5 + 12 + 1 + 7);
  });

  it('are the same for any order of the scan', () => {
    const files = ['a/1.txt', 'A/2.txt', 'b.txt', 'ä.txt', 'a/b/c', '日本.txt'];
    const expected = plan({}, [scan(files, ['e1', 'e2'])]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(files, { minLength: files.length }),
        fc.shuffledSubarray(['e1', 'e2'], { minLength: 2 }),
        (shuffled, empty) => {
          expect(plan({}, [scan(shuffled, empty)])).toEqual(expected);
        },
      ),
    );
  });

  it('keep sizes beyond 4 GiB and long paths', () => {
    const long = `${'a long folder name/'.repeat(40)}file.txt`;
    const big = { relative: long, path: 'x', size: 5 * 2 ** 30 };
    const planned = plan({}, [{ files: [big], emptyFolders: [] }]);
    expect(planned.bytes).toBe(5 * 2 ** 30);
    expect(planned.parts[0]?.name).toBe(`Root/VFS/ProgramFilesX64/Contoso Notes/${long}`);
  });

  it('take the folder spelling that comes first when sources differ in letter case', () => {
    const sources = [
      { folder: 'one', root: '[{ProgramFilesX86}]\\App' },
      { folder: 'two', root: '[{programfilesx86}]\\APP' },
    ];
    const planned = plan({ sources }, [scan(['Data/a']), scan(['DATA/b'])]);
    expect(names(planned.parts).slice(0, 2)).toEqual([
      'Root/VFS/ProgramFilesX86/App/Data/a',
      'Root/VFS/ProgramFilesX86/App/Data/b',
    ]);
  });

  it('give token folders their own spelling when a source brings VFS along', () => {
    const sources = [{ folder: 'unpacked', root: '[{AppVPackageRoot}]' }];
    const planned = plan({ sources }, [scan(['vfs/programfilesx86/App/a.exe', 'b.dll'])]);
    expect(names(planned.parts).slice(0, 2)).toEqual(['Root/b.dll', 'Root/VFS/ProgramFilesX86/App/a.exe']);
  });

  it.each([
    ['twice by case', [['a.txt', 'A.TXT']], 'PRJ-FILE-TWICE Root/VFS/ProgramFilesX64/Contoso Notes/A.TXT'],
    ['a file and a folder', [['a', 'A/b']], 'PRJ-FILE-TWICE Root/VFS/ProgramFilesX64/Contoso Notes/A'],
    ['a device', [['aux.txt']], 'PRJ-NAME aux.txt'],
    ['a colon', [['a:b']], 'PRJ-NAME a:b'],
    ['a backslash', [['a\\b']], 'PRJ-NAME a\\b'],
    ['a blank at the end', [['dir /x']], 'PRJ-NAME dir'],
    ['a way up', [['../x']], 'PRJ-NAME ..'],
    ['too long a name', [['n'.repeat(256)]], `PRJ-NAME ${'n'.repeat(256)}`],
    ['nothing at all', [[]], 'PRJ-SOURCE-EMPTY source'],
  ])('refuse %s', (_what, files, complaint) => {
    expect(
      complaints(
        {},
        files.map((each) => scan(each)),
      ),
    ).toEqual([complaint]);
  });

  it('refuse folders nested more deeply than FilesystemMetadata.xml can say', () => {
    expect(complaints({}, [scan([`${'d/'.repeat(240)}x`])])).toEqual([]);
    expect(complaints({}, [scan([`${'d/'.repeat(260)}x`])])).toEqual([`PRJ-NAME ${'d/'.repeat(259)}d`]);
  });

  it.each([
    'C:\\Program Files\\x',
    '[{Nobody}]\\x',
    '[{AppVCurrentUserSID}]',
    '[{System}{~}]\\x',
    '[{System}]\\a?',
    'x',
  ])('refuse the root %s', (root) => {
    expect(complaints({ sources: [{ folder: 's', root }] }, [scan(['a'])])).toEqual([
      `PRJ-SOURCE-ROOT ${root}`,
    ]);
  });

  it('refuse two sources that give one file, and name both', () => {
    const sources = [
      { folder: 'one', root: '[{System}]\\a' },
      { folder: 'two', root: '[{System}]' },
    ];
    const planned = planPackage(
      project({ sources }),
      [scan(['b.dll']), scan(['A/B.dll'])],
      extras,
      nodeCodec,
    );
    expect(planned.issues).toMatchObject([
      {
        code: 'PRJ-FILE-TWICE',
        part: 'Root/VFS/System/a/b.dll',
        params: { name: 'Root/VFS/System/a/b.dll', other: 'two/A/B.dll' },
      },
    ]);
  });
});
