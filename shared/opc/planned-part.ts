import type { PartName } from './part-name.ts';

/** Bytes that will become a part: a file, named by a path that only the main side understands, or bytes at hand. */
export type PartContent =
  | { readonly kind: 'file'; readonly path: string; readonly size: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

export type PlannedPart = {
  readonly name: PartName;
  readonly content: PartContent;
};

/** What is known of a part once its bytes were read: size in bytes and the base64 SHA-256 of each 64 KiB block. */
export type WrittenPart = {
  readonly name: PartName;
  readonly size: number;
  readonly blockHashes: readonly string[];
};
