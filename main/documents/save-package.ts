import {
  finishDocumentPlan,
  planContentTypes,
  type DocumentPlan,
} from '../../shared/appv/edits/plan-document.ts';
import { documentFiles } from '../../shared/appv/edits/document-files.ts';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { SaveReport } from '../../shared/contract/operations.ts';
import type { PartName } from '../../shared/opc/part-name.ts';
import { checkSource, type SourceFacts } from '../container/check-source.ts';
import { type Container, openContainer } from '../container/open-container.ts';
import { saveContainer } from '../container/save-container.ts';
import { IssueError } from '../files/io-issue.ts';
import { isSameFile } from '../files/real-place.ts';
import { networkNote } from './network-note.ts';
import { confirmUnchanged, readFingerprint, sameFingerprint } from './package-fingerprint.ts';
import { planRequest, type SaveOrder, type SaveRequest } from './save-request.ts';

/**
 * Writes the edited package to another file. Issues: those of planRequest; EDT-TARGET,
 * EDT-CHANGED-ON-DISK; beside a success EDT-NETWORK and the plan's notes. Rejects with IO issues and
 * those of checkSource; the target and the package that was opened are then as they were.
 */
export async function savePackage(order: SaveOrder): Promise<Result<SaveReport>> {
  const plan = planRequest(order);
  if (!plan.ok) return plan;
  const refused = await refuseTarget(order);
  if (refused !== undefined) return failure(refused);
  const { path, target, replace, services, context, wishes } = order;
  const report = await withSource(order, (source) => {
    const readFacts = () => checkSource(source);
    return writePlan({ path, target, replace, services, context, plan: plan.value, source, readFacts });
  });
  if (!report.ok) return report;
  return success({ ...report.value, as: wishes.as }, [...plan.issues, ...(await networkNote(order.target))]);
}

/** Opens the package that a document is of, and makes sure that it is the one that was opened then. Issue: EDT-CHANGED-ON-DISK. */
export async function withSource<Value>(
  { path, fingerprint }: Pick<SaveRequest, 'path' | 'fingerprint'>,
  use: (source: Container) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const opened = await openContainer(path);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    if (!sameFingerprint(await readFingerprint(source), fingerprint)) {
      return failure(issue('EDT-CHANGED-ON-DISK', { part: path }));
    }
    return await use(source);
  } finally {
    await source.close();
  }
}

/** A plan that is to be carried out. */
export type PlannedSave = Pick<SaveOrder, 'path' | 'target' | 'replace' | 'services' | 'context'> & {
  readonly plan: DocumentPlan;
  readonly source: Container;
  /** See saveContainer. */
  readonly readFacts: () => Promise<Result<SourceFacts>>;
  readonly rewrapped?: ReadonlyMap<PartName, number>;
};

/** Issues: those of planContentTypes. Rejects with IO issues and EDT-CHANGED-ON-DISK. */
export async function writePlan({
  path,
  plan,
  services,
  context,
  ...container
}: PlannedSave): Promise<Result<Omit<SaveReport, 'as'>>> {
  const contentTypes = planContentTypes(plan);
  if (!contentTypes.ok) return contentTypes;
  const fingerprint = await readFingerprint(container.source);
  let { versionId } = plan.identity;
  const saved = await saveContainer({
    ...container,
    parts: plan.parts,
    finish: (contents) => {
      const finished = finishDocumentPlan(plan, contents, services.codec);
      if (!finished.ok) throw new IssueError(...finished.issues);
      ({ versionId } = finished.value);
      return finished.value.parts;
    },
    contentTypes: contentTypes.value,
    last: plan.last,
    confirmSource: () => confirmUnchanged(path, fingerprint),
    workers: services.workers,
    workerUrl: services.workerUrl,
    ...context,
  });
  const { packageId, version } = plan.identity;
  return success({ file: path, target: container.target, packageId, versionId, version, ...saved });
}

/** The package itself, or one of the files that go into it, under whatever name. */
async function refuseTarget({ path, target, document }: SaveOrder) {
  const sources = [path];
  for (const { origin } of documentFiles(document))
    if (origin.kind === 'local') sources.push(origin.file.path);
  for (const each of sources)
    if (await isSameFile(each, target)) return issue('EDT-TARGET', { part: target });
  return undefined;
}
