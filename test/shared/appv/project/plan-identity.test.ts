import { createHash } from 'node:crypto';
import type { PackagePlan } from '../../../../shared/appv/project/plan-package.ts';
import type { PlanExtras } from '../../../../shared/appv/project/plan-package.ts';
import type { PackageProject } from '../../../../shared/appv/project/package-project.ts';
import { describe, expect, it } from 'vitest';
import { packageId, scan, plan, names, textOf, written, finish } from '../../../support/plan-project.ts';

describe('the rest of the manifest', () => {
  it('has the form of a manifest of the App-V 5.0 Sequencer', () => {
    const planned = plan(
      { versionId: '466ada43-2c70-4757-ae56-9dc9919cf7b2', targetOSes: ['WindowsClient_10.0_x64'] },
      [scan(['a'])],
    );
    const finished = finish(planned);
    expect(names(finished.parts)).toEqual(['PackageHistory.xml', 'AppxManifest.xml']);
    // specs/appv.md 1.5, elements and attributes in the order of the real one.
    expect(textOf(finished.parts, 'AppxManifest.xml')).toBe(
      [
        '\ufeff<?xml version="1.0" encoding="utf-8"?>',
        '<Package xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest" IgnorableNamespaces="appv">',
        '  <Identity Name="Reserved" Publisher="CN=Reserved" Version="1.0.0.0" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2"/>',
        '  <Properties>',
        '    <DisplayName>Contoso Notes</DisplayName>',
        '    <PublisherDisplayName>Reserved</PublisherDisplayName>',
        '    <Description>Reserved</Description>',
        '    <Logo>Reserved.jpeg</Logo>',
        '    <appv:AppVPackageDescription>No description entered</appv:AppVPackageDescription>',
        '  </Properties>',
        '  <Resources>',
        '    <Resource Language="en-us"/>',
        '  </Resources>',
        '  <Prerequisites>',
        '    <OSMinVersion>6.1</OSMinVersion>',
        '    <OSMaxVersionTested>6.1</OSMaxVersionTested>',
        '    <appv:TargetOSes SequencingStationProcessorArchitecture="x64">',
        '      <appv:TargetOS>WindowsClient_10.0_x64</appv:TargetOS>',
        '    </appv:TargetOSes>',
        '  </Prerequisites>',
        '  <appv:ExtensionsConfiguration/>',
        '</Package>',
        '',
      ].join('\r\n'),
    );
  });

  it('declares the newer namespaces for FullVFSWriteMode', () => {
    const manifest = textOf(
      finish(plan({ fullVfsWriteMode: true }, [scan(['a'])])).parts,
      'AppxManifest.xml',
    );
    expect(manifest).toContain('xmlns:appv1.2="http://schemas.microsoft.com/appv/2014/manifest"');
    expect(manifest).toContain('IgnorableNamespaces="appv appv1.1 appv1.2"');
    expect(manifest).toContain('<appv1.2:FullVFSWriteMode>true</appv1.2:FullVFSWriteMode>');
  });
});

describe('PackageHistory.xml', () => {
  const history = (more: Partial<PackageProject>, with_: Partial<PlanExtras> = {}) =>
    textOf(finish(plan(more, [scan(['a'])], with_)).parts, 'PackageHistory.xml');

  it('says who made the package and nothing of the computer', () => {
    const xml = history({ date: '2026-11-20T09:00:00Z', versionId: '466ada43-2c70-4757-ae56-9dc9919cf7b2' });
    expect(/<PackageHistoryItem [^>]*>/.exec(xml)?.[0]).toBe(
      '<PackageHistoryItem Time="2026-11-20T09:00:00Z" PackageVersion="466ada43-2c70-4757-ae56-9dc9919cf7b2" SequencerVersion="0.1.0" PackageOSBitness="64" PackagingEngine="Packwright" InUpgrade="false" SaveMode="eSave"/>',
    );
  });

  it('takes the time of the caller before that of the project, and names when they are given', () => {
    const xml = history(
      { date: '2026-11-20T09:00:00Z' },
      { date: '2001-01-01T00:00:00Z', user: 'CONTOSO\\ada', station: 'PC-1' },
    );
    expect(xml).toContain('Time="2001-01-01T00:00:00Z"');
    expect(xml).toContain('SequencerUser="CONTOSO\\ada" SequencingStation="PC-1"');
    expect(history({})).toContain('Time="1980-01-01T00:00:00Z"');
  });
});

