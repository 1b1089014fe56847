import { z } from 'zod';
import type { PackageOverview } from '../appv/overview/package-overview.ts';
import type { Brand } from '../base/brand.ts';
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

function operation<Output>() {
  return <Input extends z.ZodType>(input: Input) => ({ input }) as Operation<Input, Output>;
}

type Operation<Input extends z.ZodType, Output> = {
  readonly input: Input;
  /** Exists only for the type system. */
  readonly output?: Output;
};

export const operations = {
  /** What the window needs to start: version, and the document that was asked for on the command line. */
  'app.info': operation<AppInfo>()(z.strictObject({})),
  'document.open': operation<OpenDocument>()(z.strictObject({ file: fileHandle })),
  'document.close': operation<Record<string, never>>()(z.strictObject({ document: documentId })),
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

export type ProgressPhase = 'reading' | 'packing' | 'verifying' | 'unpacking';

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
