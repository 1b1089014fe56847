import type { PackageId, VersionId } from '../../base/guid.ts';
import { issue } from '../../base/issue.ts';
import type { Codec } from '../../base/ports.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { blockMapName, type PartName } from '../../opc/part-name.ts';
import type { PlannedPart } from '../../opc/planned-part.ts';
import { hiveKey } from '../../registry/hive-key.ts';
import { writeHive } from '../../registry/write-hive.ts';
import { describeTree } from '../filesystem/describe-tree.ts';
import { formatFilesystemMetadata } from '../filesystem/format-filesystem-metadata.ts';
import { createPackageTree, filesInOrder, type TreeFolder } from '../filesystem/package-tree.ts';
import type { PackageHistoryItem } from '../history/package-history.ts';
import type { ManifestApplication, ManifestContent } from '../manifest/manifest-content.ts';
import { packagePart } from '../package-parts.ts';
import { formatStreamMap } from '../streaming/format-stream-map.ts';
import { publishingFeatureBlock } from '../streaming/stream-map.ts';
import { addSource } from './add-source.ts';
import type { PackageProject } from './package-project.ts';
import { placeApplications } from './place-applications.ts';
import type { ScannedSource, SourceFile } from './scanned-source.ts';
import { windowsName } from './windows-name.ts';

/** What a build knows besides the project and its files. */
export type PlanExtras = {
  /** The `.ico` files that `projectIcons` names. */
  readonly icons: readonly SourceFile[];
  /** Version of Packwright, for the history. */
  readonly engineVersion: string;
  /** Time for the history instead of the project's `date`, as `YYYY-MM-DDThh:mm:ssZ`. */
  readonly date?: string | undefined;
  /** Personal data, written into the history only when given. */
  readonly user?: string | undefined;
  readonly station?: string | undefined;
};

/** A package but for what depends on the bytes of its files: `finishPackagePlan` makes the rest. */
export type PackagePlan = {
  /**
   * Root/..., Registry.dat, FilesystemMetadata.xml, StreamMap.xml, in the order in which they are to be written. Whoever
   * packs them may take them out one after the other: there can be a million.
   */
  readonly parts: PlannedPart[];
  /** How many there are at first. */
  readonly partCount: number;
  /** Files below `Root`, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  readonly packageId: PackageId;
  /** The project's own; computed from the content when `undefined`. */
  readonly versionId: VersionId | undefined;
  readonly manifest: ManifestContent;
  readonly history: Omit<PackageHistoryItem, 'packageVersion'>;
};

/**
 * Plans the package of a project. `sources` are the scans of `project.sources`, in their order. The same input gives
 * the same plan, whatever the order of a scan, the locale or the time zone.
 *
 * Issues, all that are found: PRJ-SOURCE-ROOT, PRJ-SOURCE-EMPTY, PRJ-FILE-TWICE, PRJ-NAME, PRJ-SOURCE-MISSING (an icon),
 * PRJ-APPLICATION, PRJ-FEATURE-BLOCK (a file of the publishing feature block that is not in the package).
 */
export function planPackage(
  project: PackageProject,
  sources: readonly ScannedSource[],
  extras: PlanExtras,
  codec: Pick<Codec, 'sha1'>,
): Result<PackagePlan> {
  const tree = createPackageTree<SourceFile>();
  const sourceIssues = project.sources.flatMap((source, index) =>
    addSource(tree, source, sources[index] ?? { files: [], emptyFolders: [] }),
  );
  // With a source missing, every complaint about an application would follow from that alone.
  if (sourceIssues.length > 0) return failure(...sourceIssues);
  if (tree.fileCount === 0) return failure(issue('PRJ-SOURCE-EMPTY'));
  const placed = placeApplications(project, tree, extras.icons);
  if (!placed.ok) return placed;
  const generated = generateParts(project, tree, placed.value.publishing, codec);
  if (!generated.ok) return generated;

  const payload = filesInOrder(tree);
  const parts = [...payload.map(filePart), ...generated.value];
  return success({
    parts,
    partCount: parts.length,
    files: payload.length,
    bytes: payload.reduce((sum, { content }) => sum + content.size, 0),
    // The schema has checked the form of both.
    packageId: project.packageId as PackageId,
    versionId: project.versionId as VersionId | undefined,
    manifest: manifestContent(project, placed.value.applications),
    history: historyItem(project, extras),
  });
}

function filePart({ path, content }: { path: string; content: SourceFile }): PlannedPart {
  // addSource and placeApplications have checked the name.
  return { name: path as PartName, content: { kind: 'file', path: content.path, size: content.size } };
}

function generateParts(
  project: PackageProject,
  tree: TreeFolder<SourceFile>,
  publishing: readonly PartName[],
  codec: Pick<Codec, 'sha1'>,
): Result<readonly PlannedPart[]> {
  const primaryDirectory = project.primaryVirtualApplicationDirectory ?? `C:\\${windowsName(project.name)}`;
  const streamMap = {
    featureBlocks: [
      {
        id: publishingFeatureBlock,
        loadAll: false,
        files: publishing.map((name) => ({ name: blockMapName(name), blocks: [] })),
      },
    ],
  };
  const written: readonly (readonly [PartName, Result<Uint8Array>])[] = [
    [packagePart.registry, writeHive(emptyRegistry(project.packageId))],
    [
      packagePart.filesystemMetadata,
      formatFilesystemMetadata(describeTree(tree, primaryDirectory, project.packageId as PackageId, codec)),
    ],
    [packagePart.streamMap, formatStreamMap(streamMap)],
  ];
  const parts: PlannedPart[] = [];
  for (const [name, bytes] of written) {
    if (!bytes.ok) return bytes;
    parts.push({ name, content: { kind: 'bytes', bytes: bytes.value } });
  }
  return success(parts);
}

/** The keys that the Sequencer's hives begin with; the root is named after the package, as theirs is by a GUID. */
function emptyRegistry(packageId: string) {
  return hiveKey(packageId, [
    hiveKey('REGISTRY', [
      hiveKey('MACHINE', [hiveKey('SOFTWARE')]),
      hiveKey('USER', [hiveKey('[{AppVCurrentUserSID}]', [hiveKey('Software')])]),
    ]),
  ]);
}

function manifestContent(
  project: PackageProject,
  applications: readonly ManifestApplication[],
): ManifestContent {
  return {
    packageId: project.packageId as PackageId,
    version: project.version,
    displayName: project.name,
    description: project.description === '' ? undefined : project.description,
    languages: project.languages ?? ['en-us'],
    targetOSes: project.targetOSes ?? [],
    sequencingStationProcessorArchitecture: project.sequencingStationProcessorArchitecture ?? 'x64',
    fullVfsWriteMode: project.fullVfsWriteMode,
    applications,
  };
}

/** Stands where neither the project nor the caller gives a time: the first one that a ZIP can record. */
const noDate = '1980-01-01T00:00:00Z';

/** Says that Packwright made the package, and nothing about a Sequencer's computer that there was not. */
function historyItem(project: PackageProject, extras: PlanExtras): PackagePlan['history'] {
  return {
    time: extras.date ?? project.date ?? noDate,
    sequencerVersion: extras.engineVersion,
    ...(extras.user === undefined ? {} : { sequencerUser: extras.user }),
    ...(extras.station === undefined ? {} : { sequencingStation: extras.station }),
    packageOSBitness: project.sequencingStationProcessorArchitecture === 'x86' ? '32' : '64',
    packagingEngine: 'Packwright',
    others: [
      ['InUpgrade', 'false'],
      ['SaveMode', 'eSave'],
    ],
  };
}
