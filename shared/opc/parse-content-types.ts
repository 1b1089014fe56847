import { type Issue, issue } from '../base/issue.ts';
import { failure, type Result, success } from '../base/result.ts';
import { type ScannedElement, scanXml } from '../xml/scan-xml.ts';
import { placeAt } from '../xml/xml-issue.ts';
import { decodeXml } from '../xml/xml-text.ts';
import { type ContentTypes, contentTypesNamespace } from './content-types.ts';
import { decodeEntryName, footprint, type PartName, partNameKey } from './part-name.ts';
import { encodeUtf8 } from '../base/text.ts';

/**
 * Reads [Content_Types].xml (ECMA-376 part 2, 10.1.2). Issues, all in that part: XML-*, OPC-CONTENT-TYPES-INVALID
 * with the line.
 */
export function parseContentTypes(bytes: Uint8Array): Result<ContentTypes> {
  const part = footprint.contentTypes;
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return failure(...decoded.issues.map((each) => ({ ...each, part })));
  const { text } = decoded.value;
  const defaults = new Map<string, string>();
  const overrides = new Map<string, string>();
  const issues: Issue[] = [];
  const scanned = scanXml(text, {
    open(element) {
      if (!readElement(element, defaults, overrides)) {
        const where = placeAt(text, element.start);
        issues.push(issue('OPC-CONTENT-TYPES-INVALID', { part, where, params: { name: element.name } }));
      }
    },
  });
  if (!scanned.ok) return failure(...scanned.issues.map((each) => ({ ...each, part })));
  return issues.length > 0 ? failure(...issues) : success({ defaults, overrides });
}

function readElement(
  element: ScannedElement,
  defaults: Map<string, string>,
  overrides: Map<string, string>,
): boolean {
  if (element.uri !== contentTypesNamespace) return false;
  if (element.depth === 1) return element.local === 'Types';
  const type = attribute(element, 'ContentType');
  if (element.depth !== 2 || type === undefined || type === '') return false;
  if (element.local === 'Default') {
    const extension = attribute(element, 'Extension')?.toLowerCase();
    if (extension === undefined || extension === '' || defaults.has(extension)) return false;
    defaults.set(extension, type);
    return true;
  }
  const partName = attribute(element, 'PartName');
  if (element.local !== 'Override' || partName === undefined || !partName.startsWith('/')) return false;
  const key = partNameKey(nameOf(partName.slice(1)));
  if (overrides.has(key)) return false;
  overrides.set(key, type);
  return true;
}

function attribute(element: ScannedElement, name: string): string | undefined {
  return element.attributes.find((each) => each.name === name)?.value;
}

function nameOf(encoded: string): PartName {
  return decodeEntryName(encoded, encodeUtf8(encoded), 0).name;
}
