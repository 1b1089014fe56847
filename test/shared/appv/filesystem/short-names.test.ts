import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignShortNames,
  createShortNames,
  isShortName,
} from '../../../../shared/appv/filesystem/short-names.ts';

describe('isShortName', () => {
  // Long and Short of samples/appx/NotepadPlusPlus.appx, FilesystemMetadata.xml, by Sequencer 5.1.83.0.
  it.each([
    'config.xml',
    'langs.xml',
    'Bespin.xml',
    'LICENSE',
    'readme.txt',
    'SciLexer.dll',
    'plugins',
    'gpup.exe',
    'c.xml',
  ])('%s needs no other name', (name) => expect(isShortName(name)).toBe(true));
  it.each([
    'Notepad++',
    'contextMenu.xml',
    'Black board.xml',
    'config.model.xml',
    'localization',
    '.hidden',
    'a b',
    'é.txt',
    'a.html',
    'a.',
    '',
  ])('%j does', (name) => expect(isShortName(name)).toBe(false));
});

describe('assignShortNames', () => {
  // The same source.
  it.each([
    ['Notepad++', 'NOTEPA~1'],
    ['notepad++.exe', 'NOTEPA~1.EXE'],
    ['contextMenu.xml', 'CONTEX~1.XML'],
    ['Black board.xml', 'BLACKB~1.XML'],
    ['Plastic Code Wrap.xml', 'PLASTI~1.XML'],
    ['config.model.xml', 'CONFIG~1.XML'],
    ['langs.model.xml', 'LANGSM~1.XML'],
    ['vim Dark Blue.xml', 'VIMDAR~1.XML'],
    ['NppShell_06.dll', 'NPPSHE~1.DLL'],
  ])('%s is %s', (long, short) => {
    expect(assignShortNames([long]).get(long)).toBe(short);
  });

  it('has only ASCII, also for letters that fold into it', () => {
    expect([...assignShortNames(['\u212aelvin ſign.txt', 'été 日本.txt']).values()]).toEqual([
      '_ELVIN~1.TXT',
      '_T___~1.TXT',
    ]);
  });

  it('numbers up to four, then takes two letters and a checksum', () => {
    const names = Array.from({ length: 6 }, (_, index) => `long file name ${index}.text`);
    const shorts = [...assignShortNames(names).values()];
    expect(shorts.slice(0, 4)).toEqual(['LONGFI~1.TEX', 'LONGFI~2.TEX', 'LONGFI~3.TEX', 'LONGFI~4.TEX']);
    expect(shorts.slice(4)).toEqual([
      expect.stringMatching(/^LO[0-9A-F]{4}~1\.TEX$/),
      expect.stringMatching(/^LO[0-9A-F]{4}~1\.TEX$/),
    ]);
  });

  it('gives no name that a file has by itself', () => {
    const shorts = assignShortNames(['notepad plus.exe', 'NOTEPA~1.exe', 'notepa~2.EXE']);
    expect([...shorts]).toEqual([['notepad plus.exe', 'NOTEPA~3.EXE']]);
  });

  it('gives every long name of a folder an 8.3 name of its own', () => {
    const name = fc.oneof(
      fc.stringMatching(/^[a-cé+ .]{1,14}$/),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 60 }), (names) => {
        const shorts = assignShortNames(names);
        const all = names.map((each) => (shorts.get(each) ?? each).toUpperCase());
        expect(names.filter((each) => !isShortName(each)).every((each) => shorts.has(each))).toBe(true);
        expect([...shorts.values()].every(isShortName)).toBe(true);
        const own = names.filter(isShortName).map((each) => each.toUpperCase());
        expect(new Set(all).size).toBe(names.length - own.length + new Set(own).size);
      }),
    );
  });

  it('stays unique for 100,000 files of one stem', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `document number ${index}.html`);
    const shorts = assignShortNames(names);
    expect(new Set(shorts.values()).size).toBe(names.length);
  });
});

describe('createShortNames', () => {
  it('gives nothing that is taken, letter case aside, and takes what it gives', () => {
    const shorts = createShortNames();
    shorts.take('notepa~1.exe');
    expect(shorts.has('NOTEPA~1.EXE')).toBe(true);
    expect(shorts.has('NOTEPA~2.EXE')).toBe(false);
    expect(shorts.assign('notepad++.exe')).toBe('NOTEPA~2.EXE');
    expect(shorts.has('notepa~2.exe')).toBe(true);
    // A name that is taken later is passed over as well.
    shorts.take('NOTEPA~3.EXE');
    expect(shorts.assign('notepad plus.exe')).toBe('NOTEPA~4.EXE');
  });
});
