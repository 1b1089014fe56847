import {
  primaryFeatureBlock,
  publishingFeatureBlock,
  type StreamMap,
} from '../../shared/appv/streaming/stream-map.ts';
import type { FileRow } from '../../shared/contract/operations.ts';
import { type PartName, partNameFromBlockMap, partNameKey } from '../../shared/opc/part-name.ts';
import { createFileTree, type FileTree } from './file-tree.ts';
import type { LoadedPackage } from './load-package.ts';

/** The files of a package as a tree that is read by page. */
export function packageFiles({ overview, entries, parts }: LoadedPackage): FileTree {
  const below = (long: string): PartName => partNameFromBlockMap(`Root\\${long}`);
  const isAppv = overview.kind === 'appv';
  return createFileTree({
    entries,
    emptyFolders: (parts.metadata?.emptyDirectories ?? []).map(({ long }) => below(long)),
    opaqueFolders: (parts.metadata?.opaqueDirectories ?? []).map(({ long }) => below(long)),
    blockOf: isAppv ? featureBlocks(parts.streamMap) : () => null,
    hasFolderModes: isAppv,
  });
}

/**
 * Which feature block a file belongs to: the publishing one before the primary one, as a client downloads it with that;
 * everything is in the primary one when that is loaded whole. Parts outside `Root` are not streamed.
 */
function featureBlocks(streamMap: StreamMap | null): (name: PartName) => FileRow['block'] {
  const blocks = streamMap?.featureBlocks ?? [];
  const keysOf = (id: string): ReadonlySet<string> =>
    new Set(
      blocks
        .filter((block) => block.id === id)
        .flatMap(({ files }) => files.map(({ name }) => partNameKey(partNameFromBlockMap(name)))),
    );
  const publishing = keysOf(publishingFeatureBlock);
  const primary = keysOf(primaryFeatureBlock);
  const loadAll = blocks.some((block) => block.id === primaryFeatureBlock && block.loadAll);
  return (name) => {
    if (!name.startsWith('Root/')) return null;
    const key = partNameKey(name);
    if (publishing.has(key)) return 'publishing';
    return loadAll || primary.has(key) ? 'primary' : 'on-demand';
  };
}
