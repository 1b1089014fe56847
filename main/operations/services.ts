import type { Codec } from '../../shared/base/ports.ts';
import type { FileHandle } from '../../shared/contract/operations.ts';
import type { DocumentSessions } from '../documents/document-sessions.ts';
import type { HandleTable } from '../files/handles.ts';

/** What the operations need of their surroundings; the core gets from here what it may not have by itself. */
export type OperationServices = {
  /** Version of Packwright. */
  readonly version: string;
  /** Whether the window is Electron's. */
  readonly electron: boolean;
  /** The package to show first. */
  readonly startup: FileHandle | null;
  readonly handles: HandleTable;
  readonly sessions: DocumentSessions;
  readonly codec: Codec;
  /** The built worker script. */
  readonly workerUrl: URL;
  /** Threads of one operation that does not say how many. */
  readonly workers: number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** `SOURCE_DATE_EPOCH` of the environment: seconds since 1970 (reproducible-builds.org). */
  readonly sourceDateEpoch: string | undefined;
};
