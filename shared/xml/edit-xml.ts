import { assertNever } from '../base/assert.ts';
import { failure, type Result, success } from '../base/result.ts';
import { type EditPlan, refused, type Splice } from './edit-plan.ts';
import { unwritable } from './escape-xml.ts';
import { planAppend, planInsertBeside, planRemove, planReplace } from './plan-elements.ts';
import { planDeclareNamespace, planRemoveAttribute, planSetAttribute, planSetText } from './plan-values.ts';
import { parseXml, type XmlDocument, type XmlElement } from './xml-document.ts';
import { xmlnsNamespace } from './xml-names.ts';
import type { XmlAttributeSpec, XmlNodeSpec } from './xml-node-spec.ts';

/**
 * One change to a document. `element` is one of the document that the edit is applied to. Attributes are named by
 * local name and namespace; without `uri`, the ones that have no prefix.
 */
export type XmlEdit =
  | { readonly kind: 'setAttribute'; readonly element: XmlElement; readonly attribute: XmlAttributeSpec }
  | {
      readonly kind: 'removeAttribute';
      readonly element: XmlElement;
      readonly local: string;
      readonly uri?: string;
    }
  /** For a prefix that other text of the document will name; new elements and attributes declare what they need by themselves. */
  | {
      readonly kind: 'declareNamespace';
      readonly element: XmlElement;
      readonly prefix: string;
      readonly uri: string;
    }
  | { readonly kind: 'setText'; readonly element: XmlElement; readonly text: string }
  | {
      readonly kind: 'insertElement';
      /** Before or after `element`, or as its last child. */
      readonly position: 'before' | 'after' | 'append';
      readonly element: XmlElement;
      readonly node: XmlNodeSpec;
    }
  | { readonly kind: 'removeElement'; readonly element: XmlElement }
  | { readonly kind: 'replaceElement'; readonly element: XmlElement; readonly node: XmlNodeSpec };

/**
 * Applies edits, all of them to the document as it is given, and answers with the document that results; none is
 * applied when one is refused. The text is kept and only spliced: everything outside the edited lines stays as it
 * is, character for character. New elements take prefix, indentation and line ends of their neighbours. Several insertions
 * at one place come in the order of the list. An edit that asks for what is already there changes nothing.
 *
 * Issues: XML-EDIT for an edit that does not fit the document or another edit, XML-CONTENT for a name or character that
 * XML cannot hold, XML-LIMIT for a result beyond the limits. An element of another document is a defect of the caller.
 */
