import { parseFilesystemMetadata } from '../../../../shared/appv/filesystem/parse-filesystem-metadata.ts';
import { describe, expect, it } from 'vitest';
import { scan, plan, textOf } from '../../../support/plan-project.ts';

/** Long paths of a list, and Entry elements of the tree as a nested outline. */
function list(xml: string, element: string): readonly string[] {
  const body = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(xml)?.[1] ?? '';
  return [...body.matchAll(/Long="([^"]*)"/g)].map((match) => match[1] ?? '');
}

describe('FilesystemMetadata.xml', () => {
  // Rules of specs/appv.md 1.6, seen in samples/appx/NotepadPlusPlus.appx.
  it('has the tree without a Root entry, short names where needed, and the lists with a made-up short token folder', () => {
    const xml = textOf(
      plan({}, [scan(['bin/Contoso.Notes.exe', 'readme.txt'], ['Logs'])]).parts,
      'FilesystemMetadata.xml',
    );
    const shape = xml.replaceAll(/VFS\\[a-z0-5]{8}\.[a-z0-5]{3}\\/g, 'VFS\\*\\');
    expect(shape).toBe(
      '\ufeff<?xml version="1.0" encoding="utf-8"?>' +
        '<Metadata xmlns="http://schemas.microsoft.com/appv/2010/FilesystemMetadata">' +
        '<Filesystem Root="C:\\Contoso Notes" Short="C:\\CONTOS~1"><Entry Long="VFS"><Entry Long="ProgramFilesX64">' +
        '<Entry Long="Contoso Notes" Short="CONTOS~1"><Entry Long="readme.txt"/>' +
        '<Entry Long="bin"><Entry Long="Contoso.Notes.exe" Short="CONTOS~1.EXE"/></Entry>' +
        '</Entry></Entry></Entry></Filesystem>' +
        '<EmptyDirectories><Entry Long="VFS\\ProgramFilesX64\\Contoso Notes\\Logs" Short="VFS\\*\\CONTOS~1\\Logs"/></EmptyDirectories>' +
        '<OpaqueDirectories><Entry Long="VFS\\ProgramFilesX64\\Contoso Notes" Short="VFS\\*\\CONTOS~1"/></OpaqueDirectories>' +
        '<StaticDependencies/></Metadata>',
    );
  });

  const pair = (mode: 'override' | 'merge' | undefined, root: string, files: readonly string[]) => {
    const source = { folder: 's', root, ...(mode === undefined ? {} : { mode }) };
    return list(
      textOf(plan({ sources: [source] }, [scan(files)]).parts, 'FilesystemMetadata.xml'),
      'OpaqueDirectories',
    );
  };

  it.each([
    [undefined, '[{System}]\\App', ['a', 'x/b'], ['VFS\\System\\App']],
    ['merge', '[{System}]\\App', ['a'], []],
    [undefined, '[{System}]', ['App/a'], []],
    [
      'override',
      '[{System}]',
      ['App/x/a', 'App/b', 'Other/c', 'd'],
      ['VFS\\System\\App', 'VFS\\System\\Other'],
    ],
    ['override', '[{AppVPackageRoot}]', ['VFS/System/App/a', 'data/b'], ['VFS\\System\\App']],
    [undefined, '[{AppVPackageRoot}]\\data', ['b'], ['data']],
  ] as const)('mode %s at %s makes opaque what the application brings', (mode, root, files, opaque) => {
    expect(pair(mode, root, files)).toEqual(opaque);
  });

  it('does not list an opaque directory below another or without a file', () => {
    const sources = [
      { folder: 'a', root: '[{System}]\\App\\Plugins' },
      { folder: 'b', root: '[{System}]\\App' },
      { folder: 'c', root: '[{System}]\\Empty' },
    ];
    const xml = textOf(
      plan({ sources }, [scan(['p']), scan(['a']), scan([], ['e'])]).parts,
      'FilesystemMetadata.xml',
    );
    expect(list(xml, 'OpaqueDirectories')).toEqual(['VFS\\System\\App']);
    expect(list(xml, 'EmptyDirectories')).toEqual(['VFS\\System\\Empty\\e']);
    expect(list(xml, 'Filesystem')).not.toContain('Empty');
  });

  it('lists an empty folder only when no source fills it and the project may ask for one', () => {
    const sources = [
      { folder: 'a', root: '[{System}]\\App', emptyFolders: ['History', 'x/y'] },
      { folder: 'b', root: '[{System}]\\App' },
    ];
    const xml = textOf(
      plan({ sources }, [scan(['p'], ['Logs']), scan(['Logs/today.txt'])]).parts,
      'FilesystemMetadata.xml',
    );
    expect(list(xml, 'EmptyDirectories')).toEqual(['VFS\\System\\App\\History', 'VFS\\System\\App\\x\\y']);
  });

  it('reads back with names that XML has to escape', () => {
    const bytes = plan({}, [scan(["R&D's best.txt"])]).parts.find(
      ({ name }) => name === 'FilesystemMetadata.xml',
    )?.content;
    const read = bytes?.kind === 'bytes' ? parseFilesystemMetadata(bytes.bytes) : undefined;
    expect(read?.ok && read.value.entries[0]?.entries[0]?.entries[0]?.entries).toEqual([
      { long: "R&D's best.txt", short: "R&D'SB~1.TXT", entries: [] },
    ]);
  });
});
