import { describe, expect, it } from 'vitest';
import { readZipDirectory } from '../../../shared/opc/zip-directory.ts';
import { formatTail, relocateCentralHeader } from '../../../shared/opc/zip-records.ts';

/** A central header of "a": sizes 5 and 9, offset and extra fields as given. Bytes by hand, after APPNOTE.TXT 4.3.12. */
function header({ offset = 0, sizes = [5, 9], extra = [] as readonly number[] }): Uint8Array {
  const u16 = (value: number) => [value & 255, (value >> 8) & 255];
  const u32 = (value: number) => [...u16(value % 65_536), ...u16(Math.floor(value / 65_536))];
  const before = [0x50, 0x4b, 1, 2, 45, 0, 45, 0, 8, 0, 8, 0, 1, 2, 3, 4, 0xaa, 0xbb, 0xcc, 0xdd];
  const between = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([
    ...before,
    ...u32(sizes[0] ?? 0),
    ...u32(sizes[1] ?? 0),
    ...u16(1),
    ...u16(extra.length),
    ...between,
    ...u32(offset),
    0x61,
    ...extra,
  ]);
}

const full = 0xffff_ffff;
const u64 = (value: number) => {
  const low = value % 0x1_0000_0000;
  const bytes = (part: number) => [part & 255, (part >>> 8) & 255, (part >>> 16) & 255, part >>> 24];
  return [...bytes(low), ...bytes(Math.floor(value / 0x1_0000_0000))];
};
/** Extra field 0x5455, as other tools write it: not ours to touch. */
const foreign = [0x55, 0x54, 1, 0, 7];

/** The same fields, read by the directory reader: it is what every reader of the file goes by. */
async function offsetOf(bytes: Uint8Array): Promise<number | undefined> {
  const tail = formatTail(1, 0, bytes.length);
  const file = new Uint8Array([...bytes, ...tail]);
  const source = {
    size: file.length,
    read: async (offset: number, length: number) => file.subarray(offset, offset + length),
  };
  const read = await readZipDirectory(source);
  return read.ok ? read.value.entries[0]?.localOffset : undefined;
}

describe('a central header that moves', () => {
  it('changes its offset and nothing else', () => {
    expect(relocateCentralHeader(header({ offset: 77, extra: foreign }), 1234)).toEqual(
      header({ offset: 1234, extra: foreign }),
    );
  });

  it('writes into the Zip64 field where the offset stands there', () => {
    const extra = (offset: number) => [1, 0, 24, 0, ...u64(9), ...u64(5), ...u64(offset)];
    const old = header({ offset: full, sizes: [full, full], extra: extra(77) });
    expect(relocateCentralHeader(old, 5_000_000_000)).toEqual(
      header({ offset: full, sizes: [full, full], extra: extra(5_000_000_000) }),
    );
  });

  it.each([
    ['gets a Zip64 field', header({ extra: [] }), [1, 0, 8, 0, ...u64(5_000_000_000)]],
    [
      'gets one in front of other fields',
      header({ extra: foreign }),
      [1, 0, 8, 0, ...u64(5_000_000_000), ...foreign],
    ],
  ])('%s when the offset becomes too large', (_what, old, extra) => {
    expect(relocateCentralHeader(old, 5_000_000_000)).toEqual(header({ offset: full, extra }));
  });

  it('adds the offset behind sizes that are in the Zip64 field', async () => {
    const sizes: [number, number] = [5, full];
    const old = header({ offset: 3, sizes, extra: [1, 0, 8, 0, ...u64(6_000_000_000), ...foreign] });
    const moved = relocateCentralHeader(old, 5_000_000_000);
    expect(moved).toEqual(
      header({
        offset: full,
        sizes,
        extra: [1, 0, 16, 0, ...u64(6_000_000_000), ...u64(5_000_000_000), ...foreign],
      }),
    );
    expect(await offsetOf(moved)).toBe(5_000_000_000);
  });
});
