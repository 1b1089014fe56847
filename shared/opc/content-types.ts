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
 * Makes [Content_Types].xml of parts that are added one after the other. The first part of an extension decides its
 * Default; a part of another type, without an extension or with one that OPC would have to encode gets an Override
 * (as MakeAppx does). AppxBlockMap.xml always has an Override and need not be among the parts.
 */
export class ContentTypesWriter {
  readonly #defaults = new Map<string, string>();
  readonly #overrides: string[] = [];

  add(name: PartName, type: string): void {
    const extension = partExtension(name);
    const known = this.#defaults.get(extension);
    const footprintPart = name === footprint.manifest;
    if (!footprintPart && known === undefined && mayHaveDefault(extension))
      this.#defaults.set(extension, type);
    else if (footprintPart || known !== type) this.#overrides.push(formatOverride(name, type));
  }

  /** The text of the whole part. */
  format(): string {
    const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="${contentTypesNamespace}">`;
    const defaults = [...this.#defaults].map(
      ([extension, type]) => `<Default ContentType="${escapeAttribute(type)}" Extension="${extension}"/>`,
    );
    const blockMap = formatOverride(footprint.blockMap, footprintContentTypes.blockMap);
    return `${head}${defaults.join('')}${this.#overrides.join('')}${blockMap}</Types>`;
  }
}

function formatOverride(name: PartName, type: string): string {
  return `<Override ContentType="${escapeAttribute(type)}" PartName="/${encodePartName(name)}"/>`;
}

/** Whether a Default can name the extension (lower case); one that OPC would have to encode it cannot. */
export function mayHaveDefault(extension: string): boolean {
  return /^[a-z0-9_-]+$/.test(extension);
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
