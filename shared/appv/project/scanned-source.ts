/** A file as a scan found it. `path` is for the main side only. */
export type SourceFile = {
  /** Below the scanned folder, with `/`; for an icon, as the project writes it. */
  readonly relative: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
};

/** Everything below the folder of one source. `files` and `exclude` of the source are applied by the plan. */
export type ScannedSource = {
  readonly files: readonly SourceFile[];
  /** Folders without any content, below the scanned folder, with `/`. */
  readonly emptyFolders: readonly string[];
};
