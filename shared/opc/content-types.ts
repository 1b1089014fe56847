import { encodePartName, footprint, type PartName, partExtension, partNameKey } from './part-name.ts';

/*
 * [Content_Types].xml: a Default for an extension, an Override for a part. OPC compares both without regard to case
 * (ECMA-376 part 2, 10.1.2).
 */
export const contentTypesNamespace = 'http://schemas.openxmlformats.org/package/2006/content-types';

export const footprintContentTypes = {
  manifest: 'application/vnd.ms-appx.manifest+xml',
  blockMap: 'application/vnd.ms-appx.blockmap+xml',
} as const;

export type ContentTypes = {
  /** Lower-case extension without its dot -> type. */
  readonly defaults: ReadonlyMap<string, string>;
  /** Key of the part's name (partNameKey) -> type. */
  readonly overrides: ReadonlyMap<string, string>;
};

export function contentTypeOf(types: ContentTypes, name: PartName): string | undefined {
  return types.overrides.get(partNameKey(name)) ?? types.defaults.get(partExtension(name));
}

/**
 * Text of [Content_Types].xml for these parts, in the order given. The first part of an extension decides its
 * Default; a part of another type, without an extension or with one that OPC would have to encode gets an Override
 * (as MakeAppx does). AppxBlockMap.xml always has an Override and need not be among the parts.
 */
export function formatContentTypes(
  parts: Iterable<{ readonly name: PartName; readonly type: string }>,
): string {
  const defaults = new Map<string, string>();
  const overrides: string[] = [];
  const override = (name: PartName, type: string): void => {
    overrides.push(`<Override ContentType="${escapeAttribute(type)}" PartName="/${encodePartName(name)}"/>`);
  };
  for (const { name, type } of parts) {
    const extension = partExtension(name);
    const known = defaults.get(extension);
    const footprintPart = name === footprint.manifest;
    if (!footprintPart && known === undefined && /^[a-z0-9_-]+$/.test(extension))
      defaults.set(extension, type);
    else if (footprintPart || known !== type) override(name, type);
  }
  override(footprint.blockMap, footprintContentTypes.blockMap);
  const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="${contentTypesNamespace}">`;
  const listed = [...defaults].map(
    ([extension, type]) => `<Default ContentType="${escapeAttribute(type)}" Extension="${extension}"/>`,
  );
  return `${head}${listed.join('')}${overrides.join('')}</Types>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
