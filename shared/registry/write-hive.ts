import { assertDefined } from '../base/assert.ts';
import { ByteView } from '../base/bytes.ts';
import { type Issue, issue } from '../base/issue.ts';
import { failure, type Result, success } from '../base/result.ts';
import { encodeUtf16Le } from '../base/text.ts';
import { type CellOffset, HiveCells, noCell, writeFileTime } from './hive-cells.ts';
import { type HiveKey, type HiveValue, hiveLimits } from './hive-key.ts';
import { registryNameKey, sortByName } from './key-order.ts';
import { keySecurityDescriptor } from './security-descriptor.ts';

/** The first day that a ZIP can record, as FILETIME: hives are the same whenever they are written. */
const fixedTime = 119_600_064_000_000_000n;

const headerBytes = 4096;
const keyHead = 76;
const valueHead = 20;
/** Sub-keys of one `lf` list: a list stays inside one page, more keys get an `ri` list of lists. */
const listKeys = 500;

/**
 * Writes a key tree as a registry hive: a primary file of version 1.3 with `lf` lists, as Sequencer 5.1 does. Value
 * types are written as given, all 32 bits. Data of any length goes into one cell, which is the rule of version 1.3
 * ("big data" cells came with 1.4). The same tree gives the same bytes.
 *
 * Issues: REG-LIMIT for a name, a depth or a hive beyond what Windows takes, REG-NAME for a key name with a
 * backslash or one that its parent already has.
 *
 * Source: the regf format is not documented by Microsoft; the layout follows the hive of a package that Sequencer
 * 5.1.83.0 made, and hivex and chntpw as second readers.
 */
export function writeHive(root: HiveKey): Result<Uint8Array<ArrayBuffer>> {
  const issues = checkTree(root);
  if (issues.length > 0) return failure(...issues);
  const writer = new HiveWriter();
  const rootCell = writer.writeTree(root);
  if (writer.cells.size > hiveLimits.bytes) return failure(limitIssue(root.name, 'bytes', hiveLimits.bytes));
  const hive = new Uint8Array(headerBytes + writer.cells.size);
  writer.cells.write(hive.subarray(headerBytes), fixedTime);
  writeHeader(new ByteView(hive.subarray(0, headerBytes)), rootCell, writer.cells.size);
  return success(hive);
}

type PlacedKey = { readonly key: HiveKey; readonly offset: CellOffset; readonly view: ByteView };

class HiveWriter {
  readonly cells = new HiveCells();
  #security: { offset: CellOffset; view: ByteView } | undefined;
  #keys = 0;

