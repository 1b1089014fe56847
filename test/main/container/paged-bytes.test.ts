import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PagedBytes } from '../../../main/container/paged-bytes.ts';
import { concatBytes } from '../../../shared/base/bytes.ts';

describe('bytes in pages', () => {
  it('are what was appended, in pages of one length but the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 32 }),
        (pieces, pageLength) => {
          const paged = new PagedBytes(pageLength);
          for (const piece of pieces) paged.append(piece);
          const pages = paged.take();
          expect(concatBytes(pages)).toEqual(concatBytes(pieces));
          expect(pages.slice(0, -1).every((page) => page.length === pageLength)).toBe(true);
          expect(pages.every((page) => page.length > 0)).toBe(true);
        },
      ),
    );
  });

  it('are forgotten when they are taken', () => {
    const paged = new PagedBytes(4);
    paged.append(Uint8Array.of(1, 2, 3, 4, 5));
    expect(paged.take()).toEqual([Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5)]);
    expect(paged.take()).toEqual([]);
    paged.append(Uint8Array.of(6));
    expect(paged.take()).toEqual([Uint8Array.of(6)]);
  });
});
