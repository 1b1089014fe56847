import { partNameKey } from '../../opc/part-name.ts';
import type { XmlEdit } from '../../xml/edit-xml.ts';
import type { XmlElement } from '../../xml/xml-document.ts';
import type { XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { filesystemMetadataNamespace as uri } from './filesystem-metadata.ts';
import { directoryEntries, directoryPath, pathKey } from './listed-folders.ts';
import { type ShortNameBook, shortPathOf } from './settle-short-names.ts';

/** Folders that come to a list or leave it, as paths from below Root on. */
export type FolderChanges = {
  readonly added: readonly (readonly string[])[];
  readonly removed: readonly (readonly string[])[];
};

/** A new or changed list of directories: what to do with the entries there are, and the new ones. */
export type DirectoryEdits = { readonly edits: readonly XmlEdit[]; readonly added: readonly XmlNodeSpec[] };

/**
 * Follows one of the lists EmptyDirectories and OpaqueDirectories. A folder that leaves it and comes to it again only has
 * another letter case, and keeps its entry.
 */
export function directoryEdits(
  section: XmlElement | undefined,
  changes: FolderChanges,
  book: ShortNameBook,
): DirectoryEdits {
  const added = new Map(changes.added.map((path) => [pathKey(path), path]));
  const removed = new Set(changes.removed.map(pathKey));
  const edits: XmlEdit[] = [];
  for (const element of directoryEntries(section)) {
    const path = directoryPath(element);
    const key = pathKey(path);
    const spelt = added.get(key);
    added.delete(key);
    if (removed.has(key) && spelt === undefined) edits.push({ kind: 'removeElement', element });
    else if (removed.has(key) && spelt !== undefined) edits.push(...renaming(element, spelt, book));
    else if (isRenewed(path, book)) edits.push(...renaming(element, path, book));
  }
  const specs = Array.from(
    added.values(),
    (path): XmlNodeSpec => ({
      local: 'Entry',
      uri,
      attributes: [
        { local: 'Long', value: path.join('\\') },
        ...shortAttribute(path, book).map((value) => ({ local: 'Short', value })),
      ],
    }),
  );
  return { edits, added: specs };
}

function renaming(element: XmlElement, path: readonly string[], book: ShortNameBook): readonly XmlEdit[] {
  const [short] = shortAttribute(path, book);
  return [
    { kind: 'setAttribute', element, attribute: { local: 'Long', value: path.join('\\') } },
    short === undefined
      ? { kind: 'removeAttribute', element, local: 'Short' }
      : { kind: 'setAttribute', element, attribute: { local: 'Short', value: short } },
  ];
}

/** None when it is the path itself. */
function shortAttribute(path: readonly string[], book: ShortNameBook): readonly string[] {
  const short = shortPathOf(book, path).join('\\');
  return partNameKey(short) === pathKey(path).replaceAll('/', '\\') ? [] : [short];
}

function isRenewed(path: readonly string[], { renewed }: ShortNameBook): boolean {
  return renewed.size > 0 && path.some((_, index) => renewed.has(pathKey(path.slice(0, index + 1))));
}
