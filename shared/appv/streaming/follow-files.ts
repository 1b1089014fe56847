import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { blockMapName, type PartName, partNameFromBlockMap, partNameKey } from '../../opc/part-name.ts';
import { copiedAttributes } from '../../xml/copy-element.ts';
import { editXmlBytes } from '../../xml/edit-bytes.ts';
import type { XmlEdit } from '../../xml/edit-xml.ts';
import { attributeOf, childElements } from '../../xml/select-xml.ts';
import type { XmlDocument, XmlElement } from '../../xml/xml-document.ts';
import type { XmlAttributeSpec, XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { packagePart } from '../package-parts.ts';
import { inPart } from '../scan-part.ts';
import { formatStreamMap } from './format-stream-map.ts';
import {
  isLoadAll,
  primaryFeatureBlock,
  publishingFeatureBlock,
  streamMapNamespace as uri,
} from './stream-map.ts';

/** What became of the files of a package. Each of the first three speaks of a file once, by its name before the change. */
export type StreamingChanges = {
  readonly removed: readonly PartName[];
  readonly renamed: readonly (readonly [from: PartName, to: PartName])[];
  /** Files whose bytes are other ones. */
  readonly replaced: readonly PartName[];
  /** The block in which a file is to be, by the name that it has afterwards. */
  readonly featureBlocks: readonly {
    readonly part: PartName;
    readonly block: 'publishing' | 'primary' | 'onDemand';
  }[];
  /** Whether everything is downloaded before the first launch; `null` leaves it as it is. */
  readonly fullLoad: boolean | null;
};

/**
 * StreamMap.xml after the files of the package changed; `null` stands for a package without that part, before and after.
 * Only what the changes are about is touched:
 * - File elements of removed parts go, those of renamed parts get the new name;
 * - a replaced part loses its ranges, which were those of the old bytes, and is streamed whole;
 * - a part that is chosen for a block is there once, at the end of the block unless it was there, and in neither of the other
 *   ones; where it was in another block its element moves, without ranges, which say what that block needs of it;
 * - LoadAll of the primary feature block follows `fullLoad`. A block that is needed and missing is made.
 * Feature blocks of other names are kept, and follow the files as well.
 *
 * Issues: those of editXmlBytes, STR-INVALID with `reason` for another root element; the note EDT-STREAMING-RANGES for each
 * replaced part that had ranges.
 */
export function followStreamMap(
  bytes: Uint8Array | null,
  changes: StreamingChanges,
): Result<Uint8Array | null> {
  if (bytes === null) return newStreamMap(changes);
  const edited = editXmlBytes(bytes, (document) => planEdits(document, changes));
  return edited.ok ? edited : failure(...inPart(packagePart.streamMap, edited.issues));
}

function newStreamMap({ featureBlocks, fullLoad }: StreamingChanges): Result<Uint8Array | null> {
  const chosen = featureBlocks.filter(({ block }) => block !== 'onDemand');
  if (chosen.length === 0 && fullLoad !== true) return success(null);
  const filesOf = (block: string) =>
    chosen
      .filter((each) => each.block === block)
      .map(({ part }) => ({ name: blockMapName(part), blocks: [] }));
  const primary = { id: primaryFeatureBlock, loadAll: fullLoad === true, files: filesOf('primary') };
  const publishing = { id: publishingFeatureBlock, loadAll: false, files: filesOf('publishing') };
  const needed = primary.loadAll || primary.files.length > 0;
  return formatStreamMap({ featureBlocks: needed ? [publishing, primary] : [publishing] });
}

/** A File element and the id of its block. */
type Listed = { readonly element: XmlElement; readonly id: string };

function planEdits(document: XmlDocument, changes: StreamingChanges): Result<readonly XmlEdit[]> {
  const { root } = document;
  if (root.local !== 'StreamMap' || root.uri !== uri)
    return failure(issue('STR-INVALID', { params: { reason: 'another root element than StreamMap' } }));
  const plan = startPlan(root);
  const issues = followFiles(plan, changes);
  chooseBlocks(plan, changes.featureBlocks);
  const loadAll = planLoadAll(plan, changes.fullLoad);
  return success(
    [
      ...fileEdits(plan),
      ...loadAll.edits,
      ...fillBlock(plan, publishingFeatureBlock, false),
      ...fillBlock(plan, primaryFeatureBlock, loadAll.ofNew),
    ],
    issues,
  );
}

/** What becomes of each element: collected first, because two edits may not touch the same text. */
type StreamPlan = {
  readonly root: XmlElement;
  readonly blocks: readonly XmlElement[];
  /** Key of the name that a file has, or will have -> its elements. */
  readonly listed: Map<string, Listed[]>;
  readonly gone: Set<XmlElement>;
  readonly names: Map<XmlElement, string>;
  readonly withoutRanges: Set<XmlElement>;
  /** Id of a block -> the files that come into it. */
  readonly added: Map<string, XmlNodeSpec[]>;
};

function startPlan(root: XmlElement): StreamPlan {
  const blocks = childElements(root, { local: 'FeatureBlock', uri });
  const listed = new Map<string, Listed[]>();
  for (const block of blocks) {
    for (const element of childElements(block, { local: 'File', uri })) {
      const name = attributeOf(element, 'Name')?.value;
      if (name !== undefined) append(listed, keyOf(name), { element, id: idOf(block) });
    }
  }
  return {
    root,
    blocks,
    listed,
    gone: new Set(),
    names: new Map(),
    withoutRanges: new Set(),
    added: new Map(),
  };
}

function idOf(block: XmlElement): string {
  return attributeOf(block, 'Id')?.value ?? '';
}

function listedAs(plan: StreamPlan, part: PartName): readonly Listed[] {
  return (plan.listed.get(partNameKey(part)) ?? []).filter(({ element }) => !plan.gone.has(element));
}

function followFiles(plan: StreamPlan, { removed, renamed, replaced }: StreamingChanges): readonly Issue[] {
  for (const part of removed) for (const { element } of listedAs(plan, part)) plan.gone.add(element);
  const issues: Issue[] = [];
  for (const part of replaced) {
    const ranged = listedAs(plan, part).filter(({ element }) => rangesOf(element).length > 0);
    for (const { element } of ranged) plan.withoutRanges.add(element);
    if (ranged.length > 0) issues.push(issue('EDT-STREAMING-RANGES', { part }));
  }
  // All leave their old names before any takes a new one: two files may have changed places.
  const moved = renamed.map(([from, to]) => ({ to, files: take(plan, from) }));
  for (const { to, files } of moved) {
    // What is listed under the new name stands for no file of the package.
    for (const { element } of take(plan, to)) plan.gone.add(element);
    for (const each of files) {
      plan.names.set(each.element, blockMapName(to));
      append(plan.listed, partNameKey(to), each);
    }
  }
  return issues;
}

function take(plan: StreamPlan, part: PartName): readonly Listed[] {
  const found = listedAs(plan, part);
  plan.listed.delete(partNameKey(part));
  return found;
}

const blockIds = {
  publishing: publishingFeatureBlock,
  primary: primaryFeatureBlock,
  onDemand: undefined,
} as const;

function chooseBlocks(plan: StreamPlan, choices: StreamingChanges['featureBlocks']): void {
  for (const { part, block } of choices) {
    const wanted = blockIds[block];
    const present = listedAs(plan, part).filter(
      ({ id }) => id === publishingFeatureBlock || id === primaryFeatureBlock,
    );
    const others = present.filter(({ id }) => id !== wanted);
    for (const { element } of others) plan.gone.add(element);
    if (wanted !== undefined && others.length === present.length)
      append(plan.added, wanted, fileSpec(part, others[0]?.element));
  }
}

/** `ofNew` says that a primary feature block has to be made for it. */
function planLoadAll(
  { blocks }: StreamPlan,
  fullLoad: boolean | null,
): { readonly edits: readonly XmlEdit[]; readonly ofNew: boolean } {
  const none = { edits: [], ofNew: false };
  if (fullLoad === null) return none;
  const primary = blocks.filter((block) => idOf(block) === primaryFeatureBlock);
  const loading = primary.filter((block) => isLoadAll(attributeOf(block, 'LoadAll')?.value));
  const local = 'LoadAll';
  if (!fullLoad)
    return { edits: loading.map((element) => ({ kind: 'removeAttribute', element, local })), ofNew: false };
  if (loading.length > 0) return none;
  const [element] = primary;
  if (element === undefined) return { edits: [], ofNew: true };
  return {
    edits: [{ kind: 'setAttribute', element, attribute: { local, value: 'true' } }],
    ofNew: false,
  };
}

function fileEdits({ gone, names, withoutRanges }: StreamPlan): readonly XmlEdit[] {
  const edits: XmlEdit[] = [];
  for (const element of gone) edits.push({ kind: 'removeElement', element });
  for (const [element, value] of names) {
    if (!gone.has(element))
      edits.push({ kind: 'setAttribute', element, attribute: { local: 'Name', value } });
  }
  for (const file of withoutRanges) {
    if (gone.has(file)) continue;
    for (const element of rangesOf(file)) edits.push({ kind: 'removeElement', element });
  }
  return edits;
}

function fillBlock({ root, blocks, added }: StreamPlan, id: string, loadAll: boolean): readonly XmlEdit[] {
  const files = added.get(id) ?? [];
  const block = blocks.find((each) => idOf(each) === id);
  if (block !== undefined)
    return files.map((node) => ({ kind: 'insertElement', position: 'append', element: block, node }));
  if (files.length === 0 && !loadAll) return [];
  const attributes: XmlAttributeSpec[] = [{ local: 'Id', value: id }];
  if (loadAll) attributes.push({ local: 'LoadAll', value: 'true' });
  const node: XmlNodeSpec = { local: 'FeatureBlock', uri, attributes, children: files };
  const [first] = blocks;
  return [
    id === publishingFeatureBlock && first !== undefined
      ? { kind: 'insertElement', position: 'before', element: first, node }
      : { kind: 'insertElement', position: 'append', element: root, node },
  ];
}

/** The element for another block, with all that `moved` says besides the name. */
function fileSpec(part: PartName, moved: XmlElement | undefined): XmlNodeSpec {
  const name = { local: 'Name', value: blockMapName(part) };
  const others = moved === undefined ? [] : copiedAttributes(moved);
  const unknown = others.filter((each) => each.local !== 'Name' || each.uri !== '');
  return { local: 'File', uri, attributes: [name, ...unknown] };
}

function rangesOf(file: XmlElement): readonly XmlElement[] {
  return childElements(file, { local: 'Blocks', uri });
}

function keyOf(name: string): string {
  return partNameKey(partNameFromBlockMap(name));
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
