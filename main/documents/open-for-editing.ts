import { type KnownParts, openPackageDocument } from '../../shared/appv/edits/open-package-document.ts';
import type { PackageDocument } from '../../shared/appv/edits/package-document.ts';
import { packagePart } from '../../shared/appv/package-parts.ts';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { footprint, type PartName } from '../../shared/opc/part-name.ts';
import { type Container, openContainer } from '../container/open-container.ts';
import { loadContainer, type LoadedPackage } from './load-package.ts';
import { type PackageFingerprint, readFingerprint } from './package-fingerprint.ts';

/** A package that can be edited. The file itself is closed again, so that others can replace it. */
export type OpenedPackage = LoadedPackage & {
  /** Absolute. */
  readonly path: string;
  readonly fingerprint: PackageFingerprint;
  /** What is edited. A package that is too damaged for that can still be looked at: the issues say what is wrong. */
  readonly document: Result<PackageDocument>;
};

/** Reads what loadPackage reads, and keeps what edits need. Issues and rejections are those of loadPackage. */
export async function openForEditing(path: string): Promise<Result<OpenedPackage>> {
  const opened = await openContainer(path);
  if (!opened.ok) return opened;
  const container = opened.value;
  try {
    const loaded = await loadContainer(container);
    if (!loaded.ok) return loaded;
    const fingerprint = await readFingerprint(container);
    const document = await openDocument(container, (name) => container.readPart(name), loaded.value.parts);
    // What the parts themselves are like has been said by loading them.
    const quiet = document.ok ? success(document.value) : document;
    return success({ ...loaded.value, path, fingerprint, document: quiet }, loaded.issues);
  } finally {
    await container.close();
  }
}

/** `read` gives the bytes of a part that is there. Issues: EDT-DAMAGED for one that it cannot give, and the reader's own. */
export async function openDocument(
  container: Container,
  read: (name: PartName) => Promise<Result<Uint8Array>>,
  known?: KnownParts,
): Promise<Result<PackageDocument>> {
  const names = [
    footprint.manifest,
    footprint.contentTypes,
    packagePart.filesystemMetadata,
    packagePart.streamMap,
    packagePart.packageHistory,
  ];
  const bytes = new Map<PartName, Uint8Array>();
  for (const name of names) {
    if (container.entry(name) === undefined) continue;
    const part = await read(name);
    if (!part.ok) return failure(damaged(container, name), ...part.issues);
    bytes.set(name, part.value);
  }
  const [manifest, contentTypes] = [bytes.get(footprint.manifest), bytes.get(footprint.contentTypes)];
  if (manifest === undefined || contentTypes === undefined) {
    return failure(damaged(container, manifest === undefined ? footprint.manifest : footprint.contentTypes));
  }
  const base = {
    parts: container.entries.map(({ name, size }) => ({ name, size })),
    manifest,
    contentTypes,
    filesystemMetadata: bytes.get(packagePart.filesystemMetadata) ?? null,
    streamMap: bytes.get(packagePart.streamMap) ?? null,
    packageHistory: bytes.get(packagePart.packageHistory) ?? null,
  };
  return openPackageDocument(base, known);
}

function damaged(container: Container, name: PartName) {
  return issue('EDT-DAMAGED', { part: container.path, params: { reason: name } });
}
