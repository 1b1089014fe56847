import { limits } from '../../shared/base/limits.ts';
import { chooseMethod } from '../../shared/opc/compression-choice.ts';
import type { PartContent, PlannedPart } from '../../shared/opc/planned-part.ts';
import type { Compression } from './compress-block.ts';
import type { PackEntry, PackSource, PackUnit } from './pack-unit.ts';

/** Bytes that a worker takes at once: large enough that messages cost nothing, small enough to bound memory. */
const unitBytes = 16 * limits.blockSize;
/** Many empty files are work too. */
const unitEntries = 512;

export function contentSize(content: PartContent): number {
  return content.kind === 'file' ? content.size : content.bytes.length;
}

/** Cuts the parts into units, in their order. */
export function* planUnits(
  parts: readonly PlannedPart[],
  compress: boolean,
  compression: Compression,
): Generator<PackUnit> {
  let entries: PackEntry[] = [];
  let bytes = 0;
  for (const part of parts) {
    const size = contentSize(part.content);
    const entry: PackEntry = {
      name: part.name,
      method: chooseMethod(part.name, size, compress),
      source: wholeSource(part.content),
    };
    if (entries.length > 0 && (bytes + size > unitBytes || entries.length === unitEntries)) {
      yield { kind: 'entries', entries, compression };
      entries = [];
      bytes = 0;
    }
    if (size > unitBytes) {
      yield* slices(entry, part.content, size, compression);
    } else {
      entries.push(entry);
      bytes += size;
    }
  }
  if (entries.length > 0) yield { kind: 'entries', entries, compression };
}

function wholeSource(content: PartContent): PackSource {
  return content.kind === 'bytes' ? content : { ...content, offset: 0, length: content.size };
}

function* slices(
  entry: PackEntry,
  content: PartContent,
  size: number,
  compression: Compression,
): Generator<PackUnit> {
  for (let offset = 0; offset < size; offset += unitBytes) {
    const length = Math.min(unitBytes, size - offset);
    const source: PackSource =
      content.kind === 'file'
        ? { ...content, offset, length }
        : // A copy: a message to a worker would otherwise carry the whole buffer behind the view.
          { kind: 'bytes', bytes: content.bytes.slice(offset, offset + length) };
    yield {
      kind: 'slice',
      entry: { ...entry, source },
      first: offset === 0,
      last: offset + length === size,
      compression,
    };
  }
}
