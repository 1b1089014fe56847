import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeCodec } from '../../../../main/files/node-codec.ts';
import type { PackageEdit } from '../../../../shared/appv/edits/package-edit.ts';
import {
  finishDocumentPlan,
  planContentTypes,
  planDocument,
  type SaveChoices,
} from '../../../../shared/appv/edits/plan-document.ts';
import type { PackageId } from '../../../../shared/base/guid.ts';
import { parsePackageHistory } from '../../../../shared/appv/history/parse-package-history.ts';
import {
  type BaseChanges,
  basePackageId,
  baseVersionId,
  codesOf,
  edited,
  historyText,
  localFile as file,
  manifestText,
  openedPackage,
  valueOf,
} from '../../../support/edited-package.ts';
import { contentsOf, finished, linesOf, planned, textOf } from '../../../support/planned-save.ts';

const same: SaveChoices = { as: 'same', date: '2026-11-20T09:00:00Z', engineVersion: '0.1.0' };
const newVersion: SaveChoices = { ...same, as: 'new-version' };
const branchId = '7c0f2a58-4d1e-4b7a-9c36-5e8a1d20f6b4' as PackageId;
const branch: SaveChoices = { ...same, as: 'branch', packageId: branchId };
const named: PackageEdit = { kind: 'set', path: 'properties.displayName', value: 'Other notes' };
const version = (value: string): PackageEdit => ({ kind: 'set', path: 'identity.version', value });
const manifestWith = (text: string): BaseChanges => ({ manifest: manifestText.replace("'1.2.3.4'", text) });

const appxManifest = `<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"><Identity Name="a.b" Publisher="CN=c" Version="1.0.0.0"/><Properties><DisplayName>Old</DisplayName></Properties></Package>`;

describe('versions', () => {
  const cases: readonly (readonly [string, SaveChoices, readonly PackageEdit[], BaseChanges, string])[] = [
    ['a new version', newVersion, [], {}, '1.2.3.5'],
    ['a new version whose number was set', newVersion, [version('2.0.0.0')], {}, '2.0.0.0'],
    [
      'a number that was set and set back',
      newVersion,
      [version('2.0.0.0'), version('1.2.3.4')],
      {},
      '1.2.3.5',
    ],
    ['the greatest next number', newVersion, [], manifestWith('"1.2.3.65534"'), '1.2.3.65535'],
    ['the same version', same, [], {}, '1.2.3.4'],
    ['the same version with another number', same, [version('1.2.3.9')], {}, '1.2.3.9'],
    ['a branch', branch, [named], {}, '1.2.3.4'],
    ['a branch with another number', branch, [named, version('1.0.0.0')], {}, '1.0.0.0'],
  ];
  it.each(cases)('%s', (_, choices, edits, changes, expected) => {
    const plan = planned(edited(openedPackage(changes), ...edits), choices);
    expect(plan.identity.version).toBe(expected);
  });

  it.each([
    ['"1.2.3.65535"', '1.2.3.65535'],
    ['"1.2"', '1.2'],
    ['""', ''],
  ])('%s has no next one', (text, actual) => {
    const document = openedPackage(manifestWith(text));
    expect(planDocument(document, newVersion, nodeCodec).issues).toMatchObject([
      { code: 'EDT-VALUE', params: { name: 'identity.version', actual } },
    ]);
    expect(planned(edited(document, version('3.0.0.0')), newVersion).identity.version).toBe('3.0.0.0');
  });
});

describe('the same version', () => {
  it('keeps its ids, and its manifest as it was edited', () => {
    const plan = planned(edited(openedPackage(), named), same);
    expect(plan.identity).toEqual({
      displayName: 'Other notes',
      packageId: basePackageId,
      version: '1.2.3.4',
      versionId: baseVersionId,
    });
    const { versionId, parts } = finished(plan);
    expect(versionId).toBe(baseVersionId);
    expect(linesOf(parts)).toEqual(['PackageHistory.xml bytes follows', 'AppxManifest.xml bytes edited']);
    expect(textOf(parts, 'AppxManifest.xml')).toBe(manifestText.replace('>Notes<', '>Other notes<'));
  });
});

