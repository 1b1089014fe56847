import { z } from 'zod';
import type { Result } from '../base/result.ts';
import type { FileHandle } from './operations.ts';

/*
 * What a window asks of the door that it came through, and not of the workbench: choosing a file, and telling the
 * shell around the page which language and colours it has. A door answers the calls that make sense for it and
 * USE-REQUEST to the others.
 */

const fileHandle = z.custom<FileHandle>((value) => typeof value === 'string' && /^file-[0-9]+$/.test(value));

export const doorInputs = {
  /** Electron: the system's own dialog. */
  'door.chooseFile': z.strictObject({}),
  /** Loopback host: one page of a folder, for the picker that the page draws. `null` is the first folder shown. */
  'door.folder': z.strictObject({
    folder: fileHandle.nullable(),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  'door.preferences': z.strictObject({
    language: z.enum(['en', 'fr']),
    theme: z.enum(['system', 'light', 'dark']),
  }),
} as const;

export type DoorOperation = keyof typeof doorInputs;
export type DoorInput<Name extends DoorOperation> = z.output<(typeof doorInputs)[Name]>;

export type DoorOutputs = {
  /** `null` when the person closed the dialog. */
  readonly 'door.chooseFile': { readonly file: FileHandle | null };
  readonly 'door.folder': FolderPage;
  readonly 'door.preferences': Record<string, never>;
};

export type DoorHandlers = {
  readonly [Name in DoorOperation]?: (input: DoorInput<Name>) => Promise<Result<DoorOutputs[Name]>>;
};

/** Folders first, by name; of the files only those that can be opened. */
export type FolderPage = {
  /** From the root of the disk to this folder. */
  readonly trail: readonly FolderPlace[];
  /** Where else to go: home folder, disks. */
  readonly places: readonly FolderPlace[];
  readonly total: number;
  readonly rows: readonly FolderRow[];
};

export type FolderPlace = { readonly name: string; readonly folder: FileHandle };

export type FolderRow = {
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly handle: FileHandle;
};
