import { type Issue, issue } from '../base/issue.ts';
import type { IssueCode } from '../base/issue-codes.ts';
import { limits } from '../base/limits.ts';
import { type BlockMap, type BlockMapFile, blockCount } from './block-map.ts';
import { footprint, type PartName, partNameKey } from './part-name.ts';
import type { ZipEntry } from './zip-entry.ts';
import { zip } from './zip-records.ts';

/** What closes the data of a deflated entry behind its blocks: see BlockRun in main/container. */
export type BlockClosing = 'empty-block' | 'final-block';

/** What the block map says of the entries, each at the position of its entry. */
export type MatchedFiles = {
  /** `undefined` when the entry is not listed, or in doubt so that comparing would say nothing. */
  readonly files: readonly (BlockMapFile | undefined)[];
  /** `undefined` when the block map contradicts itself or the entry, so that blocks cannot be located. */
  readonly closings: readonly (BlockClosing | undefined)[];
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
 * file; `doubted` has the header offsets of those whose place, sizes or name are wrong already (two of one name are), so
 * that comparing them says nothing. Issues: OPC-BLOCKMAP-DUPLICATE, -FOOTPRINT, -ORDER, OPC-NOT-IN-ZIP,
 * OPC-NOT-IN-BLOCKMAP, OPC-BLOCK-COUNT, -SUM, -SIZE, -SIZE-ON-STORED, -SIZE-MISSING.
 */
export function checkBlockMap(
  blockMap: Pick<BlockMap, 'files'>,
  entries: readonly ZipEntry[],
  doubted: ReadonlySet<number>,
): { readonly matched: MatchedFiles; readonly issues: readonly Issue[] } {
  // Nearly all block maps list the entries as they stand; then nothing has to be looked up by name.
  return doubted.size === 0 && listsInOrder(blockMap.files, entries)
    ? matchInOrder(blockMap.files, entries)
    : matchByName(blockMap.files, entries, doubted);
}

function listsInOrder(files: readonly BlockMapFile[], entries: readonly ZipEntry[]): boolean {
  let listed = 0;
  for (const { name } of entries) {
    if (unlisted.has(name)) continue;
    if (files[listed]?.name !== name) return false;
    listed++;
  }
  return listed === files.length;
}

function matchInOrder(listed: readonly BlockMapFile[], entries: readonly ZipEntry[]) {
  const issues: Issue[] = [];
  const files: (BlockMapFile | undefined)[] = [];
  const closings: (BlockClosing | undefined)[] = [];
  let next = 0;
  for (const entry of entries) {
    const file = unlisted.has(entry.name) ? undefined : listed[next++];
    files.push(file);
    closings.push(file === undefined ? undefined : matchBlocks(file, entry, issues));
  }
  return { matched: { files, closings }, issues };
}

type MatchedEntry = {
  readonly file: BlockMapFile | undefined;
  readonly closing: BlockClosing | undefined;
};

function matchByName(
  files: readonly BlockMapFile[],
  entries: readonly ZipEntry[],
  doubted: ReadonlySet<number>,
): { readonly matched: MatchedFiles; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const entryOf = new Map(entries.map((entry) => [entry.name, entry]));
  const byName = new Map<PartName, MatchedEntry>();
  const strangers: PartName[] = [];
  for (const file of files) {
    const entry = entryOf.get(file.name);
    if (byName.has(file.name)) issues.push(mapIssue('OPC-BLOCKMAP-DUPLICATE', file.name));
    else if (unlisted.has(file.name)) issues.push(mapIssue('OPC-BLOCKMAP-FOOTPRINT', file.name));
    else if (entry === undefined) strangers.push(file.name);
    else if (doubted.has(entry.headerOffset)) byName.set(file.name, { file: undefined, closing: undefined });
    else byName.set(file.name, { file, closing: matchBlocks(file, entry, issues) });
  }
  for (const entry of entries) {
    if (byName.has(entry.name) || unlisted.has(entry.name)) continue;
    const where = { offset: entry.localOffset };
    issues.push(issue('OPC-NOT-IN-BLOCKMAP', { part: entry.name, where, params: { name: entry.name } }));
  }
  const order = doubted.size === 0 ? checkOrder(byName, entries) : [];
  const matched = {
    files: entries.map(({ name }) => byName.get(name)?.file),
    closings: entries.map(({ name }) => byName.get(name)?.closing),
  };
  return { matched, issues: [...issues, ...checkStrangers(strangers, byName), ...order] };
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

/** What closes the data, when the blocks are such that they can be located. */
function matchBlocks(file: BlockMapFile, entry: ZipEntry, issues: Issue[]): BlockClosing | undefined {
  const found = { part: file.name };
  const { blocks } = file;
  const expected = blockCount(file.size);
  if (blocks.length !== expected) {
    issues.push(issue('OPC-BLOCK-COUNT', { ...found, params: { expected, actual: blocks.length } }));
    return undefined;
  }
  if (entry.method === zip.methodStored) {
    const sized = blocks.findIndex((block) => block.size !== undefined);
    if (sized >= 0) issues.push(issue('OPC-BLOCK-SIZE-ON-STORED', { ...found, where: { block: sized } }));
    return file.size === entry.compressedSize ? 'final-block' : undefined;
  }
  const unsized = blocks.findIndex((block) => block.size === undefined);
  if (unsized >= 0) {
    issues.push(issue('OPC-BLOCK-SIZE-MISSING', { ...found, where: { block: unsized } }));
    return undefined;
  }
  const sum = blocks.reduce((total, block) => total + (block.size ?? 0), 0);
  if (sum !== entry.compressedSize && sum !== entry.compressedSize - 2) {
    issues.push(
      issue('OPC-BLOCK-SUM', { ...found, params: { expected: entry.compressedSize, actual: sum } }),
    );
    return undefined;
  }
  const oversized = blocks.findIndex((block) => (block.size ?? 0) > largestBlock);
  if (oversized >= 0) {
    const before = blocks.slice(0, oversized).reduce((total, block) => total + (block.size ?? 0), 0);
    const where = { offset: entry.localOffset + file.lfhSize + before, block: oversized };
    const params = { actual: blocks[oversized]?.size ?? 0, limit: largestBlock };
    issues.push(issue('OPC-BLOCK-SIZE', { ...found, where, params }));
    return undefined;
  }
  // makemsix and MakeAppx end the stream with an empty final block of two bytes that belongs to no Block.
  if (sum !== entry.compressedSize) return 'empty-block';
  return expected > 0 ? 'final-block' : undefined;
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
