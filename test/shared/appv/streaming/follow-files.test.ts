import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { followStreamMap, type StreamingChanges } from '../../../../shared/appv/streaming/follow-files.ts';
import { parseStreamMap } from '../../../../shared/appv/streaming/parse-stream-map.ts';
import { encodeUtf8 } from '../../../../shared/base/text.ts';
import { type PartName, partNameKey } from '../../../../shared/opc/part-name.ts';
import { decodeXml, encodeXml } from '../../../../shared/xml/xml-text.ts';

type Block = StreamingChanges['featureBlocks'][number]['block'];
type Said = {
  readonly removed?: readonly string[];
  readonly renamed?: readonly (readonly [string, string])[];
  readonly replaced?: readonly string[];
  readonly blocks?: Readonly<Record<string, Block>>;
  readonly fullLoad?: boolean;
};

const part = (name: string) => name as PartName;

function changes({ removed, renamed, replaced, blocks, fullLoad }: Said): StreamingChanges {
  return {
    removed: (removed ?? []).map(part),
    renamed: (renamed ?? []).map(([from, to]) => [part(from), part(to)]),
    replaced: (replaced ?? []).map(part),
    featureBlocks: Object.entries(blocks ?? {}).map(([name, block]) => ({ part: part(name), block })),
    fullLoad: fullLoad ?? null,
  };
}

function follow(text: string, said: Said): { text: string; notes: readonly string[] } {
  const result = followStreamMap(encodeUtf8(text), changes(said));
  if (!result.ok || result.value === null) throw new Error(JSON.stringify(result.issues));
  const decoded = decodeXml(result.value);
  return {
    text: decoded.ok ? decoded.value.text : '',
    notes: result.issues.map((each) => `${each.severity} ${each.code} ${each.part ?? ''}`),
  };
}

/* In the form of appv.md 1.8: two blocks, one of which names ranges of a program. */
const uri = 'http://schemas.microsoft.com/appv/2010/streammap';
const excel = 'Root\\VFS\\ProgramFilesX86\\Office\\EXCEL.EXE';
const excelPart = 'Root/VFS/ProgramFilesX86/Office/EXCEL.EXE';
const publishing = [
  '  <FeatureBlock Id="PublishingFeatureBlock">',
  '    <File Name="Root\\a.ico" />',
  `    <File Name="${excel}" x="1">`,
  '      <Blocks Index="0" Count="1" />',
  '      <Blocks Index="79" Count="2" />',
  '    </File>',
  '  </FeatureBlock>',
];
const primary = [
  '  <FeatureBlock Id="PrimaryFeatureBlock" LoadAll="true">',
  '    <File Name="Root\\b.dll" />',
  '  </FeatureBlock>',
];
const map = (...lines: readonly string[]) =>
  ['<?xml version="1.0" encoding="utf-8"?>', `<StreamMap xmlns="${uri}">`, ...lines, '</StreamMap>'].join(
    '\r\n',
  );
const both = map(...publishing, ...primary);

