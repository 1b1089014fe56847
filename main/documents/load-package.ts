import { summarizePackage } from '../../shared/appv/overview/summarize-package.ts';
import type { PackageOverview } from '../../shared/appv/overview/package-overview.ts';
import { limitPerCode } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { footprint } from '../../shared/opc/part-name.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { type Container, openContainer } from '../container/open-container.ts';
import { type PackageParts, readPackageParts } from './read-package-parts.ts';

/** What is kept in memory of a package. The file itself is closed again, so that others can replace it. */
export type LoadedPackage = {
  readonly overview: PackageOverview;
  readonly entries: readonly ZipEntry[];
  readonly parts: PackageParts;
};

/**
 * Reads the directory and the describing parts of a package, and nothing else. Fails when it is no container, or a ZIP
 * file without AppxManifest.xml; other damage leaves issues and what could be read. Rejects with IO issues.
 */
export async function loadPackage(path: string): Promise<Result<LoadedPackage>> {
  const opened = await openContainer(path);
  if (!opened.ok) return opened;
  try {
    return await loadContainer(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** The same of a container that is open. */
export async function loadContainer(container: Container): Promise<Result<LoadedPackage>> {
  const parts = await readPackageParts(container);
  const issues = limitPerCode([...container.issues, ...parts.issues]);
  if (container.entry(footprint.manifest) === undefined) return failure(...issues);
  const { entries, size } = container;
  const overview = summarizePackage({ ...parts, entries, containerBytes: size });
  return success({ overview, entries, parts }, issues);
}
