import fc from 'fast-check';
import type { PackageEdit } from '../../shared/appv/edits/package-edit.ts';
import { settingPaths } from '../../shared/appv/edits/package-edit.ts';

/*
 * Edits of the package of edited-package.ts. Names come from a few, so that edits meet: many of them are refused, and
 * many undo what another did.
 */

const app = 'Root/VFS/ProgramFilesX86/App';
const folder = fc.constantFrom(
  app,
  `${app}/data`,
  `${app}/DATA`,
  `${app}/logs`,
  'Root/VFS/ProgramFilesX86',
  'Root/new',
  'Root/new/Sub folder',
  'Root/VFS/Common AppData/Contoso',
  'Scripts/sub',
);
const place = fc.oneof(folder, fc.constantFrom('Root', 'Scripts', 'root'));
const leaf = fc.constantFrom(
  'a.txt',
  'A.TXT',
  'b.txt',
  'app.exe',
  'app.ico',
  'top.txt',
  'run.ps1',
  'A longer name.text',
  'A longer name 2.text',
  'data',
);
const part = fc
  .tuple(place, leaf, fc.boolean())
  .map(([at, name, back]) => (back ? `${at}/${name}`.replaceAll('/', '\\') : `${at}/${name}`));
const file = fc.record({
  path: fc.constantFrom('/files/one', '/files/two'),
  size: fc.integer({ min: 0, max: 200_000 }),
  modified: fc.integer({ min: 0, max: 2_000_000_000_000 }),
});

/** Edits of files and folders. */
export const fileEdit: fc.Arbitrary<PackageEdit> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('addFile' as const), part, file }) },
  fc.record({ kind: fc.constant('replaceFile' as const), part, file }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('removeFile' as const), part }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('renameFile' as const), part, to: part }) },
  fc.record({ kind: fc.constant('addFolder' as const), folder }),
  fc.record({ kind: fc.constant('removeFolder' as const), folder }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('renameFolder' as const), folder, to: folder }) },
);

const otherEdit: fc.Arbitrary<PackageEdit> = fc.oneof(
  fc.record({
    kind: fc.constant('setFolderMode' as const),
    folder,
    mode: fc.constantFrom('merge', 'override'),
  }),
  fc.record({
    kind: fc.constant('setFeatureBlock' as const),
    part,
    block: fc.constantFrom('publishing', 'primary', 'onDemand'),
  }),
  fc.record({ kind: fc.constant('setFullLoad' as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('scrubHistory' as const) }),
  fc.record({
    kind: fc.constant('set' as const),
    path: fc.constantFrom(...settingPaths),
    value: fc.oneof(
      fc.constantFrom('1.2.3.4', '7.0.0.1', 'Notes', 'Other & <more>', '10.0', 'WindowsClient_10.0_x64', ''),
      fc.boolean(),
      fc.array(fc.constantFrom('WindowsClient_10.0_x64', 'WindowsServer_10.0_x64'), { maxLength: 3 }),
    ),
  }),
);

/** Any edit. */
export const anyEdit: fc.Arbitrary<PackageEdit> = fc.oneof({ weight: 3, arbitrary: fileEdit }, otherEdit);
