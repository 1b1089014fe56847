import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import {
  type FileChanges,
  followFilesystemMetadata,
} from '../../../../shared/appv/filesystem/follow-files.ts';
import { encodeUtf8 } from '../../../../shared/base/text.ts';
import type { PartName } from '../../../../shared/opc/part-name.ts';
import { decodeXml, encodeXml } from '../../../../shared/xml/xml-text.ts';
import { readSamplePart } from '../../../support/sample-part.ts';
import { samplePath } from '../../../support/samples.ts';

const codec = {
  sha1: (pieces: Iterable<Uint8Array>) =>
    new Uint8Array(
      createHash('sha1')
        .update(Buffer.concat([...pieces]))
        .digest(),
    ),
};
const packageId = '1a2ad958-75d0-440b-9e6b-1d5e119713ee';

/** Changes as people say them: paths below Root. */
type Said = {
  readonly removed?: readonly string[];
  readonly added?: readonly string[];
  readonly renamed?: readonly (readonly [string, string])[];
  readonly emptyAdded?: readonly string[];
  readonly emptyRemoved?: readonly string[];
  readonly opaqueAdded?: readonly string[];
  readonly opaqueRemoved?: readonly string[];
};

const below = (path: string) => `Root/${path}` as PartName;

function changes(said: Said): FileChanges {
  return {
    removed: (said.removed ?? []).map(below),
    added: (said.added ?? []).map(below),
    renamed: (said.renamed ?? []).map(([from, to]) => [below(from), below(to)]),
    emptyFolders: {
      added: (said.emptyAdded ?? []).map(below),
      removed: (said.emptyRemoved ?? []).map(below),
    },
    opaqueFolders: {
      added: (said.opaqueAdded ?? []).map(below),
      removed: (said.opaqueRemoved ?? []).map(below),
    },
    packageId,
    codec,
  };
}

