import path from 'node:path';
import { applyEdits } from '../../shared/appv/edits/apply-edit.ts';
import type { PackageEdit } from '../../shared/appv/edits/package-edit.ts';
import { editListSchema } from '../../shared/appv/edits/parse-edit-list.ts';
import type { PackageOverview } from '../../shared/appv/overview/package-overview.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type {
  EditPlan,
  FileHandle,
  OperationContext,
  OperationHandlers,
  OperationInput,
  RepairReport,
  SaveReport,
} from '../../shared/contract/operations.ts';
import { openForEditing } from '../documents/open-for-editing.ts';
import { planSave } from '../documents/plan-save.ts';
import { repairPackage } from '../documents/repair-package.ts';
import { savePackage } from '../documents/save-package.ts';
import type { SaveRequest } from '../documents/save-request.ts';
import { chosenPath } from './chosen-path.ts';
import { readEdits } from './read-edits.ts';
import { resolveEdits } from './resolve-edits.ts';
import type { OperationServices } from './services.ts';

type EditInput = OperationInput<'package.edit'>;
type EditRequest = Omit<EditInput, 'target' | 'replace' | 'workers'>;

export function createEditOperations(
  services: OperationServices,
): Pick<OperationHandlers, 'package.edit' | 'package.planEdit' | 'package.editSchema' | 'package.repair'> {
  return {
    'package.edit': (input, context) => editPackage(services, input, context),
    'package.planEdit': (input) => planEdit(services, input),
    'package.editSchema': async () => success({ schema: editListSchema() }),
    'package.repair': (input, context) => repair(services, input, context),
  };
}

async function editPackage(
  services: OperationServices,
  { target, replace, workers, ...request }: EditInput,
  context: OperationContext,
): Promise<Result<SaveReport>> {
  const targetPath = chosenPath(services.handles, target);
  const edited = await openAndEdit(services, request);
  if (!edited.ok) return edited;
  const saved = await savePackage({
    ...edited.value.save,
    target: targetPath,
    replace: replace ?? false,
    services: { ...services, workers: workers ?? services.workers },
    context,
  });
  return withIssuesOf(edited, saved);
}

async function planEdit(
  services: OperationServices,
  { target, ...request }: OperationInput<'package.planEdit'>,
): Promise<Result<EditPlan>> {
  const targetPath = target === undefined ? null : chosenPath(services.handles, target);
  const edited = await openAndEdit(services, request);
  if (!edited.ok) return edited;
  const planned = await planSave(edited.value.save, targetPath);
  if (!planned.ok) return withIssuesOf(edited, planned);
  const { displayName, identity } = edited.value.overview;
  const { packageId, version, versionId } = identity;
  const before = { displayName, packageId, version, versionId };
  return withIssuesOf(edited, success({ ...planned.value, before }, planned.issues));
}

async function repair(
  services: OperationServices,
  { file, target, replace, workers, date }: OperationInput<'package.repair'>,
  context: OperationContext,
): Promise<Result<RepairReport>> {
  return repairPackage({
    path: chosenPath(services.handles, file),
    date,
    target: chosenPath(services.handles, target),
    replace: replace ?? false,
    services: { ...services, workers: workers ?? services.workers },
    context,
  });
}

type Edited = { readonly save: SaveRequest; readonly overview: PackageOverview };

/**
 * Issues: those of reading the edits and of applying them; those of opening the package only when nothing comes of it,
 * because what a package was like before is for `verify` to tell.
 */
async function openAndEdit(
  services: OperationServices,
  { file, editsFile, edits: given, ...wishes }: EditRequest,
): Promise<Result<Edited>> {
  const edits = await allEdits(services, editsFile, given);
  if (!edits.ok) return edits;
  const opened = await openForEditing(chosenPath(services.handles, file));
  if (!opened.ok) return opened;
  const { path: packagePath, fingerprint, document, overview } = opened.value;
  const edited = document.ok ? applyEdits(document.value, edits.value) : document;
  if (!edited.ok) return withIssuesOf(opened, edited);
  const save = { path: packagePath, fingerprint, document: edited.value, wishes, services };
  return success({ save, overview }, edited.issues);
}

/** The edits of the file come first. */
async function allEdits(
  { handles }: OperationServices,
  editsFile: FileHandle | undefined,
  edits: EditInput['edits'],
): Promise<Result<readonly PackageEdit[]>> {
  // A handle that was never given out is as unknown as any other text.
  const given = await resolveEdits(edits, (handle) => handles.path(handle as FileHandle));
  if (editsFile === undefined) return given;
  const filePath = chosenPath(handles, editsFile);
  const written = await readEdits(filePath);
  if (!written.ok) return failure(...written.issues, ...given.issues);
  const folder = path.dirname(filePath);
  const read = await resolveEdits(written.value, (file) => path.resolve(folder, file));
  if (!given.ok || !read.ok) return failure(...read.issues, ...given.issues);
  return success([...read.value, ...given.value]);
}

/** Puts the issues of an earlier step in front of those of the next. */
function withIssuesOf<Value>({ issues }: Result<unknown>, next: Result<Value>): Result<Value> {
  return { ...next, issues: [...issues, ...next.issues] };
}
