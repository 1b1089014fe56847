import path from 'node:path';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type {
  DocumentId,
  DocumentOverview,
  FileHandle,
  OperationHandlers,
  OperationInput,
} from '../../shared/contract/operations.ts';
import type { DocumentSession, PlanOrder } from '../documents/document-session.ts';
import { chosenPath } from './chosen-path.ts';
import { resolveEdits } from './resolve-edits.ts';
import type { OperationServices } from './services.ts';

type DocumentOperation = Extract<keyof OperationHandlers, `document.${string}`>;

export function createDocumentOperations(
  services: OperationServices,
): Pick<OperationHandlers, DocumentOperation> {
  const { handles, sessions } = services;
  const find = (id: DocumentId): Result<DocumentSession> => {
    const session = sessions.get(id);
    return session === undefined
      ? failure(issue('USE-REQUEST', { params: { operation: id } }))
      : success(session);
  };
  return {
    'document.open': async ({ file }) => {
      const opened = await sessions.open(chosenPath(handles, file));
      if (!opened.ok) return opened;
      const { id: document } = opened.value;
      return success({ ...describe(services, opened.value), document, file }, opened.issues);
    },
    'document.close': async ({ document }) => {
      await sessions.close(document);
      return success({});
    },
    'document.overview': async ({ document }) => {
      const session = find(document);
      return session.ok ? success(describe(services, session.value)) : session;
    },
    'document.files': async ({ document, ...query }) => {
      const session = find(document);
      return session.ok ? success(session.value.files().page(query)) : session;
    },
    'document.edit': async ({ document, revision, edits }) => {
      const session = find(document);
      if (!session.ok) return session;
      const resolved = await resolveEdits(edits, (handle) => handles.path(handle as FileHandle));
      return resolved.ok ? session.value.edit(resolved.value, revision) : resolved;
    },
    'document.undo': async ({ document }) => {
      const session = find(document);
      return session.ok ? session.value.undo() : session;
    },
    'document.redo': async ({ document }) => {
      const session = find(document);
      return session.ok ? session.value.redo() : session;
    },
    'document.recover': async ({ document, use }) => {
      const session = find(document);
      return session.ok ? session.value.recover(use) : session;
    },
    'document.planSave': async ({ document, ...wishes }) => {
      const session = find(document);
      return session.ok ? session.value.planSave(planOrder(services, wishes), null) : session;
    },
    'document.save': async ({ document, target, replace, workers, ...wishes }, context) => {
      const session = find(document);
      if (!session.ok) return session;
      return session.value.save({
        ...planOrder(services, wishes, workers),
        target: chosenPath(handles, target),
        replace: replace ?? false,
        context,
      });
    },
  };
}

function describe({ handles }: OperationServices, session: DocumentSession): DocumentOverview {
  const { path: filePath } = session.opened();
  const [overview, state] = [session.overview(), session.state()];
  return { file: handles.add(filePath), name: path.basename(filePath), overview, state };
}

function planOrder(
  services: OperationServices,
  wishes: Pick<OperationInput<'document.save'>, 'as' | 'packageId' | 'date'>,
  workers = services.workers,
): PlanOrder {
  return { wishes, services: { ...services, workers } };
}
