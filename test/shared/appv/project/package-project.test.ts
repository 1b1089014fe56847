import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatPackageProject,
  newPackageProject,
  type PackageProject,
  parsePackageProject,
  targetOSTokens,
} from '../../../../shared/appv/project/package-project.ts';
import { packageSchema } from '../../../../shared/appv/project/package-schema.ts';
import type { PackageId } from '../../../../shared/base/guid.ts';

const id = '1a2ad958-75d0-440b-9e6b-1d5e119713ee' as PackageId;

const minimal = {
  packageId: id,
  name: 'Notes',
  version: '1.0.0.0',
  sources: [{ folder: 'source', root: '[{ProgramFilesX64}]\\Notes' }],
} satisfies PackageProject;

const folder = new URL('../../../fixtures/appv/project/', import.meta.url);
const fixtures = readdirSync(folder);

/** Where each malformed project is wrong, counted by hand: line, column and, where it has one, the JSON path. */
const places: Readonly<Record<string, readonly [line: number, column: number, path?: string]>> = {
  'PRJ-NOT-JSON.no-bytes.txt': [1, 1],
  'PRJ-NOT-JSON.comma-at-end.txt': [5, 1],
  'PRJ-NOT-JSON.comment.txt': [2, 3],
  'PRJ-NOT-JSON.truncated.txt': [5, 21],
  'PRJ-NOT-JSON.two-values.txt': [2, 1],
  'PRJ-INVALID.not-an-object.txt': [1, 1, '$'],
  'PRJ-INVALID.no-sources.txt': [5, 14, '$.sources'],
  'PRJ-INVALID.property-missing.txt': [1, 1, '$.packageId'],
  'PRJ-INVALID.property-unknown.txt': [5, 13, '$.colour'],
  'PRJ-INVALID.property-twice.txt': [5, 11, '$.name'],
  'PRJ-INVALID.version-of-three.txt': [4, 14, '$.version'],
  'PRJ-INVALID.version-too-big.txt': [4, 14, '$.version'],
  'PRJ-INVALID.id-with-braces.txt': [2, 16, '$.packageId'],
  'PRJ-INVALID.name-with-blank.txt': [3, 11, '$.name'],
  'PRJ-INVALID.name-with-control.txt': [3, 11, '$.name'],
  'PRJ-INVALID.absolute-folder.txt': [6, 17, '$.sources[0].folder'],
  'PRJ-INVALID.folder-goes-up-inside.txt': [6, 17, '$.sources[0].folder'],
  'PRJ-INVALID.empty-folder-above.txt': [6, 70, '$.sources[0].emptyFolders[0]'],
  'PRJ-INVALID.icon-absolute.txt': [10, 61, '$.applications[0].shortcuts[0].icon'],
  'PRJ-INVALID.date-that-is-none.txt': [5, 11, '$.date'],
  'PRJ-INVALID.operating-system.txt': [5, 43, '$.targetOSes[1]'],
};

