import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeCodec } from '../../../../main/files/node-codec.ts';
import { applyEdit, applyEdits } from '../../../../shared/appv/edits/apply-edit.ts';
import { documentFiles, documentFolders, netChanges } from '../../../../shared/appv/edits/document-files.ts';
import type { PackageDocument } from '../../../../shared/appv/edits/package-document.ts';
import { type PackageEdit, packageEdit } from '../../../../shared/appv/edits/package-edit.ts';
import {
  planContentTypes,
  planDocument,
  type SaveChoices,
} from '../../../../shared/appv/edits/plan-document.ts';
import type { FilesystemEntry } from '../../../../shared/appv/filesystem/filesystem-metadata.ts';
import { parseFilesystemMetadata } from '../../../../shared/appv/filesystem/parse-filesystem-metadata.ts';
import { parseStreamMap } from '../../../../shared/appv/streaming/parse-stream-map.ts';
import { encodeUtf8 } from '../../../../shared/base/text.ts';
import { partNameKey } from '../../../../shared/opc/part-name.ts';
import { anyEdit, fileEdit } from '../../../support/arbitrary-edits.ts';
import {
  baseParts,
  metadataText,
  openedPackage,
  streamMapText,
  valueOf,
} from '../../../support/edited-package.ts';
import { finished, linesOf, planned } from '../../../support/planned-save.ts';

const same: SaveChoices = { as: 'same', date: '2026-11-20T09:00:00Z', engineVersion: '0.1.0' };
const choices = fc.constantFrom<SaveChoices>(same, { ...same, as: 'new-version' });

/** Applies the edits that can be applied. */
function accepted(document: PackageDocument, edits: readonly PackageEdit[]) {
  const done: PackageEdit[] = [];
  let now = document;
  for (const edit of edits) {
    const result = applyEdit(now, edit);
    if (!result.ok) continue;
    now = result.value;
    done.push(edit);
  }
  return { document: now, done };
}

describe('edits and undo', () => {
  const steps = fc.array(fc.oneof({ weight: 4, arbitrary: anyEdit }, fc.constantFrom('undo', 'redo')), {
    maxLength: 40,
  });

  it('end where the remaining edits lead at once, and what they save is the same', () => {
    fc.assert(
      fc.property(steps, choices, (sequence, choice) => {
        const opened = openedPackage();
        const done: { readonly edit: PackageEdit; readonly document: PackageDocument }[] = [];
        let undone: typeof done = [];
        for (const step of sequence) {
          if (step === 'undo') undone.push(...done.splice(-1));
          else if (step === 'redo') done.push(...undone.splice(-1));
          else {
            const result = applyEdit(done.at(-1)?.document ?? opened, step);
            if (!result.ok) continue;
            done.push({ edit: step, document: result.value });
            undone = [];
          }
        }
        const document = done.at(-1)?.document ?? opened;
        const atOnce = valueOf(
          applyEdits(
            openedPackage(),
            done.map(({ edit }) => edit),
          ),
        );
        expect(netChanges(document)).toEqual(netChanges(atOnce));
        expect(document.manifest.text).toBe(atOnce.manifest.text);
        const [one, other] = [
          planDocument(document, choice, nodeCodec),
          planDocument(atOnce, choice, nodeCodec),
        ];
        expect(one.issues).toEqual(other.issues);
        if (!one.ok || !other.ok) return;
        expect(one.value.parts).toEqual(other.value.parts);
        expect(finished(one.value)).toEqual(finished(other.value));
      }),
    );
  });

  it('are the same after they were written as JSON', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 10 }), (edits) => {
        const read: unknown = JSON.parse(JSON.stringify(edits));
        expect(packageEdit.array().parse(read)).toEqual(edits);
      }),
    );
  });

  it('never change the document that they are given', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 20 }), (edits) => {
        const opened = openedPackage();
        const half = accepted(opened, edits.slice(0, 10)).document;
        const before = [netChanges(half), [...documentFiles(half)], documentFolders(half)];
        accepted(half, edits.slice(10));
        expect([netChanges(half), [...documentFiles(half)], documentFolders(half)]).toEqual(before);
        expect([...documentFiles(opened)]).toEqual([...documentFiles(openedPackage())]);
      }),
    );
  });
});

/** The files of a package as Windows would have them: key of the path -> whose bytes. */
function windowsFiles(edits: readonly PackageEdit[]): ReadonlyMap<string, string> {
  const keyOf = (text: string) => partNameKey(text.replaceAll('\\', '/'));
  let files = new Map(baseParts.filter(([name]) => name.includes('/')).map(([name]) => [keyOf(name), name]));
  const isIn = (key: string, folder: string) => key.startsWith(`${keyOf(folder)}/`);
  for (const edit of edits) {
    switch (edit.kind) {
      case 'addFile':
      case 'replaceFile':
        files.set(keyOf(edit.part), edit.file.path);
        break;
      case 'removeFile':
        files.delete(keyOf(edit.part));
        break;
      case 'renameFile': {
        const bytes = files.get(keyOf(edit.part)) ?? '';
        files.delete(keyOf(edit.part));
        files.set(keyOf(edit.to), bytes);
        break;
      }
      case 'removeFolder':
        files = new Map([...files].filter(([key]) => !isIn(key, edit.folder)));
        break;
      case 'renameFolder':
        files = new Map(
          [...files].map(([key, bytes]) =>
            isIn(key, edit.folder) ? [keyOf(edit.to) + key.slice(edit.folder.length), bytes] : [key, bytes],
          ),
        );
        break;
      default:
        break;
    }
  }
  return files;
}

