import { documentFiles, documentFolders, isDescribingPart } from '../../shared/appv/edits/document-files.ts';
import { type PackageDocument, partAt } from '../../shared/appv/edits/package-document.ts';
import type { FileRow } from '../../shared/contract/operations.ts';
import type { PartName } from '../../shared/opc/part-name.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { createFileTree, type FileTree, type FileTreeSource } from './file-tree.ts';
import type { OpenedPackage } from './open-for-editing.ts';

/**
 * The files of a document as a tree that is read by page: what the package would hold if it were saved now. A new file
 * counts as compressed to its own size, since how well it compresses is known when it has been packed.
 */
export function editedFiles(document: PackageDocument, opened: OpenedPackage): FileTree {
  const entries = entriesOf(opened);
  const files: FileTreeSource['entries'][number][] = [];
  /** Nearly all files of most packages are in no block: those need no place in a table. */
  const blocks = new Map<PartName, FileRow['block']>();
  for (const { name, size, origin, block } of documentFiles(document)) {
    const entry = origin.kind === 'kept' ? entries.get(origin.from) : undefined;
    files.push({ name, size, compressedSize: entry?.compressedSize ?? size });
    if (block !== 'onDemand') blocks.set(name, block);
  }
  for (const entry of describingParts(document, entries)) {
    files.push(entry);
    blocks.set(entry.name, null);
  }
  const inNoBlock = withoutBlock(document);
  const { empty, opaque } = documentFolders(document);
  return createFileTree({
    entries: files,
    emptyFolders: empty,
    opaqueFolders: opaque,
    blockOf: (name) => {
      const block = blocks.get(name);
      return block === undefined ? inNoBlock : block;
    },
    hasFolderModes: opened.overview.kind === 'appv',
  });
}

/** By name; made once for each package that is opened. */
const entriesByName = new WeakMap<OpenedPackage, ReadonlyMap<PartName, ZipEntry>>();

function entriesOf(opened: OpenedPackage): ReadonlyMap<PartName, ZipEntry> {
  const known = entriesByName.get(opened) ?? new Map(opened.entries.map((entry) => [entry.name, entry]));
  entriesByName.set(opened, known);
  return known;
}

/** The parts that a save makes itself, as they are in the package that was opened. */
function describingParts(
  { base, opened }: PackageDocument,
  entries: ReadonlyMap<PartName, ZipEntry>,
): readonly ZipEntry[] {
  return opened.others.flatMap((place) => {
    const { name } = partAt(base, place);
    return isDescribingPart(name) ? (entries.get(name) ?? []) : [];
  });
}

/** Where everything is loaded before the first launch, what is in no block comes with the primary one. */
function withoutBlock({ opened, fullLoad }: PackageDocument): FileRow['block'] {
  return (fullLoad ?? opened.streamed.loadAll) ? 'primary' : 'on-demand';
}
