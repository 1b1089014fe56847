/**
 * Every number that bounds what we accept, in one place. Beyond a limit the answer is an issue, never a crash,
 * a hang or unbounded memory.
 */
export const limits = {
  /** Uncompressed bytes a block of the block map covers (AppX block map). */
  blockSize: 65_536,
  /** Entries of a container. The format has no limit; memory has. */
  entries: 2_000_000,
  /** Bytes of a central directory. */
  directoryBytes: 1_073_741_824,
  /** Bytes of one XML part that is read whole. Block maps of 100,000 files are about 25 MB. */
  xmlBytes: 268_435_456,
  /** Nested elements of an XML document. */
  xmlDepth: 256,
  /** Attributes of one element. */
  xmlAttributes: 1_024,
  /** Bytes of a package project file. */
  projectBytes: 16_777_216,
  /** Uncompressed bytes per compressed byte of a whole entry. Raw deflate cannot exceed about 1,032. */
  inflateRatio: 1_100,
  /** Total uncompressed bytes of a package: 1 TiB. */
  totalBytes: 1_099_511_627_776,
  /** UTF-16 code units of a part name (AppX file name rule). */
  partNameLength: 32_767,
  /** UTF-16 code units of one segment of a part name. */
  segmentLength: 255,
  /** Files of one package project. */
  sourceFiles: 1_000_000,
  /** Issues of one kind that a report lists; the rest is counted in one closing issue. */
  issuesPerCode: 100,
} as const;
