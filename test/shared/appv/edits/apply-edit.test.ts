import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits } from '../../../../shared/appv/edits/apply-edit.ts';
import { netChanges } from '../../../../shared/appv/edits/document-files.ts';
import type { PackageEdit } from '../../../../shared/appv/edits/package-edit.ts';
import { readManifestSetting } from '../../../../shared/appv/manifest/edit-manifest.ts';
import { codesOf, edited, localFile as file, openedPackage } from '../../../support/edited-package.ts';

const app = 'Root/VFS/ProgramFilesX86/App';
const appxManifest = `<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"><Identity Name="a.b" Publisher="CN=c" Version="1.0.0.0"/><Properties><DisplayName>Old</DisplayName></Properties></Package>`;

describe('set', () => {
  it('changes the text of the manifest and nothing else of it', () => {
    const document = openedPackage();
    const named = edited(document, { kind: 'set', path: 'properties.displayName', value: 'Notes & more' });
    expect(named.manifest.text).toBe(
      document.manifest.text.replace(
        '<DisplayName>Notes</DisplayName>',
        '<DisplayName>Notes &amp; more</DisplayName>',
      ),
    );
    expect(document.manifest.text).toContain('<DisplayName>Notes</DisplayName>');
  });

  it('takes every setting', () => {
    const edits: readonly (PackageEdit & { readonly kind: 'set' })[] = [
      { kind: 'set', path: 'identity.name', value: 'Contoso.Notes' },
      { kind: 'set', path: 'identity.publisher', value: 'CN=Contoso' },
      { kind: 'set', path: 'identity.version', value: '2.0.0.0' },
      { kind: 'set', path: 'properties.displayName', value: 'Contoso Notes' },
      { kind: 'set', path: 'properties.publisherDisplayName', value: 'Contoso' },
      { kind: 'set', path: 'properties.description', value: 'Writes notes' },
      { kind: 'set', path: 'properties.fullVFSWriteMode', value: true },
      { kind: 'set', path: 'prerequisites.osMinVersion', value: '6.3' },
      { kind: 'set', path: 'prerequisites.osMaxVersionTested', value: '10.0' },
      { kind: 'set', path: 'prerequisites.targetOSes', value: ['WindowsClient_10.0_x64'] },
    ];
    const { manifest } = edited(openedPackage(), ...edits);
    for (const { path, value } of edits) {
      expect(readManifestSetting(manifest, path)).toEqual(typeof value === 'boolean' ? String(value) : value);
    }
  });

  it('refuses a value that is none, with the path that it was for', () => {
    const found = applyEdit(openedPackage(), { kind: 'set', path: 'identity.version', value: '1.2' });
    expect(found.issues).toMatchObject([{ code: 'EDT-VALUE', params: { name: 'identity.version' } }]);
  });
});

describe('edits that change nothing give the document back', () => {
  const fullLoad = edited(openedPackage(), { kind: 'setFullLoad', value: true });
  const scrubbed = edited(openedPackage(), { kind: 'scrubHistory' });
  const anonymous = `<PackageHistory xmlns="http://schemas.microsoft.com/appv/2010/PackageHistory"/>`;
  const cases = [
    [openedPackage(), { kind: 'set', path: 'properties.displayName', value: 'Notes' }],
    [openedPackage(), { kind: 'setFullLoad', value: false }],
    [fullLoad, { kind: 'setFullLoad', value: true }],
    [scrubbed, { kind: 'scrubHistory' }],
    [openedPackage({ packageHistory: null }), { kind: 'scrubHistory' }],
    [openedPackage({ packageHistory: anonymous }), { kind: 'scrubHistory' }],
  ] as const;
  it.each(cases)('%# %j', (document, edit) => {
    const result = applyEdit(document, edit);
    expect(result.ok && result.value).toBe(document);
  });

  it('and setting back what was there leaves no change', () => {
    expect(netChanges(edited(fullLoad, { kind: 'setFullLoad', value: false })).fullLoad).toBeNull();
    expect(netChanges(fullLoad).fullLoad).toBe(true);
  });
});

describe('scrubHistory', () => {
  it('needs a history that can be read', () => {
    const document = openedPackage({ packageHistory: '<Other/>' });
    expect(codesOf(applyEdit(document, { kind: 'scrubHistory' }))).toEqual(['HIS-INVALID']);
  });
});

describe('an AppX package', () => {
  const document = openedPackage({ manifest: appxManifest });
  const part = 'Root/top.txt';
  const refused: readonly PackageEdit[] = [
    { kind: 'addFile', part: 'Root/x', file },
    { kind: 'replaceFile', part, file },
    { kind: 'removeFile', part },
    { kind: 'renameFile', part, to: 'Root/x' },
    { kind: 'addFolder', folder: 'Root/x' },
    { kind: 'removeFolder', folder: app },
    { kind: 'renameFolder', folder: app, to: 'Root/x' },
    { kind: 'setFolderMode', folder: app, mode: 'merge' },
    { kind: 'setFeatureBlock', part, block: 'primary' },
    { kind: 'setFullLoad', value: true },
    { kind: 'set', path: 'prerequisites.targetOSes', value: '' },
  ];
  it.each(refused)('refuses %j', (edit) => {
    expect(codesOf(applyEdit(document, edit))).toEqual(['EDT-NOT-APPV']);
  });

  it('takes settings and a scrubbed history', () => {
    const named = edited(
      document,
      { kind: 'set', path: 'properties.displayName', value: 'New' },
      { kind: 'scrubHistory' },
    );
    expect(readManifestSetting(named.manifest, 'properties.displayName')).toBe('New');
    expect(named.scrubHistory).toBe(true);
  });
});

describe('applyEdits', () => {
  it('applies all or none, and says which edit was wrong', () => {
    const document = openedPackage();
    const result = applyEdits(document, [
      { kind: 'removeFile', part: 'Root/top.txt' },
      { kind: 'set', path: 'identity.version', value: '2.0.0.0' },
      { kind: 'removeFile', part: 'Root/top.txt' },
      { kind: 'removeFile', part: 'Root/nowhere' },
    ]);
    expect(result).toMatchObject({
      ok: false,
      issues: [{ code: 'EDT-PART-MISSING', part: 'Root/top.txt', params: { path: 'edits[2]' } }],
    });
    expect(result.issues).toHaveLength(1);
    expect(netChanges(document).removed).toEqual([]);
  });

  it('is what the edits do one by one', () => {
    const edits: readonly PackageEdit[] = [
      { kind: 'addFolder', folder: 'Root/x' },
      { kind: 'addFile', part: 'Root/x/y', file },
      { kind: 'renameFolder', folder: 'Root/x', to: 'Root/z' },
      { kind: 'setFeatureBlock', part: 'Root/z/y', block: 'publishing' },
    ];
    let document = openedPackage();
    for (const edit of edits) document = edited(document, edit);
    expect(netChanges(edited(openedPackage(), ...edits))).toEqual(netChanges(document));
    expect(netChanges(document)).toMatchObject({
      added: ['Root/z/y'],
      emptyFolders: { added: [], removed: [] },
      featureBlocks: [{ part: 'Root/z/y', block: 'publishing' }],
    });
  });

  it('gives the document back for no edits', () => {
    const document = openedPackage();
    const result = applyEdits(document, []);
    expect(result.ok && result.value).toBe(document);
  });
});
