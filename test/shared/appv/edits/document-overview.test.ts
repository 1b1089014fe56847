import { describe, expect, it } from 'vitest';
import { documentOverview, type OverviewFacts } from '../../../../shared/appv/edits/document-overview.ts';
import type { PackageEdit } from '../../../../shared/appv/edits/package-edit.ts';
import { parseFilesystemMetadata } from '../../../../shared/appv/filesystem/parse-filesystem-metadata.ts';
import { parsePackageHistory } from '../../../../shared/appv/history/parse-package-history.ts';
import { parseManifest } from '../../../../shared/appv/manifest/parse-manifest.ts';
import { summarizePackage } from '../../../../shared/appv/overview/summarize-package.ts';
import { parseStreamMap } from '../../../../shared/appv/streaming/parse-stream-map.ts';
import {
  edited,
  historyText,
  localFile as file,
  metadataText,
  openedPackage,
  packageBase,
  streamMapText,
  valueOf,
} from '../../../support/edited-package.ts';

const app = 'Root/VFS/ProgramFilesX86/App';

/** What inspecting the package says; every part is packed to half of its bytes. */
function opened(): OverviewFacts {
  const { parts, manifest } = packageBase();
  const entries = parts.map(({ name, size }) => ({ name, size, compressedSize: Math.ceil(size / 2) }));
  const bytes = (text: string) => new TextEncoder().encode(text);
  const overview = summarizePackage({
    manifest: valueOf(parseManifest(manifest)),
    metadata: valueOf(parseFilesystemMetadata(bytes(metadataText))),
    streamMap: valueOf(parseStreamMap(bytes(streamMapText))),
    history: valueOf(parsePackageHistory(bytes(historyText))),
    entries,
    containerBytes: 99_999,
  });
  return { overview, entries };
}

function overviewAfter(...edits: readonly PackageEdit[]) {
  return documentOverview(edited(openedPackage(), ...edits), opened());
}

