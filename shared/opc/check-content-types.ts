import { type Issue, issue } from '../base/issue.ts';
import { type ContentTypes, contentTypeOf, footprintContentTypes } from './content-types.ts';
import { footprint, type PartName } from './part-name.ts';

/** Every part needs a content type, the footprint parts their own. Issues: OPC-CONTENT-TYPE-MISSING, -WRONG. */
export function checkContentTypes(types: ContentTypes, names: readonly PartName[]): readonly Issue[] {
  const issues: Issue[] = [];
  for (const name of names) {
    if (name === footprint.contentTypes) continue;
    const type = contentTypeOf(types, name);
    const expected = expectedType(name);
    if (type === undefined) issues.push(issue('OPC-CONTENT-TYPE-MISSING', { part: name, params: { name } }));
    else if (expected !== undefined && type !== expected) {
      issues.push(issue('OPC-CONTENT-TYPE-WRONG', { part: name, params: { expected, actual: type } }));
    }
  }
  return issues;
}

function expectedType(name: PartName): string | undefined {
  if (name === footprint.manifest) return footprintContentTypes.manifest;
  if (name === footprint.blockMap) return footprintContentTypes.blockMap;
  return undefined;
}
