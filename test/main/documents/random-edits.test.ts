import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openContainer } from '../../../main/container/open-container.ts';
import { verifyContainer } from '../../../main/container/verify-container.ts';
import { openForEditing } from '../../../main/documents/open-for-editing.ts';
import { savePackage } from '../../../main/documents/save-package.ts';
import { applyEdit } from '../../../shared/appv/edits/apply-edit.ts';
import { documentFiles } from '../../../shared/appv/edits/document-files.ts';
import type { PackageDocument } from '../../../shared/appv/edits/package-document.ts';
import type { PackageEdit } from '../../../shared/appv/edits/package-edit.ts';
import { anyEdit } from '../../support/arbitrary-edits.ts';
import { bytesPart, noise, packParts, prose, workerUrl } from '../../support/container/pack.ts';
import { baseParts, packageBase, valueOf } from '../../support/edited-package.ts';
import { saveOrder } from '../../support/save-order.ts';

/* Random edits of a real package, saved for real: what is written always verifies and holds what the document says. */

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-random-'));
const source = path.join(folder, 'source.appv');
const files = {
  '/files/one': path.join(folder, 'one.bin'),
  '/files/two': path.join(folder, 'two.txt'),
} as const;
const contents = new Map<string, Buffer>([
  [files['/files/one'], noise(150_000)],
  [files['/files/two'], prose(70_000)],
]);

beforeAll(async () => {
  for (const [file, bytes] of contents) writeFileSync(file, bytes);
  const base = packageBase();
  const own = new Map<string, Uint8Array | null>([
    ['PackageHistory.xml', base.packageHistory],
    ['StreamMap.xml', base.streamMap],
    ['FilesystemMetadata.xml', base.filesystemMetadata],
  ]);
  const payload = baseParts
    .slice(0, -3)
    .map(([name, size]) => bytesPart(name, own.get(name) ?? noise(size, name)));
  await packParts(source, payload, { finish: () => [bytesPart('AppxManifest.xml', base.manifest)] });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The edit with a file that exists. */
function onDisk(edit: PackageEdit): PackageEdit {
  if (edit.kind !== 'addFile' && edit.kind !== 'replaceFile') return edit;
  const file = files[edit.file.path as keyof typeof files];
  const { size, mtimeMs } = statSync(file);
  return { ...edit, file: { path: file, size, modified: mtimeMs } };
}

function accepted(document: PackageDocument, edits: readonly PackageEdit[]): PackageDocument {
  let now = document;
  for (const edit of edits) {
    const result = applyEdit(now, onDisk(edit));
    if (result.ok) now = result.value;
  }
  return now;
}

/** Bytes of every file of a package, by its own reader, which checks each against the archive's checksum. */
async function readFiles(file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const container = valueOf(await openContainer(file));
  try {
    const found = new Map<string, Uint8Array>();
    for (const { name } of container.entries)
      if (name.includes('/')) found.set(name, valueOf(await container.readPart(name)));
    return found;
  } finally {
    await container.close();
  }
}

let saves = 0;

describe('a package saved after random edits', () => {
  it('verifies, and has the files of the document', { timeout: 120_000 }, async () => {
    const before = await readFiles(source);
    const opened = valueOf(await openForEditing(source));
    const edits = fc.array(anyEdit, { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(edits, fc.constantFrom('new-version', 'same'), async (sequence, as) => {
        const document = accepted(valueOf(opened.document), sequence);
        const target = path.join(folder, `saved-${saves++}.appv`);
        const order = saveOrder(target);
        const wishes = { ...order.wishes, as } as const;
        const { path: packagePath, fingerprint } = opened;
        const saved = await savePackage({ ...order, wishes, path: packagePath, fingerprint, document });
        expect(saved.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
        const { signal, progress } = order.context;
        const verified = await verifyContainer(target, { workers: 1, workerUrl, signal, progress });
        expect(verified.issues).toEqual([]);
        const expected = [...documentFiles(document)].flatMap(({ name, origin }) => {
          if (!name.includes('/')) return [];
          const bytes = origin.kind === 'kept' ? before.get(origin.from) : contents.get(origin.file.path);
          return [[String(name), Buffer.from(bytes ?? []).toString('base64')] as const];
        });
        const found = [...(await readFiles(target))].map(
          ([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const,
        );
        expect(new Map(found)).toEqual(new Map(expected));
        rmSync(target);
      }),
      { numRuns: 60 },
    );
  });
});
