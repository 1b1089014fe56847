import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceFilter } from '../../../../shared/appv/project/source-filter.ts';

describe('exclude', () => {
  it.each([
    ['Thumbs.db', 'a/b/thumbs.DB', true],
    ['Thumbs.db', 'a/b/thumbs.dbx', false],
    ['*.bak', 'a/x.bak', true],
    ['*.bak', 'x.bak.txt', false],
    ['logs', 'logs/today.txt', true],
    ['logs', 'a/logs/b/c.txt', true],
    ['logs', 'a/logs.txt', false],
    ['a/logs', 'a/logs/b.txt', true],
    ['a/logs', 'b/a/logs/b.txt', false],
    ['a/logs/', 'a/logs/b.txt', true],
    ['/a', 'a/b', true],
    ['a/*/c', 'a/b/c', true],
    ['a/*/c', 'a/b/b/c', false],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/b/b/c', true],
    ['**/*.tmp', 'x.tmp', true],
    ['a/**', 'a/b', true],
    ['a/**', 'b/a', false],
    ['?.txt', 'ä.txt', true],
    ['?.txt', 'ab.txt', false],
    ['[ab].txt', 'a.txt', false],
    ['[ab].txt', '[AB].txt', true],
  ])('%s on %s leaves out: %s', (pattern, path, out) => {
    expect(sourceFilter({ exclude: [pattern] }).takes(path)).toBe(!out);
  });

  it('lets a scan pass over a folder only when nothing below can be taken', () => {
    const { skips } = sourceFilter({ exclude: ['node_modules', 'a/*.txt'] });
    expect(skips('x/node_modules')).toBe(true);
    expect(skips('a')).toBe(false);
  });

  it('has the last word over files', () => {
    const filter = sourceFilter({ files: ['*.exe', 'data/**'], exclude: ['data/old'] });
    expect(['a.exe', 'b/c.EXE', 'data/x', 'data/old/x', 'readme.txt'].map(filter.takes)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(filter.skips('b')).toBe(false);
  });

  it('agrees with a regular expression for patterns of one name', () => {
    const letters = fc.string({ unit: fc.constantFrom('A', 'B', '*', '?'), minLength: 1, maxLength: 8 });
    const word = fc.string({ unit: fc.constantFrom('A', 'B'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(letters, word, (pattern, name) => {
        fc.pre(pattern !== '**');
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(sourceFilter({ exclude: [pattern] }).takes(name)).toBe(!expression.test(name));
      }),
      { numRuns: 1000 },
    );
  });

  it('needs no time to speak of for a pattern made to take long', () => {
    const filter = sourceFilter({ exclude: [`${'*a'.repeat(1000)}*b`, `${'**/a/'.repeat(500)}b`] });
    expect(filter.takes('a'.repeat(5000))).toBe(true);
    expect(filter.takes('a/'.repeat(5000).slice(0, -1))).toBe(true);
  });
});
