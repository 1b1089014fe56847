import { parseGuid } from '../../base/guid.ts';
import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { footprint } from '../../opc/part-name.ts';
import { attributeOf, childElements, textContent } from '../../xml/select-xml.ts';
import { parseXml, whereIs, type XmlDocument, type XmlElement } from '../../xml/xml-document.ts';
import { decodeXml } from '../../xml/xml-text.ts';
import { inPart } from '../scan-part.ts';
import { isAppvNamespace } from './manifest-namespaces.ts';
import type { ManifestSummary, SummaryApplication } from './manifest-summary.ts';

/**
 * Reads what AppxManifest.xml says of a package. Elements count by their local name, because App-V wrote the same ones in
 * three namespaces, and AppX has changed its own; the App-V identity has to be in one of App-V's.
 *
 * Issues: those of decodeXml and parseXml; MAN-NOT-APPV when there is no App-V identity; MAN-INVALID with `reason` for
 * another root element (then nothing can be read), a missing Identity, or an id that is no GUID.
 */
export function parseManifest(bytes: Uint8Array): Result<ManifestSummary> {
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return failure(...inPart(footprint.manifest, decoded.issues));
  const parsed = parseXml(decoded.value.text);
  if (!parsed.ok) return failure(...inPart(footprint.manifest, parsed.issues));
  const { root } = parsed.value;
  if (root.local !== 'Package')
    return failure(invalid('another root element than Package', parsed.value, root));
  return success(summarize(root), checkIdentity(parsed.value, root));
}

function invalid(reason: string, document: XmlDocument, element: XmlElement, name?: string): Issue {
  return issue('MAN-INVALID', {
    part: footprint.manifest,
    where: whereIs(document, element.start),
    params: name === undefined ? { reason } : { reason, name },
  });
}

function summarize(root: XmlElement): ManifestSummary {
  const identity = child(root, 'Identity');
  const properties = child(root, 'Properties');
  const packageId = appvAttribute(identity, 'PackageId');
  const versionId = appvAttribute(identity, 'VersionId');
  const targets = child(child(root, 'Prerequisites'), 'TargetOSes');
  return {
    kind: packageId === null && versionId === null ? 'appx' : 'appv',
    name: attribute(identity, 'Name'),
    publisher: attribute(identity, 'Publisher'),
    version: attribute(identity, 'Version'),
    packageId: packageId === null ? null : (parseGuid(packageId) ?? packageId),
    versionId: versionId === null ? null : (parseGuid(versionId) ?? versionId),
    displayName: text(child(properties, 'DisplayName')),
    description: text(child(properties, 'AppVPackageDescription')) ?? text(child(properties, 'Description')),
    targetOSes: children(targets, 'TargetOS').map((target) => textContent(target).trim()),
    fullVfsWriteMode: truth(text(child(properties, 'FullVFSWriteMode'))),
    applications: children(child(root, 'Applications'), 'Application').flatMap(applicationOf),
    extensionCategories: children(child(root, 'Extensions'), 'Extension').flatMap((extension) => {
      const category = attribute(extension, 'Category');
      return category === null ? [] : [category];
    }),
  };
}

/** An AppX application says its program and name by attributes, an App-V one by elements. */
function applicationOf(application: XmlElement): readonly SummaryApplication[] {
  const id = attribute(application, 'Id');
  if (id === null) return [];
  const visual = child(application, 'VisualElements');
  return [
    {
      id,
      name: text(child(visual, 'Name')) ?? attribute(visual, 'DisplayName'),
      version: text(child(visual, 'Version')),
      targetInPackage: truth(attribute(application, 'TargetInPackage')) ?? true,
    },
  ];
}

function checkIdentity(document: XmlDocument, root: XmlElement): readonly Issue[] {
  const identity = child(root, 'Identity');
  if (identity === undefined) return [invalid('no Identity', document, root)];
  const ids = ['PackageId', 'VersionId'].map((name) => ({ name, value: appvAttribute(identity, name) }));
  if (ids.every(({ value }) => value === null)) return [issue('MAN-NOT-APPV', { part: footprint.manifest })];
  return ids.flatMap(({ name, value }) => {
    if (value === null) return [invalid('an id is missing', document, identity, name)];
    return parseGuid(value) === undefined ? [invalid('an id is no GUID', document, identity, name)] : [];
  });
}

function children(parent: XmlElement | undefined, local: string): readonly XmlElement[] {
  return parent === undefined ? [] : childElements(parent).filter((each) => each.local === local);
}

function child(parent: XmlElement | undefined, local: string): XmlElement | undefined {
  return children(parent, local)[0];
}

function attribute(element: XmlElement | undefined, local: string): string | null {
  return (element && attributeOf(element, local)?.value) ?? null;
}

function appvAttribute(element: XmlElement | undefined, local: string): string | null {
  const found = element?.attributes.find((each) => each.local === local && isAppvNamespace(each.uri));
  return found?.value ?? null;
}

/** `null` for an element that is missing or empty. */
function text(element: XmlElement | undefined): string | null {
  const content = element === undefined ? '' : textContent(element).trim();
  return content === '' ? null : content;
}

function truth(value: string | null): boolean | null {
  if (value === null) return null;
  if (/^(?:true|1)$/i.test(value.trim())) return true;
  return /^(?:false|0)$/i.test(value.trim()) ? false : null;
}