describe('VersionId', () => {
  const base = plan({}, [scan(['a.txt', 'b/ü.txt'])]);
  const id = (planned: PackagePlan) => finish(planned).versionId;

  /** RFC 9562, 5.5, over the text that docs/formats/package-project.md describes, written down a second time. */
  function expectedId(planned: PackagePlan): string {
    const manifest = textOf(finish({ ...planned, versionId: '' as never }).parts, 'AppxManifest.xml');
    const text = written(planned.parts)
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))
      .map(
        ({ name, size, blockHashes }) =>
          `${name}\n${size}\n${blockHashes.map((hash) => `${hash}\n`).join('')}\n`,
      );
    const digest = createHash('sha1')
      .update(Buffer.from(packageId.replaceAll('-', ''), 'hex'))
      .update(text.join('') + manifest)
      .digest();
    digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
    digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = digest.toString('hex', 0, 16);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  it('is UUID version 5 of the documented text', () => {
    expect(id(base)).toBe(expectedId(base));
  });

  it('does not depend on the order in which parts were written', () => {
    expect(finish(base, written(base.parts).toReversed()).versionId).toBe(id(base));
  });

  it.each([
    ['a file name', plan({}, [scan(['c.txt', 'b/ü.txt'])])],
    ['the name of the package', plan({ name: 'Other' }, [scan(['a.txt', 'b/ü.txt'])])],
    ['the description', plan({ description: 'Other' }, [scan(['a.txt', 'b/ü.txt'])])],
    ['the version', plan({ version: '1.0.0.1' }, [scan(['a.txt', 'b/ü.txt'])])],
    ['an empty folder', plan({}, [scan(['a.txt', 'b/ü.txt'], ['e'])])],
    [
      'the stream map',
      plan({ publishingFeatureBlock: ['[{ProgramFilesX64}]\\Contoso Notes\\a.txt'] }, [
        scan(['a.txt', 'b/ü.txt']),
      ]),
    ],
    [
      'the package id',
      plan({ packageId: '466ada43-2c70-4757-ae56-9dc9919cf7b2' }, [scan(['a.txt', 'b/ü.txt'])]),
    ],
  ])('changes with %s', (_what, other) => {
    expect(id(other)).not.toBe(id(base));
  });

  it.each(['Root/VFS/ProgramFilesX64/Contoso Notes/a.txt', 'Registry.dat', 'StreamMap.xml'])(
    'changes with a byte or the size of %s',
    (name) => {
      const parts = written(base.parts);
      const changed = parts.map((part) => (part.name === name ? { ...part, blockHashes: ['other'] } : part));
      const longer = parts.map((part) => (part.name === name ? { ...part, size: part.size + 1 } : part));
      expect(new Set([id(base), finish(base, changed).versionId, finish(base, longer).versionId]).size).toBe(
        3,
      );
    },
  );

  it('does not change with the history', () => {
    const dated = plan({ date: '2026-11-20T09:00:00Z' }, [scan(['a.txt', 'b/ü.txt'])], {
      user: 'ada',
      engineVersion: '9.9.9',
    });
    expect(id(dated)).toBe(id(base));
  });

  it('is the one of the project when it has one', () => {
    const given = '466ada43-2c70-4757-ae56-9dc9919cf7b2';
    const planned = plan({ versionId: given }, [scan(['a'])]);
    const finished = finish(planned);
    expect(finished.versionId).toBe(given);
    expect(textOf(finished.parts, 'PackageHistory.xml')).toContain(`PackageVersion="${given}"`);
  });
});