function follow(bytes: Uint8Array, said: Said): Uint8Array {
  const result = followFilesystemMetadata(bytes, changes(said));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const uri = 'http://schemas.microsoft.com/appv/2010/FilesystemMetadata';
const start = `<?xml version="1.0" encoding="utf-8"?><Metadata xmlns="${uri}">`;

function textOf(bytes: Uint8Array): string {
  const decoded = decodeXml(bytes);
  return decoded.ok ? decoded.value.text : '';
}

/** What becomes of the tree, in the Sequencer's one line. */
function tree(before: string, said: Said): string {
  const rest = '<EmptyDirectories /><OpaqueDirectories /><StaticDependencies /></Metadata>';
  const text = `${start}<Filesystem Root="c:\\x">${before}</Filesystem>${rest}`;
  const after = textOf(follow(encodeUtf8(text), said));
  expect(after.startsWith(`${start}<Filesystem Root="c:\\x">`)).toBe(true);
  expect(after.endsWith(`</Filesystem>${rest}`)).toBe(true);
  return after.slice(start.length + 24, after.length - rest.length - 13);
}

const plugin = '<Entry Long="plugins"><Entry Long="a.dll" /><Entry Long="b.dll" q="1" /></Entry>';

describe('the tree', () => {
  test.each<readonly [string, string, Said, string]>([
    [
      'a file goes',
      plugin,
      { removed: ['plugins/A.DLL'] },
      '<Entry Long="plugins"><Entry Long="b.dll" q="1" /></Entry>',
    ],
    ['the last file takes its folder with it', plugin, { removed: ['plugins/a.dll', 'plugins/b.dll'] }, ''],
    [
      'and the folders above that held nothing else',
      `<Entry Long="VFS"><Entry Long="Fonts"><Entry Long="deep">${plugin}</Entry></Entry><Entry Long="z.txt" /></Entry>`,
      { removed: ['VFS/Fonts/deep/plugins/a.dll', 'VFS/Fonts/deep/plugins/b.dll'] },
      '<Entry Long="VFS"><Entry Long="z.txt" /></Entry>',
    ],
    [
      'a file that is not listed is not removed',
      plugin,
      { removed: ['plugins/c.dll', 'other/a.dll'] },
      plugin,
    ],
    ['nor is a folder', plugin, { removed: ['plugins'] }, plugin],
    [
      'a new file is last',
      plugin,
      { added: ['plugins/c.dll'] },
      '<Entry Long="plugins"><Entry Long="a.dll" /><Entry Long="b.dll" q="1" /><Entry Long="c.dll"/></Entry>',
    ],
    ['one that is listed already stays', plugin, { added: ['PLUGINS/B.dll'] }, plugin],
    [
      'a new file makes its folders, each with its short name',
      '<Entry Long="readme.txt" />',
      { added: ['VFS/Common AppData/Contoso Notes/New Folder/notes & more.text'] },
      '<Entry Long="readme.txt" /><Entry Long="VFS"><Entry Long="Common AppData"><Entry Long="Contoso Notes" Short="CONTOS~1"><Entry Long="New Folder" Short="NEWFOL~1"><Entry Long="notes &amp; more.text" Short="NOTES&amp;~1.TEX"/></Entry></Entry></Entry></Entry>',
    ],
    [
      'a file directly below VFS is no token folder',
      '',
      { added: ['VFS/a long name.txt'] },
      '<Entry Long="VFS"><Entry Long="a long name.txt" Short="ALONGN~1.TXT"/></Entry>',
    ],
    [
      'short names of files and folders are not given twice',
      '<Entry Long="Notepad++" Short="NOTEPA~1"><Entry Long="x" /></Entry><Entry Long="notepa~2" /><Entry Long="Notepad.exe.ico" Short="notepa~3" />',
      { added: ['Notepad files', 'Notepads/x'] },
      '<Entry Long="Notepad++" Short="NOTEPA~1"><Entry Long="x" /></Entry><Entry Long="notepa~2" /><Entry Long="Notepad.exe.ico" Short="notepa~3" /><Entry Long="Notepad files" Short="NOTEPA~4"/><Entry Long="Notepads"><Entry Long="x"/></Entry>',
    ],
    [
      'a new name that was the short name of another file',
      '<Entry Long="Notepad++" Short="NOTEPA~1" q="1"><Entry Long="x" /></Entry>',
      { added: ['notepa~1'] },
      '<Entry Long="Notepad++" Short="NOTEPA~2" q="1"><Entry Long="x" /></Entry><Entry Long="notepa~1"/>',
    ],
    [
      'renamed where it stands, to a name that needs a short one',
      plugin,
      { renamed: [['plugins/b.dll', 'plugins/b plus.dll']] },
      '<Entry Long="plugins"><Entry Long="a.dll" /><Entry Long="b plus.dll" q="1" Short="BPLUS~1.DLL" /></Entry>',
    ],
    [
      'renamed to a name that needs none',
      '<Entry  Short="ALONGN~1.TXT"  q="1"  Long="a long name.txt" /><Entry Long="z" />',
      { renamed: [['a long name.txt', 'a.txt']] },
      '<Entry  q="1"  Long="a.txt" /><Entry Long="z" />',
    ],
    [
      'renamed from one long name to another',
      "<Entry Long='a long name.txt' Short='ALONGN~1.TXT'/>",
      { renamed: [['a long name.txt', "it's long.txt"]] },
      "<Entry Long='it&apos;s long.txt' Short='IT&apos;SLO~1.TXT'/>",
    ],
    [
      'another letter case',
      '<Entry Long="a Long name.txt" Short="bq4qxchu.0vf" /><Entry Long="z" />',
      { renamed: [['a Long name.txt', 'A long Name.txt']] },
      '<Entry Long="A long Name.txt" Short="bq4qxchu.0vf" /><Entry Long="z" />',
    ],
    [
      'two files change places',
      '<Entry Long="a" q="1" /><Entry Long="b" q="2" />',
      {
        renamed: [
          ['a', 'b'],
          ['b', 'a'],
        ],
      },
      '<Entry Long="b" q="1" /><Entry Long="a" q="2" />',
    ],
    [
      'one takes the name of one that goes',
      '<Entry Long="a" q="1" /><Entry Long="b" q="2" />',
      { removed: ['b'], renamed: [['a', 'b']] },
      '<Entry Long="b" q="1" />',
    ],
    [
      'moved, with what we do not know',
      `${plugin}<Entry Long="z"><Entry Long="y" /></Entry>`,
      { renamed: [['plugins/b.dll', 'z/b.dll']] },
      '<Entry Long="plugins"><Entry Long="a.dll" /></Entry><Entry Long="z"><Entry Long="y" /><Entry Long="b.dll" q="1"/></Entry>',
    ],
    [
      'moved, and its short name is taken there',
      '<Entry Long="a"><Entry Long="long name 1" Short="LONGNA~1" /><Entry Long="z" /></Entry><Entry Long="b"><Entry Long="long name 2" Short="LONGNA~1" /></Entry>',
      { renamed: [['a/long name 1', 'b/long name 1']] },
      '<Entry Long="a"><Entry Long="z" /></Entry><Entry Long="b"><Entry Long="long name 2" Short="LONGNA~1" /><Entry Long="long name 1" Short="LONGNA~2"/></Entry>',
    ],
    [
      'moved, and its short name is free there',
      '<Entry Long="a"><Entry Long="long name 1" Short="bq4qxchu.0vf" /><Entry Long="z" /></Entry><Entry Long="b"><Entry Long="y" /></Entry>',
      { renamed: [['a/long name 1', 'b/long name 1']] },
      '<Entry Long="a"><Entry Long="z" /></Entry><Entry Long="b"><Entry Long="y" /><Entry Long="long name 1" Short="bq4qxchu.0vf"/></Entry>',
    ],
    [
      'a file that was not listed is added',
      plugin,
      { renamed: [['plugins/c.dll', 'plugins/d.dll']] },
      '<Entry Long="plugins"><Entry Long="a.dll" /><Entry Long="b.dll" q="1" /><Entry Long="d.dll"/></Entry>',
    ],
    [
      'a folder is renamed as a whole',
      '<Entry Long="VFS"><Entry Long="AppData"><Entry Long="Contoso Notes" Short="CONTOS~1" q="1"><Entry Long="a" p="2" /><Entry Long="in"><Entry Long="b" /></Entry></Entry></Entry></Entry>',
      {
        renamed: [
          ['VFS/AppData/Contoso Notes/a', 'VFS/AppData/Notes of Contoso/a'],
          ['VFS/AppData/Contoso Notes/in/b', 'VFS/AppData/Notes of Contoso/in/b'],
        ],
      },
      '<Entry Long="VFS"><Entry Long="AppData"><Entry Long="Notes of Contoso" Short="NOTESO~1" q="1"><Entry Long="a" p="2" /><Entry Long="in"><Entry Long="b" /></Entry></Entry></Entry></Entry>',
    ],
    [
      'a folder gets another letter case, a file in it goes and one comes',
      `<Entry Long="o">${plugin}</Entry>`,
      {
        removed: ['o/plugins/a.dll'],
        renamed: [['o/plugins/b.dll', 'o/PlugIns/b.dll']],
        added: ['o/PlugIns/c.dll'],
      },
      '<Entry Long="o"><Entry Long="PlugIns"><Entry Long="b.dll" q="1" /><Entry Long="c.dll"/></Entry></Entry>',
    ],
    [
      'a folder moves as a whole, with what we do not know of it',
      `${plugin.replace('<Entry Long="plugins">', '<Entry Long="plugins" p="9">')}<Entry Long="z"><Entry Long="y" /></Entry>`,
      {
        renamed: [
          ['plugins/a.dll', 'z/old plugins/a.dll'],
          ['plugins/b.dll', 'z/old plugins/b.dll'],
        ],
      },
      '<Entry Long="z"><Entry Long="y" /><Entry Long="old plugins" Short="OLDPLU~1" p="9"><Entry Long="a.dll"/><Entry Long="b.dll" q="1"/></Entry></Entry>',
    ],
    [
      'a folder moves into a folder of its own name',
      plugin,
      {
        renamed: [
          ['plugins/a.dll', 'plugins/x64/a.dll'],
          ['plugins/b.dll', 'plugins/x64/b.dll'],
        ],
      },
      '<Entry Long="plugins"><Entry Long="x64"><Entry Long="a.dll"/><Entry Long="b.dll" q="1"/></Entry></Entry>',
    ],
    [
      'a part of a folder moves',
      plugin,
      { renamed: [['plugins/b.dll', 'other/b.dll']] },
      '<Entry Long="plugins"><Entry Long="a.dll" /></Entry><Entry Long="other"><Entry Long="b.dll" q="1"/></Entry>',
    ],
    [
      'two folders change places',
      '<Entry Long="a" q="1"><Entry Long="1" /></Entry><Entry Long="b" q="2"><Entry Long="2" /></Entry>',
      {
        renamed: [
          ['a/1', 'b/1'],
          ['b/2', 'a/2'],
        ],
      },
      '<Entry Long="b" q="1"><Entry Long="1" /></Entry><Entry Long="a" q="2"><Entry Long="2" /></Entry>',
    ],
    [
      'a folder moves onto one that stays',
      '<Entry Long="a" q="1"><Entry Long="1" p="1" /></Entry><Entry Long="b" q="2"><Entry Long="2" /></Entry>',
      { renamed: [['a/1', 'b/1']] },
      '<Entry Long="b" q="2"><Entry Long="2" /><Entry Long="1" p="1"/></Entry>',
    ],
    [
      'entries of one name and without any are left alone',
      '<Entry Long="a"><Entry Long="x" /><Entry Long="X" q="1" /><Entry /></Entry>',
      { removed: ['a/x'] },
      '<Entry Long="a"><Entry Long="X" q="1" /><Entry /></Entry>',
    ],
    [
      'elements that we do not know move along',
      '<Entry Long="a"><Entry Long="x"><z xmlns="urn:z" q="1">t</z></Entry><Entry Long="y" /></Entry>',
      { renamed: [['a/x', 'b/x']] },
      '<Entry Long="a"><Entry Long="y" /></Entry><Entry Long="b"><Entry Long="x"><z xmlns="urn:z" q="1">t</z></Entry></Entry>',
    ],
    ['nothing to follow', plugin, {}, plugin],
  ])('%s', (_, before, said, after) => {
    expect(tree(before, said)).toBe(after);
  });

  it('passes over what is not below Root', () => {
    const bytes = encodeUtf8(`${start}<Filesystem>${plugin}</Filesystem></Metadata>`);
    const outside = followFilesystemMetadata(bytes, {
      ...changes({}),
      removed: ['Scripts/plugins/a.dll' as PartName],
      added: ['StreamMap.xml' as PartName],
      renamed: [['Scripts/a' as PartName, 'Scripts/b' as PartName]],
    });
    expect(outside.ok && outside.value === bytes).toBe(true);
    const crossing = followFilesystemMetadata(bytes, {
      ...changes({}),
      renamed: [
        ['Root/plugins/a.dll' as PartName, 'Scripts/a.dll' as PartName],
        ['Scripts/c.dll' as PartName, 'root\\plugins\\c.dll' as PartName],
      ],
    });
    expect(crossing.ok && textOf(crossing.value)).toBe(
      `${start}<Filesystem><Entry Long="plugins"><Entry Long="b.dll" q="1" /><Entry Long="c.dll"/></Entry></Filesystem></Metadata>`,
    );
  });
});

/* The lists, with the names of samples/appx/NotepadPlusPlus.appx. */
const files =
  '<Entry Long="VFS"><Entry Long="ProgramFilesX86"><Entry Long="Notepad++" Short="NOTEPA~1"><Entry Long="LICENSE" /></Entry></Entry></Entry>';
const disabled =
  '<Entry Long="VFS\\ProgramFilesX86\\Notepad++\\plugins\\disabled" Short="VFS\\5slcymyn.s4o\\NOTEPA~1\\plugins\\disabled" />';
const program = '<Entry Long="VFS\\ProgramFilesX86\\Notepad++" Short="VFS\\5slcymyn.s4o\\NOTEPA~1" q="1" />';

function metadata(entries: string, empty: string, opaque: string): string {
  return `${start}<Filesystem Root="c:\\x">${entries}</Filesystem><EmptyDirectories>${empty}</EmptyDirectories><OpaqueDirectories>${opaque}</OpaqueDirectories></Metadata>`;
}

describe('the lists', () => {
  const base = [files, disabled, program] as const;
  test.each<readonly [string, readonly [string, string, string], Said, readonly [string, string, string]]>([
    [
      'an empty folder comes, by the names that the lists and the tree have',
      base,
      {
        emptyAdded: [
          'VFS/ProgramFilesX86/Notepad++/plugins/off for now',
          'VFS\\ProgramFilesX86\\Notepad++\\new',
        ],
      },
      [
        files,
        `${disabled}<Entry Long="VFS\\ProgramFilesX86\\Notepad++\\plugins\\off for now" Short="VFS\\5slcymyn.s4o\\NOTEPA~1\\plugins\\OFFFOR~1"/><Entry Long="VFS\\ProgramFilesX86\\Notepad++\\new" Short="VFS\\5slcymyn.s4o\\NOTEPA~1\\new"/>`,
        program,
      ],
    ],
    [
      'one that is listed stays',
      base,
      { emptyAdded: ['vfs/programfilesx86/notepad++/PLUGINS/disabled'] },
      base,
    ],
    [
      'one goes',
      base,
      { emptyRemoved: ['vfs/programfilesx86/notepad++/PLUGINS/disabled'] },
      [files, '', program],
    ],
    ['one that is not listed does not', base, { emptyRemoved: ['VFS/x'], opaqueRemoved: ['VFS/x'] }, base],
    [
      'another letter case keeps the entry',
      base,
      {
        opaqueRemoved: ['VFS/ProgramFilesX86/Notepad++'],
        opaqueAdded: ['VFS/ProgramFilesX86/NotePad++'],
      },
      [
        files,
        disabled,
        '<Entry Long="VFS\\ProgramFilesX86\\NotePad++" Short="VFS\\5slcymyn.s4o\\NOTEPA~1" q="1" />',
      ],
    ],
    [
      'an opaque folder of a token folder that no list has named: SHA-1 of the package id, a backslash and the token',
      base,
      { opaqueAdded: ['VFS/AppData/Notes'] },
      [
        files,
        disabled,
        `${program}<Entry Long="VFS\\AppData\\Notes" Short="VFS\\${tokenName('AppData')}\\Notes"/>`,
      ],
    ],
    [
      'folders of the package itself, of which only one needs a short name',
      [files, '', ''],
      { emptyAdded: ['data', 'user data/cache', 'user data/logs', 'user dates'] },
      [
        files,
        '<Entry Long="data"/><Entry Long="user data\\cache" Short="USERDA~1\\cache"/><Entry Long="user data\\logs" Short="USERDA~1\\logs"/><Entry Long="user dates" Short="USERDA~2"/>',
        '',
      ],
    ],
    [
      'a file comes into an empty folder, which keeps the short name that the list had for it',
      [files, '<Entry Long="user data" Short="bq4qxchu.0vf"/>', ''],
      { emptyRemoved: ['user data'], added: ['user data/a', 'user date'] },
      [
        `${files}<Entry Long="user data" Short="bq4qxchu.0vf"><Entry Long="a"/></Entry><Entry Long="user date" Short="USERDA~1"/>`,
        '',
        '',
      ],
    ],
    [
      'a file does not get the short name of an empty folder beside it',
      [files, '<Entry Long="user data" Short="USERDA~1"/>', ''],
      { added: ['user date'] },
      [
        `${files}<Entry Long="user date" Short="USERDA~2"/>`,
        '<Entry Long="user data" Short="USERDA~1"/>',
        '',
      ],
    ],
    [
      'the last file goes, and its folder is empty',
      [files, '', program],
      {
        removed: ['VFS/ProgramFilesX86/Notepad++/LICENSE'],
        emptyAdded: ['VFS/ProgramFilesX86/Notepad++'],
      },
      ['', '<Entry Long="VFS\\ProgramFilesX86\\Notepad++" Short="VFS\\5slcymyn.s4o\\NOTEPA~1"/>', program],
    ],
    [
      'an empty folder that stands in the tree as well goes from both',
      [`${files}<Entry Long="a"><Entry Long="b" /></Entry>`, '<Entry Long="a\\b" />', ''],
      { emptyRemoved: ['a/b'] },
      [files, '', ''],
    ],
    [
      'or becomes a folder with a file',
      [`${files}<Entry Long="a"><Entry Long="b" q="1" /></Entry>`, '<Entry Long="a\\b" />', ''],
      { emptyRemoved: ['a/b'], added: ['a/b/c'] },
      [`${files}<Entry Long="a"><Entry Long="b" q="1"><Entry Long="c"/></Entry></Entry>`, '', ''],
    ],
    [
      'a folder gets another short name, and the paths through it as well',
      [
        '<Entry Long="user data" Short="USERDA~1"><Entry Long="x" /></Entry>',
        '<Entry Long="user data\\cache" Short="USERDA~1\\cache" /><Entry Long="z" />',
        '<Entry Long="user data" Short="USERDA~1" />',
      ],
      { added: ['userda~1'] },
      [
        '<Entry Long="user data" Short="USERDA~2"><Entry Long="x" /></Entry><Entry Long="userda~1"/>',
        '<Entry Long="user data\\cache" Short="USERDA~2\\cache" /><Entry Long="z" />',
        '<Entry Long="user data" Short="USERDA~2" />',
      ],
    ],
    [
      'a folder is renamed with all that is in it',
      base,
      {
        renamed: [['VFS/ProgramFilesX86/Notepad++/LICENSE', 'VFS/ProgramFilesX86/Note pad/LICENSE']],
        emptyRemoved: ['VFS/ProgramFilesX86/Notepad++/plugins/disabled'],
        emptyAdded: ['VFS/ProgramFilesX86/Note pad/plugins/disabled'],
        opaqueRemoved: ['VFS/ProgramFilesX86/Notepad++'],
        opaqueAdded: ['VFS/ProgramFilesX86/Note pad'],
      },
      [
        files.replace('"Notepad++" Short="NOTEPA~1"', '"Note pad" Short="NOTEPA~2"'),
        '<Entry Long="VFS\\ProgramFilesX86\\Note pad\\plugins\\disabled" Short="VFS\\5slcymyn.s4o\\NOTEPA~2\\plugins\\disabled"/>',
        '<Entry Long="VFS\\ProgramFilesX86\\Note pad" Short="VFS\\5slcymyn.s4o\\NOTEPA~2"/>',
      ],
    ],
  ])('%s', (_, before, said, after) => {
    const text = textOf(follow(encodeUtf8(metadata(...before)), said));
    // An element that has lost its last child is written as the Sequencer wrote it full.
    expect(text).toBe(metadata(...after));
  });

  it('are made when they are missing, and so is the tree', () => {
    const bytes = encodeUtf8(`<m:Metadata xmlns:m="${uri}">\n\t<m:StaticDependencies/>\n</m:Metadata>`);
    expect(textOf(follow(bytes, { added: ['a/b'], emptyAdded: ['c'], opaqueAdded: ['a'] }))).toBe(
      [
        `<m:Metadata xmlns:m="${uri}">`,
        '\t<m:StaticDependencies/>',
        '\t<m:Filesystem>',
        '\t\t<m:Entry Long="a">',
        '\t\t\t<m:Entry Long="b"/>',
        '\t\t</m:Entry>',
        '\t</m:Filesystem>',
        '\t<m:EmptyDirectories>',
        '\t\t<m:Entry Long="c"/>',
        '\t</m:EmptyDirectories>',
        '\t<m:OpaqueDirectories>',
        '\t\t<m:Entry Long="a"/>',
        '\t</m:OpaqueDirectories>',
        '</m:Metadata>',
      ].join('\n'),
    );
  });

  it('have token names of their own in a package without an id', () => {
    const bytes = encodeUtf8(metadata('', '', ''));
    const result = followFilesystemMetadata(bytes, {
      ...changes({ emptyAdded: ['VFS/AppData/x'] }),
      packageId: null,
    });
    expect(result.ok && textOf(result.value)).toMatch(/Short="VFS\\[a-z0-5]{8}\.[a-z0-5]{3}\\x"/);
  });
});

/** Computed here by itself: eleven bytes of the digest, five bits of each, as letters a to z and digits 0 to 5. */
function tokenName(token: string): string {
  const digest = createHash('sha1').update(`${packageId}\\${token}`).digest();
  const letters = [...digest.subarray(0, 11)].map((byte) => 'abcdefghijklmnopqrstuvwxyz012345'[byte % 32]);
  return `${letters.slice(0, 8).join('')}.${letters.slice(8).join('')}`;
}

describe('hostile forms', () => {
  const lines = [
    "<?xml version='1.0'?><!-- made by hand -->",
    `<f:Metadata\txmlns:f='${uri}' xmlns:z='urn:z'>`,
    "  <f:Filesystem Root='c:\\x' z:a = 'b'>",
    "\t<f:Entry Long='a&#x20;b.text'   Short = 'AB~1.TEX'/> <!-- the first -->",
    '',
    "\t<f:Entry Long='c'>",
    '\t\t<z:more/>',
    "\t\t<f:Entry Long='d'>",
    '\t\t</f:Entry>',
    '\t</f:Entry>',
    '  </f:Filesystem>',
    '  <f:EmptyDirectories>',
    '  </f:EmptyDirectories>',
    '  <z:unknown><![CDATA[<x>]]></z:unknown>',
    '</f:Metadata>',
    '',
  ];

  test.each([
    ['CR LF', '\r\n', 'utf-8', false],
    ['LF and a byte order mark', '\n', 'utf-8', true],
    ['CR', '\r', 'utf-8', true],
    ['UTF-16 with CR LF', '\r\n', 'utf-16le', true],
    ['big-endian UTF-16 with LF', '\n', 'utf-16be', true],
  ] as const)('%s: only the lines of the entries change', (_, lineEnd, encoding, byteOrderMark) => {
    const bytesOf = (text: readonly string[]) =>
      encodeXml({ text: text.join(lineEnd), encoding, byteOrderMark });
    const after = follow(bytesOf(lines), {
      renamed: [['a b.text', 'e f.text']],
      added: ['c/g h'],
      emptyAdded: ['i'],
    });
    const expected = lines
      .with(3, "\t<f:Entry Long='e f.text'   Short = 'EF~1.TEX'/> <!-- the first -->")
      .toSpliced(12, 0, '    <f:Entry Long="i"/>')
      .toSpliced(9, 0, '\t\t<f:Entry Long="g h" Short="GH~1"/>');
    expect(textOf(after)).toBe(expected.join(lineEnd));
    expect(after).toEqual(bytesOf(expected));
  });

  it('nothing to follow gives the same array back, whatever it holds', () => {
    const bytes = encodeUtf8('no XML');
    const result = followFilesystemMetadata(bytes, changes({}));
    expect(result.ok && result.value === bytes).toBe(true);
  });

  it('paths that are deeper than elements can be nested', () => {
    const bytes = encodeUtf8(metadata(files, '', ''));
    const deep = `${'a/'.repeat(16_000)}a`;
    const most = `${'a/'.repeat(252)}b`;
    const outcome = (said: Said) =>
      followFilesystemMetadata(bytes, changes(said)).issues.map(({ code, part }) => [code, part]);
    expect(outcome({ added: [deep] })).toEqual([['XML-LIMIT', 'FilesystemMetadata.xml']]);
    expect(outcome({ renamed: [['a', deep]] })).toEqual([['XML-LIMIT', 'FilesystemMetadata.xml']]);
    expect(outcome({ emptyAdded: [deep] })).toEqual([['XML-LIMIT', 'FilesystemMetadata.xml']]);
    // The deepest one that is read again: 254 elements in Filesystem, which is in Metadata.
    expect(outcome({ added: [`a/${most}`] })).toEqual([]);
    expect(outcome({ added: [`a/a/${most}`] })).toEqual([['XML-LIMIT', 'FilesystemMetadata.xml']]);
    expect(outcome({ removed: [deep], renamed: [[deep, 'b']], emptyRemoved: [deep] })).toEqual([]);
  });

  test.each([
    ['XML-MALFORMED', 'no XML'],
    ['FSM-INVALID', '<Metadata/>'],
    ['FSM-INVALID', `<Package xmlns="${uri}"/>`],
  ])('%s', (code, text) => {
    const result = followFilesystemMetadata(encodeUtf8(text), changes({ added: ['a'] }));
    expect(result).toMatchObject({ ok: false, issues: [{ code, part: 'FilesystemMetadata.xml' }] });
  });
});

test('100,000 files, and 20,000 changes of them', () => {
  const name = (index: number) => `folder ${index % 500}/document number ${index}.html`;
  const folders = Array.from({ length: 500 }, (_, folder) => {
    const entries = Array.from({ length: 200 }, (__, file) => {
      const index = file * 500 + folder;
      return `<Entry Long="document number ${index}.html" Short="${index.toString(36).padStart(8, 'X').toUpperCase()}.HTM" />`;
    });
    return `<Entry Long="folder ${folder}" Short="FOLD${folder}~1">${entries.join('')}</Entry>`;
  });
  const numbers = Array.from({ length: 5_000 }, (_, index) => index * 20);
  const after = textOf(
    follow(encodeUtf8(metadata(folders.join(''), '', '')), {
      removed: numbers.map(name),
      renamed: numbers.map((index) => [name(index + 1), `moved/${name(index + 1)}`]),
      added: numbers.map((index) => `new/long name ${index}.text`),
      emptyAdded: numbers.map((index) => `empty ${index}/inside`),
    }),
  );
  const listed = after.indexOf('<EmptyDirectories>');
  // All files of 25 folders go, and their folders with them; those of 25 others move with theirs into a new one; as many
  // come into another new one. The empty folders stand in the list only.
  expect(after.slice(0, listed).match(/<Entry /g)).toHaveLength(100_000 + 500 - 25 + 1 + 1);
  expect(after.slice(listed).match(/<Entry /g)).toHaveLength(5_000);
});

const sample = samplePath('appx', 'NotepadPlusPlus.appx');

/** Names and short names read in the part by eye. */
describe.skipIf(sample === undefined)('the part of Sequencer 5.1.83.0', () => {
  const installed = 'VFS/ProgramFilesX86/Notepad++';
  const read = () => readSamplePart(sample ?? '', 'FilesystemMetadata.xml');

  it('has one entry less after a file went', async () => {
    const bytes = await read();
    const after = textOf(follow(bytes, { removed: [`${installed}/updater/gpup.exe`] }));
    expect(after).toBe(textOf(bytes).replace('<Entry Long="updater"><Entry Long="gpup.exe" /></Entry>', ''));
  });

  it('has every byte again after a file was renamed there and back', async () => {
    const bytes = await read();
    const there = follow(bytes, { renamed: [[`${installed}/notepad++.exe`, `${installed}/npp.exe`]] });
    expect(textOf(there)).toBe(
      textOf(bytes).replace(
        '<Entry Long="notepad++.exe" Short="NOTEPA~1.EXE" />',
        '<Entry Long="npp.exe" />',
      ),
    );
    const back = follow(there, { renamed: [[`${installed}/npp.exe`, `${installed}/notepad++.exe`]] });
    expect(back).toEqual(new Uint8Array(bytes));
  });

  it('numbers a short name after those that are there', async () => {
    const after = textOf(
      follow(await read(), { added: ['VFS/AppData/Notepad++/themes/Solarized dark.xml'] }),
    );
    expect(after).toContain(
      '<Entry Long="Zenburn.xml" /><Entry Long="Solarized dark.xml" Short="SOLARI~3.XML"/></Entry>',
    );
  });
});
