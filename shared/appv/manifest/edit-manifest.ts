import { assertDefined } from '../../base/assert.ts';
import { parseGuid } from '../../base/guid.ts';
import { issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { footprint } from '../../opc/part-name.ts';
import { applyXmlEdits, type XmlEdit } from '../../xml/edit-xml.ts';
import { textContent } from '../../xml/select-xml.ts';
import type { XmlDocument, XmlElement } from '../../xml/xml-document.ts';
import type { XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import type { SettingPath } from '../edits/package-edit.ts';
import { inPart } from '../scan-part.ts';
import {
  appvAttribute,
  descriptionElement,
  hasAppvIdentity,
  invalidManifest,
  manifestAttribute,
  manifestChild,
  manifestChildren,
  manifestText,
  manifestTruth,
} from './manifest-elements.ts';
import { appv12Namespace, appvNamespace, isAppvNamespace } from './manifest-namespaces.ts';
import { admitNamespace } from './manifest-prefixes.ts';
import { checkSetting, type SettingValue, wrongValue } from './setting-values.ts';

/** Where a setting stands: in an attribute of Identity, or in an element below a child of the root. */
const places = {
  'identity.name': { parent: 'Identity', local: 'Name' },
  'identity.publisher': { parent: 'Identity', local: 'Publisher' },
  'identity.version': { parent: 'Identity', local: 'Version' },
  'properties.displayName': { parent: 'Properties', local: 'DisplayName' },
  'properties.publisherDisplayName': { parent: 'Properties', local: 'PublisherDisplayName' },
  'properties.description': { parent: 'Properties', local: 'Description' },
  'properties.fullVFSWriteMode': { parent: 'Properties', local: 'FullVFSWriteMode' },
  'prerequisites.osMinVersion': { parent: 'Prerequisites', local: 'OSMinVersion' },
  'prerequisites.osMaxVersionTested': { parent: 'Prerequisites', local: 'OSMaxVersionTested' },
  'prerequisites.targetOSes': { parent: 'Prerequisites', local: 'TargetOSes' },
} as const satisfies Readonly<Record<SettingPath, Place>>;

type Place = { readonly parent: 'Identity' | 'Properties' | 'Prerequisites'; readonly local: string };

/**
 * What a manifest says of a setting: text without the blanks around it, `true` or `false` for a switch where it is one of
 * the spellings of either, the list of target systems. `null` where it says nothing; no TargetOSes are an empty list.
 */
export function readManifestSetting(
  { root }: XmlDocument,
  path: SettingPath,
): string | readonly string[] | null {
  const { parent, local } = places[path];
  const holder = manifestChild(root, parent);
  if (parent === 'Identity') return manifestAttribute(holder, local);
  const element = settingElement(root, path);
  if (path === 'prerequisites.targetOSes') return targetsOf(element).map(tokenOf);
  const text = manifestText(element);
  return path === 'properties.fullVFSWriteMode' ? (manifestTruth(text)?.toString() ?? text) : text;
}

function settingElement(root: XmlElement, path: SettingPath): XmlElement | undefined {
  const { parent, local } = places[path];
  return path === 'properties.description'
    ? descriptionElement(root)
    : manifestChild(manifestChild(root, parent), local);
}

function targetsOf(targets: XmlElement | undefined): readonly XmlElement[] {
  return manifestChildren(targets, 'TargetOS');
}

function tokenOf(target: XmlElement): string {
  return textContent(target).trim();
}

/**
 * Says something else of a setting. What the manifest says already is left as it is written, and the document returned is
 * the one given; the order of target systems means nothing. An element that is missing is made: in the namespace of its
 * parent where AppX has it, otherwise in the one in which App-V wrote it first (Microsoft's manifest elements by name;
 * TargetOS stays in the namespace of 5.0 in packages of 5.1, as tools that edit them write it).
 *
 * Issues: EDT-VALUE (see checkSetting), EDT-NOT-APPV for a setting that the package cannot have, MAN-INVALID for a manifest without
 * Package or Identity, XML-CONTENT for characters that XML cannot hold, XML-EDIT for an element that holds others.
 */
export function setManifestSetting(
  document: XmlDocument,
  path: SettingPath,
  value: SettingValue,
): Result<XmlDocument> {
  const identity = identityOf(document);
  if (!identity.ok) return identity;
  if (!canHave(document.root, path)) return failure(issue('EDT-NOT-APPV', { params: { name: path } }));
  const checked = checkSetting(path, value);
  if (!checked.ok) return checked;
  if (isSaid(readManifestSetting(document, path), checked.value)) return success(document);
  return ofManifest(
    typeof checked.value === 'string'
      ? setText(document, identity.value, path, checked.value)
      : setTargetOSes(document, checked.value),
  );
}

function identityOf(document: XmlDocument): Result<XmlElement> {
  const { root } = document;
  if (root.local !== 'Package')
    return failure(invalidManifest('another root element than Package', document, root));
  const identity = manifestChild(root, 'Identity');
  return identity === undefined ? failure(invalidManifest('no Identity', document, root)) : success(identity);
}

/** AppX has neither target systems nor write modes, and in its newer form no Prerequisites. */
function canHave(root: XmlElement, path: SettingPath): boolean {
  if (hasAppvIdentity(root)) return true;
  if (path === 'prerequisites.targetOSes' || path === 'properties.fullVFSWriteMode') return false;
  return places[path].parent !== 'Prerequisites' || manifestChild(root, 'Prerequisites') !== undefined;
}

function isSaid(said: string | readonly string[] | null, wanted: string | readonly string[]): boolean {
  if (typeof wanted === 'string') return (said ?? '') === wanted;
  return new Set(said).size === wanted.length && wanted.every((each) => said?.includes(each));
}

function ofManifest<Value>(result: Result<Value>): Result<Value> {
  return result.ok ? result : failure(...inPart(footprint.manifest, result.issues));
}

/** Namespaces of elements that AppX does not have; all others stand in the one of their parent. */
const appvElements: Readonly<Record<string, string>> = {
  AppVPackageDescription: appvNamespace,
  FullVFSWriteMode: appv12Namespace,
};

function setText(
  document: XmlDocument,
  identity: XmlElement,
  path: SettingPath,
  text: string,
): Result<XmlDocument> {
  const { root } = document;
  const { parent, local } = places[path];
  if (parent === 'Identity') {
    const attribute = { local, value: text };
    return applyXmlEdits(document, [{ kind: 'setAttribute', element: identity, attribute }]);
  }
  // In an App-V package Description is the AppX namesake of the description, and says `Reserved`.
  const name = path === 'properties.description' && hasAppvIdentity(root) ? 'AppVPackageDescription' : local;
  const holder = manifestChild(root, parent);
  const element = manifestChild(holder, name);
  if (element !== undefined) return applyXmlEdits(document, [{ kind: 'setText', element, text }]);
  return addElement(document, parent, { local: name, uri: appvElements[name] ?? (holder ?? root).uri, text });
}

/** Changes as few lines as it can: what stays in the list keeps its place and its spelling. */
function setTargetOSes(document: XmlDocument, tokens: readonly string[]): Result<XmlDocument> {
  const list = targetList(document);
  const present = targetsOf(list);
  const uri = present.findLast((each) => isAppvNamespace(each.uri))?.uri ?? appvNamespace;
  const missing = tokens
    .filter((token) => !present.some((each) => tokenOf(each) === token))
    .map((text): XmlNodeSpec => ({ local: 'TargetOS', uri, text }));
  if (list === undefined)
    return addElement(document, 'Prerequisites', { local: 'TargetOSes', uri, children: missing });
  const admitted = missing.length === 0 ? success(document) : admitNamespace(document, list, uri);
  if (!admitted.ok) return admitted;
  // Found again, because the document may be another one.
  const element = assertDefined(targetList(admitted.value), 'a new prefix removes no element');
  const edits: XmlEdit[] = [];
  for (const each of targetsOf(element)) {
    if (!tokens.includes(tokenOf(each))) edits.push({ kind: 'removeElement', element: each });
  }
  for (const node of missing) edits.push({ kind: 'insertElement', position: 'append', element, node });
  return applyXmlEdits(admitted.value, edits);
}

function targetList({ root }: XmlDocument): XmlElement | undefined {
  return settingElement(root, 'prerequisites.targetOSes');
}

/** In the order of real manifests: Identity, Properties, Resources, Prerequisites. */
const before = {
  Properties: ['Identity'],
  Prerequisites: ['Resources', 'Properties', 'Identity'],
} as const;

/** A new element in a child of the root, which is made when it is missing. */
function addElement(
  document: XmlDocument,
  parent: 'Properties' | 'Prerequisites',
  node: XmlNodeSpec,
): Result<XmlDocument> {
  const around = manifestChild(document.root, parent) ?? document.root;
  const admitted = isAppvNamespace(node.uri) ? admitNamespace(document, around, node.uri) : success(document);
  if (!admitted.ok) return admitted;
  const { root } = admitted.value;
  const holder = manifestChild(root, parent);
  if (holder === undefined) {
    const made = { local: parent, uri: root.uri, children: [node] };
    const element = assertDefined(
      before[parent].map((local) => manifestChild(root, local)).find((each) => each !== undefined),
      'there is an Identity',
    );
    return applyXmlEdits(admitted.value, [{ kind: 'insertElement', position: 'after', element, node: made }]);
  }
  const namesake = node.local === 'AppVPackageDescription' ? manifestChild(holder, 'Description') : undefined;
  return applyXmlEdits(admitted.value, [
    namesake === undefined
      ? { kind: 'insertElement', position: 'append', element: holder, node }
      : { kind: 'insertElement', position: 'after', element: namesake, node },
  ]);
}

/**
 * Gives the package another identity or version. An id that is there already, in any letter case or in braces, is left as it
 * is written; one that is missing is put beside the other.
 *
 * Issues: EDT-VALUE for an id that is no GUID, EDT-NOT-APPV for a package without App-V identity, MAN-INVALID.
 */
export function setManifestIds(
  document: XmlDocument,
  ids: { readonly packageId?: string; readonly versionId?: string },
): Result<XmlDocument> {
  const found = identityOf(document);
  if (!found.ok) return found;
  const identity = found.value;
  if (!hasAppvIdentity(document.root))
    return failure(issue('EDT-NOT-APPV', { params: { name: 'PackageId' } }));
  const uri = (appvAttribute(identity, 'PackageId') ?? appvAttribute(identity, 'VersionId'))?.uri;
  const edits: XmlEdit[] = [];
  for (const [local, value] of [
    ['PackageId', ids.packageId],
    ['VersionId', ids.versionId],
  ] as const) {
    if (value === undefined) continue;
    const id = parseGuid(value);
    if (id === undefined)
      return failure(wrongValue(local, value, 'expected a GUID in lower case without braces'));
    const present = appvAttribute(identity, local);
    if (present !== undefined && parseGuid(present.value) === id) continue;
    const attribute = { local, uri: present?.uri ?? uri ?? appvNamespace, value: id };
    edits.push({ kind: 'setAttribute', element: identity, attribute });
  }
  return ofManifest(applyXmlEdits(document, edits));
}
