import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFilesystemMetadata } from '../../../shared/appv/filesystem/format-filesystem-metadata.ts';
import type { FilesystemEntry } from '../../../shared/appv/filesystem/filesystem-metadata.ts';
import { parseFilesystemMetadata } from '../../../shared/appv/filesystem/parse-filesystem-metadata.ts';
import { formatPackageHistory } from '../../../shared/appv/history/format-package-history.ts';
import { parsePackageHistory } from '../../../shared/appv/history/parse-package-history.ts';
import { parseManifest } from '../../../shared/appv/manifest/parse-manifest.ts';
import { formatStreamMap } from '../../../shared/appv/streaming/format-stream-map.ts';
import { parseStreamMap } from '../../../shared/appv/streaming/parse-stream-map.ts';
import type { Result } from '../../../shared/base/result.ts';
import { readSamplePart } from '../../support/sample-part.ts';
import { samplePath } from '../../support/samples.ts';

/* Reading the XML parts: what comes back from our own writers, what the Sequencer wrote, and what is damaged. */

const readers: Readonly<Record<string, (bytes: Uint8Array) => Result<unknown>>> = {
  'filesystem-metadata': parseFilesystemMetadata,
  'stream-map': parseStreamMap,
  'package-history': parsePackageHistory,
  manifest: parseManifest,
};

