import { assertDefined } from '../../base/assert.ts';
import { type PackageId, parseGuid, type VersionId } from '../../base/guid.ts';
import { issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { applyXmlEdits } from '../../xml/edit-xml.ts';
import type { XmlDocument } from '../../xml/xml-document.ts';
import { readManifestSetting, setManifestIds, setManifestSetting } from '../manifest/edit-manifest.ts';
import { appvAttribute, invalidManifest, manifestChild } from '../manifest/manifest-elements.ts';
import type { PackageDocument, SaveMode } from './package-document.ts';

/** What the saved package will be called, as far as that is known before its content is. */
export type PlannedIdentity = {
  /** The manifest with everything but its new VersionId. */
  readonly manifest: XmlDocument;
  /** Namespace of the VersionId; `null` when the VersionId stays as it is. */
  readonly newVersionOf: PackageId | null;
};

/**
 * Gives the manifest the version and the PackageId of a save. `new-version`: the last number of the version grows by one,
 * unless an edit has set another version; a new VersionId. `branch`: the PackageId `packageId`, a new VersionId; the version
 * stays as edited. `same`: everything stays as edited.
 *
 * Issues: EDT-NOT-APPV when an AppX package, which has no such ids, is to be more than the `same`; EDT-VALUE for a version
 * that has no next one, and for a branch that would have the PackageId of its origin; EDT-BRANCH-NAME; MAN-INVALID for
 * a PackageId that is none.
 */
export function planIdentity(
  document: PackageDocument,
  as: SaveMode,
  packageId: PackageId | undefined,
): Result<PlannedIdentity> {
  if (as === 'same') return success({ manifest: document.manifest, newVersionOf: null });
  if (document.opened.manifest.kind === 'appx')
    return failure(issue('EDT-NOT-APPV', { params: { name: 'VersionId' } }));
  return as === 'branch'
    ? planBranch(document, assertDefined(packageId, 'a branch has a PackageId'))
    : planNewVersion(document);
}

function planBranch(document: PackageDocument, packageId: PackageId): Result<PlannedIdentity> {
  const { manifest, opened } = document;
  if (packageId === opened.manifest.packageId) {
    const reason = 'the package that it comes from has this one';
    return failure(issue('EDT-VALUE', { params: { name: 'PackageId', actual: packageId, reason } }));
  }
  const displayName = readManifestSetting(manifest, 'properties.displayName');
  if (displayName === null || displayName === opened.manifest.displayName)
    return failure(issue('EDT-BRANCH-NAME'));
  const named = setManifestIds(manifest, { packageId });
  return named.ok ? success({ manifest: named.value, newVersionOf: packageId }) : named;
}

function planNewVersion({ manifest, opened }: PackageDocument): Result<PlannedIdentity> {
  const packageId = parseGuid(opened.manifest.packageId ?? '');
  if (packageId === undefined)
    return failure(invalidManifest('an id is no GUID', manifest, identityOf(manifest), 'PackageId'));
  const newVersionOf = packageId as PackageId;
  const version = readManifestSetting(manifest, 'identity.version');
  if (version !== opened.manifest.version) return success({ manifest, newVersionOf });
  const next = nextVersion(version ?? '');
  if (next === undefined) {
    const reason = 'it has no next one: set identity.version';
    return failure(
      issue('EDT-VALUE', { params: { name: 'identity.version', actual: version ?? '', reason } }),
    );
  }
  const numbered = setManifestSetting(manifest, 'identity.version', next);
  return numbered.ok ? success({ manifest: numbered.value, newVersionOf }) : numbered;
}

/** `undefined` for what is no version, and when its last number is the greatest that there is. */
function nextVersion(version: string): string | undefined {
  const [, start, last] = /^([0-9]+\.[0-9]+\.[0-9]+\.)([0-9]{1,5})$/.exec(version) ?? [];
  const next = Number(last) + 1;
  return start !== undefined && next <= 65_535 ? `${start}${next}` : undefined;
}

/** The manifest as the content rule wants it: with a VersionId that is empty. */
export function withoutVersionId(manifest: XmlDocument): Result<XmlDocument> {
  // One that is missing is made where the new one will stand.
  const present = setManifestIds(manifest, { versionId: '00000000-0000-0000-0000-000000000000' });
  if (!present.ok) return present;
  const element = identityOf(present.value);
  const { local, uri } = assertDefined(appvAttribute(element, 'VersionId'), 'it has been set');
  return applyXmlEdits(present.value, [
    { kind: 'setAttribute', element, attribute: { local, uri, value: '' } },
  ]);
}

export function withVersionId(manifest: XmlDocument, versionId: VersionId): Result<XmlDocument> {
  return setManifestIds(manifest, { versionId });
}

/** A package with an App-V identity has the element. */
function identityOf({ root }: XmlDocument) {
  return assertDefined(manifestChild(root, 'Identity'), 'the manifest has an Identity');
}
