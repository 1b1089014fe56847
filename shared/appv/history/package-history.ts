/**
 * PackageHistory.xml: one item for each time the package was saved, oldest first. Only what Packwright shows or writes
 * has a name here; the attributes of a Sequencer's computer (processor, folders, versions of Windows) are in `others`.
 */
export type PackageHistory = { readonly items: readonly PackageHistoryItem[] };

export type PackageHistoryItem = {
  /** As written, `2016-02-16T16:59:29.5805673Z`. */
  readonly time: string;
  /** VersionId of the package that was saved. */
  readonly packageVersion: string;
  readonly sequencerVersion?: string;
  readonly sequencerUser?: string;
  readonly sequencingStation?: string;
  readonly packageOSBitness?: string;
  readonly packagingEngine?: string;
  /** Further attributes, in their order. */
  readonly others?: readonly (readonly [name: string, value: string])[];
};

export const packageHistoryNamespace = 'http://schemas.microsoft.com/appv/2010/PackageHistory';
