import { describe, expect, it } from 'vitest';
import { nodeCodec } from '../../../../main/files/node-codec.ts';
import {
  planContentTypes,
  planDocument,
  type SaveChoices,
} from '../../../../shared/appv/edits/plan-document.ts';
import { decodeText } from '../../../../shared/base/text.ts';
import {
  baseParts,
  baseVersionId,
  codesOf,
  edited,
  historyText,
  localFile as file,
  metadataText,
  namedParts,
  openedPackage,
  streamMapText,
  valueOf,
} from '../../../support/edited-package.ts';
import { finished, linesOf, planned, textOf } from '../../../support/planned-save.ts';

const app = 'Root/VFS/ProgramFilesX86/App';
const top = 'Root/top.txt';
const same: SaveChoices = { as: 'same', date: '2026-11-20T09:00:00Z', engineVersion: '0.1.0' };

const keptWhole = [
  'Registry.dat',
  top,
  `${app}/app.exe`,
  `${app}/app.ico`,
  `${app}/data/a.txt`,
  `${app}/data/b.txt`,
  'Scripts/run.ps1',
  'StreamMap.xml',
  'FilesystemMetadata.xml',
];

describe('a save of what nobody has edited', () => {
  it('keeps every part but the history, in the order of the package', () => {
    const plan = planned(openedPackage(), same);
    expect(linesOf(plan.parts)).toEqual(keptWhole);
    expect(linesOf(finished(plan).parts)).toEqual(['PackageHistory.xml bytes follows', 'AppxManifest.xml']);
    expect(plan).toMatchObject({ removed: [], last: [] });
    expect(valueOf(planContentTypes(plan))).toBeNull();
  });

  it('is also what a save of edits that took each other back is', () => {
    const document = edited(
      openedPackage(),
      { kind: 'set', path: 'properties.displayName', value: 'x' },
      { kind: 'set', path: 'properties.displayName', value: 'Notes' },
      { kind: 'renameFile', part: `${app}/app.exe`, to: 'Root/x/y' },
      { kind: 'renameFile', part: 'Root/x/y', to: `${app}/app.exe` },
      { kind: 'removeFolder', folder: 'Root/x' },
      { kind: 'setFolderMode', folder: app, mode: 'merge' },
      { kind: 'setFolderMode', folder: app, mode: 'override' },
    );
    const plan = planned(document, same);
    expect(linesOf(plan.parts)).toEqual(keptWhole);
    expect(linesOf(finished(plan).parts)).toEqual(['PackageHistory.xml bytes follows', 'AppxManifest.xml']);
  });

  it('adds an item to the history', () => {
    const parts = finished(planned(openedPackage(), same)).parts;
    const item = `  <PackageHistoryItem Time="2026-11-20T09:00:00Z" PackageVersion="${baseVersionId}" SequencerVersion="0.1.0" PackageOSBitness="32" PackagingEngine="Packwright" InUpgrade="true" SaveMode="eSave"/>\n`;
    expect(textOf(parts, 'PackageHistory.xml')).toBe(
      historyText.replace('</PackageHistory>', `${item}</PackageHistory>`),
    );
  });
});

