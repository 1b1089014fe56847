import { z } from 'zod';
import type { SaveMode } from '../appv/edits/package-document.ts';
import type { WrittenEdit } from '../appv/edits/package-edit.ts';
import type { WriteReason } from '../appv/edits/plan-parts.ts';
import type { PackageOverview } from '../appv/overview/package-overview.ts';
import type { Brand } from '../base/brand.ts';
import type { Issue } from '../base/issue.ts';
import type { Result } from '../base/result.ts';

/**
 * The one table of what Packwright can do. Electron IPC, the loopback host and the command line are three
 * transports of it: a new capability is an entry here, a function in main/operations, a verb and a control.
 *
 * Files and folders are named by handles. The main side makes a handle for a path that a person chose; a page
 * never names a path.
 */
export type FileHandle = Brand<string, 'FileHandle'>;
export type DocumentId = Brand<string, 'DocumentId'>;

export const compressionLevels = ['none', 'fast', 'default', 'best'] as const;
/** `conservative` is the plainest form of a container, for clients that turn out to be strict. */
export const containerProfiles = ['default', 'conservative'] as const;
/** How a package is saved: as its next version, as the version that it is, as a package of its own. */
export const saveModes = ['new-version', 'same', 'branch'] as const satisfies readonly SaveMode[];
/** Threads that one operation may be given. */
export const mostWorkers = 64;

const fileHandle = z.custom<FileHandle>((value) => typeof value === 'string' && /^file-[0-9]+$/.test(value));
const documentId = z.custom<DocumentId>(
  (value) => typeof value === 'string' && /^document-[0-9]+$/.test(value),
);
const workers = z.int().min(1).max(mostWorkers);

const buildOptions = {
  /** The package file, or a folder to write it into under the project's name; beside the project when absent. */
  output: fileHandle.optional(),
  level: z.enum(compressionLevels).optional(),
  profile: z.enum(containerProfiles).optional(),
  workers: workers.optional(),
};

/** Edits whose `file` is a handle. Their form is checked where they are applied: the core owns that schema. */
const edits = z
  .array(z.custom<WrittenEdit>((value) => typeof value === 'object' && value !== null))
  .max(10_000);

const saveOptions = {
  as: z.enum(saveModes),
  /** PackageId of a branch; a random one when absent. */
  packageId: z.guid().optional(),
  /** Time for the history, `YYYY-MM-DDThh:mm:ssZ`; SOURCE_DATE_EPOCH or the clock when absent. */
  date: z.string().max(32).optional(),
};

const saveTarget = {
  target: fileHandle,
  /** A file that is there is replaced only when this is said, and never the package that is being edited. */
  replace: z.boolean().optional(),
  workers: workers.optional(),
};

function operation<Output>() {
  return <Input extends z.ZodType>(input: Input) => ({ input }) as Operation<Input, Output>;
}

type Operation<Input extends z.ZodType, Output> = {
  readonly input: Input;
  /** Exists only for the type system. */
  readonly output?: Output;
};

const editRequest = {
  file: fileHandle,
  /** A JSON file with a list of edits; paths in it start at its folder. Its edits come before `edits`. */
  editsFile: fileHandle.optional(),
  edits,
  ...saveOptions,
};

