/** What a package is and holds, at a glance. Sizes are in bytes. Absent facts are `null`, never guessed. */
export type PackageOverview = {
  /** `appx` for an AppX or MSIX package, which has no App-V identity. */
  readonly kind: 'appv' | 'appx';
  readonly displayName: string | null;
  readonly description: string | null;
  readonly identity: {
    readonly name: string | null;
    readonly publisher: string | null;
    readonly version: string | null;
    readonly packageId: string | null;
    readonly versionId: string | null;
  };
  /** Tokens as the manifest writes them (`WindowsClient_10.0_x64`). Empty means every operating system. */
  readonly targetOSes: readonly string[];
  /** FilesystemMetadata `Filesystem@Root`: the primary virtual application directory. */
  readonly primaryVirtualApplicationDirectory: string | null;
  readonly fullVfsWriteMode: boolean | null;
  readonly applications: readonly OverviewApplication[];
  /** Extension categories of the manifest with how many items each has. */
  readonly extensions: readonly { readonly category: string; readonly count: number }[];
  /** Oldest first, as in PackageHistory.xml. */
  readonly history: readonly OverviewHistoryItem[];
  readonly streaming: {
    readonly publishingFiles: number;
    readonly primaryFiles: number;
    readonly loadAll: boolean;
  };
  readonly files: {
    readonly count: number;
    readonly bytes: number;
    readonly compressedBytes: number;
    readonly emptyDirectories: number;
    readonly opaqueDirectories: number;
  };
  /** Where the bytes are: the token folders below Root\VFS, then `Root` for the rest, largest first. */
  readonly folders: readonly OverviewFolder[];
  readonly container: {
    readonly parts: number;
    readonly bytes: number;
    readonly registryBytes: number | null;
  };
};

export type OverviewApplication = {
  readonly id: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly targetInPackage: boolean;
};

export type OverviewHistoryItem = {
  readonly time: string;
  readonly packageVersion: string;
  readonly packagingEngine: string | null;
  readonly sequencerVersion: string | null;
};

export type OverviewFolder = {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly compressedBytes: number;
};
