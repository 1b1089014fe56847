import { limits } from '../base/limits.ts';
import { blockMapName, type PartName } from './part-name.ts';

export const blockMapNamespace = 'http://schemas.microsoft.com/appx/2010/blockmap';
export const sha256Method = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** `size` is the number of compressed bytes; absent when the file is stored. */
export type BlockMapBlock = {
  /** Base64 of the SHA-256 of the uncompressed bytes. */
  readonly hash: string;
  readonly size?: number;
};

export type BlockMapFile = {
  readonly name: PartName;
  /** Uncompressed bytes. */
  readonly size: number;
  /** Bytes before the data of the ZIP entry. */
  readonly lfhSize: number;
  readonly blocks: readonly BlockMapBlock[];
};

export type BlockMap = {
  /** In the order of the document. */
  readonly files: readonly BlockMapFile[];
  /** Blocks of all files. */
  readonly blockCount: number;
};

export function blockCount(size: number): number {
  return Math.ceil(size / limits.blockSize);
}

/*
 * Text of AppxBlockMap.xml: start, one element a file, end. One line without white space, attributes in the order of
 * makemsix.
 */
export const blockMapStart =
  '<?xml version="1.0" encoding="UTF-8" standalone="no"?>' +
  `<BlockMap xmlns="${blockMapNamespace}" HashMethod="${sha256Method}">`;
export const blockMapEnd = '</BlockMap>';

/** `prefix` is that of the block map's namespace, which is the default one in every block map that was seen. */
export function formatBlockMapFile({ name, size, lfhSize, blocks }: BlockMapFile, prefix = ''): string {
  const tag = (local: string): string => (prefix === '' ? local : `${prefix}:${local}`);
  const names = `Name="${escapeBlockMapName(blockMapName(name))}" Size="${size}" LfhSize="${lfhSize}"`;
  const head = `<${tag('File')} ${names}`;
  if (blocks.length === 0) return `${head}/>`;
  const block = tag('Block');
  const list = blocks.map(({ hash, size: compressed }) => {
    const sized = compressed === undefined ? '' : ` Size="${compressed}"`;
    return `<${block} Hash="${hash}"${sized}/>`;
  });
  return `${head}>${list.join('')}</${tag('File')}>`;
}

/** A part name holds no quotation mark and no CR, which would need escaping too. */
export function escapeBlockMapName(name: string): string {
  return name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
