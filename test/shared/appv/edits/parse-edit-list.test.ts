import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WrittenEdit, settingPaths } from '../../../../shared/appv/edits/package-edit.ts';
import { editListSchema, parseEditList } from '../../../../shared/appv/edits/parse-edit-list.ts';

describe('parseEditList', () => {
  const edits: readonly WrittenEdit[] = [
    { kind: 'set', path: 'identity.version', value: '2.0.0.0' },
    { kind: 'set', path: 'prerequisites.targetOSes', value: ['WindowsClient_10.0_x64'] },
    { kind: 'set', path: 'properties.fullVFSWriteMode', value: true },
    { kind: 'addFile', part: 'Root/a.txt', file: 'a.txt' },
    { kind: 'replaceFile', part: 'Root\\a.txt', file: '../b.txt' },
    { kind: 'removeFile', part: 'Root/a.txt' },
    { kind: 'renameFile', part: 'Root/a.txt', to: 'Root/b.txt' },
    { kind: 'addFolder', folder: 'Root/c' },
    { kind: 'removeFolder', folder: 'Root/c' },
    { kind: 'renameFolder', folder: 'Root/c', to: 'Root/d' },
    { kind: 'setFolderMode', folder: 'Root/d', mode: 'merge' },
    { kind: 'setFeatureBlock', part: 'Root/a.txt', block: 'onDemand' },
    { kind: 'setFullLoad', value: false },
    { kind: 'scrubHistory' },
  ];

  it('takes a list and an object with a list, also behind a byte order mark', () => {
    for (const value of [edits, { edits }]) {
      expect(parseEditList(JSON.stringify(value))).toEqual({ ok: true, value: edits, issues: [] });
      expect(parseEditList(`\ufeff${JSON.stringify(value, null, 2)}`)).toMatchObject({ value: edits });
    }
    expect(parseEditList('[]')).toMatchObject({ ok: true, value: [] });
  });

  // Lines and columns counted by hand, from 1.
  const wrong: readonly (readonly [
    text: string,
    line: number,
    column: number,
    path: string | undefined,
    reason: string,
  ])[] = [
    ['', 1, 1, undefined, 'the text ends too early'],
    ['[\n  {"kind": "scrubHistory"},\n]', 3, 1, undefined, 'this is not a JSON value'],
    ['[]\n[]', 2, 1, undefined, 'more text after the value'],
    ['"scrubHistory"', 1, 1, '$', 'expected a list'],
    ['{\n "edit": []}', 1, 1, '$.edits', 'this property is missing'],
    ['{"edits": [],\n "more": 1}', 2, 10, '$.more', 'there is no such property'],
    ['{"edits": 3}', 1, 11, '$.edits', 'expected a list'],
    ['[\n 3]', 2, 2, '$[0]', 'expected an object'],
    ['[\n {}]', 2, 2, '$[0].kind', 'this property is missing'],
    ['[{"kind": "scrubHistory"},\n {"kind":\n  "scrub"}]', 3, 3, '$[1].kind', 'expected one of set, addFile'],
    ['{"edits": [{"kind": "removeFile",\n "part": ""}]}', 2, 10, '$.edits[0].part', 'this text is empty'],
    ['[{"kind": "removeFile",\n "part": 7}]', 2, 10, '$[0].part', 'expected text'],
    [
      '[{"kind": "scrubHistory",\n "kind": "scrubHistory"}]',
      2,
      10,
      '$[0].kind',
      'this property is there twice',
    ],
    [
      '[{"kind": "set", "path": "identity.versoin",\n "value": "1.0.0.0"}]',
      1,
      26,
      '$[0].path',
      'expected one of identity.name, identity.publisher, identity.version',
    ],
    [
      '[{"kind": "set", "path": "identity.version",\n "value": 2}]',
      2,
      11,
      '$[0].value',
      'expected text, true, false or a list of texts',
    ],
    ['[{"kind": "set", "path": "identity.version"}]', 1, 2, '$[0].value', 'this property is missing'],
  ];

  it.each(wrong)('refuses %j', (text, line, column, path, reason) => {
    const [first, ...others] = parseEditList(text).issues;
    expect(first).toMatchObject({ code: 'EDT-INVALID', where: { line, column } });
    expect(first?.params?.['path']).toBe(path);
    expect(first?.params?.['reason']).toMatch(new RegExp(`^${reason}`));
    // `edit` in the place of `edits` is two mistakes: one is missing, the other unknown.
    expect(others).toHaveLength(text.includes('"edit":') ? 1 : 0);
  });

  it('tells the first hundred of many mistakes, soon, and counts the rest', () => {
    const text = JSON.stringify(
      Array.from({ length: 50_000 }, () => ({ kind: 'removeFile' })),
      null,
      1,
    );
    const { issues } = parseEditList(text);
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toMatchObject({
      code: 'USE-MORE',
      params: { name: 'EDT-INVALID', count: 49_900 },
    });
  });

  it('has an answer for every JSON value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parsed = parseEditList(text);
        expect(parsed.ok || parsed.issues.every(({ code }) => code === 'EDT-INVALID')).toBe(true);
        expect(parsed.ok || parsed.issues.length > 0).toBe(true);
      }),
    );
  });
});

describe('assets/schemas/package-edits.schema.json', () => {
  it('is what the code checks; scripts/make-schemas.mjs writes it anew', () => {
    const file = new URL('../../../../assets/schemas/package-edits.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(editListSchema());
  });

  it('says of every kind of edit and every property of it what it is', () => {
    const { items } = editListSchema() as {
      items: { oneOf: { description?: string; properties: Record<string, Record<string, unknown>> }[] };
    };
    expect(items.oneOf).toHaveLength(12);
    for (const { description, properties } of items.oneOf) {
      expect(description).toMatch(/^[A-Z]/);
      for (const [name, property] of Object.entries(properties)) {
        expect('description' in property || name === 'kind').toBe(true);
      }
    }
    expect(items.oneOf[0]?.properties['path']?.['enum']).toEqual(settingPaths);
  });
});
