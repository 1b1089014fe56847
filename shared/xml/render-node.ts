import { XMLBuilder } from 'fast-xml-parser';
import type { Issue } from '../base/issue.ts';
import { failure, type Result, success } from '../base/result.ts';
import { escapeAttributeValue, escapeText, type WritingStyle } from './escape-xml.ts';
import { type NamedElement, type NamedNode, resolveElement, type Surroundings } from './resolve-spec.ts';
import type { XmlNodeSpec } from './xml-node-spec.ts';

/** Elements on lines of their own: `indent` is the blank start of the node's line, `unit` is added for each level. */
export type Layout = { readonly indent: string; readonly unit: string };

/** Keys of the builder's ordered form. */
const attributesKey = ':@';
const attributePrefix = '@_';

/*
 * The builder only makes tags, one at a time. Escaping and indentation are done here: its own escaping leaves line feeds in
 * attributes bare, and its own indentation knows neither the line ends nor the place where the node will stand. Given a whole
 * document at once it would need a tree of it, which for 100,000 elements takes more memory than everything else.
 */
const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  processEntities: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: false,
});

/** Text of one element, without line ends around it; all on one line without a layout. */
export function renderNode(node: NamedNode, style: WritingStyle, layout: Layout | undefined): string {
  const writer = new TextWriter();
  writeNode(writer, node, style, layout);
  return writer.finish();
}

/**
 * The same of an element whose names are still to be resolved, one element after the other, so that no second tree comes
 * about. Issues: those of resolveElement.
 */
export function renderSpec(
  spec: XmlNodeSpec,
  around: Surroundings,
  style: WritingStyle,
  layout: Layout | undefined,
): Result<string> {
  const writer = new TextWriter();
  const problem = writeSpec(writer, spec, around, style, layout, 1);
  return problem === undefined ? success(writer.finish()) : failure(problem);
}

/** `<?xml …?>` with these pseudo-attributes, in their order. */
export function renderDeclaration(attributes: NamedElement['attributes']): string {
  return builder.build([{ '?xml': [], [attributesKey]: prefixed(attributes, false) }]);
}

/** Tags that wait to be joined: each string of its own costs more than what is in it. */
const waitingTexts = 1024;

class TextWriter {
  readonly #joined: string[] = [];
  #waiting: string[] = [];

  add(text: string): void {
    this.#waiting.push(text);
    if (this.#waiting.length < waitingTexts) return;
    this.#joined.push(this.#waiting.join(''));
    this.#waiting = [];
  }

  finish(): string {
    return [...this.#joined, ...this.#waiting].join('');
  }
}

function writeNode(
  writer: TextWriter,
  node: NamedNode,
  style: WritingStyle,
  layout: Layout | undefined,
): undefined {
  writeElement(writer, node, style, layout, (child: NamedNode, inner) =>
    writeNode(writer, child, style, inner),
  );
}

function writeSpec(
  writer: TextWriter,
  spec: XmlNodeSpec,
  around: Surroundings,
  style: WritingStyle,
  layout: Layout | undefined,
  depth: number,
): Issue | undefined {
  const element = resolveElement(spec, around, depth);
  if (!element.ok) return element.issues[0];
  const { inside, ...named } = element.value;
  const node = { ...named, text: spec.text ?? '', children: spec.children ?? [] };
  return writeElement(writer, node, style, layout, (child: XmlNodeSpec, inner) =>
    writeSpec(writer, child, inside, style, inner, depth + 1),
  );
}

/** Ends at the first child that cannot be written, and returns why. */
function writeElement<Child>(
  writer: TextWriter,
  element: NamedElement & { readonly text: string; readonly children: readonly Child[] },
  style: WritingStyle,
  layout: Layout | undefined,
  writeChild: (child: Child, layout: Layout | undefined) => Issue | undefined,
): Issue | undefined {
  const { name, text, children } = element;
  const emptyTag = renderTag(element, style);
  if (children.length === 0 && text === '') {
    writer.add(emptyTag);
    return undefined;
  }
  writer.add(`${emptyTag.slice(0, -'/>'.length)}>`);
  if (children.length === 0) writer.add(escapeText(text, style));
  const inner = layout && { indent: layout.indent + layout.unit, unit: layout.unit };
  for (const child of children) {
    if (inner !== undefined) writer.add(style.lineEnd + inner.indent);
    const problem = writeChild(child, inner);
    if (problem !== undefined) return problem;
  }
  if (layout !== undefined && children.length > 0) writer.add(style.lineEnd + layout.indent);
  writer.add(`</${name}>`);
  return undefined;
}

/** `<name …/>` */
function renderTag({ name, attributes }: NamedElement, style: WritingStyle): string {
  const node = { [name]: [] };
  return builder.build([
    attributes.length === 0 ? node : { ...node, [attributesKey]: prefixed(attributes, style.ascii) },
  ]);
}

/** Attributes with their values escaped. A plain object keeps the order of its keys because an XML name is never a number. */
function prefixed(attributes: NamedElement['attributes'], ascii: boolean): Readonly<Record<string, string>> {
  const object: Record<string, string> = {};
  for (const [name, value] of attributes)
    object[attributePrefix + name] = escapeAttributeValue(value, '"', ascii);
  return object;
}
