import type { Brand } from '../base/brand.ts';
import { type Issue, issue } from '../base/issue.ts';
import type { IssueCode } from '../base/issue-codes.ts';
import { limits } from '../base/limits.ts';
import { failure, type Result, success } from '../base/result.ts';
import { decodeText } from '../base/text.ts';

/**
 * Name of a part, decoded and with `/` between segments: `Root/VFS/Common AppData/a.txt`. The ZIP entry carries it
 * percent-encoded, the block map with backslashes (AppX packaging; observed in MakeAppx and makemsix output).
 */
export type PartName = Brand<string, 'PartName'>;

/** The parts that a container carries for itself. */
export const footprint = {
  manifest: 'AppxManifest.xml' as PartName,
  blockMap: 'AppxBlockMap.xml' as PartName,
  contentTypes: '[Content_Types].xml' as PartName,
  signature: 'AppxSignature.p7x' as PartName,
  codeIntegrity: 'AppxMetadata/CodeIntegrity.cat' as PartName,
} as const;

// Device names count with any extension; `..` and `.` are covered by "ends in a dot".
const problem =
  /[\u0000-\u001f"*:<>?|\\\ufffe\uffff\ud800-\udfff]|\/\/|^\/|\/$|^$|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|\/|$)|(?:^|\/)xn--|(?:^|\/)_rels\//i;

/**
 * Checks a decoded name against the AppX file name rules. Issues: OPC-NAME-SLIP, -CHARACTER, -RESERVED, -LENGTH,
 * each with the name in `part`.
 */
export function parsePartName(text: string): Result<PartName> {
  if (text.length <= limits.segmentLength && !problem.test(text)) return success(text as PartName);
  const issues = checkPartName(text);
  return issues.length === 0 ? success(text as PartName) : failure(...issues);
}

/** Every rule that the name breaks, at most one issue a rule. */
function checkPartName(text: string): readonly Issue[] {
  const codes = new Set<IssueCode>();
  if (isSlip(text)) codes.add('OPC-NAME-SLIP');
  if (text.length > limits.partNameLength) codes.add('OPC-NAME-LENGTH');
  if (!text.isWellFormed() || /[\u0000-\u001f"*:<>?|\\\ufffe\uffff]/.test(text))
    codes.add('OPC-NAME-CHARACTER');
  const segments = text.split('/');
  segments.forEach((segment, index) => {
    if (segment === '' || segment.length > limits.segmentLength) codes.add('OPC-NAME-LENGTH');
    if (isReserved(segment)) codes.add('OPC-NAME-RESERVED');
    if (/\.rels$/i.test(segment) && segments[index - 1]?.toLowerCase() === '_rels')
      codes.add('OPC-NAME-RESERVED');
  });
  // A name that climbs out says it all; its dots and colons are no second finding.
  if (codes.has('OPC-NAME-SLIP')) return [issue('OPC-NAME-SLIP', { part: text, params: { name: text } })];
  return [...codes].map((code) => issue(code, { part: text, params: { name: text } }));
}

function isSlip(text: string): boolean {
  return /^[/\\]/.test(text) || /^[a-z]:/i.test(text) || text.split(/[/\\]/).includes('..');
}

function isReserved(segment: string): boolean {
  return (
    /[. ]$/.test(segment) ||
    /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i.test(segment) ||
    /^xn--/i.test(segment)
  );
}

const plainName = /^[A-Za-z0-9\-._~/]*$/;

/** The spelling in the ZIP: everything but letters, digits, `- . _ ~` and `/` as %XX of its UTF-8 bytes, upper case. */
export function encodePartName(name: PartName): string {
  if (plainName.test(name) || name === footprint.contentTypes) return name;
  // encodeURIComponent spares five more characters and takes no half surrogate pairs.
  return encodeURIComponent(name.toWellFormed())
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The part that an entry's name in the ZIP means, read as leniently as possible: what cannot be decoded is kept as it
 * stands. `entryName` has one character a byte (decodeSingleBytes); the same bytes are in `bytes` from `start` on. `exact` is
 * false when AppX would have spelt that name otherwise.
 */
export function decodeEntryName(
  entryName: string,
  bytes: Uint8Array,
  start: number,
): { name: PartName; exact: boolean } {
  if (plainName.test(entryName) || entryName === footprint.contentTypes) {
    return { name: entryName as PartName, exact: true };
  }
  const name = isAscii(entryName)
    ? percentDecode(entryName)
    : decodeText(bytes.subarray(start, start + entryName.length), 'utf-8');
  const exact = name !== undefined && exactSpelling.test(entryName);
  return { name: (name ?? entryName) as PartName, exact };
}

/** Plain characters, and as %XX in upper case only bytes of characters that are not plain. */
const exactSpelling =
  /^(?:[A-Za-z0-9\-._~/]|%(?:[01][0-9A-F]|2[0-9A-C]|3[A-F]|40|5[B-E]|60|7[B-DF]|[89A-F][0-9A-F]))*$/;

/** `undefined` when the escapes are no UTF-8. */
function percentDecode(entryName: string): string | undefined {
  try {
    return decodeURIComponent(entryName);
  } catch {
    return undefined;
  }
}

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}

/** The spelling of `File@Name` in AppxBlockMap.xml and StreamMap.xml: decoded, with backslashes. */
export function blockMapName(name: PartName): string {
  return name.replaceAll('/', '\\');
}

export function partNameFromBlockMap(name: string): PartName {
  return name.replaceAll('\\', '/') as PartName;
}

/**
 * Two names with the same key are one file to Windows. NTFS upper-cases each UTF-16 unit by itself, so letters
 * whose upper case is longer (`ß`) stay as they are.
 */
export function partNameKey(name: string): string {
  if (isAscii(name)) return name.toUpperCase();
  let key = '';
  for (const character of name) {
    const upper = character.toUpperCase();
    key += upper.length === character.length ? upper : character;
  }
  return key;
}

/** Lower-case text after the last dot of the last segment, empty when there is none. */
export function partExtension(name: PartName): string {
  const segment = name.slice(name.lastIndexOf('/') + 1);
  const dot = segment.lastIndexOf('.');
  return dot < 0 ? '' : segment.slice(dot + 1).toLowerCase();
}