describe('StreamMap.xml', () => {
  test.each<readonly [string, string, Said, string]>([
    ['nothing happened', both, {}, both],
    [
      'what it does not list',
      both,
      { removed: ['Root/z'], renamed: [['Root/y', 'Root/z']], replaced: ['Root/x'] },
      both,
    ],
    [
      'a removed file, letter case aside',
      both,
      { removed: ['Root/A.ICO'] },
      map(...publishing.toSpliced(1, 1), ...primary),
    ],
    [
      'a removed file with ranges, and the last one of a block',
      both,
      { removed: [excelPart, 'Root/b.dll'], replaced: [] },
      map(...publishing.toSpliced(2, 4), ...primary.toSpliced(1, 1)),
    ],
    [
      'a renamed file keeps its place, its ranges and what we do not know',
      both,
      { renamed: [[excelPart, 'Root/Excel & more.exe']] },
      map(...publishing.with(2, '    <File Name="Root\\Excel &amp; more.exe" x="1">'), ...primary),
    ],
    [
      'two files change places',
      both,
      {
        renamed: [
          ['Root/a.ico', 'Root/b.dll'],
          ['Root/b.dll', 'Root/a.ico'],
        ],
      },
      map(
        ...publishing.with(1, '    <File Name="Root\\b.dll" />'),
        ...primary.with(1, '    <File Name="Root\\a.ico" />'),
      ),
    ],
    [
      'a renamed file takes the place of one that was listed in vain',
      both,
      { renamed: [['Root/a.ico', 'Root/b.dll']] },
      map(...publishing.with(1, '    <File Name="Root\\b.dll" />'), ...primary.toSpliced(1, 1)),
    ],
    [
      'a removed file and one that gets its name',
      both,
      { removed: ['Root/b.dll'], renamed: [['Root/a.ico', 'Root/b.dll']] },
      map(...publishing.with(1, '    <File Name="Root\\b.dll" />'), ...primary.toSpliced(1, 1)),
    ],
    [
      'a replaced file loses its ranges',
      both,
      { replaced: [excelPart, 'Root/b.dll'] },
      map(...publishing.toSpliced(3, 2), ...primary),
    ],
    [
      'a file that is replaced and renamed',
      both,
      { replaced: [excelPart], renamed: [[excelPart, 'Root/e.exe']] },
      map(...publishing.toSpliced(3, 2).with(2, '    <File Name="Root\\e.exe" x="1">'), ...primary),
    ],
    [
      'a file comes to a block',
      both,
      { blocks: { 'Root/n.txt': 'publishing', 'Root/sub/m.txt': 'primary' } },
      map(
        ...publishing.toSpliced(6, 0, '    <File Name="Root\\n.txt"/>'),
        ...primary.toSpliced(2, 0, '    <File Name="Root\\sub\\m.txt"/>'),
      ),
    ],
    [
      'a file that is where it is to be keeps its ranges',
      both,
      { blocks: { [excelPart]: 'publishing' } },
      both,
    ],
    [
      'a file goes to the other block, whole',
      both,
      { blocks: { [excelPart]: 'primary' } },
      map(...publishing.toSpliced(2, 4), ...primary.toSpliced(2, 0, `    <File Name="${excel}" x="1"/>`)),
    ],
    [
      'a file goes out of both blocks',
      map(...publishing, ...primary.toSpliced(2, 0, `    <File Name="${excel}" />`)),
      { blocks: { [excelPart]: 'onDemand', 'Root/z': 'onDemand' } },
      map(...publishing.toSpliced(2, 4), ...primary),
    ],
    [
      'a file of both blocks stays in one',
      map(...publishing, ...primary.toSpliced(2, 0, `    <File Name="${excel}" />`)),
      { blocks: { [excelPart]: 'primary' } },
      map(...publishing.toSpliced(2, 4), ...primary.toSpliced(2, 0, `    <File Name="${excel}" />`)),
    ],
    [
      'a file is renamed and goes to the other block',
      both,
      { renamed: [['Root/b.dll', 'Root/c.dll']], blocks: { 'Root/c.dll': 'publishing' } },
      map(...publishing.toSpliced(6, 0, '    <File Name="Root\\c.dll"/>'), ...primary.toSpliced(1, 1)),
    ],
    [
      'a primary block is made behind the other',
      map(...publishing),
      { blocks: { 'Root/n.txt': 'primary' }, fullLoad: true },
      map(
        ...publishing,
        '  <FeatureBlock Id="PrimaryFeatureBlock" LoadAll="true">',
        '    <File Name="Root\\n.txt"/>',
        '  </FeatureBlock>',
      ),
    ],
    [
      'a publishing block is made before the other',
      map(...primary),
      { blocks: { 'Root/n.txt': 'publishing' } },
      map(
        '  <FeatureBlock Id="PublishingFeatureBlock">',
        '    <File Name="Root\\n.txt"/>',
        '  </FeatureBlock>',
        ...primary,
      ),
    ],
    [
      'full load where there is no primary block',
      map(...publishing),
      { fullLoad: true },
      map(...publishing, '  <FeatureBlock Id="PrimaryFeatureBlock" LoadAll="true"/>'),
    ],
    ['full load that is on already', both, { fullLoad: true }, both],
    [
      'full load that was off in words',
      map(...publishing, '  <FeatureBlock LoadAll="False" Id="PrimaryFeatureBlock" />'),
      { fullLoad: true },
      map(...publishing, '  <FeatureBlock LoadAll="true" Id="PrimaryFeatureBlock" />'),
    ],
    [
      'full load goes',
      both,
      { fullLoad: false },
      map(...publishing, ...primary.with(0, '  <FeatureBlock Id="PrimaryFeatureBlock">')),
    ],
    ['full load that was not there', map(...publishing), { fullLoad: false }, map(...publishing)],
    [
      'full load that is off in words',
      map('  <FeatureBlock LoadAll="0" Id="PrimaryFeatureBlock" />'),
      { fullLoad: false },
      map('  <FeatureBlock LoadAll="0" Id="PrimaryFeatureBlock" />'),
    ],
    [
      'a block of another name follows files, and choices leave it alone',
      map('  <FeatureBlock Id="Other"><File Name="root/a"/><File Name="Root\\b"/></FeatureBlock>'),
      { removed: ['Root/a'], renamed: [['Root/b', 'Root/c']], blocks: { 'Root/c': 'onDemand' } },
      map('  <FeatureBlock Id="Other"><File Name="Root\\c"/></FeatureBlock>'),
    ],
  ])('%s', (_, before, said, after) => {
    // The only file with ranges.
    const losesRanges = said.replaced?.includes(excelPart) === true;
    const notes = losesRanges ? [`info EDT-STREAMING-RANGES ${excelPart}`] : [];
    expect(follow(before, said)).toEqual({ text: after, notes });
  });

  test.each([
    ['utf-8', true, '\n'],
    ['utf-16le', true, '\r\n'],
    ['utf-16be', false, '\n'],
  ] as const)('hostile forms in %s', (encoding, byteOrderMark, lineEnd) => {
    const lines = [
      `<?xml version='1.0'?><!--c--><s:StreamMap xmlns:s='${uri}' xmlns:z='urn:z' z:q = '1'>`,
      `\t<s:FeatureBlock   Id = 'PrimaryFeatureBlock'><!-- <File> -->`,
      `\t\t<s:File Name='Root\\a&#x2e;txt' z:q="2"/> <!-- a -->`,
      '\t\t<z:File Name="Root\\a.txt"/>',
      '\t</s:FeatureBlock>',
      '',
      '\t<![CDATA[]]><z:more/></s:StreamMap>',
    ];
    const bytesOf = (text: readonly string[]) =>
      encodeXml({ text: text.join(lineEnd), encoding, byteOrderMark });
    const result = followStreamMap(
      bytesOf(lines),
      changes({ renamed: [['Root/a.txt', "Root/it's.txt"]], blocks: { 'Root/n': 'primary' } }),
    );
    const expected = lines
      .with(2, `\t\t<s:File Name='Root\\it&apos;s.txt' z:q="2"/> <!-- a -->`)
      .toSpliced(4, 0, `\t\t<s:File Name="Root\\n"/>`);
    expect(result).toEqual({ ok: true, value: bytesOf(expected), issues: [] });
  });

  it('gives the same array back when nothing is different', () => {
    const bytes = encodeUtf8(both);
    const result = followStreamMap(bytes, changes({ replaced: ['Root/a.ico'], fullLoad: true }));
    expect(result.ok && result.value === bytes).toBe(true);
  });

  test.each([
    ['XML-MALFORMED', '<StreamMap>'],
    ['STR-INVALID', '<StreamMap/>'],
    ['STR-INVALID', `<Package xmlns="${uri}"/>`],
  ])('%s', (code, text) => {
    expect(followStreamMap(encodeUtf8(text), changes({}))).toMatchObject({
      ok: false,
      issues: [{ code, part: 'StreamMap.xml' }],
    });
  });
});

