import type { PackageId } from '../../base/guid.ts';
import { type Issue, issue } from '../../base/issue.ts';
import type { Codec } from '../../base/ports.ts';
import { type Result, success } from '../../base/result.ts';
import { extendContentTypes } from '../../opc/extend-content-types.ts';
import { footprint, type PartName } from '../../opc/part-name.ts';
import type { WrittenPart } from '../../opc/planned-part.ts';
import type { XmlDocument } from '../../xml/xml-document.ts';
import { encodeXml } from '../../xml/xml-text.ts';
import { readManifestSetting } from '../manifest/edit-manifest.ts';
import { packageContentType, packagePart } from '../package-parts.ts';
import { contentVersionId } from '../version-id.ts';
import { documentChanges } from './document-changes.ts';
import { netChangesOf } from './document-files.ts';
import { followEdits } from './follow-edits.ts';
import type { PackageDocument, SaveMode } from './package-document.ts';
import { type HistoryFacts, planHistory } from './plan-history.ts';
import { type PlannedIdentity, planIdentity, withoutVersionId, withVersionId } from './plan-identity.ts';
import { lastParts, type PlannedParts, type PlannedSavePart, planParts } from './plan-parts.ts';

/** `date` is the time for the history; `packageId` the one of a branch, which has to have one. */
export type SaveChoices = HistoryFacts & { readonly as: SaveMode; readonly packageId?: PackageId };

/** What a save will do. `parts` are in the order of the container; those of `finishDocumentPlan` follow them. */
export type DocumentPlan = PlannedParts & {
  /** Parts that stand behind [Content_Types].xml. */
  readonly last: readonly PartName[];
  readonly identity: {
    readonly displayName: string | null;
    readonly packageId: string | null;
    readonly version: string | null;
    /** `null` when it follows from the content. */
    readonly versionId: string | null;
  };
  readonly document: PackageDocument;
  readonly choices: SaveChoices;
  readonly manifest: PlannedIdentity;
};

/**
 * Plans the package that a document becomes. Parts that no edit has reached are kept; FilesystemMetadata.xml and
 * StreamMap.xml follow the edits of files, and nothing else does.
 *
 * Issues: those of planIdentity, of the followers (FSM-INVALID, STR-INVALID, XML-*, the note EDT-STREAMING-RANGES) and of
 * planHistory; the warning EDT-SIGNATURE when the package is signed, because every save changes what the signature is of.
 */
export function planDocument(
  document: PackageDocument,
  choices: SaveChoices,
  codec: Pick<Codec, 'sha1'>,
): Result<DocumentPlan> {
  const manifest = planIdentity(document, choices.as, choices.packageId);
  if (!manifest.ok) return manifest;
  const changes = documentChanges(document);
  const following = followEdits(document, netChangesOf(document, changes), codec);
  if (!following.ok) return following;
  // It is made at the end, when its VersionId is known; a history that cannot be read has to stop a save before.
  const history = planHistory(document, manifest.value.manifest, document.opened.manifest.versionId, choices);
  if (!history.ok) return history;
  const signature = document.base.parts.find(({ name }) => name === footprint.signature);
  const issues: readonly Issue[] =
    signature === undefined ? [] : [issue('EDT-SIGNATURE', { part: signature.name })];
  return success(
    {
      ...planParts(document, changes, following.value),
      last: lastParts(document.base),
      identity: identityOf(document, manifest.value, choices),
      document,
      choices,
      manifest: manifest.value,
    },
    [...issues, ...following.issues],
  );
}

function identityOf(
  { opened }: PackageDocument,
  { manifest, newVersionOf }: PlannedIdentity,
  { as, packageId }: SaveChoices,
): DocumentPlan['identity'] {
  return {
    displayName: textOf(readManifestSetting(manifest, 'properties.displayName')),
    packageId: as === 'branch' ? (packageId ?? null) : opened.manifest.packageId,
    version: textOf(readManifestSetting(manifest, 'identity.version')),
    versionId: newVersionOf === null ? opened.manifest.versionId : null,
  };
}

