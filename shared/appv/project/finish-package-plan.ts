import type { VersionId } from '../../base/guid.ts';
import type { Codec } from '../../base/ports.ts';
import { type Result, success } from '../../base/result.ts';
import { footprint } from '../../opc/part-name.ts';
import type { PlannedPart, WrittenPart } from '../../opc/planned-part.ts';
import { formatPackageHistory } from '../history/format-package-history.ts';
import { formatManifest } from '../manifest/format-manifest.ts';
import { packagePart } from '../package-parts.ts';
import { contentVersionId } from '../version-id.ts';
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
  const versionId = plan.versionId ?? newVersionId(plan, written, blank.value, codec);
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

function newVersionId(
  plan: PackagePlan,
  written: readonly WrittenPart[],
  manifest: Uint8Array,
  codec: Pick<Codec, 'sha1'>,
): VersionId {
  if (written.length !== plan.partCount) throw new Error('Broken invariant: each planned part was written');
  return contentVersionId(plan.packageId, written, manifest, codec);
}
