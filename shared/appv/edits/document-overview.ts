import { partNameFromBlockMap, partNameKey } from '../../opc/part-name.ts';
import { summarizeManifest } from '../manifest/parse-manifest.ts';
import type { PackageOverview } from '../overview/package-overview.ts';
import { type SizedEntry, summarizePackage } from '../overview/summarize-package.ts';
import { primaryFeatureBlock, publishingFeatureBlock, type StreamMap } from '../streaming/stream-map.ts';
import { documentChanges, fileName } from './document-changes.ts';
import { isBelowRoot } from './document-files.ts';
import { nodesBelow } from './document-tree.ts';
import { type PackageDocument, partAt } from './package-document.ts';
import type { FeatureBlockChoice } from './package-edit.ts';

/** What is known of the package that was opened. */
export type OverviewFacts = {
  readonly overview: PackageOverview;
  /** Entries of its container, in the order of the document's `base.parts`. */
  readonly entries: readonly SizedEntry[];
};

/**
 * What the package would be at a glance if it were saved now, but for what only a save makes: history, ids and the size of
 * the container are those of the package that was opened. A file that has not been packed counts as compressed to its own size.
 */
export function documentOverview(document: PackageDocument, facts: OverviewFacts): PackageOverview {
  const { opened, fullLoad, tree } = document;
  const manifest = summarizeManifest(document.manifest);
  const filesAreAsOpened = tree === opened.tree && fullLoad === null;
  const { entries, empty, opaque } = filesAreAsOpened ? noEntries : currentEntries(document, facts.entries);
  const overview = summarizePackage({
    manifest: manifest.ok ? manifest.value : opened.manifest,
    metadata: {
      root: opened.primaryVirtualApplicationDirectory,
      entries: [],
      emptyDirectories: empty,
      opaqueDirectories: opaque,
    },
    streamMap: filesAreAsOpened ? null : currentStreamMap(document),
    history: null,
    entries,
    containerBytes: facts.overview.container.bytes,
  });
  const { history, streaming, files, folders, container } = facts.overview;
  return filesAreAsOpened
    ? { ...overview, history, streaming, files, folders, container }
    : { ...overview, history };
}

type CurrentEntries = {
  readonly entries: readonly SizedEntry[];
  readonly empty: readonly { readonly long: string }[];
  readonly opaque: readonly { readonly long: string }[];
};

const noEntries: CurrentEntries = { entries: [], empty: [], opaque: [] };

function currentEntries(
  { base, opened, tree }: PackageDocument,
  before: readonly SizedEntry[],
): CurrentEntries {
  const entries: SizedEntry[] = [];
  const empty: { long: string }[] = [];
  const opaque: { long: string }[] = [];
  for (const place of opened.others) {
    const { name, size } = partAt(base, place);
    entries.push({ name, size, compressedSize: before[place]?.compressedSize ?? size });
  }
  for (const { path, node } of nodesBelow(tree, '')) {
    if (node.kind === 'file') {
      const { size, content } = node;
      const compressed = content.file === null ? before[content.place]?.compressedSize : undefined;
      entries.push({ name: fileName(base, path, node), size, compressedSize: compressed ?? size });
      continue;
    }
    if (node.isListedEmpty) empty.push({ long: path });
    if (node.isOpaque) opaque.push({ long: path });
  }
  return { entries, empty, opaque };
}

const blockIds = { publishing: publishingFeatureBlock, primary: primaryFeatureBlock } as const;

/** The stream map as a save would write it, but for ranges. */
function currentStreamMap(document: PackageDocument): StreamMap {
  const { gone, chosen } = streamingChanges(document);
  const waiting = new Map(chosen);
  const blocks = (document.opened.streamMap?.featureBlocks ?? []).map((block) => {
    const files = block.files.filter(({ name }) => {
      const key = partNameKey(partNameFromBlockMap(name));
      const choice = chosen.get(key);
      if (gone.has(key) || choice === undefined) return !gone.has(key);
      const stays = choice !== 'onDemand' && blockIds[choice] === block.id;
      if (stays) waiting.delete(key);
      return stays;
    });
    return { ...block, files };
  });
  const added = [...waiting].flatMap(([name, choice]) =>
    choice === 'onDemand' ? [] : [{ id: blockIds[choice], loadAll: false, files: [{ name, blocks: [] }] }],
  );
  const loadAll = document.fullLoad;
  const primary = { id: primaryFeatureBlock, loadAll: loadAll === true, files: [] };
  return {
    featureBlocks: [
      ...blocks.map((block) => (loadAll === null ? block : { ...block, loadAll: false })),
      ...added,
      primary,
    ],
  };
}

/**
 * By the keys of the names that StreamMap.xml knows files by; of a new file, which it cannot know, of its own name. Where
 * another file has left that name, no key at all is right, and `:` is in no name.
 */
function streamingChanges(document: PackageDocument): {
  readonly gone: ReadonlySet<string>;
  readonly chosen: ReadonlyMap<string, FeatureBlockChoice>;
} {
  const { base } = document;
  const { removed, files } = documentChanges(document);
  const keyAt = (place: number) => partNameKey(partAt(base, place).name);
  const known = new Set(files.flatMap(({ place }) => (place === null ? [] : [keyAt(place)])));
  const gone = new Set(removed.map(keyAt));
  const chosen = new Map<string, FeatureBlockChoice>();
  for (const { name, node, place } of files) {
    const own = partNameKey(name);
    const key = place !== null ? keyAt(place) : known.has(own) ? `:${own}` : own;
    if (!isBelowRoot(name)) gone.add(key);
    else if (node.block !== null) chosen.set(key, node.block);
  }
  return { gone, chosen };
}
