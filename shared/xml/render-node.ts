import { XMLBuilder } from 'fast-xml-parser';
import { limits } from '../base/limits.ts';
import { escapeAttributeValue, escapeText, type WritingStyle } from './escape-xml.ts';
import type { NamedNode } from './resolve-spec.ts';

/** Elements on lines of their own: `indent` is the blank start of the node's line, `unit` is added for each level. */
export type Layout = { readonly indent: string; readonly unit: string };

/** The builder's ordered form: one key with the name and the content, and `:@` with the attributes. */
type OrderedNode = Readonly<
  Record<string, readonly OrderedNode[] | string | Readonly<Record<string, string>>>
>;

const attributesKey = ':@';
const textKey = '#text';
const attributePrefix = '@_';

/*
 * The builder only puts tags around what it is given. Escaping and indentation are done here: its own escaping leaves line
 * feeds in attributes bare, and its own indentation knows neither the line ends nor the place where the node will stand.
 */
const builder = new XMLBuilder({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: attributePrefix,
  textNodeName: textKey,
  processEntities: false,
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: false,
  // It counts a text as a level; resolveSpec has checked the elements.
  maxNestedTags: limits.xmlDepth + 2,
});

/** Text of one element, without line ends around it; all on one line without a layout. */
export function renderNode(node: NamedNode, style: WritingStyle, layout: Layout | undefined): string {
  return builder.build([orderedNode(node, style, layout)]);
}

/** `<?xml …?>` with these pseudo-attributes, in their order. */
export function renderDeclaration(attributes: readonly (readonly [name: string, value: string])[]): string {
  return builder.build([{ '?xml': [], [attributesKey]: prefixed(attributes, false) }]);
}

function orderedNode(node: NamedNode, style: WritingStyle, layout: Layout | undefined): OrderedNode {
  const content = orderedContent(node, style, layout);
  if (node.attributes.length === 0) return { [node.name]: content };
  return { [node.name]: content, [attributesKey]: prefixed(node.attributes, style.ascii) };
}

function orderedContent(
  node: NamedNode,
  style: WritingStyle,
  layout: Layout | undefined,
): readonly OrderedNode[] {
  if (node.children.length === 0) {
    return node.text === '' ? [] : [{ [textKey]: escapeText(node.text, style) }];
  }
  if (layout === undefined) return node.children.map((child) => orderedNode(child, style, undefined));
  const inner = { indent: layout.indent + layout.unit, unit: layout.unit };
  const content: OrderedNode[] = [];
  for (const child of node.children) {
    content.push({ [textKey]: style.lineEnd + inner.indent }, orderedNode(child, style, inner));
  }
  content.push({ [textKey]: style.lineEnd + layout.indent });
  return content;
}

/** Attributes with their values escaped. A plain object keeps the order of its keys because an XML name is never a number. */
function prefixed(
  attributes: readonly (readonly [name: string, value: string])[],
  ascii: boolean,
): Readonly<Record<string, string>> {
  const object: Record<string, string> = {};
  for (const [name, value] of attributes)
    object[attributePrefix + name] = escapeAttributeValue(value, '"', ascii);
  return object;
}
