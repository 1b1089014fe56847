import type { Layout } from './render-node.ts';
import { lineAndColumn } from './xml-lines.ts';
import { xmlNamespace } from './xml-names.ts';
import type { XmlDocument, XmlElement, XmlNode } from './xml-document.ts';

/** What an element that has no neighbour to learn from is indented by. */
const usualUnit = '  ';

export function lineStart(document: XmlDocument, offset: number): number {
  return offset - lineAndColumn(document.lines, offset).column + 1;
}

/** The blanks before a node when it is the first thing on its line. */
export function indentOf(document: XmlDocument, node: { readonly start: number }): string | undefined {
  const before = document.text.slice(lineStart(document, node.start), node.start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The line end nearest before an offset, else the first one of the document, else LF. */
export function lineEndNear(document: XmlDocument, offset: number): string {
  const { line } = lineAndColumn(document.lines, offset);
  const after = document.lines[Math.max(1, line - 1)];
  if (after === undefined) return '\n';
  return /(?:\r\n|[\r\n])$/.exec(document.text.slice(Math.max(0, after - 2), after))?.[0] ?? '\n';
}

/** Offset of the next line when only blanks follow on this one. */
export function nextLine(document: XmlDocument, offset: number): number | undefined {
  return endOf(/[ \t]*(?:\r\n|[\r\n])/y, document, offset);
}

/** Offset of the next line when only blanks and comments follow on this one, as after an element that they explain. */
export function nextLineAfterComments(document: XmlDocument, offset: number): number | undefined {
  return endOf(/(?:[ \t]|<!--(?:(?!-->)[^\r\n])*-->)*(?:\r\n|[\r\n])/y, document, offset);
}

function endOf(rest: RegExp, document: XmlDocument, offset: number): number | undefined {
  rest.lastIndex = offset;
  return rest.test(document.text) ? rest.lastIndex : undefined;
}

/**
 * Whether blanks inside an element are content, so that no line may be added or removed for looks: `xml:space="preserve"` is in
 * force, or text stands between its children.
 */
export function keepsBlanks(element: XmlElement): boolean {
  let keeps = knownToKeepBlanks.get(element);
  if (keeps === undefined) {
    keeps = element.children.some(isWords) || preservesSpace(element);
    knownToKeepBlanks.set(element, keeps);
  }
  return keeps;
}

/** Elements never change, and many edits may ask about one parent with 100,000 children. */
const knownToKeepBlanks = new WeakMap<XmlElement, boolean>();

function preservesSpace(element: XmlElement): boolean {
  for (let each: XmlElement | null = element; each !== null; each = each.parent) {
    const space = each.attributes.find(({ local, uri }) => local === 'space' && uri === xmlNamespace)?.value;
    if (space !== undefined) return space === 'preserve';
  }
  return false;
}

/** Character data that is more than blanks; a CDATA section always is. */
function isWords(node: XmlNode): boolean {
  return node.kind === 'cdata' || (node.kind === 'text' && /[^ \t\r\n]/.test(node.value));
}

/** What one level is indented by around an element: as far as it stands inside its parent, or as its children stand inside it. */
function unitNear(document: XmlDocument, element: XmlElement): string {
  for (let each: XmlElement | null = element; each !== null; each = each.parent) {
    const own = indentOf(document, each);
    if (own === undefined) continue;
    const inner = each.children.find((child) => child.kind === 'element');
    const unit =
      (inner === undefined ? undefined : deeper(indentOf(document, inner), own)) ??
      (each.parent === null ? undefined : deeper(own, indentOf(document, each.parent)));
    if (unit !== undefined) return unit;
  }
  return usualUnit;
}

function deeper(inner: string | undefined, outer: string | undefined): string | undefined {
  if (inner === undefined || outer === undefined) return undefined;
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}

/** Layout of a new node that will stand beside `node`; `undefined` where it has to stay on the line. */
export function layoutBeside(document: XmlDocument, node: XmlNode): Layout | undefined {
  const { parent } = node;
  if (parent === null || keepsBlanks(parent)) return undefined;
  const indent = indentOf(document, node);
  return indent === undefined ? undefined : { indent, unit: unitNear(document, parent) };
}

export function layoutInside(document: XmlDocument, element: XmlElement): Layout | undefined {
  const indent = keepsBlanks(element) ? undefined : indentOf(document, element);
  if (indent === undefined) return undefined;
  const unit = unitNear(document, element);
  return { indent: indent + unit, unit };
}