describe('parts of a save', () => {
  it('come as they stay, are renamed, are new, and follow', () => {
    const plan = planned(
      edited(
        openedPackage(),
        { kind: 'addFile', part: 'Root/z.new', file },
        { kind: 'replaceFile', part: `${app}/app.exe`, file },
        { kind: 'renameFile', part: `${app}/data/a.txt`, to: 'Root/y.txt' },
        { kind: 'renameFile', part: 'Scripts/run.ps1', to: 'Scripts/RUN.ps1' },
        { kind: 'removeFile', part: top },
        { kind: 'setFullLoad', value: true },
      ),
      { ...same, as: 'new-version' },
    );
    expect(linesOf(plan.parts)).toEqual([
      'Registry.dat',
      `${app}/app.ico`,
      `${app}/data/b.txt`,
      `Root/y.txt from ${app}/data/a.txt`,
      'Scripts/RUN.ps1 from Scripts/run.ps1',
      `${app}/app.exe file replaced`,
      'Root/z.new file added',
      'FilesystemMetadata.xml bytes follows',
      'StreamMap.xml bytes follows',
    ]);
    expect(plan.removed).toEqual([{ part: top, bytes: 1 }]);
    const types = valueOf(planContentTypes(plan));
    expect(types === null ? '' : decodeText(types, 'utf-8')).toContain('<Default Extension="new"');
  });

  it('say what is gone where names change hands', () => {
    const plan = planned(
      edited(
        openedPackage(),
        { kind: 'renameFile', part: top, to: 'Root/old.txt' },
        { kind: 'replaceFile', part: 'Root/old.txt', file },
        { kind: 'addFile', part: 'Root/TOP.txt', file },
        { kind: 'removeFile', part: `${app}/app.ico` },
        { kind: 'renameFile', part: `${app}/app.exe`, to: `${app}/app.ico` },
      ),
      same,
    );
    expect(linesOf(plan.parts).filter((line) => line.includes(' '))).toEqual([
      `${app}/app.ico from ${app}/app.exe`,
      'Root/TOP.txt file replaced',
      'Root/old.txt file added',
      'FilesystemMetadata.xml bytes follows',
      'StreamMap.xml bytes follows',
    ]);
    expect(plan.removed).toEqual([{ part: `${app}/app.ico`, bytes: 20 }]);
  });

  it('follow only what they are about', () => {
    const metadataOnly = planned(
      edited(openedPackage(), { kind: 'renameFile', part: top, to: 'Root/x' }),
      same,
    );
    expect(textOf(metadataOnly.parts, 'FilesystemMetadata.xml')).toBe(
      metadataText.replace('Long="top.txt"', 'Long="x"'),
    );
    // No block lists the file.
    expect(linesOf(metadataOnly.parts)).toContain('StreamMap.xml');
    const streamMapOnly = planned(
      edited(openedPackage(), { kind: 'replaceFile', part: `${app}/app.exe`, file }),
      same,
    );
    expect(linesOf(streamMapOnly.parts)).toContain('FilesystemMetadata.xml');
    expect(textOf(streamMapOnly.parts, 'StreamMap.xml')).not.toContain('Blocks');
    const script = planned(edited(openedPackage(), { kind: 'removeFile', part: 'Scripts/run.ps1' }), same);
    expect(linesOf(script.parts)).toEqual(keptWhole.filter((name) => name !== 'Scripts/run.ps1'));
  });

  it('take a file that goes to Scripts out of the lists', () => {
    const plan = planned(
      edited(openedPackage(), { kind: 'renameFile', part: `${app}/app.ico`, to: 'Scripts/app.ico' }),
      same,
    );
    expect(textOf(plan.parts, 'StreamMap.xml')).toBe(
      streamMapText.replaceAll('    <File Name="Root\\VFS\\ProgramFilesX86\\App\\app.ico"/>\n', ''),
    );
    expect(textOf(plan.parts, 'FilesystemMetadata.xml')).toBe(
      metadataText.replace('<Entry Long="app.ico"/>', ''),
    );
  });

  it('take the letter case of a folder over', () => {
    const plan = planned(
      edited(openedPackage(), { kind: 'renameFolder', folder: app, to: 'Root/VFS/ProgramFilesX86/APP' }),
      same,
    );
    expect(textOf(plan.parts, 'FilesystemMetadata.xml')).toBe(
      metadataText.replaceAll(/App(?=["\\])/g, 'APP'),
    );
    expect(textOf(plan.parts, 'StreamMap.xml')).toBe(streamMapText.replaceAll('\\App\\', '\\APP\\'));
  });

  it('do without lists that the package does not have', () => {
    const parts = namedParts(
      baseParts.filter(([name]) => name !== 'StreamMap.xml' && name !== 'FilesystemMetadata.xml'),
    );
    const document = openedPackage({ filesystemMetadata: null, streamMap: null, parts });
    const removed = planned(edited(document, { kind: 'removeFile', part: top }), same);
    expect(linesOf(removed.parts)).toEqual(keptWhole.slice(0, -2).filter((name) => name !== top));
    const loaded = planned(edited(document, { kind: 'setFullLoad', value: true }), same);
    expect(linesOf(loaded.parts).at(-1)).toBe('StreamMap.xml bytes follows');
  });

  it('cannot follow in a list that cannot be read', () => {
    const changes = [{ kind: 'removeFile', part: top }] as const;
    const broken = openedPackage({ filesystemMetadata: '<Other/>', streamMap: '<Other/>' });
    expect(codesOf(planDocument(edited(broken, ...changes), same, nodeCodec))).toEqual(['FSM-INVALID']);
    expect(codesOf(planDocument(broken, same, nodeCodec))).toEqual([]);
    const stream = openedPackage({ streamMap: '<Other/>' });
    expect(codesOf(planDocument(edited(stream, ...changes), same, nodeCodec))).toEqual(['STR-INVALID']);
  });

  it('tell of streaming ranges that are gone', () => {
    const document = edited(openedPackage(), { kind: 'replaceFile', part: `${app}/app.exe`, file });
    expect(planDocument(document, same, nodeCodec).issues).toMatchObject([
      { code: 'EDT-STREAMING-RANGES', part: `${app}/app.exe` },
    ]);
  });

  it('keep a signature where it stands, and say that it does not fit', () => {
    const parts = namedParts([
      ...baseParts,
      ['AppxMetadata/CodeIntegrity.cat', 9],
      ['AppxSignature.p7x', 10],
    ]);
    const plan = planDocument(openedPackage({ parts }), same, nodeCodec);
    expect(plan.issues).toMatchObject([
      { code: 'EDT-SIGNATURE', severity: 'warning', part: 'AppxSignature.p7x' },
    ]);
    expect(valueOf(plan).last).toEqual(['AppxMetadata/CodeIntegrity.cat', 'AppxSignature.p7x']);
    expect(linesOf(valueOf(plan).parts)).toEqual(keptWhole);
  });

  it('keep what nobody knows', () => {
    const parts = namedParts([['logo.png', 5], ...baseParts, ['packagehistory.XML', 6]]);
    expect(linesOf(planned(openedPackage({ parts }), same).parts)).toEqual([
      'logo.png',
      ...keptWhole,
      'packagehistory.XML',
    ]);
  });
});