export function applyXmlEdits(document: XmlDocument, edits: readonly XmlEdit[]): Result<XmlDocument> {
  const ascii = /^<\?xml[^?]*encoding[ \t\r\n]*=[ \t\r\n]*["'](?:us-)?ascii["']/i.test(document.text);
  const plan: EditPlan = { document, ascii, scopes: new Map() };
  const twice = editedTwice(document, edits);
  if (twice !== undefined) return failure(refused(document, twice, 'two edits change the same text'));
  const splices: (Splice & { readonly element: XmlElement })[] = [];
  for (const step of stepsOf(edits)) {
    const planned =
      step.kind === 'append' ? planAppend(plan, step.element, step.nodes) : planEdit(plan, step);
    if (!planned.ok) return planned;
    splices.push(...planned.value.map((splice) => ({ ...splice, element: step.element })));
  }
  if (splices.length === 0) return success(document);
  // Sorting is stable, so that insertions at one place keep the order of the list.
  splices.sort((left, right) => left.start - right.start || left.end - right.end);
  const clash = splices.find((splice, index) => (splices[index - 1]?.end ?? 0) > splice.start);
  if (clash !== undefined) return failure(refused(document, clash.element, 'two edits change the same text'));
  const beyondAscii = ascii ? splices.find(({ text }) => /[\u0080-\uffff]/.test(text)) : undefined;
  // Values are escaped, so it can only be a name.
  if (beyondAscii !== undefined) return failure(unwritable('name not allowed', beyondAscii.element.name));
  return parseXml(spliceText(document.text, splices));
}

type Append = { readonly kind: 'append'; readonly element: XmlElement; readonly nodes: XmlNodeSpec[] };
type Step = Exclude<XmlEdit, { readonly kind: 'insertElement' }> | InsertBeside | Append;
type InsertBeside = Extract<XmlEdit, { readonly kind: 'insertElement' }> & {
  readonly position: 'before' | 'after';
};

/** In order, but what is appended to one element together and last: an empty element can only be opened once. */
function stepsOf(edits: readonly XmlEdit[]): readonly Step[] {
  const appends = new Map<XmlElement, Append>();
  const steps: Step[] = [];
  for (const edit of edits) {
    if (edit.kind !== 'insertElement') steps.push(edit);
    else if (edit.position !== 'append') steps.push({ ...edit, position: edit.position });
    else {
      const known = appends.get(edit.element);
      if (known === undefined)
        appends.set(edit.element, { kind: 'append', element: edit.element, nodes: [edit.node] });
      else known.nodes.push(edit.node);
    }
  }
  return [...steps, ...appends.values()];
}

function planEdit(plan: EditPlan, edit: Exclude<Step, Append>): Result<readonly Splice[]> {
  switch (edit.kind) {
    case 'setAttribute':
      return planSetAttribute(plan, edit.element, edit.attribute);
    case 'removeAttribute':
      return planRemoveAttribute(plan, edit.element, edit.local, edit.uri ?? '');
    case 'declareNamespace':
      return planDeclareNamespace(plan, edit.element, edit.prefix, edit.uri);
    case 'setText':
      return planSetText(plan, edit.element, edit.text);
    case 'insertElement':
      return planInsertBeside(plan, edit.position, edit.element, edit.node);
    case 'removeElement':
      return planRemove(plan, edit.element);
    case 'replaceElement':
      return planReplace(plan, edit.element, edit.node);
    default:
      return assertNever(edit);
  }
}

/** The first element of which two edits change the same thing; splices of no length would not show it. */
function editedTwice(document: XmlDocument, edits: readonly XmlEdit[]): XmlElement | undefined {
  const changed = new Map<XmlElement, Map<string, XmlEdit['kind']>>();
  for (const edit of edits) {
    const { element } = edit;
    if (!belongsTo(document, element))
      throw new Error(`Edit of ${element.name}, which is of another document`);
    const what = changedPart(edit);
    if (what === undefined) continue;
    const known = changed.get(element) ?? new Map<string, XmlEdit['kind']>();
    const before = known.get(what);
    if (before !== undefined && !(before === 'insertElement' && edit.kind === 'insertElement'))
      return element;
    changed.set(element, known.set(what, edit.kind));
  }
  return undefined;
}

function changedPart(edit: XmlEdit): string | undefined {
  switch (edit.kind) {
    case 'setAttribute':
      return `attribute ${edit.attribute.local} ${edit.attribute.uri ?? ''}`;
    case 'removeAttribute':
      return `attribute ${edit.local} ${edit.uri ?? ''}`;
    case 'declareNamespace':
      return `attribute ${edit.prefix} ${xmlnsNamespace}`;
    case 'setText':
      return 'content';
    case 'insertElement':
      return edit.position === 'append' ? 'content' : undefined;
    case 'removeElement':
    case 'replaceElement':
      return 'element';
    default:
      return assertNever(edit);
  }
}

function belongsTo(document: XmlDocument, element: XmlElement): boolean {
  let outermost = element;
  while (outermost.parent !== null) outermost = outermost.parent;
  return outermost === document.root;
}

/** `splices` are in order and do not overlap. */
function spliceText(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let kept = 0;
  for (const splice of splices) {
    parts.push(text.slice(kept, splice.start), splice.text);
    kept = splice.end;
  }
  parts.push(text.slice(kept));
  return parts.join('');
}
