import type { FileHandle } from 'node:fs/promises';

/** Where a writer puts its bytes. */
export type FileTarget = {
  /** Writes all of `bytes` at `position`. They are the caller's again when this resolves. */
  write(bytes: Uint8Array, position: number): Promise<void>;
};

export function targetOf(handle: FileHandle): FileTarget {
  return {
    async write(bytes, position) {
      let done = 0;
      while (done < bytes.length) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
        done += bytesWritten;
      }
    },
  };
}

/** Bytes that are held back at most: what follows waits for the file. */
const mostHeldBack = 16 * 1_048_576;

/**
 * A file whose beginning is still being filled by somebody else, until `ready` resolves. What is written meanwhile is held
 * back, so that the work on it need not wait.
 */
export class PendingFile implements FileTarget {
  readonly #target: FileTarget;
  readonly #ready: Promise<void>;
  #heldBack: { readonly bytes: Uint8Array; readonly position: number }[] = [];
  #heldBackBytes = 0;
  #isReady = false;

  constructor(target: FileTarget, ready: Promise<void>) {
    this.#target = target;
    this.#ready = ready;
    ready.then(
      () => (this.#isReady = true),
      () => undefined,
    );
  }

  async write(bytes: Uint8Array, position: number): Promise<void> {
    if (this.#isReady || this.#heldBackBytes + bytes.length > mostHeldBack) {
      await this.settle();
      await this.#target.write(bytes, position);
      return;
    }
    // A copy: `slice` of a Buffer would be the same bytes.
    this.#heldBack.push({ bytes: new Uint8Array(bytes), position });
    this.#heldBackBytes += bytes.length;
  }

  /** Everything that was written is in the file when this resolves. Rejects with what kept the file from being filled. */
  async settle(): Promise<void> {
    await this.#ready;
    const heldBack = this.#heldBack;
    this.#heldBack = [];
    this.#heldBackBytes = 0;
    for (const { bytes, position } of heldBack) await this.#target.write(bytes, position);
  }
}