  /** Places the root first, at offset 0x20, as every hive has it. Walks with a list of its own, so depth costs no stack. */
  writeTree(root: HiveKey): CellOffset {
    const placedRoot = this.#placeKey(root, noCell);
    const open = [placedRoot];
    for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
      const { key, offset, view } = parent;
      const children = sortByName(key.keys).map((child) => this.#placeKey(child, offset));
      view.setU32(20, children.length);
      view.setU32(28, this.#writeSubKeyList(children));
      view.setU32(36, key.values.length);
      view.setU32(40, this.#writeValueList(key.values));
      for (const child of children.toReversed()) open.push(child);
    }
    const security = assertDefined(this.#security, 'the root key placed it');
    security.view.setU32(12, this.#keys);
    return placedRoot.offset;
  }

  #placeKey(key: HiveKey, parent: CellOffset): PlacedKey {
    const name = encodeName(key.name);
    const { offset, view } = this.cells.allocate(keyHead + name.bytes.length);
    const isRoot = parent === noCell;
    // KEY_COMP_NAME; the root is also KEY_HIVE_ENTRY and KEY_NO_DELETE.
    view.setU16(2, (name.isPlain ? 0x20 : 0) | (isRoot ? 0x0c : 0));
    view.bytes.set([0x6e, 0x6b]); // nk
    writeFileTime(view, 4, fixedTime);
    view.setU32(16, isRoot ? 0 : parent);
    view.setU32(32, noCell);
    view.setU32(44, this.#securityCell());
    view.setU32(48, noCell);
    view.setU32(52, longest(key.keys.map((child) => child.name.length * 2)));
    view.setU32(60, longest(key.values.map((value) => value.name.length * 2)));
    view.setU32(64, longest(key.values.map((value) => value.data.length)));
    view.setU16(72, name.bytes.length);
    view.bytes.set(name.bytes, keyHead);
    this.#keys++;
    return { key, offset, view };
  }

  /** All keys share one descriptor; its list of descriptors is a ring of one. */
  #securityCell(): CellOffset {
    if (this.#security === undefined) {
      const descriptor = keySecurityDescriptor();
      const { offset, view } = this.cells.allocate(20 + descriptor.length);
      view.bytes.set([0x73, 0x6b]); // sk
      view.setU32(4, offset);
      view.setU32(8, offset);
      view.setU32(16, descriptor.length);
      view.bytes.set(descriptor, 20);
      this.#security = { offset, view };
    }
    return this.#security.offset;
  }

  #writeSubKeyList(children: readonly PlacedKey[]): CellOffset {
    if (children.length === 0) return noCell;
    const lists: CellOffset[] = [];
    for (let start = 0; start < children.length; start += listKeys) {
      lists.push(this.#writeLeaf(children.slice(start, start + listKeys)));
    }
    const [only] = lists;
    if (lists.length === 1 && only !== undefined) return only;
    const { offset, view } = this.cells.allocate(4 + lists.length * 4);
    view.bytes.set([0x72, 0x69]); // ri
    view.setU16(2, lists.length);
    lists.forEach((list, index) => view.setU32(4 + index * 4, list));
    return offset;
  }

  #writeLeaf(children: readonly PlacedKey[]): CellOffset {
    const { offset, view } = this.cells.allocate(4 + children.length * 8);
    view.bytes.set([0x6c, 0x66]); // lf
    view.setU16(2, children.length);
    children.forEach((child, index) => {
      view.setU32(4 + index * 8, child.offset);
      view.bytes.set(nameHint(child.key.name), 8 + index * 8);
    });
    return offset;
  }

  #writeValueList(values: readonly HiveValue[]): CellOffset {
    if (values.length === 0) return noCell;
    const { offset, view } = this.cells.allocate(values.length * 4);
    values.forEach((value, index) => view.setU32(index * 4, this.#writeValue(value)));
    return offset;
  }

  #writeValue(value: HiveValue): CellOffset {
    const name = encodeName(value.name);
    const { offset, view } = this.cells.allocate(valueHead + name.bytes.length);
    view.bytes.set([0x76, 0x6b]); // vk
    view.setU16(2, name.bytes.length);
    view.setU32(12, value.type);
    view.setU16(16, name.isPlain && value.name !== '' ? 1 : 0); // VALUE_COMP_NAME
    view.bytes.set(name.bytes, valueHead);
    if (value.data.length <= 4) {
      view.setU32(4, 0x8000_0000 + value.data.length); // the data stands in place of its offset
      view.bytes.set(value.data, 8);
    } else {
      const data = this.cells.allocate(value.data.length);
      data.view.bytes.set(value.data);
      view.setU32(4, value.data.length);
      view.setU32(8, data.offset);
    }
    return offset;
  }
}

/** ASCII names take one byte a letter. Windows also shortens Latin-1 so; readers disagree there, and UTF-16 is never wrong. */
function encodeName(name: string): { bytes: Uint8Array; isPlain: boolean } {
  const isPlain = /^[\u0000-\u007f]*$/.test(name);
  if (!isPlain) return { bytes: encodeUtf16Le(name), isPlain };
  return { bytes: Uint8Array.from(name, (character) => character.charCodeAt(0)), isPlain };
}

/** The first four characters that an `lf` list repeats; a name that has others than ASCII there gives no hint. */
function nameHint(name: string): Uint8Array {
  const start = name.slice(0, 4);
  const { bytes, isPlain } = encodeName(start);
  return isPlain ? bytes : new Uint8Array(4);
}

function longest(lengths: readonly number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

function writeHeader(view: ByteView, rootCell: CellOffset, binBytes: number): void {
  view.bytes.set([0x72, 0x65, 0x67, 0x66]); // regf
  view.setU32(4, 1); // both sequence numbers equal: nothing is pending
  view.setU32(8, 1);
  writeFileTime(view, 12, fixedTime);
  view.setU32(20, 1); // version 1.3
  view.setU32(24, 3);
  view.setU32(32, 1); // loaded directly from a file
  view.setU32(36, rootCell);
  view.setU32(40, binBytes);
  view.setU32(44, 1); // clustering factor
  view.bytes.set(encodeUtf16Le('Registry.dat'), 48);
  view.setU32(0x1fc, headerChecksum(view));
}

/** Exclusive or of the first 127 double words; 0 and -1 are stored as 1 and -2. */
export function headerChecksum(view: ByteView): number {
  let sum = 0;
  for (let offset = 0; offset < 0x1fc; offset += 4) sum ^= view.u32(offset);
  const checksum = sum >>> 0;
  if (checksum === 0) return 1;
  return checksum === 0xffff_ffff ? 0xffff_fffe : checksum;
}

function checkTree(root: HiveKey): readonly Issue[] {
  const issues: Issue[] = [];
  const open: { key: HiveKey; path: string; depth: number }[] = [{ key: root, path: root.name, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { key, path, depth } = next;
    if (key.name.length > hiveLimits.keyName) issues.push(limitIssue(path, 'keyName', hiveLimits.keyName));
    if (key.name === '' || key.name.includes('\\'))
      issues.push(issue('REG-NAME', { params: { name: path } }));
    if (key.values.some((value) => value.name.length > hiveLimits.valueName)) {
      issues.push(limitIssue(path, 'valueName', hiveLimits.valueName));
    }
    for (const twice of [repeated(key.keys), repeated(key.values)]) {
      if (twice !== undefined) issues.push(issue('REG-NAME', { params: { name: `${path}\\${twice}` } }));
    }
    if (depth === hiveLimits.depth && key.keys.length > 0) {
      issues.push(limitIssue(path, 'depth', hiveLimits.depth));
      continue;
    }
    for (const child of key.keys) open.push({ key: child, path: `${path}\\${child.name}`, depth: depth + 1 });
  }
  return issues;
}

function repeated(items: readonly { readonly name: string }[]): string | undefined {
  const seen = new Set<string>();
  return items.find(({ name }) => seen.size === seen.add(registryNameKey(name)).size)?.name;
}

const limitReasons = {
  keyName: 'characters of a key name',
  valueName: 'characters of a value name',
  depth: 'keys below one another',
  bytes: 'bytes in all',
} as const satisfies Readonly<Record<keyof typeof hiveLimits, string>>;

function limitIssue(name: string, kind: keyof typeof hiveLimits, limit: number): Issue {
  return issue('REG-LIMIT', { params: { name, reason: limitReasons[kind], limit } });
}
