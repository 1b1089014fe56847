import { rm } from 'node:fs/promises';
import path from 'node:path';
import {
  formatPackageProject,
  newPackageProject,
  type PackageProject,
  parsePackageProject,
} from '../../shared/appv/project/package-project.ts';
import { windowsName } from '../../shared/appv/project/windows-name.ts';
import { type PackageId, uuidVersion4 } from '../../shared/base/guid.ts';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { encodeUtf8 } from '../../shared/base/text.ts';
import type { BuildReport, OperationContext, OperationInput } from '../../shared/contract/operations.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { issuesFromError } from '../files/io-issue.ts';
import { formatSeconds, historyDate } from '../documents/history-time.ts';
import { packPrepared, prepareBuild } from './build-package.ts';
import { realPlace } from '../files/real-place.ts';
import { packageTarget, projectBeside } from './build-target.ts';
import { chosenPath } from './chosen-path.ts';
import { inProject, readProject } from './read-project.ts';
import type { OperationServices } from './services.ts';

type FolderInput = OperationInput<'package.buildFolder'>;

/** The project of a folder build: in memory only, found beside the package, or to be written there. */
type FolderProject = {
  readonly project: PackageProject;
  readonly baseFolder: string;
  readonly file: { readonly path: string; readonly isNew: boolean } | undefined;
};

/**
 * Builds a folder without a project of its own. The PackageId has to stay the same from build to build, so it is kept
 * in a project file beside the package, unless the caller gives one. A project file that is there already is used when
 * it is the project of this name and folder, and never replaced: IO-EXISTS otherwise.
 */
export async function buildFolder(
  services: OperationServices,
  input: FolderInput,
  context: OperationContext,
): Promise<Result<BuildReport>> {
  const folder = chosenPath(services.handles, input.folder);
  const target = await packageTarget(chosenPath(services.handles, input.output), windowsName(input.name));
  const chosen = await chooseProject(services, input, folder, target);
  if (!chosen.ok) return chosen;
  const { project, baseFolder, file } = chosen.value;

  const prepared = await prepareBuild(services, project, baseFolder, target, context);
  // Without a file there is no place but the request itself.
  if (!prepared.ok)
    return file?.isNew === false ? failure(...inProject(prepared.issues, file.path)) : prepared;
  if (file?.isNew === true) await writeProject(file.path, project, context);
  try {
    const report = await packPrepared(services, prepared.value, input, file?.path ?? null, context);
    return success(report, prepared.issues);
  } catch (error) {
    // A project without its package would be a trace of something that never was.
    if (file?.isNew === true) await rm(file.path, { force: true });
    throw error;
  }
}

async function chooseProject(
  services: OperationServices,
  input: FolderInput,
  folder: string,
  target: string,
): Promise<Result<FolderProject>> {
  const { name, root } = input;
  if (input.packageId !== undefined) {
    const packageId = input.packageId.toLowerCase() as PackageId;
    const project = checked(newPackageProject({ packageId, name, folder: '.', root }));
    return project.ok ? success({ project: project.value, baseFolder: folder, file: undefined }) : project;
  }
  const projectPath = projectBeside(target);
  const known = await readExisting(projectPath);
  if (known !== undefined) return known.ok ? reuse(known.value, projectPath, folder, input) : known;

  const date = historyDate(services.sourceDateEpoch);
  if (!date.ok) return date;
  const baseFolder = path.dirname(projectPath);
  const packageId = uuidVersion4(services.randomBytes(16)) as PackageId;
  const fresh = newPackageProject({ packageId, name, folder: relativeFolder(baseFolder, folder), root });
  // Like the id, the date is settled once, so that later builds of the same files give the same bytes.
  const project = checked({ ...fresh, date: date.value ?? formatSeconds(services.now()) });
  return project.ok
    ? success({ project: project.value, baseFolder, file: { path: projectPath, isNew: true } })
    : project;
}

/** Names and folders come from a person here and have to follow the schema as in a file. Issue: PRJ-INVALID. */
function checked(project: PackageProject): Result<PackageProject> {
  const parsed = parsePackageProject(formatPackageProject(project));
  // Lines and columns would be those of a text that nobody has seen.
  return parsed.ok ? parsed : failure(...parsed.issues.map(({ where: _where, ...rest }) => rest));
}

/** `undefined` when there is no such file. */
async function readExisting(projectPath: string): Promise<Result<PackageProject> | undefined> {
  try {
    return await readProject(projectPath);
  } catch (error) {
    const issues = issuesFromError(error);
    return issues.some((each) => each.code === 'IO-NOT-FOUND') ? undefined : failure(...issues);
  }
}

async function reuse(
  project: PackageProject,
  projectPath: string,
  folder: string,
  { name, root }: FolderInput,
): Promise<Result<FolderProject>> {
  const baseFolder = path.dirname(projectPath);
  const [source, ...more] = project.sources;
  const isThisPackage =
    project.name === name &&
    source !== undefined &&
    more.length === 0 &&
    (root === undefined || source.root === root) &&
    (await realPlace(path.resolve(baseFolder, source.folder))) === (await realPlace(folder));
  if (isThisPackage) return success({ project, baseFolder, file: { path: projectPath, isNew: false } });
  return failure(
    issue('IO-EXISTS', {
      part: projectPath,
      params: { reason: 'it is the project of another name, folder or root' },
    }),
  );
}

/** With `/`, as project files write it. */
function relativeFolder(from: string, to: string): string {
  const relative = path.relative(from, to).split(path.sep).join('/');
  return relative === '' ? '.' : relative;
}

async function writeProject(
  projectPath: string,
  project: PackageProject,
  { signal }: Pick<OperationContext, 'signal'>,
): Promise<void> {
  const bytes = encodeUtf8(formatPackageProject(project));
  await writeAtomically(projectPath, { write: (handle) => handle.writeFile(bytes), signal });
}
