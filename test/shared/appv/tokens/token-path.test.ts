import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownTokens } from '../../../../shared/appv/tokens/known-tokens.ts';
import {
  formatTokenPath,
  isPackagePlace,
  parseTokenPath,
  partNameFromTokenPath,
  tokenizeWindowsPath,
  tokenPathFromPartName,
} from '../../../../shared/appv/tokens/token-path.ts';

function partOf(text: string): string | undefined {
  const path = parseTokenPath(text);
  if (path === undefined) return undefined;
  const part = partNameFromTokenPath(path);
  return part.ok ? part.value : part.issues[0]?.code;
}

describe('token path to part name', () => {
  // specs/appv.md 1.10 (VFS folder = token text) and section 4 (AppVPackageRoot has no VFS folder).
  it.each([
    ['[{ProgramFilesX86}]\\A\\b.exe', 'Root/VFS/ProgramFilesX86/A/b.exe'],
    ['[{AppVPackageRoot}]\\b.exe', 'Root/b.exe'],
    ['[{AppVPackageRoot}]', 'Root'],
    ['[{AppVPackageRoot}]\\VFS\\ProgramFilesX64\\App', 'Root/VFS/ProgramFilesX64/App'],
    ['[{Common AppData}]\\é.txt', 'Root/VFS/Common AppData/é.txt'],
    ['[{System}]/forward/slash.dll', 'Root/VFS/System/forward/slash.dll'],
    ['[{System}]\\at the end\\', 'Root/VFS/System/at the end'],
    ['[{programfilesx64}]\\letter case', 'Root/VFS/ProgramFilesX64/letter case'],
    // Aliases of Microsoft's documentation, read only.
    ['[{PackageRoot}]\\a', 'Root/a'],
    ['[{FOLDERID_ProgramFilesX86}]\\a', 'Root/VFS/ProgramFilesX86/a'],
    ['[{FOLDERID_RoamingAppData}]\\a', 'Root/VFS/AppData/a'],
    ['[{System}]\\a?b', 'OPC-NAME-CHARACTER'],
    ['[{System}]\\nul.txt', 'OPC-NAME-RESERVED'],
  ])('%s is %s', (text, part) => {
    expect(partOf(text)).toBe(part);
  });

  it.each([
    '',
    'C:\\Windows',
    '[{System}',
    '{System}\\a',
    '[System]\\a',
    '[{}]\\a',
    '[{System}]a',
    '[{System}]\\\\a',
    '[{System}]\\..\\a',
    '[{System}]\\a\\.\\b',
    'x[{System}]\\a',
  ])('%j is none', (text) => {
    expect(parseTokenPath(text)).toBeUndefined();
  });

  it('keeps an unknown token and the mark of a short path, but neither is a place in a package', () => {
    const unknown = parseTokenPath('[{Nobody Knows}]\\a');
    expect(unknown).toEqual({ token: 'Nobody Knows', known: false, short: false, segments: ['a'] });
    expect(unknown && isPackagePlace(unknown)).toBe(false);
    const short = parseTokenPath('[{ProgramFilesX86}{~}]\\a');
    expect(short && formatTokenPath(short)).toBe('[{ProgramFilesX86}{~}]\\a');
    expect(short && isPackagePlace(short)).toBe(false);
    const user = parseTokenPath('[{AppVCurrentUserSID}]\\Software');
    expect(user && isPackagePlace(user)).toBe(false);
  });

  it('gives back the path of any part below Root', () => {
    const segment = fc
      .stringMatching(/^[A-Za-z0-9 ü]{0,8}[A-Za-z0-9]$/)
      .filter((name) => partOf(`[{System}]\\${name}`) !== 'OPC-NAME-RESERVED');
    const token = fc.constantFrom('AppVPackageRoot', ...knownTokens.map(({ name }) => name));
    fc.assert(
      fc.property(token, fc.array(segment, { minLength: 1, maxLength: 5 }), (name, segments) => {
        fc.pre(name !== 'AppVPackageRoot' || segments[0]?.toUpperCase() !== 'VFS');
        const text = [`[{${name}}]`, ...segments].join('\\');
        const path = parseTokenPath(text);
        const part = path && partNameFromTokenPath(path);
        expect(part?.ok && tokenPathFromPartName(part.value)).toBe(text);
      }),
    );
  });

  it('has no token path for a part outside Root', () => {
    const path = parseTokenPath('[{AppVPackageRoot}]');
    expect(path && formatTokenPath(path)).toBe('[{AppVPackageRoot}]');
    expect(tokenPathFromPartName('Registry.dat' as never)).toBeUndefined();
  });
});

describe('tokenising a Windows path', () => {
  // specs/appv.md 4: longest path first.
  it.each([
    ['C:\\Program Files (x86)\\Common Files\\A\\b.dll', '[{ProgramFilesCommonX86}]\\A\\b.dll'],
    ['C:\\Program Files (x86)\\A\\b.dll', '[{ProgramFilesX86}]\\A\\b.dll'],
    ['c:\\program files\\A', '[{ProgramFilesX64}]\\A'],
    ['C:\\Windows\\SysWOW64\\x.dll', '[{SystemX86}]\\x.dll'],
    ['C:\\Windows\\System32\\drivers\\etc\\hosts', '[{AppVSystem32DriversEtc}]\\hosts'],
    ['C:/Windows/win.ini', '[{Windows}]\\win.ini'],
    ['C:\\Windows\\', '[{Windows}]'],
    ['C:\\WindowsApps', '[{AppVPackageDrive}]\\WindowsApps'],
    ['C:\\Users\\Ada\\AppData\\Local\\X', '[{Local AppData}]\\X'],
    ['C:\\Users\\Bob\\x', '[{UserProfiles}]\\Bob\\x'],
  ])('%s is %s', (path, expected) => {
    expect(tokenizeWindowsPath(path, 'C:\\Users\\Ada')).toBe(expected);
  });

  it('leaves other drives and relative paths alone', () => {
    expect(tokenizeWindowsPath('D:\\Data')).toBeUndefined();
    expect(tokenizeWindowsPath('relative\\path')).toBeUndefined();
  });
});
