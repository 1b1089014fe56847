import { partNameFromBlockMap, partNameKey } from '../../opc/part-name.ts';
import { primaryFeatureBlock, publishingFeatureBlock, type StreamMap } from '../streaming/stream-map.ts';
import type { OpenedParts } from './package-document.ts';
import type { FeatureBlockChoice } from './package-edit.ts';

/** What StreamMap.xml says, by file. */
export function streamedFiles(streamMap: StreamMap | null): OpenedParts['streamed'] {
  const blocks = streamMap?.featureBlocks ?? [];
  const keysOf = (id: string): ReadonlySet<string> =>
    new Set(
      blocks
        .filter((block) => block.id === id)
        .flatMap(({ files }) => files.map(({ name }) => partNameKey(partNameFromBlockMap(name)))),
    );
  return {
    publishing: keysOf(publishingFeatureBlock),
    primary: keysOf(primaryFeatureBlock),
    loadAll: blocks.some((block) => block.id === primaryFeatureBlock && block.loadAll),
  };
}

/** A client downloads what is in both blocks with the publishing one, which comes first. */
export function listedBlock(
  { publishing, primary }: OpenedParts['streamed'],
  name: string,
): FeatureBlockChoice {
  const key = partNameKey(name);
  if (publishing.has(key)) return 'publishing';
  return primary.has(key) ? 'primary' : 'onDemand';
}
