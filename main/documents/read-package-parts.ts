import { parseFilesystemMetadata } from '../../shared/appv/filesystem/parse-filesystem-metadata.ts';
import type { FilesystemMetadata } from '../../shared/appv/filesystem/filesystem-metadata.ts';
import type { PackageHistory } from '../../shared/appv/history/package-history.ts';
import { parsePackageHistory } from '../../shared/appv/history/parse-package-history.ts';
import type { ManifestSummary } from '../../shared/appv/manifest/manifest-summary.ts';
import { parseManifest } from '../../shared/appv/manifest/parse-manifest.ts';
import { packagePart } from '../../shared/appv/package-parts.ts';
import { parseStreamMap } from '../../shared/appv/streaming/parse-stream-map.ts';
import type { StreamMap } from '../../shared/appv/streaming/stream-map.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import type { Result } from '../../shared/base/result.ts';
import { footprint, type PartName } from '../../shared/opc/part-name.ts';
import type { Container } from '../container/open-container.ts';

/** The parts that describe a package; `null` for one that is missing or cannot be read. */
export type PackageParts = {
  readonly manifest: ManifestSummary | null;
  readonly metadata: FilesystemMetadata | null;
  readonly streamMap: StreamMap | null;
  readonly history: PackageHistory | null;
  /** Of the parts, not of the container. An App-V package without one of its parts has OPC-PART-MISSING. */
  readonly issues: readonly Issue[];
};

/** Reads what a package says about itself. Rejects with IO issues only. */
export async function readPackageParts(container: Container): Promise<PackageParts> {
  const issues: Issue[] = [];
  const manifest = await readPart(container, footprint.manifest, parseManifest, issues);
  // Only a manifest that says so makes it an AppX package, which has none of the App-V parts, or only some of them.
  const isAppv = manifest?.kind !== 'appx';
  const read = async <Value>(
    name: PartName,
    parse: (bytes: Uint8Array) => Result<Value>,
  ): Promise<Value | null> =>
    isAppv || container.entry(name) !== undefined ? readPart(container, name, parse, issues) : null;
  const metadata = await read(packagePart.filesystemMetadata, parseFilesystemMetadata);
  const streamMap = await read(packagePart.streamMap, parseStreamMap);
  const history = await read(packagePart.packageHistory, parsePackageHistory);
  if (isAppv && container.entry(packagePart.registry) === undefined) {
    issues.push(
      issue('OPC-PART-MISSING', { part: packagePart.registry, params: { name: packagePart.registry } }),
    );
  }
  return { manifest, metadata, streamMap, history, issues };
}

async function readPart<Value>(
  container: Container,
  name: PartName,
  parse: (bytes: Uint8Array) => Result<Value>,
  issues: Issue[],
): Promise<Value | null> {
  const bytes = await container.readPart(name);
  const parsed = bytes.ok ? parse(bytes.value) : bytes;
  issues.push(...parsed.issues);
  return parsed.ok ? parsed.value : null;
}