export const operations = {
  /** What the window needs to start: version, and the document that was asked for on the command line. */
  'app.info': operation<AppInfo>()(z.strictObject({})),
  'document.open': operation<OpenDocument>()(z.strictObject({ file: fileHandle })),
  'document.close': operation<Record<string, never>>()(z.strictObject({ document: documentId })),
  'document.overview': operation<DocumentOverview>()(z.strictObject({ document: documentId })),
  /**
   * Applies edits, all or none. With a revision it is refused when the document has another one by now. Every window
   * that shows the document hears of its new state (event `document`).
   */
  'document.edit': operation<DocumentState>()(
    z.strictObject({ document: documentId, revision: z.int().min(0).optional(), edits }),
  ),
  'document.undo': operation<DocumentState>()(z.strictObject({ document: documentId })),
  'document.redo': operation<DocumentState>()(z.strictObject({ document: documentId })),
  /** Applies the edits that an earlier run left unsaved, or forgets them. */
  'document.recover': operation<DocumentState>()(z.strictObject({ document: documentId, use: z.boolean() })),
  /** What a save would do. */
  'document.planSave': operation<WritePlan>()(z.strictObject({ document: documentId, ...saveOptions })),
  /** Writes the document to another file, which it is a document of from then on. */
  'document.save': operation<SaveReport>()(
    z.strictObject({ document: documentId, ...saveOptions, ...saveTarget }),
  ),
  /** One page of a folder's children (folders first, by name), or of all files whose path contains `search`. */
  'document.files': operation<FilePage>()(
    z.strictObject({
      document: documentId,
      folder: z.string().max(32_767),
      search: z.string().max(260),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
  ),
  'package.inspect': operation<PackageInspection>()(z.strictObject({ file: fileHandle })),
  'package.verify': operation<VerifyReport>()(
    z.strictObject({ file: fileHandle, workers: workers.optional() }),
  ),
  'package.unpack': operation<UnpackReport>()(
    z.strictObject({
      file: fileHandle,
      /** A folder that is made when missing, or a file that ends in .zip. */
      target: fileHandle,
      part: z.string().min(1).max(32_767).optional(),
      workers: workers.optional(),
    }),
  ),
  /** Opens, edits and saves in one go. */
  'package.edit': operation<SaveReport>()(z.strictObject({ ...editRequest, ...saveTarget })),
  'package.planEdit': operation<EditPlan>()(
    z.strictObject({ ...editRequest, target: fileHandle.optional() }),
  ),
  /** JSON Schema of a list of edits. */
  'package.editSchema': operation<{ readonly schema: Readonly<Record<string, unknown>> }>()(
    z.strictObject({}),
  ),
  'package.repair': operation<RepairReport>()(
    z.strictObject({ file: fileHandle, date: saveOptions.date, ...saveTarget }),
  ),
  'package.build': operation<BuildReport>()(z.strictObject({ project: fileHandle, ...buildOptions })),
  'package.buildFolder': operation<BuildReport>()(
    z.strictObject({
      folder: fileHandle,
      name: z.string().min(1).max(256),
      /** Token path that the folder's content goes to; `[{ProgramFilesX64}]\<name>` when absent. */
      root: z.string().min(1).max(32_767).optional(),
      packageId: z.guid().optional(),
      ...buildOptions,
      output: fileHandle,
    }),
  ),
} as const;

export type OperationName = keyof typeof operations;
export type OperationInput<Name extends OperationName> = z.output<(typeof operations)[Name]['input']>;
export type OperationOutput<Name extends OperationName> = NonNullable<(typeof operations)[Name]['output']>;

/** What an operation is given besides its input. */
export type OperationContext = {
  readonly signal: AbortSignalLike;
  readonly progress: (progress: Progress) => void;
};

/** The part of the platform's AbortSignal that the core relies on. */
export type AbortSignalLike = {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
};

export type ProgressPhase = 'reading' | 'packing' | 'copying' | 'verifying' | 'unpacking';

/** Bytes done and in all of the phase that runs now. */
export type Progress = {
  readonly phase: ProgressPhase;
  readonly doneBytes: number;
  readonly totalBytes: number;
};

export type OperationHandlers = {
  readonly [Name in OperationName]: (
    input: OperationInput<Name>,
    context: OperationContext,
  ) => Promise<Result<OperationOutput<Name>>>;
};

export type AppInfo = {
  readonly version: string;
  readonly electron: boolean;
  /** The package to show first: the one asked for, or the sample. */
  readonly startup: FileHandle | null;
};

export type OpenDocument = {
  readonly document: DocumentId;
  readonly file: FileHandle;
  /** File name without its folder. */
  readonly name: string;
  readonly overview: PackageOverview;
  readonly state: DocumentState;
};

/** What a window asks about a document, by the name of the operation. */
export type DocumentQuery = 'document.overview' | 'document.files';

export type DocumentState = {
  readonly document: DocumentId;
  /** Counts the changes since the document was opened. */
  readonly revision: number;
  /** Edits that are not saved; what undo and redo would do next, by the kind of edit. */
  readonly unsaved: number;
  readonly undo: string | null;
  readonly redo: string | null;
  /** The queries whose answers the last change has made old. */
  readonly stale: readonly DocumentQuery[];
  /** Edits of an earlier run that were not saved; `null` when there are none. */
  readonly recovery: Recovery | null;
};

/** The document as it is now: saving gives it another file. */
export type DocumentOverview = Omit<OpenDocument, 'document'>;

export type Recovery = {
  readonly edits: number;
  /** When the last of them was made, milliseconds since 1970. */
  readonly time: number;
  /** `false` when they were made on another version of the file: they can only be forgotten. */
  readonly applies: boolean;
};

/** A row of the Files screen. `path` is the part name; a folder's sizes are the sums of what is below it. */
export type FileRow = {
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly compressedBytes: number;
  /** Files below a folder; 1 for a file. */
  readonly files: number;
  /** Whether a folder hides what the computer has (`override`) or shows both (`merge`); `null` for a file. */
  readonly folderMode: 'override' | 'merge' | null;
  readonly block: 'publishing' | 'primary' | 'on-demand' | null;
};

export type FilePage = {
  readonly total: number;
  readonly rows: readonly FileRow[];
};

export type PackageInspection = {
  readonly file: string;
  readonly overview: PackageOverview;
};

export type VerifyReport = {
  readonly file: string;
  readonly bytes: number;
  readonly parts: number;
  readonly blocks: number;
  readonly uncompressedBytes: number;
};

export type UnpackReport = {
  readonly file: string;
  readonly target: string;
  readonly files: number;
  readonly bytes: number;
};

/** What a save does, before it does it. Sizes are in bytes; of parts to be encoded, before compression. */
export type WritePlan = {
  readonly file: string;
  readonly target: string | null;
  readonly as: SaveMode;
  readonly identity: {
    readonly displayName: string | null;
    readonly packageId: string | null;
    readonly version: string | null;
    /** `null` when it is computed from the new content while saving. */
    readonly versionId: string | null;
  };
  /** Parts whose bytes are copied as they stand in the container; `inPlace` of them stay where they are. */
  readonly kept: { readonly parts: number; readonly bytes: number; readonly inPlace: number };
  /** Parts that get another name: their data is copied as it stands. */
  readonly renamed: readonly { readonly part: string; readonly from: string; readonly bytes: number }[];
  readonly written: readonly { readonly part: string; readonly bytes: number; readonly why: WriteReason }[];
  readonly removed: readonly { readonly part: string; readonly bytes: number }[];
};

/** With the identity that the package has before it is edited; its `versionId` is `null` where it has none. */
export type EditPlan = WritePlan & { readonly before: WritePlan['identity'] };

export type SaveReport = {
  readonly file: string;
  readonly target: string;
  readonly as: SaveMode;
  readonly packageId: string | null;
  readonly versionId: string | null;
  readonly version: string | null;
  /** Bytes of the file that was written, and how many of them were copied from the old one. */
  readonly bytes: number;
  readonly copiedBytes: number;
  readonly parts: number;
  readonly writtenParts: number;
};

export type RepairReport = {
  readonly file: string;
  /** `null` when there was nothing to repair and nothing was written. */
  readonly target: string | null;
  readonly versionId: string | null;
  readonly version: string | null;
  readonly bytes: number;
  /** The findings that are gone. */
  readonly repaired: readonly Issue[];
};

export type BuildReport = {
  /** The package that was written. */
  readonly file: string;
  /** The project file that was read, or written beside the package. */
  readonly project: string | null;
  readonly packageId: string;
  readonly versionId: string;
  readonly version: string;
  readonly files: number;
  readonly uncompressedBytes: number;
  readonly bytes: number;
  /** SHA-256 of the whole package, lower-case hex. */
  readonly sha256: string;
};
