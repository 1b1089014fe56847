import { describe, expect, it } from 'vitest';
import { ByteView } from '../../../shared/base/bytes.ts';
import { type HiveKey, hiveKey } from '../../../shared/registry/hive-key.ts';
import { headerChecksum, writeHive } from '../../../shared/registry/write-hive.ts';

function bytesOf(root: HiveKey): Uint8Array {
  const written = writeHive(root);
  if (!written.ok) throw new Error(JSON.stringify(written.issues));
  return written.value;
}

const ascii = (bytes: Uint8Array, offset: number, length: number) =>
  Buffer.from(bytes).toString('latin1', offset, offset + length);

describe('writeHive', () => {
  // specs/appv.md 1.9, seen in the hive of samples/appx/NotepadPlusPlus.appx.
  it('has the header of a settled primary file of version 1.3', () => {
    const view = new ByteView(bytesOf(hiveKey('ROOT')));
    expect(ascii(view.bytes, 0, 4)).toBe('regf');
    expect(view.u32(4)).toBe(view.u32(8));
    expect([view.u32(20), view.u32(24), view.u32(28), view.u32(32)]).toEqual([1, 3, 0, 1]);
    expect(view.u32(36)).toBe(0x20);
    expect(view.u32(40)).toBe(view.length - 4096);
    let checksum = 0;
    for (let offset = 0; offset < 0x1fc; offset += 4) checksum = (checksum ^ view.u32(offset)) >>> 0;
    expect(view.u32(0x1fc)).toBe(checksum);
  });

  it('gives the root key the flags 0x2C and others 0x20, or 0 for a name beyond ASCII', () => {
    const bytes = bytesOf(hiveKey('ROOT', [hiveKey('plain'), hiveKey('Éclair')]));
    const flags = [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/nk(.)\0/gs),
    ].map((match) => match[1]?.charCodeAt(0));
    expect(flags).toEqual([0x2c, 0x20, 0]);
  });

  it('fills every hive bin with cells that end where it ends', () => {
    const values = [40, 3000, 5000, 16_345, 70_000].map((size) => ({
      name: `v${size}`,
      type: 3,
      data: new Uint8Array(size),
    }));
    const view = new ByteView(bytesOf(hiveKey('ROOT', [hiveKey('k', [], values)])));
    let bin = 4096;
    while (bin < view.length) {
      expect(ascii(view.bytes, bin, 4)).toBe('hbin');
      expect(view.u32(bin + 4)).toBe(bin - 4096);
      const end = bin + view.u32(bin + 8);
      let cell = bin + 32;
      while (cell < end) {
        const size = view.u32(cell);
        const length = size > 0x7fff_ffff ? 0x1_0000_0000 - size : size;
        expect(length).toBeGreaterThan(0);
        expect(length % 8).toBe(0);
        cell += length;
      }
      expect(cell).toBe(end);
      bin = end;
    }
    expect(bin).toBe(view.length);
  });

  it('is the same each time', () => {
    const tree = hiveKey('ROOT', [
      hiveKey('b'),
      hiveKey('A', [], [{ name: '', type: 1, data: new Uint8Array(6) }]),
    ]);
    expect(bytesOf(tree)).toEqual(bytesOf(tree));
  });

  const nested = (depth: number): HiveKey => (depth === 1 ? hiveKey('k') : hiveKey('k', [nested(depth - 1)]));

  it.each([
    ['an empty name', hiveKey('ROOT', [hiveKey('')]), 'REG-NAME'],
    ['a backslash', hiveKey('ROOT', [hiveKey('a\\b')]), 'REG-NAME'],
    ['two keys that differ in case', hiveKey('ROOT', [hiveKey('straße'), hiveKey('STRAßE')]), 'REG-NAME'],
    [
      'two values of one name',
      hiveKey(
        'ROOT',
        [],
        [
          { name: '', type: 1, data: new Uint8Array() },
          { name: '', type: 1, data: new Uint8Array() },
        ],
      ),
      'REG-NAME',
    ],
    ['too long a key name', hiveKey('ROOT', [hiveKey('k'.repeat(256))]), 'REG-LIMIT'],
    [
      'too long a value name',
      hiveKey('ROOT', [], [{ name: 'v'.repeat(16_384), type: 1, data: new Uint8Array() }]),
      'REG-LIMIT',
    ],
    ['too many levels', nested(513), 'REG-LIMIT'],
  ])('refuses %s', (_what, root, code) => {
    const written = writeHive(root);
    expect(written.ok).toBe(false);
    expect(written.issues.map((each) => each.code)).toEqual([code]);
  });

  it('takes names and levels up to the limits', () => {
    expect(writeHive(nested(512)).ok).toBe(true);
    expect(writeHive(hiveKey('ROOT', [hiveKey('k'.repeat(255))])).ok).toBe(true);
  });
});

describe('headerChecksum', () => {
  // specs/appv.md 1.9: 0 is stored as 1 and 0xFFFFFFFF as 0xFFFFFFFE.
  it.each([
    [0, 1],
    [0xffff_ffff, 0xffff_fffe],
    [0x1234_5678, 0x1234_5678],
  ])('of an otherwise empty header with %i', (first, checksum) => {
    const view = new ByteView(new Uint8Array(4096));
    view.setU32(0, first);
    expect(headerChecksum(view)).toBe(checksum);
  });
});
