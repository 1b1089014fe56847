import { listedBlock, streamedFiles } from '../../shared/appv/edits/feature-blocks.ts';
import type { StreamMap } from '../../shared/appv/streaming/stream-map.ts';
import type { FileRow } from '../../shared/contract/operations.ts';
import { type PartName, partNameFromBlockMap } from '../../shared/opc/part-name.ts';
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
 * Which feature block a file belongs to: everything is in the primary one when that is loaded whole. Parts outside `Root`
 * are not streamed.
 */
function featureBlocks(streamMap: StreamMap | null): (name: PartName) => FileRow['block'] {
  const streamed = streamedFiles(streamMap);
  return (name) => {
    if (!name.startsWith('Root/')) return null;
    const block = listedBlock(streamed, name);
    if (block !== 'onDemand') return block;
    return streamed.loadAll ? 'primary' : 'on-demand';
  };
}
