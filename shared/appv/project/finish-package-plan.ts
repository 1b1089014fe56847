import { uuidVersion5, type VersionId } from '../../base/guid.ts';
import type { Codec } from '../../base/ports.ts';
import { type Result, success } from '../../base/result.ts';
import { compareOrdinal, encodeUtf8 } from '../../base/text.ts';
import { footprint } from '../../opc/part-name.ts';
import type { PlannedPart, WrittenPart } from '../../opc/planned-part.ts';
import { formatPackageHistory } from '../history/format-package-history.ts';
import { formatManifest } from '../manifest/format-manifest.ts';
import { packagePart } from '../package-parts.ts';
import type { PackagePlan } from './plan-package.ts';

export type FinishedPlan = {
  readonly versionId: VersionId;
  /** PackageHistory.xml, then AppxManifest.xml: they follow the parts of the plan. */
  readonly parts: readonly PlannedPart[];
};

/**
 * Makes the parts that carry the VersionId, once the parts of the plan were read and hashed. `written` is what became of
 * each of them, in any order. Issues: XML-CONTENT, which the checks of the plan leave no room for.
 */
export function finishPackagePlan(
  plan: PackagePlan,
  written: readonly WrittenPart[],
  codec: Pick<Codec, 'sha1'>,
): Result<FinishedPlan> {
  const blank = formatManifest(plan.manifest, '');
  if (!blank.ok) return blank;
  const versionId = plan.versionId ?? contentVersionId(plan, written, blank.value, codec);
  const manifest = formatManifest(plan.manifest, versionId);
  if (!manifest.ok) return manifest;
  const history = formatPackageHistory({ items: [{ ...plan.history, packageVersion: versionId }] });
  if (!history.ok) return history;
  return success({
    versionId,
    parts: [
      { name: packagePart.packageHistory, content: { kind: 'bytes', bytes: history.value } },
      { name: footprint.manifest, content: { kind: 'bytes', bytes: manifest.value } },
    ],
  });
}

/**
 * UUID version 5 in the namespace PackageId of this text, in UTF-8 with `\n` at the end of each line: for every written
 * part, ordered by name (UTF-16 code units), one line with the name, one with the size in decimal bytes, one for
 * the base64 SHA-256 of each 64 KiB block, and an empty line; then the manifest's bytes with an empty VersionId. The same rule is in
 * docs/formats/package-project.md: others may compute it.
 */
function contentVersionId(
  plan: PackagePlan,
  written: readonly WrittenPart[],
  manifest: Uint8Array,
  codec: Pick<Codec, 'sha1'>,
): VersionId {
  if (written.length !== plan.partCount) throw new Error('Broken invariant: each planned part was written');
  const ordered = written.toSorted((left, right) => compareOrdinal(left.name, right.name));
  return uuidVersion5(plan.packageId, describeContent(ordered, manifest), codec.sha1) as VersionId;
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
