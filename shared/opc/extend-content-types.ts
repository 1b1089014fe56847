import { failure, type Result, success } from '../base/result.ts';
import { editXmlBytes } from '../xml/edit-bytes.ts';
import type { XmlEdit } from '../xml/edit-xml.ts';
import { childElements } from '../xml/select-xml.ts';
import type { XmlDocument } from '../xml/xml-document.ts';
import type { XmlNodeSpec } from '../xml/xml-node-spec.ts';
import {
  type ContentTypes,
  contentTypeOf,
  contentTypesNamespace as uri,
  footprintContentTypes,
  mayHaveDefault,
} from './content-types.ts';
import { encodePartName, footprint, type PartName, partExtension, partNameKey } from './part-name.ts';
import { parseContentTypes } from './parse-content-types.ts';

/**
 * [Content_Types].xml with types for the parts that have none, by the rules of formatContentTypes: a Default for a new
 * extension, an Override where none can serve. Every entry that is there stays, and a part that has a type keeps it. The manifest
 * and the block map get an Override, whether they are among `names` or not, unless their type is right or an Override of
 * another type is there. Nothing missing gives the same array of bytes back.
 *
 * Issues: those of parseContentTypes; XML-CONTENT for a type that XML cannot hold.
 */
export function extendContentTypes(
  bytes: Uint8Array,
  names: Iterable<PartName>,
  typeOf: (name: PartName) => string,
): Result<Uint8Array> {
  const types = parseContentTypes(bytes);
  if (!types.ok) return types;
  const missing = missingTypes(types.value, names, typeOf);
  if (missing.defaults.size + missing.overrides.size === 0) return success(bytes);
  const edited = editXmlBytes(bytes, (document) => success(additions(document, missing)));
  const part = footprint.contentTypes;
  return edited.ok ? edited : failure(...edited.issues.map((each) => ({ ...each, part })));
}

type Missing = {
  readonly defaults: ReadonlyMap<string, string>;
  readonly overrides: ReadonlyMap<PartName, string>;
};

function missingTypes(
  types: ContentTypes,
  names: Iterable<PartName>,
  typeOf: (name: PartName) => string,
): Missing {
  const defaults = new Map<string, string>();
  const overrides = new Map<PartName, string>();
  for (const name of names) {
    if (name === footprint.contentTypes || ofContainer.has(name)) continue;
    if (contentTypeOf(types, name) !== undefined) continue;
    const type = typeOf(name);
    const extension = partExtension(name);
    const known = defaults.get(extension);
    if (known === undefined && mayHaveDefault(extension)) defaults.set(extension, type);
    else if (known !== type) overrides.set(name, type);
  }
  for (const [name, type] of ofContainer) {
    const wrong = (types.overrides.get(partNameKey(name)) ?? type) !== type;
    if (!wrong && contentTypeOf(types, name) !== type) overrides.set(name, type);
  }
  return { defaults, overrides };
}

const ofContainer: ReadonlyMap<PartName, string> = new Map([
  [footprint.manifest, footprintContentTypes.manifest],
  [footprint.blockMap, footprintContentTypes.blockMap],
]);

/** Defaults behind the last one that is there, Overrides at the end. */
function additions({ root }: XmlDocument, missing: Missing): readonly XmlEdit[] {
  const lastDefault = childElements(root, { local: 'Default', uri }).at(-1);
  const edits: XmlEdit[] = [];
  for (const [extension, type] of missing.defaults) {
    const node = entry('Default', ['Extension', extension], type);
    if (lastDefault !== undefined)
      edits.push({ kind: 'insertElement', position: 'after', element: lastDefault, node });
    else edits.push({ kind: 'insertElement', position: 'append', element: root, node });
  }
  for (const [name, type] of missing.overrides) {
    const node = entry('Override', ['PartName', `/${encodePartName(name)}`], type);
    edits.push({ kind: 'insertElement', position: 'append', element: root, node });
  }
  return edits;
}

function entry(local: string, [name, value]: readonly [string, string], type: string): XmlNodeSpec {
  return {
    local,
    uri,
    attributes: [
      { local: name, value },
      { local: 'ContentType', value: type },
    ],
  };
}
