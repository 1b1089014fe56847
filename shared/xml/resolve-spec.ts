import type { Issue } from '../base/issue.ts';
import { limits } from '../base/limits.ts';
import { failure, type Result, success } from '../base/result.ts';
import { checkCharacters, unwritable } from './escape-xml.ts';
import { mayDeclare, type NamespaceScope, namespaceOf, prefixOf } from './namespace-scope.ts';
import { beyondLimit } from './xml-issue.ts';
import { isUnprefixedName, xmlnsNamespace } from './xml-names.ts';
import type { XmlAttributeSpec, XmlNodeSpec } from './xml-node-spec.ts';

/** Names with their prefixes, and the namespace declarations among the attributes. */
export type NamedElement = {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
};

/** An element to write, and all that is in it. */
export type NamedNode = NamedElement & {
  readonly text: string;
  readonly children: readonly NamedNode[];
};

/** Where a node will stand. */
export type Surroundings = {
  readonly scope: NamespaceScope;
  /** Prefixes that the neighbours use, best first; taken when they stand for the namespace that is needed. */
  readonly neighbours: readonly string[];
};

/**
 * Gives every name of a new element the prefix that its namespace has at that place, and declares what has none.
 * Issues: XML-CONTENT for a name or character that XML cannot hold, XML-LIMIT for an element nested too deeply.
 */
export function resolveSpec(spec: XmlNodeSpec, around: Surroundings, depth = 1): Result<NamedNode> {
  const element = resolveElement(spec, around, depth);
  if (!element.ok) return element;
  const { name, attributes, inside } = element.value;
  const children: NamedNode[] = [];
  for (const child of spec.children ?? []) {
    const named = resolveSpec(child, inside, depth + 1);
    if (!named.ok) return named;
    children.push(named.value);
  }
  return success({ name, attributes, text: spec.text ?? '', children });
}

/** The same of one element without its children, which stand `inside`. At most one issue. */
export function resolveElement(
  spec: XmlNodeSpec,
  around: Surroundings,
  depth: number,
): Result<NamedElement & { readonly inside: Surroundings }> {
  if (depth > limits.xmlDepth) return failure(beyondLimit('depth', limits.xmlDepth));
  const problem = checkSpec(spec);
  if (problem !== undefined) return failure(problem);
  const declared = new Map((spec.namespaces ?? []).map(({ prefix, uri }) => [prefix, uri]));
  const scope: NamespaceScope = { outer: around.scope, declared };
  const prefix = elementPrefix(spec, scope, declared, around.neighbours);
  const attributes = (spec.attributes ?? []).map((attribute): [string, string] => {
    const attributeName = qualified(attributePrefix(attribute, prefix, scope, declared), attribute.local);
    return [attributeName, attribute.value];
  });
  const twice = firstTwice(attributes);
  if (twice !== undefined) return failure(unwritable('attribute given twice', twice));
  const declarations = [...declared].map(([name, uri]): [string, string] => [declarationName(name), uri]);
  return success({
    name: qualified(prefix, spec.local),
    attributes: [...declarations, ...attributes],
    inside: { scope, neighbours: [prefix] },
  });
}

function firstTwice(attributes: readonly (readonly [name: string, value: string])[]): string | undefined {
  const names = attributes.map(([name]) => name);
  return names.find((name, index) => names.indexOf(name) !== index);
}

export function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

export function declarationName(prefix: string): string {
  return prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
}

/** The wished prefix where it is free, else `ns1`, `ns2` and so on; it hides no declaration that holds there. */
export function newPrefix(wish: string | undefined, uri: string, scope: NamespaceScope): string {
  const free = (prefix: string) => namespaceOf(scope, prefix) === undefined && mayDeclare(prefix, uri);
  if (wish !== undefined && isUnprefixedName(wish) && free(wish)) return wish;
  let number = 1;
  while (!free(`ns${number}`)) number++;
  return `ns${number}`;
}

/** XML-CONTENT when the name or the value of an attribute cannot be written. */
export function checkAttribute({ local, uri, value }: XmlAttributeSpec): Issue | undefined {
  if (uri === xmlnsNamespace || local === 'xmlns')
    return unwritable('namespace declaration not allowed', local);
  if (!isUnprefixedName(local)) return unwritable('name not allowed', local);
  return checkCharacters(value) ?? checkCharacters(uri ?? '');
}

function checkSpec(spec: XmlNodeSpec): Issue | undefined {
  if (!isUnprefixedName(spec.local)) return unwritable('name not allowed', spec.local);
  if (spec.prefix !== undefined && spec.prefix !== '' && !isUnprefixedName(spec.prefix)) {
    return unwritable('name not allowed', spec.prefix);
  }
  if (spec.uri === xmlnsNamespace) return unwritable('namespace declaration not allowed', spec.local);
  for (const { prefix, uri } of spec.namespaces ?? []) {
    const nameAllowed = prefix === '' || isUnprefixedName(prefix);
    // An element in no namespace cannot have a default one.
    const contradicts = prefix === '' && uri !== '' && spec.uri === '';
    if (!nameAllowed || contradicts || !mayDeclare(prefix, uri)) {
      return unwritable('namespace declaration not allowed', declarationName(prefix));
    }
    const problem = checkCharacters(uri);
    if (problem !== undefined) return problem;
  }
  for (const attribute of spec.attributes ?? []) {
    const problem = checkAttribute(attribute);
    if (problem !== undefined) return problem;
  }
  return checkCharacters(spec.text ?? '') ?? checkCharacters(spec.uri);
}

/** Adds to `declared`, which is part of `scope`, when the namespace has no prefix there. */
function elementPrefix(
  spec: XmlNodeSpec,
  scope: NamespaceScope,
  declared: Map<string, string>,
  neighbours: readonly string[],
): string {
  const { uri } = spec;
  const known =
    neighbours.find((prefix) => namespaceOf(scope, prefix) === uri) ?? prefixOf(scope, uri, false);
  if (known !== undefined) return known;
  const wish = uri === '' ? '' : (spec.prefix ?? '');
  // The element's own declarations come first; what they have taken cannot be declared twice.
  const prefix = declared.has(wish) || !mayDeclare(wish, uri) ? newPrefix(undefined, uri, scope) : wish;
  declared.set(prefix, uri);
  return prefix;
}

function attributePrefix(
  { uri = '', prefix: wish }: XmlAttributeSpec,
  ofElement: string,
  scope: NamespaceScope,
  declared: Map<string, string>,
): string {
  if (uri === '') return '';
  if (ofElement !== '' && namespaceOf(scope, ofElement) === uri) return ofElement;
  const known = prefixOf(scope, uri, true);
  if (known !== undefined) return known;
  const prefix = newPrefix(wish, uri, scope);
  declared.set(prefix, uri);
  return prefix;
}