describe('documentOverview', () => {
  it('of what nobody has edited is that of the package, and so is one of edits that took each other back', () => {
    expect(documentOverview(openedPackage(), opened())).toEqual(opened().overview);
    const back: readonly PackageEdit[] = [
      { kind: 'renameFile', part: 'Root/top.txt', to: 'Root/x' },
      { kind: 'renameFile', part: 'Root/x', to: 'Root/top.txt' },
    ];
    expect(overviewAfter(...back)).toEqual(opened().overview);
  });

  it('of an AppX package has its settings and what is known of its files', () => {
    const manifest = `<Package xmlns="urn:x"><Identity Name="a.b" Publisher="CN=c" Version="1.0.0.0"/><Properties><DisplayName>Old</DisplayName></Properties></Package>`;
    const { overview } = opened();
    const facts = { ...opened(), overview: { ...overview, kind: 'appx' as const } };
    const document = edited(openedPackage({ manifest }), {
      kind: 'set',
      path: 'properties.displayName',
      value: 'New',
    });
    const { displayName, kind, files, streaming: blocks } = documentOverview(document, facts);
    expect({ displayName, kind }).toEqual({ displayName: 'New', kind: 'appx' });
    expect({ files, blocks }).toEqual({ files: overview.files, blocks: overview.streaming });
  });

  it('shows settings', () => {
    const { displayName, identity, targetOSes, fullVfsWriteMode } = overviewAfter(
      { kind: 'set', path: 'properties.displayName', value: 'Other' },
      { kind: 'set', path: 'identity.version', value: '2.0.0.0' },
      { kind: 'set', path: 'prerequisites.targetOSes', value: 'WindowsClient_10.0_x64' },
      { kind: 'set', path: 'properties.fullVFSWriteMode', value: true },
    );
    expect({ displayName, targetOSes, fullVfsWriteMode }).toEqual({
      displayName: 'Other',
      targetOSes: ['WindowsClient_10.0_x64'],
      fullVfsWriteMode: true,
    });
    expect(identity).toEqual({ ...opened().overview.identity, version: '2.0.0.0' });
  });

  it('counts files and folders as they are', () => {
    const { files, folders, container } = overviewAfter(
      { kind: 'removeFile', part: 'Root/top.txt' },
      { kind: 'addFile', part: 'Root/VFS/System/new.dll', file },
      { kind: 'renameFile', part: `${app}/app.exe`, to: 'Root/VFS/System/app.exe' },
      { kind: 'addFolder', folder: 'Root/VFS/System/none' },
      { kind: 'setFolderMode', folder: app, mode: 'merge' },
    );
    expect(files).toEqual({
      count: 5,
      bytes: 70_000 + 77 + 20 + 300 + 400,
      compressedBytes: 35_000 + 77 + 10 + 150 + 200,
      emptyDirectories: 2,
      opaqueDirectories: 0,
    });
    expect(folders).toEqual([
      { name: 'System', files: 2, bytes: 70_077, compressedBytes: 35_077 },
      { name: 'ProgramFilesX86', files: 3, bytes: 720, compressedBytes: 360 },
    ]);
    expect(container).toEqual({ parts: 13, bytes: 99_999, registryBytes: 8192 });
  });

  const streaming: readonly (readonly [
    string,
    readonly PackageEdit[],
    readonly [number, number, boolean],
  ])[] = [
    ['nothing', [], [1, 2, false]],
    ['a file that goes', [{ kind: 'removeFile', part: `${app}/app.ico` }], [0, 1, false]],
    [
      'a file that is renamed',
      [{ kind: 'renameFile', part: `${app}/app.ico`, to: 'Root/x.ico' }],
      [1, 2, false],
    ],
    ['a file that is replaced', [{ kind: 'replaceFile', part: `${app}/app.exe`, file }], [1, 2, false]],
    [
      'a file that goes to Scripts',
      [{ kind: 'renameFile', part: `${app}/app.ico`, to: 'Scripts/x' }],
      [0, 1, false],
    ],
    [
      'another block',
      [{ kind: 'setFeatureBlock', part: `${app}/app.exe`, block: 'publishing' }],
      [2, 1, false],
    ],
    ['no block', [{ kind: 'setFeatureBlock', part: `${app}/app.ico`, block: 'onDemand' }], [0, 1, false]],
    [
      'one of two blocks',
      [{ kind: 'setFeatureBlock', part: `${app}/app.ico`, block: 'primary' }],
      [0, 2, false],
    ],
    [
      'a new file',
      [
        { kind: 'addFile', part: 'Root/new', file },
        { kind: 'setFeatureBlock', part: 'Root/new', block: 'primary' },
      ],
      [1, 3, false],
    ],
    [
      'a new file under the name of one that has gone elsewhere',
      [
        { kind: 'renameFile', part: `${app}/app.ico`, to: 'Root/x.ico' },
        { kind: 'addFile', part: `${app}/app.ico`, file },
        { kind: 'setFeatureBlock', part: `${app}/app.ico`, block: 'publishing' },
      ],
      [2, 2, false],
    ],
    ['everything', [{ kind: 'setFullLoad', value: true }], [1, 2, true]],
  ];
  it.each(streaming)(
    'counts the feature blocks after %s',
    (_, edits, [publishingFiles, primaryFiles, loadAll]) => {
      expect(overviewAfter(...edits).streaming).toEqual({ publishingFiles, primaryFiles, loadAll });
    },
  );

  it('does without the lists that a package does not have', () => {
    const bare = openedPackage({ filesystemMetadata: null, streamMap: null });
    const document = edited(bare, { kind: 'removeFile', part: 'Root/top.txt' });
    const {
      streaming: blocks,
      primaryVirtualApplicationDirectory,
      files,
    } = documentOverview(document, opened());
    expect(blocks).toEqual({ publishingFiles: 0, primaryFiles: 0, loadAll: false });
    expect(primaryVirtualApplicationDirectory).toBeNull();
    expect(files.emptyDirectories).toBe(0);
  });
});
