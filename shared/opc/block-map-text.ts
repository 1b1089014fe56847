import { assertDefined } from '../base/assert.ts';
import { concatBytes } from '../base/bytes.ts';
import { failure, type Result, success } from '../base/result.ts';
import { decodeText } from '../base/text.ts';
import { scanXml } from '../xml/scan-xml.ts';
import { encodeXml, decodeXml, type DecodedXml } from '../xml/xml-text.ts';
import {
  blockMapEnd,
  type BlockMapFile,
  blockMapNamespace,
  blockMapStart,
  escapeBlockMapName,
  formatBlockMapFile,
} from './block-map.ts';
import { blockMapName, footprint, type PartName } from './part-name.ts';

/**
 * The form of a block map that is written: what stands before, between and after its File elements, so that those of a
 * package that is saved can be taken over as they are, and new ones look like their neighbours.
 */
export type BlockMapForm = {
  readonly start: string;
  readonly end: string;
  /** A File element for a part whose data was encoded anew. */
  readonly formatFile: (file: BlockMapFile) => string;
  /** The whole text in its own encoding, given as UTF-8 without a byte order mark; all pages but the last have one length. */
  readonly encode: (utf8: Pages, pageLength: number) => Pages;
};

type Pages = readonly Uint8Array<ArrayBuffer>[];

/** The form of a package that is built. */
export const newBlockMapForm: BlockMapForm = {
  start: blockMapStart,
  end: blockMapEnd,
  formatFile: (file) => formatBlockMapFile(file),
  encode: (utf8) => utf8,
};

/** The block map of a package that is saved, as text. */
export type BlockMapText = {
  readonly form: BlockMapForm;
  /** The File element at this place of the document, with the blanks and comments before it. */
  readonly keptFile: (index: number) => string;
  /** The same with another name, and the header length that the name's entry gets. */
  readonly renamedFile: (index: number, name: PartName, lfhSize: number) => string;
};

/**
 * Finds the File elements of a block map, in the order in which parseBlockMap reads them. Issues: those of decodeXml and
 * scanXml.
 */
export function readBlockMapText(bytes: Uint8Array): Result<BlockMapText> {
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return failure(...inBlockMap(decoded.issues));
  const { text } = decoded.value;
  /** Start and end of each File element, in UTF-16 code units. */
  const places: number[] = [];
  let headEnd = 0;
  let prefix = '';
  const scanned = scanXml(text, {
    open(element) {
      if (element.depth === 1) headEnd = element.end;
      else if (isFile(element)) {
        if (places.length === 0) prefix = element.prefix;
        places.push(element.start);
      }
    },
    close(element, end) {
      if (isFile(element)) places.push(end);
    },
  });
  if (!scanned.ok) return failure(...inBlockMap(scanned.issues));

  const place = (position: number): number =>
    assertDefined(places[position], 'a File element of the block map that was read');
  const gapStart = (index: number): number => (index === 0 ? headEnd : place(index * 2 - 1));
  const firstGap = text.slice(headEnd, places[0] ?? headEnd);
  const newGap = /^\s*/.exec(firstGap)?.[0] ?? '';
  return success({
    form: {
      start: text.slice(0, headEnd),
      end: text.slice(places.at(-1) ?? headEnd),
      formatFile: (file) => newGap + formatBlockMapFile(file, prefix),
      encode: (utf8, pageLength) => encodeAs(decoded.value, utf8, pageLength),
    },
    keptFile: (index) => text.slice(gapStart(index), place(index * 2 + 1)),
    renamedFile(index, name, lfhSize) {
      const gap = text.slice(gapStart(index), place(index * 2));
      const file = text.slice(place(index * 2), place(index * 2 + 1));
      return (
        gap + setAttributes(file, { Name: escapeBlockMapName(blockMapName(name)), LfhSize: String(lfhSize) })
      );
    },
  });
}

function isFile(element: { readonly depth: number; readonly uri: string; readonly local: string }): boolean {
  return element.depth === 2 && element.uri === blockMapNamespace && element.local === 'File';
}

function inBlockMap<Each extends object>(issues: readonly Each[]): readonly Each[] {
  return issues.map((each) => ({ ...each, part: footprint.blockMap }));
}

function encodeAs(decoded: DecodedXml, utf8: Pages, pageLength: number): Pages {
  if (decoded.encoding === 'utf-8' && !decoded.byteOrderMark) return utf8;
  const bytes = encodeXml({ ...decoded, text: decodeText(concatBytes(utf8), 'utf-8') ?? '' });
  const count = Math.ceil(bytes.length / pageLength);
  return Array.from({ length: count }, (_, index) =>
    bytes.slice(index * pageLength, (index + 1) * pageLength),
  );
}

/** Replaces the values of attributes without a prefix in the start tag of an element that is well-formed. */
function setAttributes(element: string, values: Readonly<Record<string, string>>): string {
  let result = '';
  let kept = 0;
  const attribute = /\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/gy;
  attribute.lastIndex = element.search(/[\s/>]/);
  for (let match = attribute.exec(element); match !== null; match = attribute.exec(element)) {
    const value = Object.hasOwn(values, match[1] ?? '') ? values[match[1] ?? ''] : undefined;
    if (value === undefined) continue;
    const end = attribute.lastIndex;
    const start = end - (match[2]?.length ?? 0);
    // An apostrophe may stand in a name, a quotation mark may not.
    result += `${element.slice(kept, start)}"${value}"`;
    kept = end;
  }
  return result + element.slice(kept);
}
