import type { PartName } from './part-name.ts';

/** Bytes that will become a part: a file, named by a path that only the main side understands, or bytes at hand. */
export type PartContent =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      /** Milliseconds since 1970: when given, a file that was written since is refused (IO-CHANGED). */
      readonly modified?: number;
    }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export type PlannedPart = {
  readonly name: PartName;
  readonly content: PartContent;
};

/** A part of a package that is saved: also one of the package that was opened, whose data is copied as it stands. */
export type SavedPart = {
  readonly name: PartName;
  /** `from` is the part's name in the package that was opened; sizes are uncompressed bytes. */
  readonly content: PartContent | { readonly kind: 'kept'; readonly from: PartName; readonly size: number };
};

/** What is known of a part once its bytes were read: size in bytes and the base64 SHA-256 of each 64 KiB block. */
export type WrittenPart = {
  readonly name: PartName;
  readonly size: number;
  readonly blockHashes: readonly string[];
};
