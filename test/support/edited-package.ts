import { applyEdits } from '../../shared/appv/edits/apply-edit.ts';
import { openPackageDocument } from '../../shared/appv/edits/open-package-document.ts';
import type { PackageBase, PackageDocument } from '../../shared/appv/edits/package-document.ts';
import type { LocalFile, PackageEdit } from '../../shared/appv/edits/package-edit.ts';
import type { IssueCode } from '../../shared/base/issue-codes.ts';
import type { Result } from '../../shared/base/result.ts';
import { encodeUtf8 } from '../../shared/base/text.ts';
import type { PartName } from '../../shared/opc/part-name.ts';

/*
 * A small App-V package to edit, written by hand: an application below Root/VFS/ProgramFilesX86/App with a folder that
 * overrides, a nested one, an empty one, files in both feature blocks, a script.
 */

const app = 'Root/VFS/ProgramFilesX86/App';

export const basePackageId = '1a2ad958-75d0-440b-9e6b-1d5e119713ee';
export const baseVersionId = '466ada43-2c70-4757-ae56-9dc9919cf7b2';

export const manifestText = `\ufeff<?xml version="1.0" encoding="utf-8"?>\r
<Package xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest" IgnorableNamespaces="appv">\r
  <Identity Name="Reserved" Publisher="CN=Reserved" Version='1.2.3.4' appv:PackageId="${basePackageId}" appv:VersionId="${baseVersionId}"/>\r
  <!-- kept -->\r
  <Properties>\r
    <DisplayName>Notes</DisplayName>\r
    <PublisherDisplayName>Reserved</PublisherDisplayName>\r
    <appv:AppVPackageDescription>No description entered</appv:AppVPackageDescription>\r
  </Properties>\r
  <Prerequisites>\r
    <OSMinVersion>6.1</OSMinVersion>\r
    <appv:TargetOSes SequencingStationProcessorArchitecture="x86"/>\r
  </Prerequisites>\r
</Package>\r
`;

export const metadataText = `\ufeff<Metadata xmlns="http://schemas.microsoft.com/appv/2010/FilesystemMetadata"><Filesystem Root="C:\\Notes"><Entry Long="top.txt"/><Entry Long="VFS"><Entry Long="ProgramFilesX86"><Entry Long="App"><Entry Long="app.exe"/><Entry Long="app.ico"/><Entry Long="data"><Entry Long="a.txt"/><Entry Long="b.txt"/></Entry></Entry></Entry></Entry></Filesystem><EmptyDirectories><Entry Long="VFS\\ProgramFilesX86\\App\\logs" Short="VFS\\abcdefgh.ijk\\App\\logs"/></EmptyDirectories><OpaqueDirectories><Entry Long="VFS\\ProgramFilesX86\\App" Short="VFS\\abcdefgh.ijk\\App"/></OpaqueDirectories><StaticDependencies/></Metadata>`;

export const streamMapText = `<StreamMap xmlns="http://schemas.microsoft.com/appv/2010/streammap">
  <FeatureBlock Id="PublishingFeatureBlock">
    <File Name="Root\\VFS\\ProgramFilesX86\\App\\app.ico"/>
  </FeatureBlock>
  <FeatureBlock Id="PrimaryFeatureBlock">
    <File Name="Root\\VFS\\ProgramFilesX86\\App\\app.exe"><Blocks Index="0" Count="1"/></File>
    <File Name="Root\\VFS\\ProgramFilesX86\\App\\app.ico"/>
  </FeatureBlock>
</StreamMap>
`;

export const historyText = `<PackageHistory xmlns="http://schemas.microsoft.com/appv/2010/PackageHistory">
  <PackageHistoryItem Time="2016-02-16T16:59:29.5805673Z" PackageVersion="${baseVersionId}" SequencerVersion="5.1.83.0" SequencerUser="DESKTOP\\Somebody" PackagingEngine="Sequencer"/>
</PackageHistory>
`;

const contentTypesText = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="txt" ContentType="appv/vfs-file"/><Default Extension="exe" ContentType="appv/vfs-file"/><Default Extension="ico" ContentType="appv/vfs-file"/><Default Extension="ps1" ContentType="appv/vfs-file"/><Default Extension="dat" ContentType="appv/vfs-file"/><Default Extension="xml" ContentType="appv/vfs-file"/><Override PartName="/AppxManifest.xml" ContentType="application/vnd.ms-appx.manifest+xml"/><Override PartName="/AppxBlockMap.xml" ContentType="application/vnd.ms-appx.blockmap+xml"/></Types>`;

/** Container order; sizes are made up but for the parts whose bytes are at hand. */
export const baseParts: readonly (readonly [name: string, size: number])[] = [
  ['PackageHistory.xml', historyText.length],
  ['Registry.dat', 8192],
  ['Root/top.txt', 1],
  [`${app}/app.exe`, 70_000],
  [`${app}/app.ico`, 20],
  [`${app}/data/a.txt`, 300],
  [`${app}/data/b.txt`, 400],
  ['Scripts/run.ps1', 50],
  ['StreamMap.xml', streamMapText.length],
  ['FilesystemMetadata.xml', encodeUtf8(metadataText).length],
  ['AppxManifest.xml', encodeUtf8(manifestText).length],
  ['AppxBlockMap.xml', 3000],
  ['[Content_Types].xml', contentTypesText.length],
];

export type BaseChanges = {
  readonly manifest?: string;
  readonly filesystemMetadata?: string | null;
  readonly streamMap?: string | null;
  readonly packageHistory?: string | null;
  readonly contentTypes?: string;
  readonly parts?: PackageBase['parts'];
};

export function namedParts(parts: readonly (readonly [name: string, size: number])[]): PackageBase['parts'] {
  return parts.map(([name, size]) => ({ name: name as PartName, size }));
}

/** The package above, with other texts or parts. */
export function packageBase(changes: BaseChanges = {}): PackageBase {
  const bytes = (text: string | null) => (text === null ? null : encodeUtf8(text));
  const {
    filesystemMetadata = metadataText,
    streamMap = streamMapText,
    packageHistory = historyText,
  } = changes;
  return {
    parts: changes.parts ?? namedParts(baseParts),
    manifest: encodeUtf8(changes.manifest ?? manifestText),
    filesystemMetadata: bytes(filesystemMetadata),
    streamMap: bytes(streamMap),
    packageHistory: bytes(packageHistory),
    contentTypes: encodeUtf8(changes.contentTypes ?? contentTypesText),
  };
}

export function openedPackage(changes: BaseChanges = {}): PackageDocument {
  return valueOf(openPackageDocument(packageBase(changes)));
}

/** The document after edits that have to succeed. */
export function edited(document: PackageDocument, ...edits: readonly PackageEdit[]): PackageDocument {
  return valueOf(applyEdits(document, edits));
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`Expected success: ${JSON.stringify(result.issues)}`);
}

export function codesOf(result: Result<unknown>): readonly IssueCode[] {
  return result.issues.map(({ code }) => code);
}

export const localFile: LocalFile = { path: '/files/new.bin', size: 77, modified: 1_700_000_000_000 };
