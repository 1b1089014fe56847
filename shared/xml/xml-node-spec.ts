/** An attribute to write; without `uri` it is in no namespace. `prefix` is a wish for when one has to be declared. */
export type XmlAttributeSpec = {
  readonly local: string;
  readonly uri?: string;
  readonly prefix?: string;
  readonly value: string;
};

export type XmlNamespaceSpec = {
  /** Empty for the default namespace. */
  readonly prefix: string;
  readonly uri: string;
};

/**
 * An element to write. It gets the prefix that its namespace has where it will stand. Where it has none, the namespace
 * is declared on the element itself, with the wished `prefix` or as the default namespace.
 */
export type XmlNodeSpec = {
  readonly local: string;
  /** Empty for no namespace. */
  readonly uri: string;
  readonly prefix?: string;
  /** Declared on this element whether it needs them or not: for a root whose descendants do. */
  readonly namespaces?: readonly XmlNamespaceSpec[];
  readonly attributes?: readonly XmlAttributeSpec[];
} & XmlContentSpec;

/** Either elements, each on a line of its own, or text that is written exactly. */
type XmlContentSpec =
  | { readonly children?: readonly XmlNodeSpec[]; readonly text?: never }
  | { readonly text: string; readonly children?: never };
