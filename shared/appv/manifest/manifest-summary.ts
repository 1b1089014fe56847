/** What a manifest says, for showing. Nothing is guessed: what is not there is `null`. */
export type ManifestSummary = {
  /** `appx` when the package has no App-V identity. */
  readonly kind: 'appv' | 'appx';
  readonly name: string | null;
  readonly publisher: string | null;
  readonly version: string | null;
  /** As written; see `parseGuid` for the one form of ours. */
  readonly packageId: string | null;
  readonly versionId: string | null;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly targetOSes: readonly string[];
  readonly fullVfsWriteMode: boolean | null;
  readonly applications: readonly SummaryApplication[];
  /** Category of each Extension element, in document order. */
  readonly extensionCategories: readonly string[];
};

export type SummaryApplication = {
  readonly id: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly targetInPackage: boolean;
};
