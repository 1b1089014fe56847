import { compareOrdinal } from '../../base/text.ts';
import { footprint, type PartName } from '../../opc/part-name.ts';
import type { FilesystemMetadata } from '../filesystem/filesystem-metadata.ts';
import type { PackageHistory } from '../history/package-history.ts';
import type { ManifestSummary } from '../manifest/manifest-summary.ts';
import { packagePart } from '../package-parts.ts';
import { primaryFeatureBlock, publishingFeatureBlock, type StreamMap } from '../streaming/stream-map.ts';
import type { OverviewFolder, PackageOverview } from './package-overview.ts';

/** What an overview is made of; a part that is missing or unreadable is `null`. */
export type OverviewSources = {
  readonly manifest: ManifestSummary | null;
  readonly metadata: FilesystemMetadata | null;
  readonly streamMap: StreamMap | null;
  readonly history: PackageHistory | null;
  /** Every entry of the container; sizes in bytes. */
  readonly entries: readonly SizedEntry[];
  /** Bytes of the whole file. */
  readonly containerBytes: number;
};

export type SizedEntry = { readonly name: PartName; readonly size: number; readonly compressedSize: number };

/**
 * Puts together what was read of a package. Files are what the application consists of: everything below `Root`, or for
 * an AppX package everything but the parts that describe it.
 */
export function summarizePackage(sources: OverviewSources): PackageOverview {
  const { manifest, metadata, streamMap, history, entries } = sources;
  const kind = manifest?.kind ?? 'appv';
  const files = entries.filter(({ name }) => (kind === 'appv' ? isBelowRoot(name) : !isDescription(name)));
  return {
    kind,
    displayName: manifest?.displayName ?? null,
    description: manifest?.description ?? null,
    identity: {
      name: manifest?.name ?? null,
      publisher: manifest?.publisher ?? null,
      version: manifest?.version ?? null,
      packageId: manifest?.packageId ?? null,
      versionId: manifest?.versionId ?? null,
    },
    targetOSes: manifest?.targetOSes ?? [],
    primaryVirtualApplicationDirectory: metadata?.root ?? null,
    fullVfsWriteMode: manifest?.fullVfsWriteMode ?? null,
    applications: manifest?.applications ?? [],
    extensions: countCategories(manifest?.extensionCategories ?? []),
    history: (history?.items ?? []).map((item) => ({
      time: item.time,
      packageVersion: item.packageVersion,
      packagingEngine: item.packagingEngine ?? null,
      sequencerVersion: item.sequencerVersion ?? null,
    })),
    streaming: summarizeStreaming(streamMap),
    files: {
      count: files.length,
      ...sumSizes(files),
      emptyDirectories: metadata?.emptyDirectories.length ?? 0,
      opaqueDirectories: metadata?.opaqueDirectories.length ?? 0,
    },
    folders: summarizeFolders(files),
    container: {
      parts: entries.length,
      bytes: sources.containerBytes,
      registryBytes: entries.find(({ name }) => name === packagePart.registry)?.size ?? null,
    },
  };
}

function isBelowRoot(name: PartName): boolean {
  return name.startsWith('Root/');
}

const descriptions: ReadonlySet<string> = new Set([
  ...Object.values(footprint),
  ...Object.values(packagePart),
]);

function isDescription(name: PartName): boolean {
  return descriptions.has(name) || name.startsWith('AppxMetadata/');
}

function countCategories(categories: readonly string[]): PackageOverview['extensions'] {
  const counts = new Map<string, number>();
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].map(([category, count]) => ({ category, count }));
}

function summarizeStreaming(streamMap: StreamMap | null): PackageOverview['streaming'] {
  const blocks = (id: string) => (streamMap?.featureBlocks ?? []).filter((block) => block.id === id);
  const fileCount = (id: string) => blocks(id).reduce((sum, block) => sum + block.files.length, 0);
  return {
    publishingFiles: fileCount(publishingFeatureBlock),
    primaryFiles: fileCount(primaryFeatureBlock),
    loadAll: blocks(primaryFeatureBlock).some((block) => block.loadAll),
  };
}

function sumSizes(entries: readonly SizedEntry[]): { bytes: number; compressedBytes: number } {
  return {
    bytes: entries.reduce((sum, entry) => sum + entry.size, 0),
    compressedBytes: entries.reduce((sum, entry) => sum + entry.compressedSize, 0),
  };
}

/** Largest first, equal ones by name; `Root`, which holds what no token folder does, comes last. */
function summarizeFolders(files: readonly SizedEntry[]): readonly OverviewFolder[] {
  const byFolder = new Map<string, SizedEntry[]>();
  for (const file of files) {
    const name = /^(?:Root\/)?VFS\/([^/]+)\//.exec(file.name)?.[1] ?? rest;
    const known = byFolder.get(name);
    if (known === undefined) byFolder.set(name, [file]);
    else known.push(file);
  }
  return [...byFolder]
    .map(([name, entries]) => ({ name, files: entries.length, ...sumSizes(entries) }))
    .sort(
      (left, right) =>
        restLast(left, right) || right.bytes - left.bytes || compareOrdinal(left.name, right.name),
    );
}

const rest = 'Root';

function restLast(left: OverviewFolder, right: OverviewFolder): number {
  return Number(left.name === rest) - Number(right.name === rest);
}
