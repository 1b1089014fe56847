import path from 'node:path';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type {
  BuildReport,
  OperationContext,
  OperationHandlers,
  OperationInput,
} from '../../shared/contract/operations.ts';
import { buildFolder } from './build-folder.ts';
import { packPrepared, prepareBuild } from './build-package.ts';
import { packageTarget, projectBaseName } from './build-target.ts';
import { chosenPath } from './chosen-path.ts';
import { inProject, readProject } from './read-project.ts';
import type { OperationServices } from './services.ts';

export function createBuildOperations(
  services: OperationServices,
): Pick<OperationHandlers, 'package.build' | 'package.buildFolder'> {
  return {
    'package.build': (input, context) => buildProject(services, input, context),
    'package.buildFolder': (input, context) => buildFolder(services, input, context),
  };
}

async function buildProject(
  services: OperationServices,
  input: OperationInput<'package.build'>,
  context: OperationContext,
): Promise<Result<BuildReport>> {
  const projectPath = chosenPath(services.handles, input.project);
  const project = await readProject(projectPath);
  if (!project.ok) return project;
  const baseFolder = path.dirname(projectPath);
  const output = input.output === undefined ? baseFolder : chosenPath(services.handles, input.output);
  const target = await packageTarget(output, projectBaseName(projectPath));
  const prepared = await prepareBuild(services, project.value, baseFolder, target, context);
  if (!prepared.ok) return failure(...inProject(prepared.issues, projectPath));
  const report = await packPrepared(services, prepared.value, input, projectPath, context);
  return success(report, inProject(prepared.issues, projectPath));
}
