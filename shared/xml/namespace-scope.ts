import { xmlNamespace, xmlnsNamespace } from './xml-names.ts';

/** The namespace declarations that hold at a place: those of one element, then those of the elements around it. */
export type NamespaceScope = {
  readonly outer: NamespaceScope | null;
  /** Prefix (empty for the default namespace) to namespace name (empty for none). */
  readonly declared: ReadonlyMap<string, string>;
};

export const outermostScope: NamespaceScope = {
  outer: null,
  declared: new Map([
    ['', ''],
    ['xml', xmlNamespace],
  ]),
};

/** Namespace of a prefix; `undefined` when the prefix is not declared. */
export function namespaceOf(scope: NamespaceScope, prefix: string): string | undefined {
  for (let each: NamespaceScope | null = scope; each !== null; each = each.outer) {
    const uri = each.declared.get(prefix);
    if (uri !== undefined) return uri;
  }
  return undefined;
}

/**
 * The prefix of the innermost declaration of a namespace that no nearer one hides, the default one first; `undefined`
 * when there is none. Attributes need one that is not empty, because the default namespace is not theirs.
 */
export function prefixOf(scope: NamespaceScope, uri: string, forAttribute: boolean): string | undefined {
  if (forAttribute && uri === '') return '';
  for (let each: NamespaceScope | null = scope; each !== null; each = each.outer) {
    const prefixes = [...each.declared].filter(([, declared]) => declared === uri).map(([prefix]) => prefix);
    const usable = prefixes.filter(
      (prefix) => namespaceOf(scope, prefix) === uri && !(forAttribute && prefix === ''),
    );
    const best = usable.includes('') ? '' : usable[0];
    if (best !== undefined) return best;
  }
  return undefined;
}

/** Whether a declaration is one that Namespaces in XML 1.0 (3) allows. */
export function mayDeclare(prefix: string, uri: string): boolean {
  if (prefix === 'xml') return uri === xmlNamespace;
  if (prefix === 'xmlns' || uri === xmlNamespace || uri === xmlnsNamespace) return false;
  return prefix === '' || uri !== '';
}
