import { type Issue, issue } from '../../base/issue.ts';
import { limits } from '../../base/limits.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { attributeValue, type ScannedElement } from '../../xml/scan-xml.ts';
import { packagePart } from '../package-parts.ts';
import { scanPart } from '../scan-part.ts';
import {
  type DirectoryEntry,
  type FilesystemEntry,
  type FilesystemMetadata,
  filesystemMetadataNamespace,
} from './filesystem-metadata.ts';

/**
 * Reads FilesystemMetadata.xml. Elements and attributes that we do not know are passed over; an `Entry` without a name is
 * left out and reported.
 *
 * Issues: those of decodeXml and scanXml; FSM-INVALID with `reason`, which makes the part unreadable only when the root
 * element is another one.
 */
export function parseFilesystemMetadata(bytes: Uint8Array): Result<FilesystemMetadata> {
  const reader = new MetadataReader();
  const scanned = scanPart(packagePart.filesystemMetadata, bytes, {
    open: (element) => reader.open(element),
    close: () => reader.close(),
  });
  if (!scanned.ok) return scanned;
  if (!reader.isMetadata) return failure(invalid('another root element than Metadata'));
  return success(reader.metadata, reader.issues);
}

function invalid(reason: string, offset?: number): Issue {
  return issue('FSM-INVALID', {
    part: packagePart.filesystemMetadata,
    ...(offset === undefined ? {} : { where: { offset } }),
    params: { reason },
  });
}

type Mutable = { root: string | null; rootShort?: string };
/** What the entries directly below an open element belong to. */
type Taker =
  | { readonly kind: 'tree'; readonly entries: FilesystemEntry[] }
  | { readonly kind: 'directories'; readonly entries: DirectoryEntry[] };

class MetadataReader {
  isMetadata = false;
  readonly issues: Issue[] = [];
  readonly #root: Mutable = { root: null };
  readonly #entries: FilesystemEntry[] = [];
  readonly #empty: DirectoryEntry[] = [];
  readonly #opaque: DirectoryEntry[] = [];
  /** One for each open element; `undefined` where entries mean nothing. */
  readonly #open: (Taker | undefined)[] = [];

  get metadata(): FilesystemMetadata {
    return {
      ...this.#root,
      entries: this.#entries,
      emptyDirectories: this.#empty,
      opaqueDirectories: this.#opaque,
    };
  }

  open(element: ScannedElement): void {
    this.#open.push(element.uri === filesystemMetadataNamespace ? this.#takerOf(element) : undefined);
  }

  close(): void {
    this.#open.pop();
  }

  #takerOf(element: ScannedElement): Taker | undefined {
    if (element.depth === 1) this.isMetadata = element.local === 'Metadata';
    if (element.local === 'Entry') return this.#addEntry(element);
    if (element.depth !== 2) return undefined;
    switch (element.local) {
      case 'Filesystem': {
        const short = attributeValue(element, 'Short');
        this.#root.root = attributeValue(element, 'Root') ?? null;
        if (short !== undefined) this.#root.rootShort = short;
        return { kind: 'tree', entries: this.#entries };
      }
      case 'EmptyDirectories':
        return { kind: 'directories', entries: this.#empty };
      case 'OpaqueDirectories':
        return { kind: 'directories', entries: this.#opaque };
      default:
        return undefined;
    }
  }

  #addEntry(element: ScannedElement): Taker | undefined {
    const taker = this.#open.at(-1);
    if (taker === undefined) return undefined;
    const long = attributeValue(element, 'Long');
    if (long === undefined || long === '') {
      if (this.issues.length < limits.issuesPerCode) {
        this.issues.push(invalid('an Entry without Long', element.start));
      }
      return undefined;
    }
    const short = attributeValue(element, 'Short');
    const names: DirectoryEntry = short === undefined ? { long } : { long, short };
    if (taker.kind === 'directories') {
      taker.entries.push(names);
      return undefined;
    }
    const below: FilesystemEntry[] = [];
    taker.entries.push({ ...names, entries: below });
    return { kind: 'tree', entries: below };
  }
}
