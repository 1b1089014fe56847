import type { Issue } from '../base/issue.ts';
import { failure, type Result, success } from '../base/result.ts';
import type { PartName } from '../opc/part-name.ts';
import { type ScanHandlers, scanXml } from '../xml/scan-xml.ts';
import { decodeXml } from '../xml/xml-text.ts';

/** Decodes and scans an XML part of any size. Issues are those of `decodeXml` and `scanXml`, with the part's name. */
export function scanPart(part: PartName, bytes: Uint8Array, handlers: ScanHandlers): Result<void> {
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return failure(...inPart(part, decoded.issues));
  const scanned = scanXml(decoded.value.text, handlers);
  return scanned.ok ? success(undefined) : failure(...inPart(part, scanned.issues));
}

export function inPart(part: PartName, issues: readonly Issue[]): readonly Issue[] {
  return issues.map((each) => ({ ...each, part }));
}