function textOf(setting: string | readonly string[] | null): string | null {
  return typeof setting === 'string' ? setting : null;
}

export type FinishedDocumentPlan = {
  readonly versionId: string | null;
  /** PackageHistory.xml, if the package has one, and AppxManifest.xml. */
  readonly parts: readonly PlannedSavePart[];
};

/**
 * Makes the parts that carry the VersionId, once the content of the others is known. `contents` is what became of each of
 * `plan.parts`, in any order; of kept parts what the block map says. A new VersionId follows from them by the rule of
 * `contentVersionId`. Issues: those of planHistory; XML-LIMIT for a manifest beyond the limits.
 */
export function finishDocumentPlan(
  plan: DocumentPlan,
  contents: readonly WrittenPart[],
  codec: Pick<Codec, 'sha1'>,
): Result<FinishedDocumentPlan> {
  const versioned = versionManifest(plan, contents, codec);
  if (!versioned.ok) return versioned;
  const { manifest, versionId } = versioned.value;
  const history = planHistory(plan.document, manifest, versionId, plan.choices);
  if (!history.ok) return history;
  return success({
    versionId,
    parts: [...historyPart(plan.document, history.value), manifestPart(plan.document, manifest)],
  });
}

type VersionedManifest = { readonly manifest: XmlDocument; readonly versionId: string | null };

function versionManifest(
  { document, manifest: { manifest, newVersionOf }, parts }: DocumentPlan,
  contents: readonly WrittenPart[],
  codec: Pick<Codec, 'sha1'>,
): Result<VersionedManifest> {
  if (newVersionOf === null) return success({ manifest, versionId: document.opened.manifest.versionId });
  if (contents.length !== parts.length)
    throw new Error('Broken invariant: the content of each planned part is known');
  const blank = withoutVersionId(manifest);
  if (!blank.ok) return blank;
  const versionId = contentVersionId(newVersionOf, contents, encodeManifest(document, blank.value), codec);
  const versioned = withVersionId(manifest, versionId);
  return versioned.ok ? success({ manifest: versioned.value, versionId }) : versioned;
}

function encodeManifest({ opened }: PackageDocument, { text }: XmlDocument): Uint8Array {
  return encodeXml({ ...opened.manifestText, text });
}

function historyPart(
  { base, scrubHistory }: PackageDocument,
  history: Uint8Array | null,
): readonly PlannedSavePart[] {
  const name = packagePart.packageHistory;
  if (history === null) return [];
  if (history === base.packageHistory)
    return [{ name, content: { kind: 'kept', from: name, size: history.length }, why: null }];
  return [{ name, content: { kind: 'bytes', bytes: history }, why: scrubHistory ? 'edited' : 'follows' }];
}

function manifestPart(document: PackageDocument, manifest: XmlDocument): PlannedSavePart {
  const name = footprint.manifest;
  const { base, opened } = document;
  const before = opened.manifestText.text;
  if (manifest.text === before)
    return { name, content: { kind: 'kept', from: name, size: base.manifest.length }, why: null };
  const why = document.manifest.text === before ? 'follows' : 'edited';
  return { name, content: { kind: 'bytes', bytes: encodeManifest(document, manifest) }, why };
}

/**
 * [Content_Types].xml with types for the parts that are new; `null` when it has all of them and is kept. Issues: those of
 * extendContentTypes.
 */
export function planContentTypes({ document, parts }: DocumentPlan): Result<Uint8Array | null> {
  const { contentTypes, packageHistory } = document.base;
  const hasHistory = packageHistory !== null || document.opened.manifest.kind === 'appv';
  const names = parts.map(({ name }) => name);
  if (hasHistory) names.push(packagePart.packageHistory);
  const extended = extendContentTypes(contentTypes, names, () => packageContentType);
  if (!extended.ok) return extended;
  return success(extended.value === contentTypes ? null : extended.value);
}
