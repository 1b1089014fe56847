/**
 * FilesystemMetadata.xml: what the client needs to know about the files of a package besides their bytes. `long` is the
 * name, `short` the 8.3 name, which is absent where the long one is 8.3 itself.
 */
export type FilesystemMetadata = {
  /** The primary virtual application directory, which `Root` stands for, as an absolute path; `null` when it is not said. */
  readonly root: string | null;
  readonly rootShort?: string;
  /** The tree below `Root`. A leaf is a file: the format has no other mark. */
  readonly entries: readonly FilesystemEntry[];
  readonly emptyDirectories: readonly DirectoryEntry[];
  /** Directories that hide what the computer has at their place; all others are merged with it. */
  readonly opaqueDirectories: readonly DirectoryEntry[];
};

export type FilesystemEntry = {
  readonly long: string;
  readonly short?: string;
  readonly entries: readonly FilesystemEntry[];
};

/** A path below `Root`, with backslashes. */
export type DirectoryEntry = { readonly long: string; readonly short?: string };

export const filesystemMetadataNamespace = 'http://schemas.microsoft.com/appv/2010/FilesystemMetadata';
