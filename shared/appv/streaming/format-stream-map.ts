import type { Result } from '../../base/result.ts';
import type { XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { formatPart } from '../format-part.ts';
import {
  type FeatureBlock,
  type StreamedFile,
  type StreamMap,
  streamMapNamespace as uri,
} from './stream-map.ts';

/**
 * StreamMap.xml as Sequencer 5.1.83.0 writes it: UTF-8 with a byte order mark, indented, `\r\n`. Issues: XML-CONTENT.
 */
export function formatStreamMap(map: StreamMap): Result<Uint8Array<ArrayBuffer>> {
  return formatPart({ local: 'StreamMap', uri, children: map.featureBlocks.map(blockSpec) }, 'indented');
}

function blockSpec(block: FeatureBlock): XmlNodeSpec {
  const loadAll = block.loadAll ? [{ local: 'LoadAll', value: 'true' }] : [];
  return {
    local: 'FeatureBlock',
    uri,
    attributes: [{ local: 'Id', value: block.id }, ...loadAll],
    children: block.files.map(fileSpec),
  };
}

function fileSpec(file: StreamedFile): XmlNodeSpec {
  return {
    local: 'File',
    uri,
    attributes: [{ local: 'Name', value: file.name }],
    children: file.blocks.map(({ index, count }) => ({
      local: 'Blocks',
      uri,
      attributes: [
        { local: 'Index', value: String(index) },
        { local: 'Count', value: String(count) },
      ],
    })),
  };
}
