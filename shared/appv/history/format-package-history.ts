import type { Result } from '../../base/result.ts';
import type { XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { formatPart } from '../format-part.ts';
import {
  type PackageHistory,
  type PackageHistoryItem,
  packageHistoryNamespace as uri,
} from './package-history.ts';

/**
 * PackageHistory.xml in the form of Sequencer 5.1.83.0: UTF-8 with a byte order mark, indented, `\r\n`, attributes in its
 * order. What is not known of the computer is left out, not invented [that a reader does without it is inferred].
 * Issues: XML-CONTENT.
 */
export function formatPackageHistory(history: PackageHistory): Result<Uint8Array<ArrayBuffer>> {
  return formatPart({ local: 'PackageHistory', uri, children: history.items.map(itemSpec) }, 'indented');
}

/** One save, as an element of the part. */
export function itemSpec(item: PackageHistoryItem): XmlNodeSpec {
  const attributes: readonly (readonly [string, string | undefined])[] = [
    ['Time', item.time],
    ['PackageVersion', item.packageVersion],
    ['SequencerVersion', item.sequencerVersion],
    ['SequencerUser', item.sequencerUser],
    ['SequencingStation', item.sequencingStation],
    ['PackageOSBitness', item.packageOSBitness],
    ['PackagingEngine', item.packagingEngine],
    ...(item.others ?? []),
  ];
  return {
    local: 'PackageHistoryItem',
    uri,
    attributes: attributes.flatMap(([local, value]) => (value === undefined ? [] : [{ local, value }])),
  };
}
