import { assertDefined } from '../../base/assert.ts';
import type { PartName } from '../../opc/part-name.ts';
import type { XmlDocument } from '../../xml/xml-document.ts';
import type { DecodedXml } from '../../xml/xml-text.ts';
import type { ManifestSummary } from '../manifest/manifest-summary.ts';
import type { StreamMap } from '../streaming/stream-map.ts';
import type { FolderNode } from './document-tree.ts';
import type { FeatureBlockChoice, LocalFile } from './package-edit.ts';

/** What a package was when it was opened; it never changes while it is edited. */
export type PackageBase = {
  /** Every part of the container with its uncompressed bytes, in container order. */
  readonly parts: readonly { readonly name: PartName; readonly size: number }[];
  /** The bytes of the parts that edits reach; `null` for one that the package does not have. */
  readonly manifest: Uint8Array;
  readonly filesystemMetadata: Uint8Array | null;
  readonly streamMap: Uint8Array | null;
  readonly packageHistory: Uint8Array | null;
  readonly contentTypes: Uint8Array;
};

/** Where the bytes of a part come from. */
export type PartOrigin =
  | { readonly kind: 'kept'; readonly from: PartName }
  | { readonly kind: 'local'; readonly file: LocalFile };

/** A part as the document has it. `size` is in bytes; parts outside `Root` are in no feature block. */
export type DocumentFile = {
  readonly name: PartName;
  readonly size: number;
  readonly origin: PartOrigin;
  readonly block: FeatureBlockChoice | null;
};

/**
 * A package as it is edited. Immutable: an edit makes a new one that shares what it does not change, so the previous
 * document is the undo.
 */
export type PackageDocument = {
  readonly base: PackageBase;
  readonly opened: OpenedParts;
  /** Text of AppxManifest.xml with the edits made so far. */
  readonly manifest: XmlDocument;
  /** What there is below `Root` and `Scripts` now. */
  readonly tree: FolderNode;
  /** `null` as long as it is as it was. */
  readonly fullLoad: boolean | null;
  readonly scrubHistory: boolean;
};

/** What was read of the base once, when it was opened. */
export type OpenedParts = {
  readonly manifest: ManifestSummary;
  /** Text of the manifest as it was, and what is needed to write it in the same encoding. */
  readonly manifestText: DecodedXml;
  /** `Filesystem@Root` of FilesystemMetadata.xml; `null` when it is not said. */
  readonly primaryVirtualApplicationDirectory: string | null;
  readonly streamMap: StreamMap | null;
  /** What there was below `Root` and `Scripts`. Nothing for an AppX package, whose files are not edited. */
  readonly tree: FolderNode;
  /** Places in `base.parts` of the parts that are not in the tree. */
  readonly others: readonly number[];
  /** Keys (partNameKey) of the files that StreamMap.xml lists in each block, and whether it says LoadAll. */
  readonly streamed: {
    readonly publishing: ReadonlySet<string>;
    readonly primary: ReadonlySet<string>;
    readonly loadAll: boolean;
  };
};

/** How a package is saved. `same` keeps the VersionId and is only for packages that nobody has received yet. */
export type SaveMode = 'new-version' | 'same' | 'branch';

/** The part at a place that a document has from this base. */
export function partAt(base: PackageBase, place: number): PackageBase['parts'][number] {
  return assertDefined(base.parts[place], 'a place in the base has a part');
}
