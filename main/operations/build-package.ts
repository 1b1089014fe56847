import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { packageContentType } from '../../shared/appv/package-parts.ts';
import { finishPackagePlan } from '../../shared/appv/project/finish-package-plan.ts';
import type { PackageProject } from '../../shared/appv/project/package-project.ts';
import { projectIcons } from '../../shared/appv/project/place-applications.ts';
import { type PackagePlan, planPackage } from '../../shared/appv/project/plan-package.ts';
import type { ScannedSource, SourceFile } from '../../shared/appv/project/scanned-source.ts';
import { sourceFilter } from '../../shared/appv/project/source-filter.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import type { CompressionLevel } from '../../shared/base/ports.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { BuildReport, OperationContext } from '../../shared/contract/operations.ts';
import type { WrittenPart } from '../../shared/opc/planned-part.ts';
import { packContainer } from '../container/pack-container.ts';
import { contentSize } from '../container/plan-units.ts';
import { historyDate } from '../documents/history-time.ts';
import { IssueError, issuesFromError, throwIfCancelled } from '../files/io-issue.ts';
import { checkTargetOutside } from './build-target.ts';
import { scanFolder } from './scan-folder.ts';
import type { OperationServices } from './services.ts';

export type BuildChoices = {
  readonly level?: CompressionLevel | undefined;
  readonly profile?: 'default' | 'conservative' | undefined;
  readonly workers?: number | undefined;
};

/** A project whose files were found and placed, before anything is written. */
export type PreparedBuild = {
  readonly project: PackageProject;
  readonly plan: PackagePlan;
  readonly target: string;
};

/**
 * Finds and places the files of a project. `baseFolder` is where its relative paths start. Issues: PRJ-* of the scan, the
 * target and the plan, all at once as far as they can be known; USE-ARGUMENT for a SOURCE_DATE_EPOCH that is no time.
 */
export async function prepareBuild(
  services: OperationServices,
  project: PackageProject,
  baseFolder: string,
  target: string,
  { signal }: Pick<OperationContext, 'signal'>,
): Promise<Result<PreparedBuild>> {
  const date = historyDate(services.sourceDateEpoch);
  if (!date.ok) return date;
  const folders = project.sources.map(({ folder }) => ({
    folder: path.resolve(baseFolder, folder),
    label: folder,
  }));
  const inside = await checkTargetOutside(target, folders);
  if (inside.length > 0) return failure(...inside);

  const sources: ScannedSource[] = [];
  const issues: Issue[] = [];
  for (const [index, source] of project.sources.entries()) {
    const root = path.resolve(baseFolder, source.folder);
    const scanned = await scanFolder(root, {
      filter: sourceFilter(source),
      signal,
      label: folders[index]?.label ?? root,
    });
    issues.push(...scanned.issues);
    if (scanned.ok) sources.push(scanned.value);
  }
  const icons = await findIcons(project, baseFolder);
  issues.push(...icons.issues);
  if (!icons.ok || issues.length > 0) return failure(...issues);
  throwIfCancelled(signal);

  const extras = {
    icons: icons.value,
    engineVersion: services.version,
    ...(date.value === undefined ? {} : { date: date.value }),
  };
  const plan = planPackage(project, sources, extras, services.codec);
  return plan.ok ? success({ project, plan: plan.value, target }, plan.issues) : plan;
}

/** Writes and proves the package. `projectPath` only goes into the report. Rejects with IO issues. */
export async function packPrepared(
  services: OperationServices,
  { project, plan, target }: PreparedBuild,
  choices: BuildChoices,
  projectPath: string | null,
  context: OperationContext,
): Promise<BuildReport> {
  let versionId = '';
  const finish = (written: readonly WrittenPart[]) => {
    const finished = finishPackagePlan(plan, written, services.codec);
    if (!finished.ok) throw new IssueError(...finished.issues);
    ({ versionId } = finished.value);
    return finished.value.parts;
  };
  const packed = await packContainer({
    target,
    partBytes: plan.parts.reduce((total, { content }) => total + contentSize(content), 0),
    parts: takeAll(plan.parts),
    finish,
    contentType: () => packageContentType,
    level: choices.level ?? 'default',
    profile: choices.profile ?? 'default',
    workers: choices.workers ?? services.workers,
    workerUrl: services.workerUrl,
    signal: context.signal,
    progress: context.progress,
  });
  return {
    file: target,
    project: projectPath,
    packageId: plan.packageId,
    versionId,
    version: project.version,
    files: plan.files,
    uncompressedBytes: packed.uncompressedBytes,
    bytes: packed.bytes,
    sha256: packed.sha256,
  };
}

/** Hands the items out from first to last and forgets each of them, so that a million parts are not kept for nothing. */
function* takeAll<Item>(items: Item[]): Generator<Item> {
  items.reverse();
  for (let item = items.pop(); item !== undefined; item = items.pop()) yield item;
}

/** The icon files that are there; the plan says which are missing. */
async function findIcons(
  project: PackageProject,
  baseFolder: string,
): Promise<Result<readonly SourceFile[]>> {
  const icons: SourceFile[] = [];
  for (const relative of projectIcons(project)) {
    const iconPath = path.resolve(baseFolder, relative);
    try {
      const found = await lstat(iconPath);
      if (found.isFile()) icons.push({ relative, path: iconPath, size: found.size });
      else return failure(issue(found.isDirectory() ? 'IO-NOT-A-FILE' : 'PRJ-LINK', { part: relative }));
    } catch (error) {
      const issues = issuesFromError(error).filter((each) => each.code !== 'IO-NOT-FOUND');
      if (issues.length > 0) return failure(...issues);
    }
  }
  return success(icons);
}
