import { failure, type Result, success } from '../base/result.ts';
import { type EditPlan, openSelfClosing, refused, type Splice, styleAt } from './edit-plan.ts';
import { cdataOf, checkCharacters, escapeAttributeValue, escapeText, unwritable } from './escape-xml.ts';
import { locateAttributes } from './locate-attribute.ts';
import { mayDeclare, namespaceOf, prefixOf } from './namespace-scope.ts';
import { checkAttribute, declarationName, newPrefix, qualified } from './resolve-spec.ts';
import { childElements, textContent } from './select-xml.ts';
import type { XmlCdata, XmlElement, XmlText } from './xml-document.ts';
import { isUnprefixedName, xmlnsNamespace } from './xml-names.ts';
import type { XmlAttributeSpec } from './xml-node-spec.ts';

/** A value that is already there is left as it is written. */
export function planSetAttribute(
  plan: EditPlan,
  element: XmlElement,
  attribute: XmlAttributeSpec,
): Result<readonly Splice[]> {
  const problem = checkAttribute(attribute);
  if (problem !== undefined) return failure(problem);
  const { local, uri = '', value } = attribute;
  const places = locateAttributes(plan.document, element);
  const index = element.attributes.findIndex((each) => each.local === local && each.uri === uri);
  const place = places[index];
  if (place !== undefined) {
    if (element.attributes[index]?.value === value) return success([]);
    const text = escapeAttributeValue(value, place.quote, plan.ascii);
    return success([{ start: place.valueStart, end: place.valueEnd, text }]);
  }
  return success([insertAttributes(plan, element, newAttributes(plan, element, attribute))]);
}

/** Behind the attributes that are there, in their quotes. */
function insertAttributes(
  plan: EditPlan,
  element: XmlElement,
  attributes: readonly (readonly [name: string, value: string])[],
): Splice {
  const places = locateAttributes(plan.document, element);
  const last = places.at(-1);
  const nameEnd = element.start + 1 + element.name.length;
  const end = last?.end ?? nameEnd;
  const quote = last?.quote ?? '"';
  const gap =
    last === undefined ? ' ' : plan.document.text.slice(places.at(-2)?.end ?? nameEnd, last.nameStart);
  // Attributes on lines of their own stay so; odd blanks between two on one line are not copied.
  const separator = /[\r\n]/.test(gap) ? gap : ' ';
  const written = attributes.map(
    ([name, text]) => `${separator}${name}=${quote}${escapeAttributeValue(text, quote, plan.ascii)}${quote}`,
  );
  return { start: end, end, text: written.join('') };
}

/**
 * Nothing to do where the prefix stands for the namespace already. What is inside keeps its meaning: a prefix that was
 * free is used by nothing that does not declare it again.
 */
export function planDeclareNamespace(
  plan: EditPlan,
  element: XmlElement,
  prefix: string,
  uri: string,
): Result<readonly Splice[]> {
  const scope = plan.scopes.get(element) ?? element.scope;
  const known = namespaceOf(scope, prefix);
  if (known === uri) return success([]);
  const name = declarationName(prefix);
  if (known !== undefined)
    return failure(refused(plan.document, element, 'the prefix stands for another namespace'));
  if (!isUnprefixedName(prefix) || !mayDeclare(prefix, uri))
    return failure(unwritable('namespace declaration not allowed', name));
  const problem = checkCharacters(uri);
  if (problem !== undefined) return failure(problem);
  plan.scopes.set(element, { outer: scope, declared: new Map([[prefix, uri]]) });
  return success([insertAttributes(plan, element, [[name, uri]])]);
}

/** The attribute, after the declaration of its namespace when it has no prefix there. */
function newAttributes(
  plan: EditPlan,
  element: XmlElement,
  { local, uri = '', prefix: wish, value }: XmlAttributeSpec,
): readonly (readonly [name: string, value: string])[] {
  const scope = plan.scopes.get(element) ?? element.scope;
  const own =
    element.prefix !== '' && namespaceOf(scope, element.prefix) === uri ? element.prefix : undefined;
  const known = own ?? prefixOf(scope, uri, true);
  if (known !== undefined) return [[qualified(known, local), value]];
  const prefix = newPrefix(wish, uri, scope);
  plan.scopes.set(element, { outer: scope, declared: new Map([[prefix, uri]]) });
  return [
    [declarationName(prefix), uri],
    [qualified(prefix, local), value],
  ];
}

/** Takes the blanks before the attribute with it; nothing to do when it is not there. */
export function planRemoveAttribute(
  plan: EditPlan,
  element: XmlElement,
  local: string,
  uri: string,
): Result<readonly Splice[]> {
  if (uri === xmlnsNamespace || local === 'xmlns') {
    return failure(refused(plan.document, element, 'namespace declarations are not edited'));
  }
  const places = locateAttributes(plan.document, element);
  const index = element.attributes.findIndex((each) => each.local === local && each.uri === uri);
  const place = places[index];
  if (place === undefined) return success([]);
  const start = places[index - 1]?.end ?? element.start + 1 + element.name.length;
  return success([{ start, end: place.end, text: '' }]);
}

/**
 * Replaces the text of an element that has no child elements; comments and instructions stay. A text that is already
 * there is left as it is written, and a text that was one CDATA section becomes one.
 */
export function planSetText(plan: EditPlan, element: XmlElement, text: string): Result<readonly Splice[]> {
  if (childElements(element).length > 0) {
    return failure(refused(plan.document, element, 'the element has child elements'));
  }
  const problem = checkCharacters(text);
  if (problem !== undefined) return failure(problem);
  if (textContent(element) === text) return success([]);
  const style = styleAt(plan, element.start);
  if (element.selfClosing) return success([openSelfClosing(plan.document, element, escapeText(text, style))]);
  const present = element.children.filter(
    (child): child is XmlText | XmlCdata => child.kind === 'text' || child.kind === 'cdata',
  );
  const section = onlySection(present);
  const written =
    (section === undefined || text === '' ? undefined : cdataOf(text, style)) ?? escapeText(text, style);
  const place = section ?? present[0];
  if (place === undefined) {
    return success([{ start: element.contentStart, end: element.contentStart, text: written }]);
  }
  return success(
    present.map((each) => ({ start: each.start, end: each.end, text: each === place ? written : '' })),
  );
}

/** The CDATA section that holds all of the text but blanks. */
function onlySection(present: readonly (XmlText | XmlCdata)[]): XmlCdata | undefined {
  const words = present.filter((each) => each.kind === 'cdata' || /[^ \t\r\n]/.test(each.value));
  const [first] = words;
  return words.length === 1 && first?.kind === 'cdata' ? first : undefined;
}
