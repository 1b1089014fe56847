import { describe, expect, it } from 'vitest';
import type { BlockMapFile } from '../../../shared/opc/block-map.ts';
import { checkBlockMap } from '../../../shared/opc/check-block-map.ts';
import type { PartName } from '../../../shared/opc/part-name.ts';
import type { ZipEntry } from '../../../shared/opc/zip-entry.ts';

const hash = `${'A'.repeat(43)}=`;

function file(name: string, size = 5): BlockMapFile {
  return { name: name as PartName, size, lfhSize: 40, blocks: size === 0 ? [] : [{ hash, size: 7 }] };
}

/** A deflated entry of five bytes, seven in the container and two that end the stream. */
function entry(name: string, index: number): ZipEntry {
  const place = { localOffset: index * 100, headerOffset: 10_000 + index * 100 };
  const sizes = { compressedSize: 9, size: 5, crc32: 0 };
  return {
    name: name as PartName,
    encodedName: () => name,
    nameLength: name.length,
    flags: 8,
    method: 8,
    ...sizes,
    ...place,
  };
}

function check(files: readonly string[], entries: readonly string[], doubted: readonly number[] = []) {
  const { matched, issues } = checkBlockMap(
    { files: files.map((name) => file(name)) },
    entries.map(entry),
    new Set(doubted.map((index) => 10_000 + index * 100)),
  );
  return {
    files: matched.files.map((each) => each?.name),
    closings: matched.closings,
    codes: issues.map(({ code, params }) => `${code} ${params?.['name'] ?? ''}`.trim()),
  };
}

describe('a block map beside the entries', () => {
  it.each<[string, string[], string[], (string | undefined)[], string[]]>([
    ['in their order', ['a', 'b'], ['a', 'b'], ['a', 'b'], []],
    [
      'in their order, with the parts that it must not list',
      ['a', 'b'],
      ['a', 'AppxBlockMap.xml', 'b', '[Content_Types].xml'],
      ['a', undefined, 'b', undefined],
      [],
    ],
    ['in another order', ['b', 'a'], ['a', 'b'], ['a', 'b'], ['OPC-BLOCKMAP-ORDER b']],
    ['with a file too many', ['a', 'b', 'c'], ['a', 'b'], ['a', 'b'], ['OPC-NOT-IN-ZIP c']],
    ['with a file too few', ['a'], ['a', 'b'], ['a', undefined], ['OPC-NOT-IN-BLOCKMAP b']],
    ['with a file twice', ['a', 'a', 'b'], ['a', 'b'], ['a', 'b'], ['OPC-BLOCKMAP-DUPLICATE a']],
    [
      'with itself',
      ['a', 'AppxBlockMap.xml'],
      ['a', 'AppxBlockMap.xml'],
      ['a', undefined],
      ['OPC-BLOCKMAP-FOOTPRINT AppxBlockMap.xml'],
    ],
  ])('%s', (_what, files, entries, expected, codes) => {
    const closings = expected.map((name) => (name === undefined ? undefined : 'empty-block'));
    expect(check(files, entries)).toEqual({ files: expected, closings, codes });
  });

  it('says nothing of an entry in doubt, nor of another of its name', () => {
    const closings = [undefined, undefined, 'empty-block'];
    expect(check(['a', 'b'], ['a', 'a', 'b'], [0, 1])).toEqual({
      files: [undefined, undefined, 'b'],
      closings,
      codes: [],
    });
  });

  it('tells of the blocks that do not fit, in or out of order', () => {
    const wrong = [{ ...file('a'), blocks: [] }, file('b')];
    for (const files of [wrong, wrong.toReversed()]) {
      const { matched, issues } = checkBlockMap({ files }, ['a', 'b'].map(entry), new Set());
      expect(matched.closings).toEqual([undefined, 'empty-block']);
      expect(issues[0]).toMatchObject({ code: 'OPC-BLOCK-COUNT', part: 'a' });
    }
  });
});