describe('parsePackageProject', () => {
  it('has a place for every malformed project and the other way round', () => {
    expect(fixtures.toSorted()).toEqual(Object.keys(places).toSorted());
  });

  it.each(fixtures)('refuses %s at its place', (file) => {
    const parsed = parsePackageProject(readFileSync(new URL(file, folder), 'utf8'));
    const [line, column, path] = places[file] ?? [];
    expect(parsed.ok).toBe(false);
    expect(parsed.issues).toHaveLength(1);
    expect(parsed.issues[0]).toMatchObject({
      code: file.split('.')[0],
      where: { line, column },
      params: { ...(path === undefined ? {} : { path }), reason: expect.stringMatching(/^[a-z]/) },
    });
  });

  it.each(['.', '..', '../../app', '../app/bin', 'a b/ü', '.hidden', '..two', 'a/..b'])(
    'takes the folder %s',
    (path) => {
      const parsed = parsePackageProject(
        JSON.stringify({ ...minimal, sources: [{ folder: path, root: '[{System}]\\x' }] }),
      );
      expect(parsed.ok && parsed.value.sources[0]?.folder).toBe(path);
    },
  );

  it.each(['', './a', 'a/', '/a', 'a//b', 'a\\b', 'a/./b', 'a/..', '../a/../b', '..a/../b', 'a?b'])(
    'refuses the folder %j',
    (path) => {
      const sources = [{ folder: path, root: '[{System}]\\x' }];
      expect(parsePackageProject(JSON.stringify({ ...minimal, sources })).issues).toMatchObject([
        { code: 'PRJ-INVALID', params: { path: '$.sources[0].folder' } },
      ]);
    },
  );

  it('survives any cut and any flipped character with an issue or a project', () => {
    const text = formatPackageProject(minimal);
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 2 }), (at, other) => {
        const parsed = parsePackageProject(text.slice(0, at) + other + text.slice(at + other.length));
        if (!parsed.ok)
          expect(parsed.issues.every((each) => /^PRJ-(?:NOT-JSON|INVALID)$/.test(each.code))).toBe(true);
        expect(parsePackageProject(text.slice(0, Math.min(at, text.length - 2))).ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

const name = fc.stringMatching(/^[A-Za-z0-9é][A-Za-z0-9é _-]{0,20}[A-Za-z0-9é]$/);
const token = fc
  .tuple(fc.constantFrom('ProgramFilesX64', 'System'), name)
  .map(([first, rest]) => `[{${first}}]\\${rest}`);

/** For records whose properties may all be absent. */
const maybe = { requiredKeys: [] } satisfies { requiredKeys: [] };

const project = fc
  .tuple(
    fc.record({ packageId: fc.constant<string>(id), name, version: fc.constant('1.20.300.65535') }),
    fc.record(
      {
        $schema: fc.constant('../package.schema.json'),
        versionId: fc.constant('466ada43-2c70-4757-ae56-9dc9919cf7b2'),
        description: fc.string({ unit: 'grapheme' }),
        date: fc.constant('2026-11-20T09:00:00Z'),
        targetOSes: fc.uniqueArray(fc.constantFrom(...targetOSTokens)),
        languages: fc.constant(['en-us', 'fr']),
        primaryVirtualApplicationDirectory: name.map((text) => `C:\\${text}`),
        fullVfsWriteMode: fc.boolean(),
        sequencingStationProcessorArchitecture: fc.constantFrom('x86' as const, 'x64' as const),
        publishingFeatureBlock: fc.array(token),
        applications: fc.array(
          fc
            .tuple(
              fc.record({ target: token, name }),
              fc.record(
                {
                  version: fc.constant('1.0'),
                  targetInPackage: fc.boolean(),
                  shortcuts: fc.array(
                    fc
                      .tuple(
                        fc.record({ path: token }),
                        fc.record(
                          { arguments: name, icon: name, showCommand: fc.constantFrom('maximized' as const) },
                          maybe,
                        ),
                      )
                      .map(([required, optional]) => ({ ...optional, ...required })),
                    { maxLength: 2 },
                  ),
                },
                maybe,
              ),
            )
            .map(([required, optional]) => ({ ...optional, ...required })),
          { maxLength: 2 },
        ),
      },
      maybe,
    ),
    fc.array(
      fc
        .tuple(
          fc.record({ folder: name, root: token }),
          fc.record(
            {
              mode: fc.constantFrom('override' as const, 'merge' as const),
              exclude: fc.array(name),
              files: fc.array(name),
              emptyFolders: fc.array(name),
            },
            maybe,
          ),
        )
        .map(([required, optional]) => ({ ...optional, ...required })),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([required, optional, sources]): PackageProject => ({ sources, ...optional, ...required }));

describe('formatPackageProject', () => {
  it('gives text that reads as the same project, and the same text again', () => {
    fc.assert(
      fc.property(project, (value) => {
        const text = formatPackageProject(value);
        const parsed = parsePackageProject(text);
        expect(parsed.issues).toEqual([]);
        expect(parsed.ok && parsed.value).toEqual(value);
        expect(parsed.ok && formatPackageProject(parsed.value)).toBe(text);
      }),
    );
  });

  it('orders keys whatever their order was, one thing a line, LF, and a line end at the end', () => {
    const turned = { sources: minimal.sources, version: '1.0.0.0', name: 'Notes', packageId: id };
    expect(formatPackageProject(turned)).toBe(
      [
        '{',
        '  "packageId": "1a2ad958-75d0-440b-9e6b-1d5e119713ee",',
        '  "name": "Notes",',
        '  "version": "1.0.0.0",',
        '  "sources": [',
        '    {',
        '      "folder": "source",',
        '      "root": "[{ProgramFilesX64}]\\\\Notes"',
        '    }',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });
});

describe('newPackageProject', () => {
  it('goes below Program Files under a name that Windows takes', () => {
    const made = newPackageProject({ packageId: id, name: 'A/B: Tools', folder: '../tools' });
    expect(made.sources).toEqual([{ folder: '../tools', root: '[{ProgramFilesX64}]\\A-B- Tools' }]);
    expect(parsePackageProject(formatPackageProject(made)).ok).toBe(true);
  });
});

describe('assets/schemas/package.schema.json', () => {
  it('is what the code checks; scripts/make-schemas.mjs writes it anew', () => {
    const published = readFileSync(
      new URL('../../../../assets/schemas/package.schema.json', import.meta.url),
      'utf8',
    );
    expect(JSON.parse(published)).toEqual(packageSchema());
  });
});
