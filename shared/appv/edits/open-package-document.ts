import type { Issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { footprint } from '../../opc/part-name.ts';
import { parseXml } from '../../xml/xml-document.ts';
import { decodeXml } from '../../xml/xml-text.ts';
import type { FilesystemMetadata } from '../filesystem/filesystem-metadata.ts';
import { parseFilesystemMetadata } from '../filesystem/parse-filesystem-metadata.ts';
import { summarizeManifest } from '../manifest/parse-manifest.ts';
import { inPart } from '../scan-part.ts';
import { parseStreamMap } from '../streaming/parse-stream-map.ts';
import type { StreamMap } from '../streaming/stream-map.ts';
import { buildTree } from './build-tree.ts';
import { emptyFolder } from './document-tree.ts';
import { streamedFiles } from './feature-blocks.ts';
import type { OpenedParts, PackageBase, PackageDocument } from './package-document.ts';

/** What somebody has read of the base's parts already, and has told the issues of: reading 100,000 files takes its time. */
export type KnownParts = {
  readonly metadata: FilesystemMetadata | null;
  readonly streamMap: StreamMap | null;
};

/**
 * The document of a package that nobody has edited yet. Fails when AppxManifest.xml cannot be read; metadata and stream map
 * that cannot be read leave their issues. Issues: those of parseManifest, parseFilesystemMetadata and parseStreamMap.
 */
export function openPackageDocument(base: PackageBase, known?: KnownParts): Result<PackageDocument> {
  const decoded = decodeXml(base.manifest);
  if (!decoded.ok) return failure(...inPart(footprint.manifest, decoded.issues));
  const manifest = parseXml(decoded.value.text);
  if (!manifest.ok) return failure(...inPart(footprint.manifest, manifest.issues));
  const summary = summarizeManifest(manifest.value);
  if (!summary.ok) return summary;

  const metadata = known
    ? { value: known.metadata, issues: [] }
    : readOptional(base.filesystemMetadata, parseFilesystemMetadata);
  const streamMap = known
    ? { value: known.streamMap, issues: [] }
    : readOptional(base.streamMap, parseStreamMap);
  const { tree, others } =
    summary.value.kind === 'appv'
      ? buildTree(base.parts, metadata.value)
      : { tree: emptyFolder(''), others: [...base.parts.keys()] };
  const opened: OpenedParts = {
    manifest: summary.value,
    manifestText: decoded.value,
    primaryVirtualApplicationDirectory: metadata.value?.root ?? null,
    streamMap: streamMap.value,
    tree,
    others,
    streamed: streamedFiles(streamMap.value),
  };
  return success({ base, opened, manifest: manifest.value, tree, fullLoad: null, scrubHistory: false }, [
    ...summary.issues,
    ...metadata.issues,
    ...streamMap.issues,
  ]);
}

type Read<Value> = { readonly value: Value | null; readonly issues: readonly Issue[] };

function readOptional<Value>(
  bytes: Uint8Array | null,
  parse: (bytes: Uint8Array) => Result<Value>,
): Read<Value> {
  if (bytes === null) return { value: null, issues: [] };
  const parsed = parse(bytes);
  return { value: parsed.ok ? parsed.value : null, issues: parsed.issues };
}
