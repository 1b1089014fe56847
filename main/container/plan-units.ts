import { assertNever } from '../../shared/base/assert.ts';
import { limits } from '../../shared/base/limits.ts';
import { chooseMethod } from '../../shared/opc/compression-choice.ts';
import type { PartContent, PlannedPart } from '../../shared/opc/planned-part.ts';
import type { Compression } from './compress-block.ts';
import type { PackEntry, PackSource, PackUnit } from './pack-unit.ts';

/** Bytes that a worker takes at once: large enough that messages cost nothing, small enough to bound memory. */
export const unitBytes = 16 * limits.blockSize;
/** Many empty files are work too. */
const unitEntries = 128;

/** Many bytes at hand, in pages of `unitBytes` that nobody else needs. */
export type PagedContent = {
  readonly kind: 'pages';
  readonly pages: readonly Uint8Array<ArrayBuffer>[];
  readonly size: number;
};

/** A part as the container takes it. */
export type PackPart = Pick<PlannedPart, 'name'> & { readonly content: PartContent | PagedContent };

export function contentSize(content: PackPart['content']): number {
  return content.kind === 'bytes' ? content.bytes.length : content.size;
}

/** Cuts the parts into units, in their order. */
export function* planUnits(
  parts: Iterable<PackPart>,
  compress: boolean,
  compression: Compression,
): Generator<PackUnit> {
  let entries: PackEntry[] = [];
  let bytes = 0;
  for (const part of parts) {
    const size = contentSize(part.content);
    const head = { name: part.name, method: chooseMethod(part.name, size, compress) };
    if (entries.length > 0 && (bytes + size > unitBytes || entries.length === unitEntries)) {
      yield { kind: 'entries', entries, compression };
      entries = [];
      bytes = 0;
    }
    if (size > unitBytes) {
      yield* slices(head, part.content, size, compression);
    } else {
      entries.push({ ...head, source: sourceRange(part.content, 0, size) });
      bytes += size;
    }
  }
  if (entries.length > 0) yield { kind: 'entries', entries, compression };
}

/** A range of the content that starts at a multiple of `unitBytes`, as bytes that can move to a worker. */
function sourceRange(content: PackPart['content'], offset: number, length: number): PackSource {
  switch (content.kind) {
    case 'file':
      return { ...content, offset, length };
    case 'bytes':
      // A copy: what moves to a worker is gone here.
      return { kind: 'bytes', bytes: new Uint8Array(content.bytes.subarray(offset, offset + length)) };
    case 'pages':
      return { kind: 'bytes', bytes: content.pages[offset / unitBytes] ?? new Uint8Array(0) };
    default:
      return assertNever(content);
  }
}

function* slices(
  entry: Pick<PackEntry, 'name' | 'method'>,
  content: PackPart['content'],
  size: number,
  compression: Compression,
): Generator<PackUnit> {
  for (let offset = 0; offset < size; offset += unitBytes) {
    const length = Math.min(unitBytes, size - offset);
    yield {
      kind: 'slice',
      entry: { ...entry, source: sourceRange(content, offset, length) },
      first: offset === 0,
      last: offset + length === size,
      compression,
    };
  }
}