describe('a new version', () => {
  /** UUID version 5 by its definition, and not by the product's function. */
  function nameBased(namespace: string, name: Buffer): string {
    const digest = createHash('sha1')
      .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
      .update(name)
      .digest();
    digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
    digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
    const hex = digest.toString('hex');
    return [
      [0, 8],
      [8, 12],
      [12, 16],
      [16, 20],
      [20, 32],
    ]
      .map(([start, end]) => hex.slice(start, end))
      .join('-');
  }

  it('has a VersionId of its content: every part by name, then the manifest without one', () => {
    const plan = planned(edited(openedPackage(), { kind: 'addFile', part: 'Root/B.txt', file }), newVersion);
    const { versionId, parts } = finished(plan);
    const lines = [...contentsOf(plan)]
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .map(({ name, size, blockHashes }) => `${name}\n${size}\n${blockHashes.join('\n')}\n\n`);
    expect(lines[0]).toMatch(/^FilesystemMetadata\.xml\n/);
    const manifest = manifestText.replace('1.2.3.4', '1.2.3.5').replace(baseVersionId, '');
    const expected = nameBased(basePackageId, Buffer.from(lines.join('') + manifest));
    expect(versionId).toBe(expected);
    expect(plan.identity.versionId).toBeNull();
    expect(textOf(parts, 'AppxManifest.xml')).toBe(
      manifestText.replace('1.2.3.4', '1.2.3.5').replace(baseVersionId, expected),
    );
    expect(textOf(parts, 'PackageHistory.xml')).toContain(
      `PackageVersion="${expected}" SequencerVersion="0.1.0"`,
    );
    expect(linesOf(parts)).toEqual(['PackageHistory.xml bytes follows', 'AppxManifest.xml bytes follows']);
  });

  it('depends on the content alone', () => {
    const edits: readonly PackageEdit[] = [{ kind: 'addFile', part: 'Root/B.txt', file }];
    const versionIdOf = (more: readonly PackageEdit[], choices: SaveChoices) =>
      finished(planned(edited(openedPackage(), ...edits, ...more), choices)).versionId;
    const once = versionIdOf([], newVersion);
    expect(versionIdOf([], { ...newVersion, date: '2030-01-01T00:00:00Z', engineVersion: '9' })).toBe(once);
    expect(versionIdOf([{ kind: 'scrubHistory' }], newVersion)).toBe(once);
    expect(versionIdOf([named], newVersion)).not.toBe(once);
    expect(versionIdOf([{ kind: 'removeFile', part: 'Scripts/run.ps1' }], newVersion)).not.toBe(once);
  });

  it('needs the content of every part', () => {
    const plan = planned(openedPackage(), newVersion);
    expect(() => finishDocumentPlan(plan, [], nodeCodec)).toThrow('Broken invariant');
  });

  it('gives a VersionId to a manifest that has lost its own', () => {
    const manifest = manifestText.replace(` appv:VersionId="${baseVersionId}"`, '');
    const plan = planned(openedPackage({ manifest }), newVersion);
    const { versionId, parts } = finished(plan);
    expect(textOf(parts, 'AppxManifest.xml')).toContain(`appv:VersionId="${versionId}"`);
  });

  it('needs a PackageId', () => {
    const manifest = manifestText.replace(basePackageId, 'none');
    expect(codesOf(planDocument(openedPackage({ manifest }), newVersion, nodeCodec))).toEqual([
      'MAN-INVALID',
    ]);
    expect(planned(openedPackage({ manifest }), same).identity.packageId).toBe('none');
  });
});

describe('a branch', () => {
  it('has another PackageId, VersionId and name', () => {
    const plan = planned(edited(openedPackage(), named), branch);
    expect(plan.identity).toEqual({
      displayName: 'Other notes',
      packageId: branchId,
      version: '1.2.3.4',
      versionId: null,
    });
    const { versionId, parts } = finished(plan);
    expect(versionId).not.toBe(baseVersionId);
    expect(textOf(parts, 'AppxManifest.xml')).toBe(
      manifestText
        .replace('>Notes<', '>Other notes<')
        .replace(basePackageId, branchId)
        .replace(baseVersionId, String(versionId)),
    );
  });

  it('needs a name and an id of its own', () => {
    const document = openedPackage();
    expect(codesOf(planDocument(document, branch, nodeCodec))).toEqual(['EDT-BRANCH-NAME']);
    const own = { ...branch, packageId: basePackageId as PackageId };
    expect(planDocument(edited(document, named), own, nodeCodec).issues).toMatchObject([
      { code: 'EDT-VALUE', params: { name: 'PackageId', actual: basePackageId } },
    ]);
  });
});

describe('an AppX package', () => {
  const withHistory = openedPackage({ manifest: appxManifest });
  const without = openedPackage({ manifest: appxManifest, packageHistory: null });

  it.each([newVersion, branch])('is only saved as it is', (choices) => {
    expect(codesOf(planDocument(edited(withHistory, named), choices, nodeCodec))).toEqual(['EDT-NOT-APPV']);
  });

  it('gets no history', () => {
    const plan = planned(without, same);
    expect(linesOf(finished(plan).parts)).toEqual(['AppxManifest.xml']);
    expect(finished(plan).versionId).toBeNull();
    expect(valueOf(planContentTypes(plan))).toBeNull();
  });

  it('keeps one that it has, with an item of the version that the last one is of', () => {
    const { parts } = finished(planned(edited(withHistory, named), same));
    const history = valueOf(parsePackageHistory(Buffer.from(textOf(parts, 'PackageHistory.xml'))));
    expect(
      history.items.map(({ packageVersion, packagingEngine }) => [packageVersion, packagingEngine]),
    ).toEqual([
      [baseVersionId, 'Sequencer'],
      [baseVersionId, 'Packwright'],
    ]);
    expect(textOf(parts, 'AppxManifest.xml')).toBe(appxManifest.replace('Old', 'Other notes'));
  });
});

describe('the history', () => {
  it('is made where an App-V package has none', () => {
    const { parts } = finished(planned(openedPackage({ packageHistory: null }), same));
    const history = valueOf(parsePackageHistory(Buffer.from(textOf(parts, 'PackageHistory.xml'))));
    expect(history.items).toHaveLength(1);
  });

  it('loses names of people and computers only when that was asked for', () => {
    const scrubbed = finished(planned(edited(openedPackage(), { kind: 'scrubHistory' }), same)).parts;
    expect(linesOf(scrubbed)[0]).toBe('PackageHistory.xml bytes edited');
    expect(textOf(scrubbed, 'PackageHistory.xml')).not.toContain('Somebody');
    expect(textOf(finished(planned(openedPackage(), same)).parts, 'PackageHistory.xml')).toContain(
      'Somebody',
    );
    expect(historyText).toContain('Somebody');
  });

  it('says nothing of the bitness that it does not know', () => {
    const manifest = manifestText.replace(' SequencingStationProcessorArchitecture="x86"', '');
    const { parts } = finished(planned(openedPackage({ manifest }), same));
    expect(textOf(parts, 'PackageHistory.xml')).not.toContain('PackageOSBitness');
  });

  it('that cannot be read stops the save before it starts', () => {
    const document = openedPackage({ packageHistory: '<Other/>' });
    expect(codesOf(planDocument(document, same, nodeCodec))).toEqual(['HIS-INVALID']);
  });
});
