import { describe, expect, it } from 'vitest';
import {
  type OverviewSources,
  summarizePackage,
} from '../../../../shared/appv/overview/summarize-package.ts';
import type { PartName } from '../../../../shared/opc/part-name.ts';

const entry = (name: string, size: number, compressedSize: number) => ({
  name: name as PartName,
  size,
  compressedSize,
});

const nothing: OverviewSources = {
  manifest: null,
  metadata: null,
  streamMap: null,
  history: null,
  entries: [],
  containerBytes: 0,
};

const manifest = {
  kind: 'appv' as const,
  name: 'Reserved',
  publisher: 'CN=Reserved',
  version: '0.0.0.1',
  packageId: '1a2ad958-75d0-440b-9e6b-1d5e119713ee',
  versionId: '466ada43-2c70-4757-ae56-9dc9919cf7b2',
  displayName: 'Office 2010',
  description: null,
  targetOSes: ['WindowsClient_6.1_x64'],
  fullVfsWriteMode: false,
  applications: [{ id: '[{System}]\\notepad.exe', name: 'Notepad', version: null, targetInPackage: false }],
  extensionCategories: ['AppV.Shortcut', 'AppV.FileTypeAssociation', 'AppV.Shortcut'],
};

describe('summarizePackage', () => {
  it('counts files below Root by token folder, largest first and Root last', () => {
    const { files, folders, container } = summarizePackage({
      ...nothing,
      manifest,
      entries: [
        entry('Root/app.exe', 1000, 500),
        entry('Root/VFS/System/a.dll', 10, 5),
        entry('Root/VFS/Common AppData/x/b', 30, 20),
        entry('Root/VFS/Common AppData/c', 1, 1),
        entry('Registry.dat', 8192, 300),
        entry('AppxManifest.xml', 2000, 900),
      ],
      containerBytes: 5000,
    });
    expect(files).toEqual({
      count: 4,
      bytes: 1041,
      compressedBytes: 526,
      emptyDirectories: 0,
      opaqueDirectories: 0,
    });
    expect(folders).toEqual([
      { name: 'Common AppData', files: 2, bytes: 31, compressedBytes: 21 },
      { name: 'System', files: 1, bytes: 10, compressedBytes: 5 },
      { name: 'Root', files: 1, bytes: 1000, compressedBytes: 500 },
    ]);
    expect(container).toEqual({ parts: 6, bytes: 5000, registryBytes: 8192 });
  });

  it('counts everything but the describing parts of an AppX package', () => {
    const { kind, files, folders } = summarizePackage({
      ...nothing,
      manifest: { ...manifest, kind: 'appx' },
      entries: [
        entry('VFS/AppData/a', 1, 1),
        entry('Assets/logo.png', 2, 2),
        entry('AppxSignature.p7x', 4, 4),
        entry('AppxMetadata/CodeIntegrity.cat', 8, 8),
        entry('[Content_Types].xml', 16, 16),
        entry('StreamMap.xml', 32, 32),
      ],
    });
    expect(kind).toBe('appx');
    expect(files).toMatchObject({ count: 2, bytes: 3 });
    expect(folders.map(({ name }) => name)).toEqual(['AppData', 'Root']);
  });

  it('shows identity, extensions, history, streaming and directories as the parts say', () => {
    const overview = summarizePackage({
      ...nothing,
      manifest,
      metadata: {
        root: 'c:\\office',
        entries: [],
        emptyDirectories: [{ long: 'a' }, { long: 'b' }],
        opaqueDirectories: [{ long: 'c' }],
      },
      streamMap: {
        featureBlocks: [
          { id: 'PublishingFeatureBlock', loadAll: true, files: [{ name: 'Root\\a', blocks: [] }] },
          {
            id: 'PrimaryFeatureBlock',
            loadAll: false,
            files: [
              { name: 'Root\\b', blocks: [] },
              { name: 'Root\\c', blocks: [] },
            ],
          },
        ],
      },
      history: { items: [{ time: '2016', packageVersion: 'v', packagingEngine: 'Sequencer' }] },
    });
    expect(overview).toMatchObject({
      displayName: 'Office 2010',
      description: null,
      identity: { packageId: manifest.packageId, versionId: manifest.versionId },
      primaryVirtualApplicationDirectory: 'c:\\office',
      fullVfsWriteMode: false,
      applications: manifest.applications,
      extensions: [
        { category: 'AppV.Shortcut', count: 2 },
        { category: 'AppV.FileTypeAssociation', count: 1 },
      ],
      history: [{ time: '2016', packageVersion: 'v', packagingEngine: 'Sequencer', sequencerVersion: null }],
      streaming: { publishingFiles: 1, primaryFiles: 2, loadAll: false },
      files: { emptyDirectories: 2, opaqueDirectories: 1 },
    });
  });

  it('leaves open what could not be read', () => {
    expect(summarizePackage(nothing)).toMatchObject({
      kind: 'appv',
      displayName: null,
      identity: { packageId: null },
      primaryVirtualApplicationDirectory: null,
      fullVfsWriteMode: null,
      container: { registryBytes: null },
    });
  });
});
