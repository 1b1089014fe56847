import { describe, expect, it } from 'vitest';
import { documentFiles, netChanges } from '../../../../shared/appv/edits/document-files.ts';
import { openPackageDocument } from '../../../../shared/appv/edits/open-package-document.ts';
import type { PackageBase } from '../../../../shared/appv/edits/package-document.ts';
import { encodeUtf8, encodeUtf16Le } from '../../../../shared/base/text.ts';
import { encodeXml } from '../../../../shared/xml/xml-text.ts';
import {
  type BaseChanges,
  baseParts,
  codesOf,
  edited,
  localFile as file,
  manifestText,
  namedParts,
  openedPackage,
  packageBase,
  valueOf,
} from '../../../support/edited-package.ts';

const appxManifest = `<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"><Identity Name="a.b" Publisher="CN=c" Version="1.0.0.0"/></Package>`;

function namesOf(base: PackageBase): readonly string[] {
  return [...documentFiles(valueOf(openPackageDocument(base)))].map(({ name }) => name).sort();
}

describe('openPackageDocument', () => {
  it('keeps what is needed to write the manifest byte for byte', () => {
    const texts = [
      encodeUtf8(manifestText),
      encodeUtf8(manifestText.slice(1)),
      encodeUtf16Le(manifestText.replace('utf-8', 'utf-16')),
    ];
    for (const manifest of texts) {
      const { opened, manifest: document } = valueOf(openPackageDocument({ ...packageBase(), manifest }));
      expect(encodeXml({ ...opened.manifestText, text: document.text })).toEqual(manifest);
    }
  });

  it('has every part but those that describe the package', () => {
    expect(namesOf(packageBase())).toEqual([
      'Registry.dat',
      'Root/VFS/ProgramFilesX86/App/app.exe',
      'Root/VFS/ProgramFilesX86/App/app.ico',
      'Root/VFS/ProgramFilesX86/App/data/a.txt',
      'Root/VFS/ProgramFilesX86/App/data/b.txt',
      'Root/top.txt',
      'Scripts/run.ps1',
    ]);
  });

  it('keeps the names of parts whose folders are spelt in several ways, and of parts that cannot all be files', () => {
    const odd: readonly (readonly [string, number])[] = [
      ['Root/Folder/a', 1],
      ['Root/folder/b', 1],
      ['root/FOLDER/c/d', 1],
      ['Root/top.txt/below', 1],
      ['Root/TOP.txt', 1],
      ['Root', 1],
    ];
    const document = valueOf(openPackageDocument(packageBase({ parts: namedParts(odd) })));
    expect([...documentFiles(document)].map(({ name }) => name).sort()).toEqual(
      odd.map(([name]) => name).sort(),
    );
    const more = edited(document, { kind: 'addFile', part: 'Root/FOLDER/e', file });
    expect(netChanges(more)).toMatchObject({ added: ['Root/Folder/e'], removed: [], renamed: [] });
    const renamed = edited(document, { kind: 'renameFile', part: 'Root/folder/B', to: 'Root/folder/b2' });
    expect(netChanges(renamed)).toMatchObject({ renamed: [['Root/folder/b', 'Root/Folder/b2']] });
    const spelt = edited(document, { kind: 'renameFolder', folder: 'Root/Folder', to: 'Root/FOLDER' });
    // The other two have another spelling than the folder anyway.
    expect(netChanges(spelt).renamed).toEqual([['Root/Folder/a', 'Root/FOLDER/a']]);
  });

  const cases: readonly (readonly [string, BaseChanges, readonly string[]])[] = [
    ['a sound package', {}, []],
    ['missing lists', { filesystemMetadata: null, streamMap: null, packageHistory: null }, []],
    ['metadata of another form', { filesystemMetadata: '<Other/>' }, ['FSM-INVALID']],
    ['a stream map that is no XML', { streamMap: '<' }, ['XML-MALFORMED']],
    ['an id that is none', { manifest: manifestText.replace('1a2ad958', 'x') }, ['MAN-INVALID']],
    ['an AppX package', { manifest: appxManifest }, ['MAN-NOT-APPV']],
  ];
  it.each(cases)('reads %s', (_, changes, codes) => {
    const opened = openPackageDocument(packageBase(changes));
    expect(opened.ok).toBe(true);
    expect(codesOf(opened)).toEqual(codes);
  });

  it.each([
    ['no XML', '<Package>', 'XML-MALFORMED'],
    ['another document', '<Other/>', 'MAN-INVALID'],
    ['a document type', '<!DOCTYPE a><Package/>', 'XML-DOCTYPE'],
  ])('refuses a manifest that is %s', (_, manifest, code) => {
    const opened = openPackageDocument(packageBase({ manifest }));
    expect(opened.ok).toBe(false);
    expect(opened.issues).toMatchObject([{ code, part: 'AppxManifest.xml' }]);
  });

  it('leaves the files of an AppX package alone', () => {
    const document = valueOf(openPackageDocument(packageBase({ manifest: appxManifest })));
    expect([...documentFiles(document)]).toHaveLength(7);
    expect(document.tree.children.size).toBe(0);
  });

  it('opens folders that FilesystemMetadata.xml lists in odd ways', () => {
    const filesystemMetadata = `<Metadata xmlns="http://schemas.microsoft.com/appv/2010/FilesystemMetadata"><EmptyDirectories><Entry Long="x\\"/><Entry Long="top.txt"/><Entry Long="top.txt\\y"/><Entry Long="VFS\\ProgramFilesX86\\App"/></EmptyDirectories></Metadata>`;
    const document = openedPackage({ filesystemMetadata, parts: namedParts(baseParts) });
    expect(netChanges(document)).toMatchObject({ emptyFolders: { added: [], removed: [] } });
    // A folder that is listed as empty and is not stays listed as long as nothing comes into it.
    const replaced = edited(document, { kind: 'removeFile', part: 'Root/VFS/ProgramFilesX86/App/app.exe' });
    expect(netChanges(replaced)).toMatchObject({ emptyFolders: { added: [], removed: [] } });
    const removed = edited(document, { kind: 'removeFolder', folder: 'Root/x' });
    expect(netChanges(removed)).toMatchObject({ emptyFolders: { added: [], removed: ['Root/x'] } });
  });
});
