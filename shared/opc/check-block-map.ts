import { type Issue, issue } from '../base/issue.ts';
import type { IssueCode } from '../base/issue-codes.ts';
import { limits } from '../base/limits.ts';
import { type BlockMap, type BlockMapFile, blockCount } from './block-map.ts';
import { footprint, type PartName, partNameKey } from './part-name.ts';
import type { ZipEntry } from './zip-entry.ts';
import { zip } from './zip-records.ts';

/** What closes the data of a deflated entry behind its blocks: see BlockRun in main/container. */
export type BlockClosing = 'empty-block' | 'final-block';

export type MatchedEntry = {
  /** `undefined` when the entry is in doubt and comparing would say nothing. */
  readonly file: BlockMapFile | undefined;
  /** `undefined` when the block map contradicts itself or the entry, so that blocks cannot be located. */
  readonly closing: BlockClosing | undefined;
};

/** Deflate makes no block of 64 KiB larger than a few bytes more; a block is read into memory whole. */
const largestBlock = 2 * limits.blockSize;

/** Parts that a block map must not list (MSIX SDK). Every other part, the manifest included, must be in it. */
const unlisted: ReadonlySet<PartName> = new Set([
  footprint.blockMap,
  footprint.contentTypes,
  footprint.signature,
  footprint.codeIntegrity,
]);

/**
 * Compares the block map with the entries, without reading any data. `entries` are in the order of their place in the
 * file; `doubted` has the header offsets of those whose place or sizes are wrong already, so that comparing them says
 * nothing. Issues: OPC-BLOCKMAP-DUPLICATE, -FOOTPRINT, -ORDER, OPC-NOT-IN-ZIP, OPC-NOT-IN-BLOCKMAP, OPC-BLOCK-COUNT,
 * -SUM, -SIZE, -SIZE-ON-STORED, -SIZE-MISSING.
 */
export function checkBlockMap(
  blockMap: Pick<BlockMap, 'files'>,
  entries: readonly ZipEntry[],
  doubted: ReadonlySet<number>,
): { readonly matched: ReadonlyMap<PartName, MatchedEntry>; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const entryOf = new Map(entries.map((entry) => [entry.name, entry]));
  const matched = new Map<PartName, MatchedEntry>();
  const strangers: PartName[] = [];
  for (const file of blockMap.files) {
    const entry = entryOf.get(file.name);
    if (matched.has(file.name)) issues.push(mapIssue('OPC-BLOCKMAP-DUPLICATE', file.name));
    else if (unlisted.has(file.name)) issues.push(mapIssue('OPC-BLOCKMAP-FOOTPRINT', file.name));
    else if (entry === undefined) strangers.push(file.name);
    else if (doubted.has(entry.headerOffset)) matched.set(file.name, { file: undefined, closing: undefined });
    else matched.set(file.name, { file, ...matchBlocks(file, entry, issues) });
  }
  for (const entry of entries) {
    if (matched.has(entry.name) || unlisted.has(entry.name)) continue;
    const where = { offset: entry.localOffset };
    issues.push(issue('OPC-NOT-IN-BLOCKMAP', { part: entry.name, where, params: { name: entry.name } }));
  }
  const order = doubted.size === 0 ? checkOrder(matched, entries) : [];
  return { matched, issues: [...issues, ...checkStrangers(strangers, matched), ...order] };
}

function mapIssue(code: IssueCode, name: PartName): Issue {
  return issue(code, { part: footprint.blockMap, params: { name } });
}

/** Files without an entry: another spelling of one that is listed, or not there at all. */
function checkStrangers(
  strangers: readonly PartName[],
  matched: ReadonlyMap<PartName, MatchedEntry>,
): readonly Issue[] {
  if (strangers.length === 0) return [];
  const listed = new Set([...matched.keys()].map(partNameKey));
  return strangers.map((name) => {
    const key = partNameKey(name);
    if (listed.has(key)) return mapIssue('OPC-BLOCKMAP-DUPLICATE', name);
    listed.add(key);
    return issue('OPC-NOT-IN-ZIP', { part: name, params: { name } });
  });
}

function matchBlocks(
  file: BlockMapFile,
  entry: ZipEntry,
  issues: Issue[],
): { closing: BlockClosing | undefined } {
  const found = { part: file.name };
  const { blocks } = file;
  const expected = blockCount(file.size);
  if (blocks.length !== expected) {
    issues.push(issue('OPC-BLOCK-COUNT', { ...found, params: { expected, actual: blocks.length } }));
    return { closing: undefined };
  }
  if (entry.method === zip.methodStored) {
    const sized = blocks.findIndex((block) => block.size !== undefined);
    if (sized >= 0) issues.push(issue('OPC-BLOCK-SIZE-ON-STORED', { ...found, where: { block: sized } }));
    return { closing: file.size === entry.compressedSize ? 'final-block' : undefined };
  }
  const unsized = blocks.findIndex((block) => block.size === undefined);
  if (unsized >= 0) {
    issues.push(issue('OPC-BLOCK-SIZE-MISSING', { ...found, where: { block: unsized } }));
    return { closing: undefined };
  }
  const sum = blocks.reduce((total, block) => total + (block.size ?? 0), 0);
  if (sum !== entry.compressedSize && sum !== entry.compressedSize - 2) {
    issues.push(
      issue('OPC-BLOCK-SUM', { ...found, params: { expected: entry.compressedSize, actual: sum } }),
    );
    return { closing: undefined };
  }
  const oversized = blocks.findIndex((block) => (block.size ?? 0) > largestBlock);
  if (oversized >= 0) {
    const before = blocks.slice(0, oversized).reduce((total, block) => total + (block.size ?? 0), 0);
    const where = { offset: entry.localOffset + file.lfhSize + before, block: oversized };
    const params = { actual: blocks[oversized]?.size ?? 0, limit: largestBlock };
    issues.push(issue('OPC-BLOCK-SIZE', { ...found, where, params }));
    return { closing: undefined };
  }
  // makemsix and MakeAppx end the stream with an empty final block of two bytes that belongs to no Block.
  if (sum !== entry.compressedSize) return { closing: 'empty-block' };
  return { closing: expected > 0 ? 'final-block' : undefined };
}

/** The first File that stands elsewhere than its entry; the rest of a shifted list would say the same again. */
function checkOrder(
  matched: ReadonlyMap<PartName, MatchedEntry>,
  entries: readonly ZipEntry[],
): readonly Issue[] {
  const listed = matched.keys();
  const seen = new Set<PartName>();
  for (const entry of entries) {
    if (!matched.has(entry.name) || seen.has(entry.name)) continue;
    seen.add(entry.name);
    const name = listed.next().value;
    if (name === entry.name || name === undefined) continue;
    const params = { name, expected: entry.name };
    return [issue('OPC-BLOCKMAP-ORDER', { part: footprint.blockMap, params })];
  }
  return [];
}
