import { failure, type Result, success } from '../base/result.ts';
import {
  indentOf,
  keepsBlanks,
  layoutBeside,
  layoutInside,
  lineStart,
  nextLine,
  nextLineAfterComments,
} from './edit-layout.ts';
import { type EditPlan, openSelfClosing, refused, type Splice, styleAt } from './edit-plan.ts';
import { outermostScope } from './namespace-scope.ts';
import { type Layout, renderNode } from './render-node.ts';
import { type NamedNode, resolveSpec } from './resolve-spec.ts';
import type { XmlElement, XmlNode } from './xml-document.ts';
import type { XmlNodeSpec } from './xml-node-spec.ts';

/** A new element before or after another one. */
export function planInsertBeside(
  plan: EditPlan,
  side: 'before' | 'after',
  element: XmlElement,
  spec: XmlNodeSpec,
): Result<readonly Splice[]> {
  const { parent } = element;
  if (parent === null) {
    return failure(refused(plan.document, element, 'a document has exactly one root element'));
  }
  const named = nameFor(plan, parent, element, spec);
  if (!named.ok) return named;
  return success([
    side === 'before' ? spliceBefore(plan, element, named.value) : spliceAfter(plan, element, [named.value]),
  ]);
}

/** New elements as the last children of one that may have none yet. */
export function planAppend(
  plan: EditPlan,
  parent: XmlElement,
  specs: readonly XmlNodeSpec[],
): Result<readonly Splice[]> {
  const last = parent.children.findLast((child) => child.kind !== 'text' || /[^ \t\r\n]/.test(child.value));
  const nodes: NamedNode[] = [];
  const sibling = parent.children.findLast((child) => child.kind === 'element');
  for (const spec of specs) {
    const named = nameFor(plan, parent, sibling, spec);
    if (!named.ok) return named;
    nodes.push(named.value);
  }
  return success([
    last === undefined ? spliceIntoEmpty(plan, parent, nodes) : spliceAfter(plan, last, nodes),
  ]);
}

/**
 * Takes away an element, with its line when nothing else stands on it. Where the end tag of its parent follows on the
 * same line, the line end and the blanks before the element go instead.
 */
export function planRemove(plan: EditPlan, element: XmlElement): Result<readonly Splice[]> {
  const { document } = plan;
  const { parent, start, end } = element;
  if (parent === null) return failure(refused(document, element, 'a document has exactly one root element'));
  const alone = { start, end, text: '' };
  if (keepsBlanks(parent) || indentOf(document, element) === undefined) return success([alone]);
  const from = lineStart(document, start);
  const next = nextLine(document, end);
  if (next !== undefined) return success([{ start: from, end: next, text: '' }]);
  if (end !== parent.contentEnd) return success([alone]);
  const lineEnd = /(?:\r\n|[\r\n])$/.exec(document.text.slice(Math.max(0, from - 2), from))?.[0] ?? '';
  return success([{ start: from - lineEnd.length, end, text: '' }]);
}

/** Another element in the place of one; the root element too. */
export function planReplace(
  plan: EditPlan,
  element: XmlElement,
  spec: XmlNodeSpec,
): Result<readonly Splice[]> {
  const { document } = plan;
  const { parent, start, end } = element;
  const named =
    parent === null
      ? resolveSpec(spec, { scope: outermostScope, neighbours: [] })
      : nameFor(plan, parent, element, spec);
  if (!named.ok) return named;
  const layout = parent === null ? layoutOfRoot(plan, element) : layoutBeside(document, element);
  const text = render(plan, [named.value], start, layout).join('');
  return success([{ start, end, text }]);
}

function layoutOfRoot(plan: EditPlan, root: XmlElement): Layout | undefined {
  const inside = layoutInside(plan.document, root);
  const indent = indentOf(plan.document, root);
  return inside === undefined || indent === undefined ? undefined : { indent, unit: inside.unit };
}

function nameFor(
  plan: EditPlan,
  parent: XmlElement,
  sibling: XmlElement | undefined,
  spec: XmlNodeSpec,
): Result<NamedNode> {
  const scope = plan.scopes.get(parent) ?? parent.scope;
  const neighbours = sibling === undefined ? [parent.prefix] : [sibling.prefix, parent.prefix];
  return resolveSpec(spec, { scope, neighbours });
}

function render(
  plan: EditPlan,
  nodes: readonly NamedNode[],
  offset: number,
  layout: Layout | undefined,
): readonly string[] {
  const style = styleAt(plan, offset);
  return nodes.map((node) => renderNode(node, style, layout));
}

/** Whole lines before the line of the element where it stands first on it. */
function spliceBefore(plan: EditPlan, element: XmlElement, node: NamedNode): Splice {
  const layout = layoutBeside(plan.document, element);
  const [text = ''] = render(plan, [node], element.start, layout);
  if (layout === undefined) return { start: element.start, end: element.start, text };
  const start = lineStart(plan.document, element.start);
  return { start, end: start, text: `${layout.indent}${text}${styleAt(plan, element.start).lineEnd}` };
}

/** Whole lines after the line of the node, with the comments that follow on it, where it stands first on its line. */
function spliceAfter(plan: EditPlan, node: XmlNode, nodes: readonly NamedNode[]): Splice {
  const { document } = plan;
  const { end } = node;
  const layout = layoutBeside(document, node);
  const texts = render(plan, nodes, end, layout);
  if (layout === undefined) return { start: end, end, text: texts.join('') };
  const next = nextLineAfterComments(document, end);
  const { indent } = layout;
  if (next === undefined) {
    const { lineEnd } = styleAt(plan, end);
    return { start: end, end, text: texts.map((text) => `${lineEnd}${indent}${text}`).join('') };
  }
  const { lineEnd } = styleAt(plan, next);
  return { start: next, end: next, text: texts.map((text) => `${indent}${text}${lineEnd}`).join('') };
}

/** Into an element that holds nothing, or only blanks. */
function spliceIntoEmpty(plan: EditPlan, parent: XmlElement, nodes: readonly NamedNode[]): Splice {
  const { document } = plan;
  const { contentStart, contentEnd } = parent;
  const layout = layoutInside(document, parent);
  const texts = render(plan, nodes, parent.start, layout);
  if (layout === undefined) {
    const text = texts.join('');
    return parent.selfClosing
      ? openSelfClosing(document, parent, text)
      : { start: contentEnd, end: contentEnd, text };
  }
  const { lineEnd } = styleAt(plan, parent.start);
  const endTagLine = lineStart(document, contentEnd);
  if (!parent.selfClosing && endTagLine > contentStart) {
    const text = texts.map((each) => `${layout.indent}${each}${lineEnd}`).join('');
    return { start: endTagLine, end: endTagLine, text };
  }
  const lines = texts.map((each) => `${lineEnd}${layout.indent}${each}`).join('');
  const content = `${lines}${lineEnd}${indentOf(document, parent) ?? ''}`;
  return parent.selfClosing
    ? openSelfClosing(document, parent, content)
    : { start: contentStart, end: contentEnd, text: content };
}
