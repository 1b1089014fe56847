import path from 'node:path';
import { issue } from '../../shared/base/issue.ts';
import { failure, success } from '../../shared/base/result.ts';
import type { OperationHandlers } from '../../shared/contract/operations.ts';
import { chosenPath } from './chosen-path.ts';
import type { OperationServices } from './services.ts';

export function createDocumentOperations({
  handles,
  sessions,
}: OperationServices): Pick<OperationHandlers, 'document.open' | 'document.close' | 'document.files'> {
  return {
    'document.open': async ({ file }) => {
      const filePath = chosenPath(handles, file);
      const opened = await sessions.open(filePath);
      if (!opened.ok) return opened;
      const { id: document, overview } = opened.value;
      return success({ document, file, name: path.basename(filePath), overview }, opened.issues);
    },
    'document.close': async ({ document }) => {
      sessions.close(document);
      return success({});
    },
    'document.files': async ({ document, ...query }) => {
      const session = sessions.get(document);
      if (session === undefined) return failure(issue('USE-REQUEST', { params: { operation: document } }));
      return success(session.files.page(query));
    },
  };
}