describe('what a document holds after edits', () => {
  it('is what a file system would hold', () => {
    fc.assert(
      fc.property(fc.array(fileEdit, { maxLength: 40 }), (edits) => {
        const { document, done } = accepted(openedPackage(), edits);
        const held = [...documentFiles(document)].flatMap(({ name, origin }) =>
          name.includes('/')
            ? [[partNameKey(name), origin.kind === 'kept' ? origin.from : origin.file.path] as const]
            : [],
        );
        expect(new Map(held)).toEqual(windowsFiles(done));
        expect(held).toHaveLength(windowsFiles(done).size);
      }),
      { numRuns: 300 },
    );
  });

  it('is saved: each part once, each part of the package accounted for', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
        const { document } = accepted(openedPackage(), edits);
        const plan = planned(document, same);
        const parts = [...plan.parts, ...finished(plan).parts];
        const keys = parts.map(({ name }) => partNameKey(name));
        expect(new Set(keys).size).toBe(keys.length);
        const names = baseParts.map(([name]) => name);
        const kept = parts.flatMap(({ content }) => (content.kind === 'kept' ? [String(content.from)] : []));
        expect(names).toEqual(expect.arrayContaining(kept));
        expect(new Set(kept).size).toBe(kept.length);
        const written = parts
          .filter(({ content }) => content.kind !== 'kept')
          .map(({ name }) => partNameKey(name));
        const removed = plan.removed.map(({ part }) => String(part));
        for (const name of names.slice(0, -2)) {
          const ways = [kept.includes(name), removed.includes(name)].filter(Boolean).length;
          expect([name, ways === 1 || (ways === 0 && written.includes(partNameKey(name)))]).toEqual([
            name,
            true,
          ]);
        }
        expect(planContentTypes(plan).ok).toBe(true);
        expect(linesOf(parts).at(-1)).toMatch(/^AppxManifest\.xml/);
      }),
    );
  });

  // A folder that is gone and comes again in another letter case keeps its Entry, so letter case is not compared.
  it('is what FilesystemMetadata.xml and StreamMap.xml say after a save', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
        const { document } = accepted(openedPackage(), edits);
        const { parts } = planned(document, same);
        const bytesOf = (name: string, before: string) => {
          const content = parts.find((each) => each.name === name)?.content;
          return content?.kind === 'bytes' ? content.bytes : encodeUtf8(before);
        };
        const metadata = valueOf(parseFilesystemMetadata(bytesOf('FilesystemMetadata.xml', metadataText)));
        const files = [...documentFiles(document)].filter(({ block }) => block !== null);
        expect(keysOf(leaves(metadata.entries))).toEqual(keysOf(files.map(({ name }) => name)));
        const folders = documentFolders(document);
        expect(keysOf(metadata.emptyDirectories.map(partOf))).toEqual(keysOf(folders.empty));
        expect(keysOf(metadata.opaqueDirectories.map(partOf))).toEqual(keysOf(folders.opaque));

        const streamMap = valueOf(parseStreamMap(bytesOf('StreamMap.xml', streamMapText)));
        const [publishing, primary] = ['PublishingFeatureBlock', 'PrimaryFeatureBlock'].map((id) => {
          const blocks = streamMap.featureBlocks.filter((block) => block.id === id);
          return keysOf(blocks.flatMap((block) => block.files.map(({ name }) => name.replaceAll('\\', '/'))));
        });
        const listed = files.map(({ name, block }) => ({ key: partNameKey(name), block }));
        for (const { key, block } of listed) {
          const found = publishing?.includes(key)
            ? 'publishing'
            : primary?.includes(key)
              ? 'primary'
              : 'onDemand';
          expect([key, found]).toEqual([key, block]);
        }
        const known = listed.map(({ key }) => key);
        expect([...(publishing ?? []), ...(primary ?? [])].filter((key) => !known.includes(key))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

function keysOf(names: readonly string[]): readonly string[] {
  return names.map(partNameKey).toSorted();
}

function partOf({ long }: { readonly long: string }): string {
  return `Root/${long.replaceAll('\\', '/')}`;
}

function leaves(entries: readonly FilesystemEntry[], path = 'Root'): readonly string[] {
  return entries.flatMap(({ long, entries: below }) =>
    below.length === 0 ? [`${path}/${long}`] : leaves(below, `${path}/${long}`),
  );
}
