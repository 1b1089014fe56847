import type { Issue } from '../../base/issue.ts';
import type { Codec } from '../../base/ports.ts';
import { type Result, success } from '../../base/result.ts';
import { followFilesystemMetadata } from '../filesystem/follow-files.ts';
import { followStreamMap } from '../streaming/follow-files.ts';
import { isBelowRoot, type NetChanges } from './document-files.ts';
import type { PackageDocument } from './package-document.ts';

/** New bytes of the parts that list files; `null` for one that stays as it is. */
export type FollowingParts = {
  readonly filesystemMetadata: Uint8Array | null;
  readonly streamMap: Uint8Array | null;
};

/**
 * FilesystemMetadata.xml and StreamMap.xml after the edits. They speak of what is below `Root`, so a file that comes from
 * `Scripts` is a new one to them, and one that goes there is gone. Issues: those of the two followers.
 */
export function followEdits(
  { base, opened }: PackageDocument,
  net: NetChanges,
  codec: Pick<Codec, 'sha1'>,
): Result<FollowingParts> {
  const files = belowRoot(net);
  const metadata =
    base.filesystemMetadata === null || !changesMetadata(net, files)
      ? success(base.filesystemMetadata)
      : followFilesystemMetadata(base.filesystemMetadata, {
          ...files,
          emptyFolders: net.emptyFolders,
          opaqueFolders: net.opaqueFolders,
          // What the token folders are called in the lists stays, also in a branch.
          packageId: opened.manifest.packageId,
          codec,
        });
  if (!metadata.ok) return metadata;
  const { featureBlocks, fullLoad } = net;
  const streamMap = changesStreaming(net, files)
    ? followStreamMap(base.streamMap, { ...files, featureBlocks, fullLoad })
    : success(base.streamMap);
  if (!streamMap.ok) return streamMap;
  const issues: readonly Issue[] = [...metadata.issues, ...streamMap.issues];
  return success(
    {
      filesystemMetadata: metadata.value === base.filesystemMetadata ? null : metadata.value,
      streamMap: streamMap.value === base.streamMap ? null : streamMap.value,
    },
    issues,
  );
}

type FileChanges = Pick<NetChanges, 'removed' | 'added' | 'replaced' | 'renamed'>;

function belowRoot({ removed, added, replaced, renamed }: NetChanges): FileChanges {
  const leave = renamed.filter(([from, to]) => isBelowRoot(from) && !isBelowRoot(to)).map(([from]) => from);
  const come = renamed.filter(([from, to]) => !isBelowRoot(from) && isBelowRoot(to)).map(([, to]) => to);
  const gone = new Set(leave);
  return {
    removed: [...removed.filter(isBelowRoot), ...leave],
    added: [...added.filter(isBelowRoot), ...come],
    replaced: replaced.filter((name) => isBelowRoot(name) && !gone.has(name)),
    renamed: renamed.filter(([from, to]) => isBelowRoot(from) && isBelowRoot(to)),
  };
}

function changesMetadata({ emptyFolders, opaqueFolders }: NetChanges, files: FileChanges): boolean {
  return [
    files.removed,
    files.added,
    files.renamed,
    emptyFolders.added,
    emptyFolders.removed,
    opaqueFolders.added,
    opaqueFolders.removed,
  ].some((list) => list.length > 0);
}

function changesStreaming({ featureBlocks, fullLoad }: NetChanges, files: FileChanges): boolean {
  return (
    fullLoad !== null ||
    [featureBlocks, files.removed, files.renamed, files.replaced].some((list) => list.length > 0)
  );
}
