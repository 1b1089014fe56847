import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../shared/base/bytes.ts';
import type { ByteSource } from '../../../shared/base/ports.ts';
import { readZipDirectory } from '../../../shared/opc/zip-directory.ts';
import { formatCentralHeader, formatTail } from '../../../shared/opc/zip-records.ts';

/** A directory alone, as of a container without any data. */
function source(entryNames: readonly string[]): ByteSource {
  const headers = entryNames.map((entryName, index) =>
    formatCentralHeader({ entryName, method: 0, crc32: index, compressedSize: 0, size: 0, localOffset: 0 }),
  );
  const directory = concatBytes(headers);
  const bytes = concatBytes([directory, formatTail(headers.length, 0, directory.length)]);
  return { size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) };
}

describe('names of the central directory', () => {
  it.each([
    ['Root/a.txt', 'Root/a.txt'],
    ['Root/a%20b.txt', 'Root/a b.txt'],
    ['Root/a b.txt', 'Root/a b.txt'],
    ['Root/a%2eb', 'Root/a.b'],
    ['Root/%e4%b8%ad', 'Root/中'],
    ['Root/%E4%B8%AD', 'Root/中'],
    ['Root/100%', 'Root/100%'],
    ['[Content_Types].xml', '[Content_Types].xml'],
    ['%5BContent_Types%5D.xml', '[Content_Types].xml'],
  ])('%s means %s and keeps its spelling', async (spelling, name) => {
    const read = await readZipDirectory(source([spelling]));
    const [entry] = read.ok ? read.value.entries : [];
    expect(entry).toMatchObject({ name, nameLength: spelling.length });
    expect(entry?.encodedName()).toBe(spelling);
  });

  it('keep whatever spelling they have', async () => {
    const pieces = [
      'a',
      'Z',
      '.',
      '/',
      ' ',
      '(',
      '~',
      '%',
      '%20',
      '%2F',
      '%41',
      '%C3%A9',
      '%c3%a9',
      '%ff',
      '%7E',
    ];
    const spellings = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
      .map((each) => each.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(spellings, { minLength: 1, maxLength: 5 }), async (entryNames) => {
        const read = await readZipDirectory(source(entryNames));
        expect(read.ok && read.value.entries.map((entry) => entry.encodedName())).toEqual(entryNames);
      }),
    );
  });
});
