import { type Issue, issue } from '../base/issue.ts';
import type { WritingStyle } from './escape-xml.ts';
import { lineEndNear } from './edit-layout.ts';
import type { NamespaceScope } from './namespace-scope.ts';
import { whereIs, type XmlDocument, type XmlElement } from './xml-document.ts';

/** Puts `text` in place of what stands from `start` to `end` (UTF-16 code units). */
export type Splice = { readonly start: number; readonly end: number; readonly text: string };

/** What the edits of one call share while they are turned into splices. */
export type EditPlan = {
  readonly document: XmlDocument;
  /** Whether the document says that it is ASCII. */
  readonly ascii: boolean;
  /** Scopes of elements that get a new namespace declaration. */
  readonly scopes: Map<XmlElement, NamespaceScope>;
};

/** Why an edit does not fit the document, in a few plain words; the `reason` param of XML-EDIT. */
export type RefusalReason =
  | 'two edits change the same text'
  | 'a document has exactly one root element'
  | 'the element has child elements'
  | 'namespace declarations are not edited'
  | 'the prefix stands for another namespace';

export function refused(document: XmlDocument, element: XmlElement, reason: RefusalReason): Issue {
  return issue('XML-EDIT', {
    where: whereIs(document, element.start),
    params: { reason, name: element.name },
  });
}

/** How text is written at a place: with the line ends that stand before it. */
export function styleAt(plan: EditPlan, offset: number): WritingStyle {
  return { lineEnd: lineEndNear(plan.document, offset), ascii: plan.ascii };
}

/** Turns `<a/>` into `<a>…</a>` with this content. */
export function openSelfClosing(document: XmlDocument, element: XmlElement, content: string): Splice {
  let start = element.contentStart - 2;
  while (/[ \t]/.test(document.text.charAt(start - 1))) start--;
  return { start, end: element.contentStart, text: `>${content}</${element.name}>` };
}
