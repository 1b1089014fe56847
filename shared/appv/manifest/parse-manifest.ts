import { parseGuid } from '../../base/guid.ts';
import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { footprint } from '../../opc/part-name.ts';
import { textContent } from '../../xml/select-xml.ts';
import { parseXml, type XmlDocument, type XmlElement } from '../../xml/xml-document.ts';
import { decodeXml } from '../../xml/xml-text.ts';
import { inPart } from '../scan-part.ts';
import {
  appvAttribute,
  descriptionElement,
  invalidManifest,
  manifestAttribute,
  manifestChild,
  manifestChildren,
  manifestText,
  manifestTruth,
} from './manifest-elements.ts';
import type { ManifestSummary, SummaryApplication } from './manifest-summary.ts';

/**
 * Reads what AppxManifest.xml says of a package, whatever the namespaces of its elements (see manifest-elements.ts).
 *
 * Issues: those of decodeXml and parseXml; MAN-NOT-APPV when there is no App-V identity; MAN-INVALID with `reason` for
 * another root element (then nothing can be read), a missing Identity, or an id that is no GUID.
 */
export function parseManifest(bytes: Uint8Array): Result<ManifestSummary> {
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return failure(...inPart(footprint.manifest, decoded.issues));
  const parsed = parseXml(decoded.value.text);
  if (!parsed.ok) return failure(...inPart(footprint.manifest, parsed.issues));
  return summarizeManifest(parsed.value);
}

/** The same for a manifest that is parsed. Issues: MAN-NOT-APPV, MAN-INVALID. */
export function summarizeManifest(document: XmlDocument): Result<ManifestSummary> {
  const { root } = document;
  if (root.local !== 'Package')
    return failure(invalidManifest('another root element than Package', document, root));
  return success(summarize(root), checkIdentity(document, root));
}

function summarize(root: XmlElement): ManifestSummary {
  const identity = manifestChild(root, 'Identity');
  const properties = manifestChild(root, 'Properties');
  const packageId = appvAttribute(identity, 'PackageId')?.value ?? null;
  const versionId = appvAttribute(identity, 'VersionId')?.value ?? null;
  const targets = manifestChild(manifestChild(root, 'Prerequisites'), 'TargetOSes');
  return {
    kind: packageId === null && versionId === null ? 'appx' : 'appv',
    name: manifestAttribute(identity, 'Name'),
    publisher: manifestAttribute(identity, 'Publisher'),
    version: manifestAttribute(identity, 'Version'),
    packageId: packageId === null ? null : (parseGuid(packageId) ?? packageId),
    versionId: versionId === null ? null : (parseGuid(versionId) ?? versionId),
    displayName: manifestText(manifestChild(properties, 'DisplayName')),
    description: manifestText(descriptionElement(root)),
    targetOSes: manifestChildren(targets, 'TargetOS').map((target) => textContent(target).trim()),
    fullVfsWriteMode: manifestTruth(manifestText(manifestChild(properties, 'FullVFSWriteMode'))),
    applications: manifestChildren(manifestChild(root, 'Applications'), 'Application').flatMap(applicationOf),
    extensionCategories: manifestChildren(manifestChild(root, 'Extensions'), 'Extension').flatMap(
      (extension) => {
        const category = manifestAttribute(extension, 'Category');
        return category === null ? [] : [category];
      },
    ),
  };
}

/** An AppX application says its program and name by attributes, an App-V one by elements. */
function applicationOf(application: XmlElement): readonly SummaryApplication[] {
  const id = manifestAttribute(application, 'Id');
  if (id === null) return [];
  const visual = manifestChild(application, 'VisualElements');
  return [
    {
      id,
      name: manifestText(manifestChild(visual, 'Name')) ?? manifestAttribute(visual, 'DisplayName'),
      version: manifestText(manifestChild(visual, 'Version')),
      targetInPackage: manifestTruth(manifestAttribute(application, 'TargetInPackage')) ?? true,
    },
  ];
}

function checkIdentity(document: XmlDocument, root: XmlElement): readonly Issue[] {
  const identity = manifestChild(root, 'Identity');
  if (identity === undefined) return [invalidManifest('no Identity', document, root)];
  const ids = ['PackageId', 'VersionId'].map((name) => ({
    name,
    value: appvAttribute(identity, name)?.value ?? null,
  }));
  if (ids.every(({ value }) => value === null)) return [issue('MAN-NOT-APPV', { part: footprint.manifest })];
  return ids.flatMap(({ name, value }) => {
    if (value === null) return [invalidManifest('an id is missing', document, identity, name)];
    return parseGuid(value) === undefined
      ? [invalidManifest('an id is no GUID', document, identity, name)]
      : [];
  });
}
