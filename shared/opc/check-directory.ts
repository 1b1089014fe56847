import { type Issue, type IssueParams, issue } from '../base/issue.ts';
import type { IssueCode } from '../base/issue-codes.ts';
import { limits } from '../base/limits.ts';
import { parsePartName, partNameKey } from './part-name.ts';
import { inFileOrder, type ZipEntry } from './zip-entry.ts';
import { zip } from './zip-records.ts';

/*
 * What an AppX reader refuses in a central directory. The checks run over every entry of every package that is opened, so
 * they make nothing but their findings, which they add to the list that they are given.
 */

/** A finding about an entry, at its central header. */
export function entryIssue(code: IssueCode, entry: ZipEntry, params?: IssueParams): Issue {
  const found = { part: entry.name, where: { offset: entry.headerOffset } };
  return issue(code, params === undefined ? found : { ...found, params });
}

/** One entry by itself. `exact`: its name is spelt as AppX spells it. Sources: MSIX SDK, APPNOTE.TXT. */
export function checkEntry(entry: ZipEntry, exact: boolean, issues: Issue[]): void {
  const { flags, method, size, compressedSize } = entry;
  if (flags & zip.refusedFlags) issues.push(entryIssue('ZIP-FLAGS', entry, { actual: flags }));
  if (method !== zip.methodStored && method !== zip.methodDeflate) {
    issues.push(entryIssue('ZIP-METHOD', entry, { actual: method }));
  }
  checkName(entry, exact, issues);
  if (method === zip.methodStored && size !== compressedSize) {
    issues.push(entryIssue('ZIP-SIZE', entry, { expected: compressedSize, actual: size }));
  } else if (size > compressedSize * limits.inflateRatio) {
    const params = { expected: compressedSize, actual: size, limit: limits.inflateRatio };
    issues.push(entryIssue('ZIP-BOMB-RATIO', entry, params));
  }
}

function checkName(entry: ZipEntry, exact: boolean, issues: Issue[]): void {
  const { name } = entry;
  const isFolder = name.endsWith('/');
  if (isFolder) issues.push(entryIssue('ZIP-DIRECTORY-ENTRY', entry));
  // A folder's name is judged without its slash, so that a folder that climbs out is still seen to.
  const parsed = parsePartName(isFolder ? name.slice(0, -1) : name);
  if (!parsed.ok) issues.push(...parsed.issues.map(({ code, params }) => entryIssue(code, entry, params)));
  // The spelling of a name that cannot be is no second finding.
  else if (!exact) issues.push(entryIssue('OPC-NAME-ENCODING', entry, { actual: entry.encodedName() }));
}

/** Same names, names that differ by case, and names that are a folder of another. */
export function checkNames(entries: readonly ZipEntry[], issues: Issue[]): void {
  const byKey = new Map<string, ZipEntry>();
  const folderKeys = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const key = partNameKey(entry.name);
    const other = byKey.get(key);
    if (other === undefined) byKey.set(key, entry);
    else {
      const code = other.name === entry.name ? 'ZIP-DUPLICATE' : 'OPC-NAME-CASE';
      issues.push(entryIssue(code, entry, { other: other.name }));
    }
    addFolderKeys(folderKeys, key, entry);
  }
  for (const [key, inside] of folderKeys) {
    const file = byKey.get(key);
    if (file !== undefined) issues.push(entryIssue('OPC-NAME-FOLDER', inside, { other: file.name }));
  }
}

/** Every folder above the entry, with the first entry seen below it. Stops at a folder that is known already. */
function addFolderKeys(folderKeys: Map<string, ZipEntry>, key: string, entry: ZipEntry): void {
  for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
    const folder = key.slice(0, slash);
    if (folderKeys.has(folder)) return;
    folderKeys.set(folder, entry);
  }
}

/** Ranges as far as the directory alone tells; the verifier checks the exact tiling with the local headers. */
export function checkRanges(
  entries: readonly ZipEntry[],
  directoryOffset: number,
  fileSize: number,
  issues: Issue[],
): void {
  let previous: ZipEntry | undefined;
  let previousEnd = 0;
  let total = 0;
  for (const entry of inFileOrder(entries)) {
    const end = entry.localOffset + zip.localSize + entry.nameLength + entry.compressedSize;
    if (end > fileSize) {
      issues.push(entryIssue('ZIP-TRUNCATED', entry, { expected: end, actual: fileSize }));
    } else if (end > directoryOffset) {
      issues.push(entryIssue('ZIP-OVERLAP', entry));
    } else if (previous !== undefined && entry.localOffset < previousEnd) {
      issues.push(entryIssue('ZIP-OVERLAP', entry, { other: previous.name }));
    }
    if (end > previousEnd) [previous, previousEnd] = [entry, end];
    total += entry.size;
  }
  if (total <= limits.totalBytes) return;
  issues.push(issue('ZIP-BOMB-TOTAL', { params: { actual: total, limit: limits.totalBytes } }));
}
