import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { nodeCodec } from '../../../main/files/node-codec.ts';
import { formatPackageProject, parsePackageProject } from '../../../shared/appv/project/package-project.ts';
import { projectIcons } from '../../../shared/appv/project/place-applications.ts';
import { planPackage } from '../../../shared/appv/project/plan-package.ts';

/* The sample application: what it computes, its languages, its icons, and that its project makes a package. */

const checkout = fileURLToPath(new URL('../../..', import.meta.url));
const sample = path.join(checkout, 'assets', 'samples', 'contoso-units');
const source = path.join(sample, 'source');

function sizeOf(file: string): number {
  return statSync(file).size;
}

describe('the project of the sample', () => {
  const text = readFileSync(path.join(sample, 'contoso-units.package.json'), 'utf8');
  const parsed = parsePackageProject(text);

  it('is written as our writer writes', () => {
    expect(parsed.issues).toEqual([]);
    expect(parsed.ok && formatPackageProject(parsed.value)).toBe(text);
  });

  it('names a schema that is there', () => {
    expect(parsed.ok && existsSync(path.resolve(sample, parsed.value.$schema ?? ''))).toBe(true);
  });

  it('makes a package of all its files', () => {
    if (!parsed.ok) return;
    const files = readdirSync(source, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => path.join(each.parentPath, each.name))
      .map((file) => ({
        relative: path.relative(source, file).replaceAll('\\', '/'),
        path: file,
        size: sizeOf(file),
      }));
    const icons = projectIcons(parsed.value).map((relative) => ({
      relative,
      path: relative,
      size: sizeOf(path.join(sample, relative)),
    }));
    const planned = planPackage(
      parsed.value,
      [{ files, emptyFolders: [] }],
      { icons, engineVersion: '0.1.0' },
      nodeCodec,
    );
    expect(planned.issues).toEqual([]);
    const parts = planned.ok ? planned.value.parts.map(({ name }) => name) : [];
    expect(parts).toContain('Root/VFS/ProgramFilesX64/Contoso Units/Lisez-moi – unités.txt');
    expect(parts).toContain('Root/VFS/System/notepad.exe.0.ico');
    expect(planned.ok && planned.value.files).toBe(files.length + icons.length);
  });
});

type Unit = { readonly symbol: string; readonly factor: number; readonly offset?: number };
type Words = Readonly<Record<string, string>>;
type Language = {
  readonly decimalMark: string;
  readonly words: Words;
  readonly quantities: Words;
  readonly units: Words;
};
type Application = {
  readonly quantities: Readonly<Record<string, Readonly<Record<string, Unit>>>>;
  readonly languages: Readonly<Record<string, Language>>;
  convert(amount: number, from: Unit | undefined, to: Unit | undefined): number;
  readAmount(text: string): number;
  writeAmount(amount: number, digits: number, decimalMark: string): string;
};

/** The scripts of the application run as they are; only its window is left out. */
function application(): Application {
  const scripts = [
    'Units.js',
    ...readdirSync(path.join(source, 'Languages')).map((name) => path.join('Languages', name)),
  ];
  const code = scripts.map((name) => readFileSync(path.join(source, name), 'utf8')).join('\n');
  return runInNewContext(`${code}\n({ quantities, languages, convert, readAmount, writeAmount })`);
}

describe('the sample application', () => {
  const { quantities, languages, convert, readAmount, writeAmount } = application();

  // Definitions: international yard and pound agreement (1959), SI brochure, IEC 80000-13.
  it.each([
    ['length', 1, 'mile', 'kilometre', 1.609344],
    ['length', 1, 'yard', 'inch', 36],
    ['area', 1, 'acre', 'squareFoot', 43_560],
    ['mass', 16, 'ounce', 'pound', 1],
    ['temperature', 0, 'celsius', 'fahrenheit', 32],
    ['temperature', -40, 'fahrenheit', 'celsius', -40],
    ['temperature', 0, 'kelvin', 'celsius', -273.15],
    ['speed', 36, 'kilometrePerHour', 'metrePerSecond', 10],
    ['speed', 1, 'knot', 'kilometrePerHour', 1.852],
    ['data', 1, 'gibibyte', 'mebibyte', 1024],
  ])('%s: %d %s in %s is %d', (quantity, amount, from, to, expected) => {
    const units = quantities[quantity] ?? {};
    expect(convert(amount, units[from], units[to])).toBeCloseTo(expected, 9);
  });

  it.each([
    ['1,5', 1.5],
    ['1 234.5', 1234.5],
    ['-2e3', -2000],
    ['.5', 0.5],
    ['', Number.NaN],
    ['1,2,3', Number.NaN],
    ['twelve', Number.NaN],
  ])('reads %j as %d', (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  it('writes seven digits with the decimal mark of the language', () => {
    expect(writeAmount(1234.56789, 7, ',')).toBe('1234,568');
    expect(writeAmount(100, 7, ',')).toBe('100');
  });

  it.each(Object.keys(languages))('has every word in %s', (name) => {
    const language = languages[name];
    const unitNames = Object.values(quantities).flatMap((units) => Object.keys(units));
    expect(Object.keys(language?.units ?? {}).toSorted()).toEqual(unitNames.toSorted());
    expect(Object.keys(language?.quantities ?? {}).toSorted()).toEqual(Object.keys(quantities).toSorted());
    expect(Object.keys(language?.words ?? {}).toSorted()).toEqual(
      Object.keys(languages['English']?.words ?? {}).toSorted(),
    );
  });
});

/** Images of an .ico file by width; the largest is a PNG, the others bitmaps. */
function images(file: string): ReadonlyMap<number, Buffer> {
  const bytes = readFileSync(file);
  const entries = Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => 6 + 16 * index);
  return new Map(
    entries.map((entry) => {
      const start = bytes.readUInt32LE(entry + 12);
      return [bytes.readUInt8(entry) || 256, bytes.subarray(start, start + bytes.readUInt32LE(entry + 8))];
    }),
  );
}

describe('the icons of the sample', () => {
  it('are what scripts/make-sample-icons.mjs draws', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'packwright-icons-'));
    try {
      execFileSync(process.execPath, [path.join(checkout, 'scripts', 'make-sample-icons.mjs'), folder]);
      for (const name of [path.join('source', 'Contoso Units.ico'), path.join('icons', 'Readme.ico')]) {
        const committed = images(path.join(sample, name));
        const drawn = images(path.join(folder, name));
        expect([...committed.keys()]).toEqual([16, 20, 24, 32, 48, 64, 256]);
        for (const [size, image] of committed) {
          const other = drawn.get(size) ?? Buffer.alloc(0);
          // The bytes of a PNG depend on the version of zlib, its pixels do not.
          if (size === 256) expect(PNG.sync.read(other).data.equals(PNG.sync.read(image).data)).toBe(true);
          else expect(other.equals(image)).toBe(true);
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
