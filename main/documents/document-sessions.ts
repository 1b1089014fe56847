import type { PackageOverview } from '../../shared/appv/overview/package-overview.ts';
import { type Result, success } from '../../shared/base/result.ts';
import type { DocumentId } from '../../shared/contract/operations.ts';
import type { FileTree } from './file-tree.ts';
import { loadPackage } from './load-package.ts';
import { packageFiles } from './package-files.ts';

/** One open document. It lives here and nowhere else; windows ask for what they show. */
export type DocumentSession = {
  readonly id: DocumentId;
  readonly path: string;
  readonly overview: PackageOverview;
  readonly files: FileTree;
};

export type DocumentSessions = {
  /** Opens a package; each call makes a session of its own. Issues: those of loadPackage. Rejects with IO issues. */
  open(path: string): Promise<Result<DocumentSession>>;
  get(id: DocumentId): DocumentSession | undefined;
  /** Forgets a session; one that is not there is no error. */
  close(id: DocumentId): void;
};

export function createDocumentSessions(): DocumentSessions {
  const sessions = new Map<DocumentId, DocumentSession>();
  let opened = 0;
  return {
    async open(path) {
      const loaded = await loadPackage(path);
      if (!loaded.ok) return loaded;
      const id = `document-${++opened}` as DocumentId;
      const session = { id, path, overview: loaded.value.overview, files: packageFiles(loaded.value) };
      sessions.set(id, session);
      return success(session, loaded.issues);
    },
    get: (id) => sessions.get(id),
    close: (id) => void sessions.delete(id),
  };
}
