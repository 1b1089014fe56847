import {
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout, packwright } from '../support/built-product.ts';

/** A folder that is gone when the tests of a file are done. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'packwright-e2e-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The project's own sample, built from its sources as the README says. */
export async function buildSample(folder: string): Promise<string> {
  const target = path.join(folder, 'Contoso Units.appv');
  const project = path.join(checkout, 'assets', 'samples', 'contoso-units', 'contoso-units.package.json');
  await packwright('build', project, '-o', target);
  return target;
}

/** A package of one folder with `count` small files, `File 00000.txt` and on, and a folder before them. */
export async function buildManyFiles(folder: string, count: number): Promise<string> {
  const source = path.join(folder, 'many');
  mkdirSync(path.join(source, 'Nested', 'Deeper'), { recursive: true });
  writeFileSync(path.join(source, 'Nested', 'Deeper', 'needle.txt'), 'found');
  for (let index = 0; index < count; index++) {
    writeFileSync(path.join(source, `File ${String(index).padStart(5, '0')}.txt`), String(index));
  }
  const target = path.join(folder, 'Many.appv');
  await packwright('build', source, '--name', 'Many', '--level', 'none', '-o', target);
  return target;
}

/** A package of several places of the disk, for pictures that show something. */
export async function buildBigger(folder: string): Promise<string> {
  const source = path.join(folder, 'bigger');
  const put = (name: string, bytes: number, filler: (index: number) => number) => {
    const file = path.join(source, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      Uint8Array.from({ length: bytes }, (_none, index) => filler(index)),
    );
  };
  // A simple generator: its numbers do not compress, and are the same in every run.
  let state = 1;
  const noise = () => (state = (state * 48_271) % 2_147_483_647) & 0xff;
  const text = (index: number) => 97 + (index % 23);
  put('app/Reader.exe', 1_130_000, noise);
  put('app/Reader.exe.0.ico', 67_646, noise);
  put('app/Core.dll', 2_410_000, noise);
  put('app/eula.txt', 14_336, text);
  put('app/config.ini', 2_048, text);
  for (const language of ['da', 'de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt', 'sv']) {
    put(`app/Locale/${language}/strings.dll`, 40_960, text);
  }
  put('app/plug_ins/3d/tessellate.api', 620_000, noise);
  put('app/plug_ins/accessibility.api', 210_000, text);
  put('common/Shared/fonts.dat', 930_000, noise);
  put('data/Templates/letter.tpl', 310_000, text);
  put('data/Templates/invoice.tpl', 120_000, text);
  put('windows/reader.ini', 512, text);
  const project = {
    packageId: '1a2ad958-75d0-440b-9e6b-1d5e119713ee',
    name: 'Contoso Reader 9',
    version: '9.0.0.4',
    description: 'Shows documents. With the language pack for ten languages and the accessibility plug-in.',
    date: '2026-11-12T08:30:00Z',
    targetOSes: ['WindowsClient_6.1_x64', 'WindowsClient_10.0_x64', 'WindowsServer_6.3_x64'],
    primaryVirtualApplicationDirectory: 'C:\\Contoso Reader',
    fullVfsWriteMode: false,
    sources: [
      { folder: 'app', root: '[{ProgramFilesX86}]\\Contoso\\Reader 9', mode: 'override' },
      { folder: 'common', root: '[{ProgramFilesCommonX86}]\\Contoso', mode: 'override' },
      { folder: 'data', root: '[{Common AppData}]\\Contoso Reader', mode: 'merge' },
      { folder: 'windows', root: '[{Windows}]', mode: 'merge' },
    ],
    applications: [
      {
        target: '[{ProgramFilesX86}]\\Contoso\\Reader 9\\Reader.exe',
        name: 'Contoso Reader 9',
        version: '9.0.0.332',
        shortcuts: [
          {
            path: '[{Common Programs}]\\Contoso Reader 9.lnk',
            icon: '[{ProgramFilesX86}]\\Contoso\\Reader 9\\Reader.exe.0.ico',
          },
          {
            path: '[{Common Desktop}]\\Contoso Reader 9.lnk',
            icon: '[{ProgramFilesX86}]\\Contoso\\Reader 9\\Reader.exe.0.ico',
          },
        ],
      },
      {
        target: '[{System}]\\notepad.exe',
        name: 'Read me',
        targetInPackage: false,
        shortcuts: [{ path: '[{Common Programs}]\\Contoso Reader read me.lnk' }],
      },
    ],
  };
  writeFileSync(path.join(source, 'reader.package.json'), JSON.stringify(project));
  const target = path.join(folder, 'Contoso Reader 9.appv');
  await packwright('build', path.join(source, 'reader.package.json'), '-o', target);
  return target;
}

/** A copy in which one byte of the first file's data is another: its block no longer has its hash. */
export function damage(source: string, target: string): void {
  cpSync(source, target);
  const bytes = readFileSync(source);
  // Local header: 30 bytes, then the name; its length stands at 26 (PKWARE APPNOTE 4.3.7).
  const position = 30 + bytes.readUInt16LE(26) + 8;
  const file = openSync(target, 'r+');
  writeSync(file, Uint8Array.of((bytes[position] ?? 0) ^ 0xff), 0, 1, position);
  closeSync(file);
}
