import { z } from 'zod';

/*
 * An edit of a package is a value: it can be written to a file, sent from a window, kept in a journal, shown before it
 * is applied, and applied again. The forms are one list over the kind of file reference: people write a path, a window
 * sends a handle, and a document is given what the main side has found there.
 */

/** What `set` can change, named after the elements of AppxManifest.xml. */
export const settingPaths = [
  'identity.name',
  'identity.publisher',
  'identity.version',
  'properties.displayName',
  'properties.publisherDisplayName',
  'properties.description',
  'properties.fullVFSWriteMode',
  'prerequisites.osMinVersion',
  'prerequisites.osMaxVersionTested',
  'prerequisites.targetOSes',
] as const;
export type SettingPath = (typeof settingPaths)[number];

/** A file on this computer as it was when the edit was made. A save refuses it when it is not the same any more. */
export type LocalFile = {
  /** Absolute path, which only the main side understands. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
};

const partName = z.string().min(1).max(32_767);
const part = partName.describe(
  'A file of the package, below Root/ or Scripts/ and with / or \\: Root/VFS/ProgramFilesX64/Notes/a.txt',
);
const folder = partName.describe('A folder of the package, below Root/ or Scripts/, with / or \\');

/** What a setting can be. The words complete "expected ...". */
const settingValue = z
  .union([z.string().max(32_767), z.boolean(), z.array(z.string().min(1).max(64)).max(256)], {
    error: 'text, true, false or a list of texts',
  })
  .describe(
    'Text; true or false for properties.fullVFSWriteMode; for prerequisites.targetOSes a list, or one text with commas, and none for every operating system',
  );

function editForms<File extends z.ZodType>(file: File) {
  return z.discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('set'),
        path: z.enum(settingPaths).describe('What is set, named after the elements of AppxManifest.xml'),
        value: settingValue,
      })
      .describe('Sets one property of the package'),
    z.strictObject({ kind: z.literal('addFile'), part, file }).describe('Adds a file'),
    z
      .strictObject({ kind: z.literal('replaceFile'), part, file })
      .describe('Puts other content in the place of a file'),
    z.strictObject({ kind: z.literal('removeFile'), part }).describe('Removes a file'),
    z
      .strictObject({
        kind: z.literal('renameFile'),
        part,
        to: partName.describe('The whole new name; in another folder it moves the file'),
      })
      .describe('Renames or moves a file'),
    z.strictObject({ kind: z.literal('addFolder'), folder }).describe('Adds an empty folder'),
    z
      .strictObject({ kind: z.literal('removeFolder'), folder })
      .describe('Removes a folder with all that is in it'),
    z
      .strictObject({
        kind: z.literal('renameFolder'),
        folder,
        to: partName.describe('The whole new name; in another folder it moves the folder'),
      })
      .describe('Renames or moves a folder with all that is in it'),
    z
      .strictObject({
        kind: z.literal('setFolderMode'),
        folder,
        mode: z
          .enum(['merge', 'override'])
          .describe('override hides what the computer has at the place of the folder, merge shows both'),
      })
      .describe('Chooses how a folder and the computer’s own folder at its place go together'),
    z
      .strictObject({
        kind: z.literal('setFeatureBlock'),
        part,
        block: z
          .enum(['publishing', 'primary', 'onDemand'])
          .describe(
            'publishing: with the package; primary: before the first launch; onDemand: when it is asked for',
          ),
      })
      .describe('Chooses when a client downloads a file'),
    z
      .strictObject({
        kind: z.literal('setFullLoad'),
        // PrimaryFeatureBlock@LoadAll of StreamMap.xml.
        value: z.boolean().describe('Whether everything is downloaded before the first launch'),
      })
      .describe('Chooses whether the first launch waits for the whole package'),
    z
      .strictObject({ kind: z.literal('scrubHistory') })
      .describe('Removes the names of people and computers from PackageHistory.xml'),
  ]);
}

/** As people write it: `file` is a path. */
export const writtenEdit = editForms(
  z
    .string()
    .min(1)
    .max(32_767)
    .describe('A file on this computer; in a file with edits its path starts at the folder of that file'),
);
export type WrittenEdit = z.output<typeof writtenEdit>;

/** As a document takes it and a journal keeps it. */
export const packageEdit = editForms(
  z.strictObject({ path: z.string().min(1), size: z.int().min(0), modified: z.number() }),
);
export type PackageEdit = z.output<typeof packageEdit>;

/** Which feature block a file is in; everything that is in none is downloaded when it is needed. */
export type FeatureBlockChoice = Extract<PackageEdit, { readonly kind: 'setFeatureBlock' }>['block'];
