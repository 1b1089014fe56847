import { type Issue, issue } from '../../base/issue.ts';
import { limits } from '../../base/limits.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { attributeValue, type ScannedElement } from '../../xml/scan-xml.ts';
import { packagePart } from '../package-parts.ts';
import { scanPart } from '../scan-part.ts';
import {
  type BlockRange,
  type FeatureBlock,
  isLoadAll,
  type StreamedFile,
  type StreamMap,
  streamMapNamespace,
} from './stream-map.ts';

type OpenBlock = FeatureBlock & { readonly files: OpenFile[] };
type OpenFile = StreamedFile & { readonly blocks: BlockRange[] };

/**
 * Reads StreamMap.xml. Elements and attributes that we do not know are passed over; a feature block without Id, a file
 * without Name and a range that is none are left out and reported.
 *
 * Issues: those of decodeXml and scanXml; STR-INVALID with `reason`, which makes the part unreadable only when the root
 * element is another one.
 */
export function parseStreamMap(bytes: Uint8Array): Result<StreamMap> {
  const featureBlocks: OpenBlock[] = [];
  const issues: Issue[] = [];
  let isStreamMap = false;
  let block: OpenBlock | undefined;
  let file: OpenFile | undefined;
  const complain = (reason: string, element: ScannedElement) => {
    if (issues.length < limits.issuesPerCode) issues.push(invalid(reason, element.start));
  };
  const scanned = scanPart(packagePart.streamMap, bytes, {
    open: (element) => {
      if (element.uri !== streamMapNamespace) return;
      if (element.depth === 1) isStreamMap = element.local === 'StreamMap';
      else if (element.depth === 2 && element.local === 'FeatureBlock') {
        block = openBlock(element);
        if (block === undefined) complain('a FeatureBlock without Id', element);
        else featureBlocks.push(block);
      } else if (element.depth === 3 && element.local === 'File') {
        file = openFile(element);
        if (file === undefined) complain('a File without Name', element);
        else block?.files.push(file);
      } else if (element.depth === 4 && element.local === 'Blocks') {
        const range = rangeOf(element);
        if (range === undefined) complain('Blocks without Index and Count', element);
        else file?.blocks.push(range);
      }
    },
  });
  if (!scanned.ok) return scanned;
  return isStreamMap
    ? success({ featureBlocks }, issues)
    : failure(invalid('another root element than StreamMap'));
}

function invalid(reason: string, offset?: number): Issue {
  return issue('STR-INVALID', {
    part: packagePart.streamMap,
    ...(offset === undefined ? {} : { where: { offset } }),
    params: { reason },
  });
}

function openBlock(element: ScannedElement): OpenBlock | undefined {
  const id = attributeValue(element, 'Id');
  const loadAll = attributeValue(element, 'LoadAll');
  return id === undefined ? undefined : { id, loadAll: isLoadAll(loadAll), files: [] };
}

function openFile(element: ScannedElement): OpenFile | undefined {
  const name = attributeValue(element, 'Name');
  return name === undefined || name === '' ? undefined : { name, blocks: [] };
}

function rangeOf(element: ScannedElement): BlockRange | undefined {
  const index = wholeNumber(attributeValue(element, 'Index'));
  const count = wholeNumber(attributeValue(element, 'Count'));
  return index === undefined || count === undefined ? undefined : { index, count };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}