/** Text that an attribute of an XML document can carry. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\t', '\n', '\r', '<', '&', '"', "'", '>', ' '),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  minLength: 1,
  maxLength: 12,
});

function bytesOf(result: Result<Uint8Array>): Uint8Array {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

describe('what was written reads back', () => {
  const named = fc.oneof(fc.record({ long: text }), fc.record({ long: text, short: text }));
  const entriesOf = (levels: number): fc.Arbitrary<readonly FilesystemEntry[]> =>
    levels === 0
      ? fc.constant([])
      : fc.array(
          fc.tuple(named, entriesOf(levels - 1)).map(([names, entries]) => ({ ...names, entries })),
          { maxLength: 3 },
        );

  it('FilesystemMetadata.xml', () => {
    const metadata = fc.record({
      root: fc.oneof(text, fc.constant(null)),
      entries: entriesOf(4),
      emptyDirectories: fc.array(named, { maxLength: 3 }),
      opaqueDirectories: fc.array(named, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(metadata, (value) => {
        expect(parseFilesystemMetadata(bytesOf(formatFilesystemMetadata(value)))).toEqual({
          ok: true,
          value,
          issues: [],
        });
      }),
    );
  });

  it('StreamMap.xml', () => {
    const blocks = fc.array(fc.record({ index: fc.nat(), count: fc.nat() }), { maxLength: 3 });
    const files = fc.array(fc.record({ name: text, blocks }), { maxLength: 3 });
    const map = fc.record({
      featureBlocks: fc.array(fc.record({ id: text, loadAll: fc.boolean(), files }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(map, (value) => {
        expect(parseStreamMap(bytesOf(formatStreamMap(value)))).toEqual({ ok: true, value, issues: [] });
      }),
    );
  });

  it('PackageHistory.xml', () => {
    const item = fc
      .tuple(
        fc.record({ time: text, packageVersion: text }),
        fc.record(
          {
            sequencerUser: text,
            packagingEngine: text,
            sequencerVersion: text,
            sequencingStation: text,
            packageOSBitness: text,
          },
          { requiredKeys: [] },
        ),
      )
      .map(([required, optional]) => ({
        ...required,
        ...optional,
        others: [
          ['Locale', 'fr-FR'],
          ['SaveMode', 'eSave'],
        ] as const,
      }));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 3 }), (items) => {
        expect(parsePackageHistory(bytesOf(formatPackageHistory({ items })))).toEqual({
          ok: true,
          value: { items },
          issues: [],
        });
      }),
    );
  });
});

const sample = samplePath('appx', 'NotepadPlusPlus.appx');

/** Expectations read in the parts by eye. */
describe.skipIf(sample === undefined)('parts of Sequencer 5.1.83.0', () => {
  const part = (name: string) => readSamplePart(sample ?? '', name);

  it('FilesystemMetadata.xml', async () => {
    const read = parseFilesystemMetadata(await part('FilesystemMetadata.xml'));
    expect(read.issues).toEqual([]);
    if (!read.ok) return;
    expect(read.value).toMatchObject({ root: 'c:\\notepadplus', rootShort: 'c:\\NOTEPA~1' });
    expect(read.value.emptyDirectories).toEqual([
      {
        long: 'VFS\\ProgramFilesX86\\Notepad++\\plugins\\disabled',
        short: 'VFS\\5slcymyn.s4o\\NOTEPA~1\\plugins\\disabled',
      },
      { long: 'VFS\\Common Programs\\Notepad++', short: 'VFS\\03l3yb3v.kwx\\NOTEPA~1' },
    ]);
    expect(read.value.opaqueDirectories.map(({ long }) => long)).toEqual([
      'VFS\\AppData\\Notepad++',
      'VFS\\ProgramFilesX86\\Notepad++',
    ]);
    const count = (entries: readonly FilesystemEntry[]): number =>
      entries.reduce((sum, each) => sum + (each.entries.length === 0 ? 1 : count(each.entries)), 0);
    // 70 leaves: specs/appv.md 1.6.
    expect(count(read.value.entries)).toBe(70);
  });

  it('FilesystemMetadata.xml as our writer forms it, byte for byte but for the blank before />', async () => {
    const bytes = await part('FilesystemMetadata.xml');
    const read = parseFilesystemMetadata(bytes);
    const ours = read.ok ? Buffer.from(bytesOf(formatFilesystemMetadata(read.value))).toString('utf8') : '';
    expect(ours).toBe(Buffer.from(bytes).toString('utf8').replaceAll(' />', '/>'));
  });

  it('StreamMap.xml', async () => {
    const bytes = await part('StreamMap.xml');
    const read = parseStreamMap(bytes);
    expect(read).toEqual({
      ok: true,
      issues: [],
      value: {
        featureBlocks: [
          {
            id: 'PublishingFeatureBlock',
            loadAll: false,
            files: [{ name: 'Root\\VFS\\ProgramFilesX86\\Notepad++\\notepad++.exe.0.ico', blocks: [] }],
          },
        ],
      },
    });
    const ours = read.ok ? Buffer.from(bytesOf(formatStreamMap(read.value))).toString('utf8') : '';
    expect(ours.trimEnd()).toBe(Buffer.from(bytes).toString('utf8').replaceAll(' />', '/>'));
  });

  it('PackageHistory.xml', async () => {
    const read = parsePackageHistory(await part('PackageHistory.xml'));
    expect(read.ok && read.value.items).toMatchObject([
      {
        time: '2016-02-16T16:59:29.5805673Z',
        packageVersion: '569dd581-753c-44c6-bd4d-7810511e77f8',
        sequencerVersion: '5.1.83.0',
        packagingEngine: 'Sequencer',
        packageOSBitness: '64',
      },
    ]);
    // 21 attributes in all, seven of which have a name of their own.
    expect(read.ok && read.value.items[0]?.others).toHaveLength(14);
  });

  it('AppxManifest.xml, which is that of an AppX package', async () => {
    const read = parseManifest(await part('AppxManifest.xml'));
    expect(read.issues.map(({ code }) => code)).toEqual(['MAN-NOT-APPV']);
    expect(read.ok && read.value).toEqual({
      kind: 'appx',
      name: 'notepadplus',
      publisher: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
      version: '0.0.0.1',
      packageId: null,
      versionId: null,
      displayName: 'notepadplus',
      description: 'No description entered',
      targetOSes: [],
      fullVfsWriteMode: null,
      applications: [{ id: 'App1', name: 'Notepad++', version: null, targetInPackage: true }],
      extensionCategories: [],
    });
  });
});

