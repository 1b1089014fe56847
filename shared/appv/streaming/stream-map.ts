/**
 * StreamMap.xml: which files a client downloads when. `id` is `PublishingFeatureBlock` or `PrimaryFeatureBlock`; other
 * names are kept. `loadAll` on the primary block means that everything is there before the first launch.
 */
export type StreamMap = { readonly featureBlocks: readonly FeatureBlock[] };

export type FeatureBlock = {
  readonly id: string;
  readonly loadAll: boolean;
  readonly files: readonly StreamedFile[];
};

/** `name` is the block map's spelling, `Root\VFS\...`. No range means the whole file. */
export type StreamedFile = { readonly name: string; readonly blocks: readonly BlockRange[] };

/** Blocks of 64 KiB of the block map, counted from 0. */
export type BlockRange = { readonly index: number; readonly count: number };

export const streamMapNamespace = 'http://schemas.microsoft.com/appv/2010/streammap';
export const publishingFeatureBlock = 'PublishingFeatureBlock';
export const primaryFeatureBlock = 'PrimaryFeatureBlock';

/** Whether FeatureBlock@LoadAll is on: the two spellings of xs:boolean, in any letter case as .NET writes it. */
export function isLoadAll(text: string | undefined): boolean {
  return text !== undefined && /^\s*(?:true|1)\s*$/i.test(text);
}
