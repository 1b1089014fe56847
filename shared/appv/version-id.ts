import { type PackageId, uuidVersion5, type VersionId } from '../base/guid.ts';
import type { Codec } from '../base/ports.ts';
import { compareOrdinal, encodeUtf8 } from '../base/text.ts';
import type { WrittenPart } from '../opc/planned-part.ts';

/**
 * UUID version 5 in the namespace PackageId of this text, in UTF-8 with `\n` at the end of each line: for every written
 * part, ordered by name (UTF-16 code units), one line with the name, one with the size in decimal bytes, one for
 * the base64 SHA-256 of each 64 KiB block, and an empty line; then the manifest's bytes with an empty VersionId. The same rule is in
 * docs/formats/package-project.md: others may compute it.
 *
 * `written` are all parts but AppxManifest.xml, PackageHistory.xml and what the container carries for itself, in any order.
 */
export function contentVersionId(
  packageId: PackageId,
  written: readonly WrittenPart[],
  manifest: Uint8Array,
  codec: Pick<Codec, 'sha1'>,
): VersionId {
  const ordered = written.toSorted((left, right) => compareOrdinal(left.name, right.name));
  return uuidVersion5(packageId, describeContent(ordered, manifest), codec.sha1) as VersionId;
}

/** Parts that are described at once: the text of all is as long as their block map. */
const describedParts = 512;

function* describeContent(written: readonly WrittenPart[], manifest: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < written.length; from += describedParts) {
    const some = written.slice(from, from + describedParts);
    yield encodeUtf8(some.map(describePart).join(''));
  }
  yield manifest;
}

function describePart({ name, size, blockHashes }: WrittenPart): string {
  const hashes = blockHashes.map((hash) => `${hash}\n`).join('');
  return `${name}\n${size}\n${hashes}\n`;
}
