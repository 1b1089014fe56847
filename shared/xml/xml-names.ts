/** Namespace of the prefix `xml`, which needs no declaration (Namespaces in XML 1.0, 3). */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
/** Namespace of the attributes that declare namespaces. */
export const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

const nameStart =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const nameFurther = '\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040';
const unprefixedName = new RegExp(`^[${nameStart}][${nameStart}${nameFurther}]*$`, 'u');

/** An NCName: a name without a colon (XML 1.0 fifth edition, 2.3; Namespaces in XML 1.0, 3). */
export function isUnprefixedName(text: string): boolean {
  return unprefixedName.test(text);
}

export type SplitName = { readonly prefix: string; readonly local: string };

/** Prefix (empty when there is none) and local part; `undefined` when it is not a QName. */
export function splitName(name: string): SplitName | undefined {
  const colon = name.indexOf(':');
  const prefix = colon === -1 ? '' : name.slice(0, colon);
  const local = name.slice(colon + 1);
  if (!isUnprefixedName(local) || (colon !== -1 && !isUnprefixedName(prefix))) return undefined;
  return { prefix, local };
}
