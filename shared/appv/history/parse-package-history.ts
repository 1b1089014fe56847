import { issue, type Issue } from '../../base/issue.ts';
import { limits } from '../../base/limits.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { attributeValue, type ScannedElement } from '../../xml/scan-xml.ts';
import { packagePart } from '../package-parts.ts';
import { scanPart } from '../scan-part.ts';
import { type PackageHistory, type PackageHistoryItem, packageHistoryNamespace } from './package-history.ts';

/**
 * Reads PackageHistory.xml. An item without Time or PackageVersion is left out and reported.
 *
 * Issues: those of decodeXml and scanXml; HIS-INVALID with `reason`, which makes the part unreadable only when the root
 * element is another one.
 */
export function parsePackageHistory(bytes: Uint8Array): Result<PackageHistory> {
  const items: PackageHistoryItem[] = [];
  const issues: Issue[] = [];
  let isHistory = false;
  const scanned = scanPart(packagePart.packageHistory, bytes, {
    open: (element) => {
      if (element.uri !== packageHistoryNamespace) return;
      if (element.depth === 1) isHistory = element.local === 'PackageHistory';
      if (element.depth !== 2 || element.local !== 'PackageHistoryItem') return;
      const item = itemOf(element);
      if (item !== undefined) items.push(item);
      else if (issues.length < limits.issuesPerCode) {
        issues.push(invalid('an item without Time or PackageVersion', element.start));
      }
    },
  });
  if (!scanned.ok) return scanned;
  return isHistory
    ? success({ items }, issues)
    : failure(invalid('another root element than PackageHistory'));
}

function invalid(reason: string, offset?: number): Issue {
  return issue('HIS-INVALID', {
    part: packagePart.packageHistory,
    ...(offset === undefined ? {} : { where: { offset } }),
    params: { reason },
  });
}

const named = {
  SequencerVersion: 'sequencerVersion',
  SequencerUser: 'sequencerUser',
  SequencingStation: 'sequencingStation',
  PackageOSBitness: 'packageOSBitness',
  PackagingEngine: 'packagingEngine',
} as const satisfies Readonly<Record<string, keyof PackageHistoryItem>>;

function itemOf(element: ScannedElement): PackageHistoryItem | undefined {
  const time = attributeValue(element, 'Time');
  const packageVersion = attributeValue(element, 'PackageVersion');
  if (time === undefined || packageVersion === undefined) return undefined;
  const known = Object.entries(named).flatMap(([attribute, property]) => {
    const value = attributeValue(element, attribute);
    return value === undefined ? [] : [[property, value]];
  });
  const others = element.attributes
    .filter(({ local, uri }) => uri === '' && !Object.hasOwn(named, local))
    .filter(({ local }) => local !== 'Time' && local !== 'PackageVersion')
    .map(({ local, value }) => [local, value] as const);
  return { time, packageVersion, ...Object.fromEntries(known), ...(others.length === 0 ? {} : { others }) };
}