describe('a package without StreamMap.xml', () => {
  test.each<readonly [string, Said]>([
    ['nothing happened', {}],
    ['files came and went', { removed: ['Root/a'], renamed: [['Root/b', 'Root/c']], replaced: ['Root/d'] }],
    ['a file is to come when it is needed', { blocks: { 'Root/a': 'onDemand' }, fullLoad: false }],
  ])('stays one: %s', (_, said) => {
    expect(followStreamMap(null, changes(said))).toEqual({ ok: true, value: null, issues: [] });
  });

  test.each<readonly [string, Said, readonly string[]]>([
    [
      'a publishing block',
      { blocks: { 'Root/VFS/Fonts/a.ttf': 'publishing' } },
      [
        '  <FeatureBlock Id="PublishingFeatureBlock">',
        '    <File Name="Root\\VFS\\Fonts\\a.ttf"/>',
        '  </FeatureBlock>',
      ],
    ],
    [
      'a primary block',
      { blocks: { 'Root/a': 'primary' } },
      [
        '  <FeatureBlock Id="PublishingFeatureBlock"/>',
        '  <FeatureBlock Id="PrimaryFeatureBlock">',
        '    <File Name="Root\\a"/>',
        '  </FeatureBlock>',
      ],
    ],
    [
      'full load',
      { fullLoad: true },
      [
        '  <FeatureBlock Id="PublishingFeatureBlock"/>',
        '  <FeatureBlock Id="PrimaryFeatureBlock" LoadAll="true"/>',
      ],
    ],
  ])('gets one: %s', (_, said, lines) => {
    const result = followStreamMap(null, changes(said));
    const text = `\ufeff${map(...lines)}\r\n`;
    expect(
      result.ok &&
        result.value !== null &&
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(result.value),
    ).toBe(text);
  });
});

