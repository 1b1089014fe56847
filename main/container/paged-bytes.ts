/**
 * Bytes that come in small pieces and become many. They are kept in pages of one length: an array for each piece costs more
 * than what is in it, and one array for all would take twice the memory while it is made.
 */
export class PagedBytes {
  readonly #pageLength: number;
  #pages: Uint8Array<ArrayBuffer>[] = [];
  /** Bytes of the last page that are filled. */
  #filled: number;

  constructor(pageLength: number) {
    this.#pageLength = pageLength;
    this.#filled = pageLength;
  }

  append(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      if (this.#filled === this.#pageLength) {
        this.#pages.push(new Uint8Array(this.#pageLength));
        this.#filled = 0;
      }
      const piece = bytes.subarray(at, at + this.#pageLength - this.#filled);
      this.#pages.at(-1)?.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
    }
  }

  /** The pages, of which the last one may be shorter. They are forgotten here. */
  take(): readonly Uint8Array<ArrayBuffer>[] {
    const pages = this.#pages;
    const last = pages.pop();
    if (last !== undefined) pages.push(last.slice(0, this.#filled));
    this.#pages = [];
    this.#filled = this.#pageLength;
    return pages;
  }
}
