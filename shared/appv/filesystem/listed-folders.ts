import { partNameKey } from '../../opc/part-name.ts';
import { attributeOf, childElements } from '../../xml/select-xml.ts';
import type { XmlElement } from '../../xml/xml-document.ts';
import { filesystemMetadataNamespace as uri } from './filesystem-metadata.ts';

/**
 * 8.3 names of the folders that EmptyDirectories and OpaqueDirectories speak of, which the tree may not have: key of a
 * folder's path -> key of the name of a folder in it -> its 8.3 name, `undefined` where the name is one itself.
 */
export type ListedFolders = Map<string, Map<string, string | undefined>>;

/** Path from below Root on. */
export function pathKey(path: readonly string[]): string {
  return partNameKey(path.join('/'));
}

export function directoryEntries(section: XmlElement | undefined): readonly XmlElement[] {
  return section === undefined ? [] : childElements(section, { local: 'Entry', uri });
}

/** The path that an entry of a list names. */
export function directoryPath(entry: XmlElement): readonly string[] {
  return (attributeOf(entry, 'Long')?.value ?? '').split('\\');
}

export function indexListedFolders(sections: readonly (XmlElement | undefined)[]): ListedFolders {
  const listed: ListedFolders = new Map();
  for (const section of sections) {
    for (const entry of directoryEntries(section)) {
      const path = directoryPath(entry);
      const shorts = attributeOf(entry, 'Short')?.value.split('\\') ?? path;
      addListed(listed, path, shorts.length === path.length ? shorts : path);
    }
  }
  return listed;
}

/** From the end, because the folders above one that is known are known as well. */
function addListed(listed: ListedFolders, path: readonly string[], shorts: readonly string[]): void {
  for (let index = path.length - 1; index >= 0; index--) {
    const name = partNameKey(path[index] ?? '');
    const short = shorts[index] ?? '';
    const folder = foldersIn(listed, path.slice(0, index));
    if (folder.has(name)) return;
    folder.set(name, partNameKey(short) === name ? undefined : short);
  }
}

/** The folders listed in one, which is added when it has none. */
export function foldersIn(listed: ListedFolders, path: readonly string[]): Map<string, string | undefined> {
  const key = pathKey(path);
  let folders = listed.get(key);
  if (folders === undefined) {
    folders = new Map();
    listed.set(key, folders);
  }
  return folders;
}
