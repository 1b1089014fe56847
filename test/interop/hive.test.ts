import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeUtf16Le } from '../../shared/base/text.ts';
import { type HiveKey, hiveKey, type HiveValue } from '../../shared/registry/hive-key.ts';
import { writeHive } from '../../shared/registry/write-hive.ts';

/* Hives of ours, read and changed by hivex and chntpw. */

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-hive-'));
const file = path.join(folder, 'Registry.dat');

afterAll(() => rmSync(folder, { recursive: true }));

function write(root: HiveKey): void {
  const written = writeHive(root);
  if (!written.ok) throw new Error(JSON.stringify(written.issues));
  writeFileSync(file, written.value);
}

/** Output goes through a file: hivexml opens its own standard output anew, which a socket does not allow. */
function tool(command: string, arguments_: readonly string[], input = ''): string {
  const output = path.join(folder, 'output');
  const descriptor = openSync(output, 'w');
  try {
    // Without it, Perl writes characters up to U+00FF as one byte.
    const env = { ...process.env, PERL_UNICODE: 'O' };
    execFileSync(command, arguments_, { input, env, stdio: ['pipe', descriptor, 'pipe'] });
  } finally {
    closeSync(descriptor);
  }
  return readFileSync(output, 'utf8');
}

const text = (value: string): Uint8Array => encodeUtf16Le(`${value}\0`);

/** Sections of `hivexregedit --export` as a map from key path to its lines; values come as hex(type):bytes. */
function exported(): ReadonlyMap<string, readonly string[]> {
  const output = tool('hivexregedit', ['--export', '--prefix', 'H', file, '\\']);
  const sections = output.split(/\r?\n\r?\n/).map((section) => section.trim().split(/\r?\n/));
  return new Map(
    sections.flatMap(([head = '', ...lines]) =>
      head.startsWith('[') ? [[head.slice(1, -1), lines.toSorted()] as const] : [],
    ),
  );
}

/** The same notation, written from the tree: `"name"=hex(type):xx,xx`, hexadecimal digits throughout. */
function expected(root: HiveKey): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, readonly string[]>();
  const visit = (key: HiveKey, at: string) => {
    sections.set(at, key.values.map(line).toSorted());
    for (const child of key.keys) visit(child, `${at}\\${child.name}`);
  };
  visit(root, 'H\\');
  return new Map([...sections].map(([at, lines]) => [at.replace('H\\\\', 'H\\'), lines]));
}

function line({ name, type, data }: HiveValue): string {
  const label = name === '' ? '@' : `"${name.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
  if (type === 4 && data.length === 4)
    return `${label}=dword:${Buffer.from(data).readUInt32LE().toString(16).padStart(8, '0')}`;
  return `${label}=hex(${type.toString(16)}):${Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(',')}`;
}

const values: readonly HiveValue[] = [
  { name: '', type: 0x0044_0001, data: text('[{System}]\\notepad.exe') },
  { name: 'number', type: 4, data: Uint8Array.of(1, 2, 3, 4) },
  { name: 'long number', type: 11, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
  { name: 'several', type: 7, data: encodeUtf16Le('one\0two\0\0') },
  { name: 'nothing', type: 3, data: new Uint8Array() },
  { name: 'five', type: 3, data: Uint8Array.of(1, 2, 3, 4, 5) },
  { name: 'placeholder', type: 0x0004_0000, data: new Uint8Array(4) },
];

describe('a hive of ours', () => {
  it('is one to hivexml, hivexregedit and reged, with values of every size and raw type', () => {
    const tree = hiveKey('ROOT', [
      hiveKey('REGISTRY', [
        hiveKey('MACHINE', [hiveKey('SOFTWARE', [], values)]),
        hiveKey('USER', [hiveKey('[{AppVCurrentUserSID}]')]),
      ]),
    ]);
    write(tree);
    expect(exported()).toEqual(expected(tree));
    expect(tool('hivexml', [file])).toContain('<node name="[{AppVCurrentUserSID}]">');
    const registryFile = path.join(folder, 'out.reg');
    tool('/usr/sbin/reged', ['-x', file, 'HKLM', '\\', registryFile]);
    expect(readFileSync(registryFile, 'latin1')).toContain('[HKLM\\REGISTRY\\MACHINE\\SOFTWARE]');
  });

  it('takes keys and values that another tool adds, and keeps the others', () => {
    const tree = hiveKey('ROOT', [
      hiveKey('REGISTRY', [hiveKey('MACHINE', [hiveKey('SOFTWARE', [], values)])]),
    ]);
    write(tree);
    tool(
      'hivexsh',
      ['-w', file],
      'cd REGISTRY\\MACHINE\\SOFTWARE\nadd Added\ncd Added\nsetval 1\nname\nstring:text\ncommit\n',
    );
    const after = new Map(exported());
    const added = after.get('H\\REGISTRY\\MACHINE\\SOFTWARE\\Added');
    after.delete('H\\REGISTRY\\MACHINE\\SOFTWARE\\Added');
    expect(added).toEqual(['"name"=hex(1):74,00,65,00,78,00,74,00,00,00']);
    expect(after).toEqual(expected(tree));
  });

  it('has thousands of keys in one key, and data beyond a page', () => {
    const many = Array.from({ length: 3210 }, (_, index) => hiveKey(`key ${(index * 7919) % 3210}`));
    const big = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    const tree = hiveKey('ROOT', [
      hiveKey('many', many),
      hiveKey('big', [], [{ name: 'data', type: 3, data: big }]),
    ]);
    write(tree);
    const read = exported();
    expect(read.size).toBe(3213);
    expect(read).toEqual(expected(tree));
    // Found by walking the lists; a key that is not there ends hivexsh with an error.
    tool('hivexsh', [file], 'cd many\\key 3209\n');
    expect(() => tool('hivexsh', [file], 'cd many\\key 3210\n')).toThrow('Command failed');
  });

  it('reads back as it was, whatever the tree', () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9 {}[\]é日]{1,12}$/).filter((each) => each.trim() === each);
    const value = fc.record({
      name: fc.oneof(name, fc.constant('')),
      type: fc.constantFrom(0, 1, 2, 3, 7, 11, 0x0040_0001, 0x0004_0000),
      data: fc.uint8Array({ maxLength: 40 }),
    });
    const lower = { selector: (each: { name: string }) => each.name.toLowerCase() };
    const tree = (levels: number): fc.Arbitrary<HiveKey> =>
      fc.record({
        name,
        values: fc.uniqueArray(value, { maxLength: 4, ...lower }),
        keys: levels === 0 ? fc.constant([]) : fc.uniqueArray(tree(levels - 1), { maxLength: 4, ...lower }),
      });
    fc.assert(
      fc.property(tree(3), (root) => {
        write(root);
        expect(exported()).toEqual(expected(root));
      }),
      { numRuns: 30 },
    );
  });
});
