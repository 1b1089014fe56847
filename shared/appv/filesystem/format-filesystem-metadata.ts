import type { Result } from '../../base/result.ts';
import type { XmlAttributeSpec, XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { formatPart } from '../format-part.ts';
import {
  type DirectoryEntry,
  type FilesystemEntry,
  type FilesystemMetadata,
  filesystemMetadataNamespace as uri,
} from './filesystem-metadata.ts';

/**
 * FilesystemMetadata.xml as Sequencer 5.1.83.0 writes it: UTF-8 with a byte order mark, on one line, the tree directly
 * below `Filesystem`, and an empty `StaticDependencies`. Issues: XML-CONTENT, XML-LIMIT.
 */
export function formatFilesystemMetadata(metadata: FilesystemMetadata): Result<Uint8Array<ArrayBuffer>> {
  const root = metadata.root === null ? [] : [{ local: 'Root', value: metadata.root }];
  const rootAttributes = [...root, ...shortAttribute(metadata.rootShort)];
  return formatPart(
    {
      local: 'Metadata',
      uri,
      children: [
        { local: 'Filesystem', uri, attributes: rootAttributes, children: metadata.entries.map(entrySpec) },
        { local: 'EmptyDirectories', uri, children: metadata.emptyDirectories.map(directorySpec) },
        { local: 'OpaqueDirectories', uri, children: metadata.opaqueDirectories.map(directorySpec) },
        { local: 'StaticDependencies', uri },
      ],
    },
    'one-line',
  );
}

/** What is below comes about when it is asked for, so that the specs of only a few folders are there at once. */
function entrySpec(entry: FilesystemEntry): XmlNodeSpec {
  return {
    local: 'Entry',
    uri,
    attributes: names(entry),
    get children() {
      return entry.entries.map(entrySpec);
    },
  };
}

function directorySpec(entry: DirectoryEntry): XmlNodeSpec {
  return { local: 'Entry', uri, attributes: names(entry) };
}

function names({ long, short }: DirectoryEntry): readonly XmlAttributeSpec[] {
  return [{ local: 'Long', value: long }, ...shortAttribute(short)];
}

function shortAttribute(short: string | undefined): readonly XmlAttributeSpec[] {
  return short === undefined ? [] : [{ local: 'Short', value: short }];
}
