import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonText } from '../../../../shared/appv/project/json-text.ts';

describe('readJsonText', () => {
  it('reads what JSON.parse reads, whatever the blanks', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 4, '\t'), (json, space) => {
        const value: unknown = JSON.parse(json);
        const text = JSON.stringify(value, null, space);
        const read = readJsonText(text);
        expect(read.ok && read.value.value).toEqual(value);
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses, in texts with one change', () => {
    const character = fc.constantFrom(...Array.from('{}[]":,.-+eE01 \\u\tntfxy\u0000'));
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), character, fc.nat(1), (json, place, other, cut) => {
        const at = place % (json.length + 1);
        const text = json.slice(0, at) + other + json.slice(at + cut);
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(readJsonText(text).ok).toBe(isJson);
      }),
      { numRuns: 1000 },
    );
  });

  // Lines and columns counted by hand, from 1.
  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{\n  "a": 1,\n}', 3, 1],
    ['{\r\n  "a" 1\r\n}', 2, 7],
    ['[1, 2', 1, 6],
    ['[01]', 1, 2],
    ["{'a': 1}", 1, 2],
    ['// note\n{}', 1, 1],
    ['{} {}', 1, 4],
    ['{\n  "a": "b\\q"\n}', 2, 10],
    ['{\n  "a": "tab\tinside"\n}', 2, 12],
    ['{"a": "open', 1, 12],
  ])('says where %j is wrong', (text, line, column) => {
    const read = readJsonText(text);
    expect(read.ok).toBe(false);
    expect(read.issues).toMatchObject([{ code: 'PRJ-NOT-JSON', where: { line, column } }]);
  });

  it('refuses nesting that no project has, without running out of stack', () => {
    const read = readJsonText('['.repeat(200_000));
    expect(read.issues).toMatchObject([{ code: 'PRJ-NOT-JSON', where: { line: 1, column: 66 } }]);
  });

  it('keeps __proto__ a property like others and reports what is there twice', () => {
    const read = readJsonText('{"__proto__": {"a": 1, "a": 2}}');
    expect(read.ok && Object.keys(Object(read.value.value))).toEqual(['__proto__']);
    expect(read.ok && read.value.twice).toEqual([['__proto__', 'a']]);
  });

  it('passes over a byte order mark', () => {
    const read = readJsonText('\ufeff{"a": [true]}');
    expect(read.ok && read.value.value).toEqual({ a: [true] });
    expect(read.ok && read.value.placeOf(['a', 0])).toEqual({ line: 1, column: 9 });
  });
});
