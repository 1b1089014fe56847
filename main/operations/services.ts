import type { FileHandle } from '../../shared/contract/operations.ts';
import type { DocumentSessions } from '../documents/document-sessions.ts';
import type { SaveServices } from '../documents/save-request.ts';
import type { HandleTable } from '../files/handles.ts';

/** What the operations need of their surroundings; the core gets from here what it may not have by itself. */
export type OperationServices = SaveServices & {
  /** Whether the window is Electron's. */
  readonly electron: boolean;
  /** The package to show first. */
  readonly startup: FileHandle | null;
  readonly handles: HandleTable;
  readonly sessions: DocumentSessions;
};