describe('whatever happens to the files', () => {
  const names = ['Root\\a', 'Root\\B', 'Root\\c d', 'Root\\é'];
  const file = fc.record({
    name: fc.constantFrom(...names),
    ranges: fc.array(fc.nat({ max: 9 }), { maxLength: 2 }),
  });
  const block = (id: string) =>
    fc
      .uniqueArray(file, { selector: ({ name }) => name, maxLength: 4 })
      .map((files) => [
        `<FeatureBlock Id="${id}">`,
        ...files.map(
          ({ name, ranges }) =>
            `<File Name="${name}">${ranges.map((index) => `<Blocks Index="${index}" Count="1"/>`).join('')}</File>`,
        ),
        '</FeatureBlock>',
      ]);
  const text = fc
    .tuple(block('PublishingFeatureBlock'), block('PrimaryFeatureBlock'), block('Other'))
    .map((blocks) => map(...blocks.flat()));
  const parts = names.map((name) => name.replaceAll('\\', '/'));
  const read = (bytes: Uint8Array | null) => {
    const parsed = parseStreamMap(bytes ?? new Uint8Array());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    return parsed.value;
  };
  const followed = (before: string | Uint8Array, said: Said) => {
    const bytes = typeof before === 'string' ? encodeUtf8(before) : before;
    const result = followStreamMap(bytes, changes(said));
    if (!result.ok || result.value === null) throw new Error(JSON.stringify(result.issues));
    return result.value;
  };

  it('a renaming and its inverse give every byte back', () => {
    const targets = fc.shuffledSubarray([...parts, 'Root/x', 'Root/y/z'], { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(text, targets, (before, to) => {
        const renamed = parts.map((from, index) => [from, to[index] ?? from] as const);
        const there = followed(before, { renamed });
        const back = followed(there, { renamed: renamed.map(([from, now]) => [now, from]) });
        expect(new TextDecoder().decode(back)).toBe(before);
      }),
    );
  });

  it('a file is in the block that was chosen, and the others are where they were', () => {
    const choice = fc.constantFrom('publishing' as const, 'primary' as const, 'onDemand' as const);
    fc.assert(
      fc.property(text, fc.constantFrom(...parts), choice, (before, chosen, to) => {
        const after = read(followed(before, { blocks: { [chosen]: to } }));
        const without = (bytes: Uint8Array | null) =>
          read(bytes).featureBlocks.map((each) => ({
            ...each,
            files: each.files.filter(
              ({ name }) =>
                each.id === 'Other' || partNameKey(name.replaceAll('\\', '/')) !== partNameKey(chosen),
            ),
          }));
        expect(without(followed(before, { blocks: { [chosen]: to } }))).toEqual(without(encodeUtf8(before)));
        const holding = after.featureBlocks
          .filter(
            ({ id, files }) =>
              id !== 'Other' && files.some(({ name }) => name.replaceAll('\\', '/') === chosen),
          )
          .map(({ id }) => id);
        const ids = {
          publishing: ['PublishingFeatureBlock'],
          primary: ['PrimaryFeatureBlock'],
          onDemand: [],
        };
        expect(holding).toEqual(ids[to]);
      }),
    );
  });
});