const fixtureRoot = new URL('../../fixtures/appv/', import.meta.url);
const damaged = Object.keys(readers).flatMap((kind) =>
  readdirSync(new URL(`${kind}/`, fixtureRoot)).map((file) => [kind, file] as const),
);

describe('damaged parts', () => {
  it.each(damaged)('%s/%s is refused with its code', (kind, file) => {
    const read = readers[kind]?.(readFileSync(new URL(`${kind}/${file}`, fixtureRoot)));
    expect(read?.ok).toBe(false);
    expect(read?.issues.map(({ code }) => code)).toEqual([file.split('.')[0]]);
    expect(read?.issues[0]?.part).toMatch(/\.xml$/);
  });

  const good: Readonly<Record<string, string>> = {
    'filesystem-metadata':
      '<Metadata xmlns="http://schemas.microsoft.com/appv/2010/FilesystemMetadata"><Filesystem Root="C:\\x"><Entry Long="a" Short="A"><Entry Long="b"/></Entry></Filesystem><EmptyDirectories><Entry Long="e"/></EmptyDirectories></Metadata>',
    'stream-map':
      '<StreamMap xmlns="http://schemas.microsoft.com/appv/2010/streammap"><FeatureBlock Id="PrimaryFeatureBlock" LoadAll="true"><File Name="Root\\a"><Blocks Index="0" Count="1"/></File></FeatureBlock></StreamMap>',
    'package-history':
      '<PackageHistory xmlns="http://schemas.microsoft.com/appv/2010/PackageHistory"><PackageHistoryItem Time="t" PackageVersion="v"/></PackageHistory>',
    manifest:
      '<Package xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest"><Identity Name="Reserved" Version="1.0.0.0" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2"/></Package>',
  };

  it.each(Object.keys(readers))('%s: a cut is always noticed, a flipped bit never throws', (kind) => {
    const read = readers[kind] ?? parseManifest;
    const bytes = Buffer.from(good[kind] ?? '');
    expect(read(bytes)).toMatchObject({ ok: true, issues: [] });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        expect(read(bytes.subarray(0, at)).ok).toBe(false);
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
        const outcome = read(flipped);
        if (!outcome.ok) expect(outcome.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('lenient reading', () => {
  it('passes over what it does not know and reports entries without a name', () => {
    const xml =
      '<m:Metadata xmlns:m="http://schemas.microsoft.com/appv/2010/FilesystemMetadata" xmlns:n="urn:new" New="1">' +
      '<m:Filesystem Root="C:\\x"><n:Entry Long="not ours"/><m:Entry Short="A"><m:Entry Long="lost with it"/></m:Entry><m:Entry Long="a" New="2"/></m:Filesystem>' +
      '<m:Later><m:Entry Long="elsewhere"/></m:Later><m:EmptyDirectories/></m:Metadata>';
    const read = parseFilesystemMetadata(Buffer.from(xml));
    expect(read.ok && read.value).toEqual({
      root: 'C:\\x',
      entries: [{ long: 'a', entries: [] }],
      emptyDirectories: [],
      opaqueDirectories: [],
    });
    expect(read.issues).toMatchObject([
      { code: 'FSM-INVALID', where: { offset: xml.indexOf('<m:Entry Short') } },
    ]);
  });

  it('leaves out and reports what a stream map or a history cannot mean', () => {
    const map = parseStreamMap(
      Buffer.from(
        '<StreamMap xmlns="http://schemas.microsoft.com/appv/2010/streammap"><FeatureBlock><File Name="a"/></FeatureBlock>' +
          '<FeatureBlock Id="B" LoadAll="TRUE"><File/><File Name="b"><Blocks Index="-1" Count="1"/><Blocks Index="2" Count="3"/></File></FeatureBlock></StreamMap>',
      ),
    );
    expect(map.ok && map.value).toEqual({
      featureBlocks: [{ id: 'B', loadAll: true, files: [{ name: 'b', blocks: [{ index: 2, count: 3 }] }] }],
    });
    expect(map.issues.map(({ code }) => code)).toEqual(['STR-INVALID', 'STR-INVALID', 'STR-INVALID']);
    const history = parsePackageHistory(
      Buffer.from(
        '<PackageHistory xmlns="http://schemas.microsoft.com/appv/2010/PackageHistory"><PackageHistoryItem Time="t"/></PackageHistory>',
      ),
    );
    expect(history).toMatchObject({ ok: true, value: { items: [] }, issues: [{ code: 'HIS-INVALID' }] });
  });

  // Values of specs/appv.md 1.5, from a manifest of Office 2010 and the client log that shows the 2014 namespace.
  it('takes the elements of a manifest from any of the App-V namespaces', () => {
    const read = parseManifest(
      Buffer.from(
        `<Package IgnorableNamespaces="appv appv1.1 appv1.2" xmlns="http://schemas.microsoft.com/appx/2010/manifest"
          xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest" xmlns:appv1.2="http://schemas.microsoft.com/appv/2014/manifest">
          <Identity Name="Reserved" Publisher="CN=Reserved" Version="0.0.0.1" appv:PackageId="1A2AD958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2"/>
          <Properties><DisplayName>Office 2010</DisplayName><Description>Reserved</Description>
            <appv:AppVPackageDescription>No description entered</appv:AppVPackageDescription>
            <appv1.2:FullVFSWriteMode>false</appv1.2:FullVFSWriteMode></Properties>
          <Prerequisites><appv:TargetOSes SequencingStationProcessorArchitecture="x64"><appv:TargetOS>WindowsClient_6.1_x64</appv:TargetOS></appv:TargetOSes></Prerequisites>
          <appv:Extensions><appv:Extension Category="AppV.Shortcut"/><appv1.2:Extension Category="AppV.FileTypeAssociation"/><appv:Extension Category="AppV.Shortcut"/></appv:Extensions>
          <Applications xmlns="http://schemas.microsoft.com/appv/2010/manifest">
            <Application Id="[{ProgramFilesX86}]\\Microsoft Office\\Office14\\WINWORD.EXE" Origin="Application" TargetInPackage="true">
              <Target>[{ProgramFilesX86}]\\Microsoft Office\\Office14\\WINWORD.EXE</Target>
              <VisualElements><Name>Microsoft Word 2010</Name><Version>14.0.4762.1000</Version></VisualElements></Application>
            <Application Id="[{System}]\\notepad.exe" TargetInPackage="false"/></Applications></Package>`,
      ),
    );
    expect(read).toEqual({
      ok: true,
      issues: [],
      value: {
        kind: 'appv',
        name: 'Reserved',
        publisher: 'CN=Reserved',
        version: '0.0.0.1',
        packageId: '1a2ad958-75d0-440b-9e6b-1d5e119713ee',
        versionId: '466ada43-2c70-4757-ae56-9dc9919cf7b2',
        displayName: 'Office 2010',
        description: 'No description entered',
        targetOSes: ['WindowsClient_6.1_x64'],
        fullVfsWriteMode: false,
        applications: [
          {
            id: '[{ProgramFilesX86}]\\Microsoft Office\\Office14\\WINWORD.EXE',
            name: 'Microsoft Word 2010',
            version: '14.0.4762.1000',
            targetInPackage: true,
          },
          { id: '[{System}]\\notepad.exe', name: null, version: null, targetInPackage: false },
        ],
        extensionCategories: ['AppV.Shortcut', 'AppV.FileTypeAssociation', 'AppV.Shortcut'],
      },
    });
  });

  it.each([
    ['<Identity appv:PackageId="x" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2"/>', ['MAN-INVALID']],
    ['<Identity appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee"/>', ['MAN-INVALID']],
    ['', ['MAN-INVALID']],
    ['<Identity PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee"/>', ['MAN-NOT-APPV']],
  ])('says what is wrong with the identity %s', (identity, codes) => {
    const xml = `<Package xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest">${identity}</Package>`;
    expect(parseManifest(Buffer.from(xml)).issues.map(({ code }) => code)).toEqual(codes);
  });
});
