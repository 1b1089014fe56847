import { mayDeclare, type NamespaceScope, namespaceOf, outermostScope } from './namespace-scope.ts';
import type { RawAttributes, Refuse } from './run-parser.ts';
import { splitName, xmlnsNamespace } from './xml-names.ts';

/** A name as written, its parts, and the namespace that its prefix stands for (empty for none). */
export type XmlName = {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
};

/** `value` is decoded and normalised (XML 1.0, 3.3.3). Namespace declarations are attributes like any other. */
export type XmlAttribute = XmlName & { readonly value: string };

export type ResolvedTag = {
  readonly name: XmlName;
  readonly attributes: readonly XmlAttribute[];
  readonly scope: NamespaceScope;
};

/** A scope and the names that were resolved in it: nearly all elements of a document share a few. */
type Frame = {
  readonly scope: NamespaceScope;
  readonly elements: Map<string, XmlName>;
  readonly attributes: Map<string, XmlName>;
};

export type NamespaceReader = {
  /** Resolves a start tag; refuses what Namespaces in XML 1.0 forbids. */
  open(name: string, attributes: RawAttributes, offset: number): ResolvedTag;
  close(): void;
};

const noAttributes: readonly XmlAttribute[] = [];

/** Follows the namespace declarations of one document, start tag by start tag. */
export function createNamespaceReader(refuse: Refuse): NamespaceReader {
  let frame = newFrame(outermostScope);
  const around: Frame[] = [];

  const declare = (attributes: RawAttributes, offset: number): void => {
    let declared: Map<string, string> | undefined;
    for (const { name, value: uri } of attributes) {
      const prefix = declaredPrefix(name);
      if (prefix === undefined) continue;
      if (!mayDeclare(prefix, uri)) refuse(offset, 'namespace declaration not allowed', name);
      declared ??= new Map();
      declared.set(prefix, uri);
    }
    if (declared !== undefined) frame = newFrame({ outer: frame.scope, declared });
  };

  return {
    open(name, attributes, offset) {
      around.push(frame);
      declare(attributes, offset);
      const { elements, scope } = frame;
      let resolved = elements.get(name);
      if (resolved === undefined) {
        resolved = resolveElementName(name, scope, offset, refuse);
        elements.set(name, resolved);
      }
      return { name: resolved, attributes: resolveAttributes(attributes, frame, offset, refuse), scope };
    },
    close() {
      frame = around.pop() ?? frame;
    },
  };
}

function newFrame(scope: NamespaceScope): Frame {
  return { scope, elements: new Map(), attributes: new Map() };
}

function declaredPrefix(name: string): string | undefined {
  if (!name.startsWith('xmlns')) return undefined;
  if (name === 'xmlns') return '';
  return name.charAt(5) === ':' ? name.slice(6) : undefined;
}

function resolveElementName(name: string, scope: NamespaceScope, offset: number, refuse: Refuse): XmlName {
  const parts = splitName(name) ?? refuse(offset, 'name not allowed', name);
  const uri = namespaceOf(scope, parts.prefix) ?? refuse(offset, 'prefix not declared', parts.prefix);
  return { name, ...parts, uri };
}

function resolveAttributes(
  attributes: RawAttributes,
  frame: Frame,
  offset: number,
  refuse: Refuse,
): readonly XmlAttribute[] {
  if (attributes.length === 0) return noAttributes;
  let prefixed = 0;
  const resolved = attributes.map(({ name, value }): XmlAttribute => {
    let known = frame.attributes.get(name);
    if (known === undefined) {
      known = resolveAttributeName(name, frame.scope, offset, refuse);
      frame.attributes.set(name, known);
    }
    const { prefix, local, uri } = known;
    if (prefix !== '') prefixed++;
    return { name: known.name, prefix, local, uri, value };
  });
  // Equal names as written are refused by the parser; two prefixes may still stand for one namespace.
  if (prefixed > 1) checkExpandedNames(resolved, offset, refuse);
  return resolved;
}

function resolveAttributeName(name: string, scope: NamespaceScope, offset: number, refuse: Refuse): XmlName {
  const parts = splitName(name) ?? refuse(offset, 'name not allowed', name);
  if (name === 'xmlns' || parts.prefix === 'xmlns') return { name, ...parts, uri: xmlnsNamespace };
  if (parts.prefix === '') return { name, ...parts, uri: '' };
  const uri = namespaceOf(scope, parts.prefix) ?? refuse(offset, 'prefix not declared', parts.prefix);
  return { name, ...parts, uri };
}

function checkExpandedNames(attributes: readonly XmlAttribute[], offset: number, refuse: Refuse): void {
  const seen = new Set<string>();
  for (const { name, prefix, local, uri } of attributes) {
    if (prefix === '') continue;
    const expanded = `${local} ${uri}`; // a local name holds no blank
    if (seen.has(expanded)) refuse(offset, 'attribute given twice', name);
    seen.add(expanded);
  }
}
