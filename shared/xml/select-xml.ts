import type { XmlAttribute } from './namespace-reader.ts';
import type { XmlElement, XmlNode } from './xml-document.ts';

/**
 * Which elements: by local name, under any of some namespaces. App-V wrote the same element in three namespaces over the years
 * (`http://schemas.microsoft.com/appv/2010/manifest`, `…/2013/…`, `…/2014/…`), whatever the prefix.
 */
export type ElementName = {
  readonly local: string;
  /** One namespace, or any of several; the empty string is no namespace. */
  readonly uri: string | readonly string[];
};

function isNamed(element: XmlElement, name: ElementName): boolean {
  if (element.local !== name.local) return false;
  return typeof name.uri === 'string' ? element.uri === name.uri : name.uri.includes(element.uri);
}

function isElement(node: XmlNode): node is XmlElement {
  return node.kind === 'element';
}

/** The elements directly below, in document order; all of them without a name. */
export function childElements(parent: XmlElement, name?: ElementName): readonly XmlElement[] {
  const elements = parent.children.filter(isElement);
  return name === undefined ? elements : elements.filter((each) => isNamed(each, name));
}

/** The first element directly below that has the name. */
export function firstChild(parent: XmlElement, name: ElementName): XmlElement | undefined {
  return parent.children.find((each): each is XmlElement => isElement(each) && isNamed(each, name));
}

/** The element that a path of names leads to, taking the first at each step. */
export function firstAlong(from: XmlElement, ...path: readonly ElementName[]): XmlElement | undefined {
  let at: XmlElement | undefined = from;
  for (const name of path) at = at === undefined ? undefined : firstChild(at, name);
  return at;
}

/** All elements below, at any depth, in document order. */
export function* descendants(from: XmlElement, name?: ElementName): Generator<XmlElement, void, undefined> {
  for (const child of from.children) {
    if (child.kind !== 'element') continue;
    if (name === undefined || isNamed(child, name)) yield child;
    yield* descendants(child, name);
  }
}

/** An attribute by local name and namespace; without one, the attributes that have no prefix. */
export function attributeOf(element: XmlElement, local: string, uri = ''): XmlAttribute | undefined {
  return element.attributes.find((each) => each.local === local && each.uri === uri);
}

/** All character data inside the element, at any depth, decoded; comments and instructions are left out. */
export function textContent(element: XmlElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'element') text += textContent(child);
    else if (child.kind === 'text' || child.kind === 'cdata') text += child.value;
  }
  return text;
}

/** Text of the first element directly below that has the name, without the blanks around it. */
export function childText(parent: XmlElement, name: ElementName): string | undefined {
  const child = firstChild(parent, name);
  return child === undefined ? undefined : textContent(child).trim();
}
