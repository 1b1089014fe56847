import { type Result, success } from '../../base/result.ts';
import type { XmlDocument } from '../../xml/xml-document.ts';
import { appendHistoryItem, scrubHistory } from '../history/edit-history.ts';
import type { PackageHistoryItem } from '../history/package-history.ts';
import { parsePackageHistory } from '../history/parse-package-history.ts';
import { manifestAttribute, manifestChild } from '../manifest/manifest-elements.ts';
import type { PackageDocument } from './package-document.ts';

/** What the history says of a save besides the VersionId. */
export type HistoryFacts = {
  /** As it is written. */
  readonly date: string;
  /** Version of Packwright. */
  readonly engineVersion: string;
};

/**
 * PackageHistory.xml with an item for this save; `null` for a package that has no history and gets none, as AppX packages
 * do not have it. Issues: those of appendHistoryItem and scrubHistory.
 */
export function planHistory(
  { base, opened, scrubHistory: scrubs }: PackageDocument,
  manifest: XmlDocument,
  versionId: string | null,
  facts: HistoryFacts,
): Result<Uint8Array | null> {
  const { packageHistory } = base;
  if (packageHistory === null && opened.manifest.kind === 'appx') return success(null);
  const start = packageHistory !== null && scrubs ? scrubHistory(packageHistory) : success(packageHistory);
  if (!start.ok) return start;
  const packageVersion = versionId ?? lastVersion(start.value);
  if (packageVersion === null) return start;
  return appendHistoryItem(start.value, historyItem(manifest, packageVersion, facts));
}

/** A package converted to AppX has a history and no VersionId: its last item says of which version it is [inferred]. */
function lastVersion(history: Uint8Array | null): string | null {
  const parsed = history === null ? undefined : parsePackageHistory(history);
  return parsed?.ok === true ? (parsed.value.items.at(-1)?.packageVersion ?? null) : null;
}

/** Says that Packwright saved the package, and nothing about its computer. */
function historyItem(
  manifest: XmlDocument,
  packageVersion: string,
  { date, engineVersion }: HistoryFacts,
): PackageHistoryItem {
  const targets = manifestChild(manifestChild(manifest.root, 'Prerequisites'), 'TargetOSes');
  const architecture = manifestAttribute(targets, 'SequencingStationProcessorArchitecture');
  const packageOSBitness = bitness[architecture?.trim().toLowerCase() ?? ''];
  return {
    time: date,
    packageVersion,
    sequencerVersion: engineVersion,
    ...(packageOSBitness === undefined ? {} : { packageOSBitness }),
    packagingEngine: 'Packwright',
    others: [
      ['InUpgrade', 'true'],
      ['SaveMode', 'eSave'],
    ],
  };
}

const bitness: Readonly<Record<string, string>> = { x86: '32', x64: '64' };
