import { type Issue, issue, limitPerCode } from '../../shared/base/issue.ts';
import { type Result, success } from '../../shared/base/result.ts';
import type { AbortSignalLike, Progress } from '../../shared/contract/operations.ts';
import { checkBlockMap, type MatchedFiles } from '../../shared/opc/check-block-map.ts';
import { checkContentTypes } from '../../shared/opc/check-content-types.ts';
import { parseContentTypes } from '../../shared/opc/parse-content-types.ts';
import { footprint } from '../../shared/opc/part-name.ts';
import { inFileOrder, type ZipEntry } from '../../shared/opc/zip-entry.ts';
import { runOrdered } from '../jobs/run-ordered.ts';
import {
  type ContainerRunner,
  type ContainerWorkers,
  unitsPerWorker,
  withContainerRunner,
} from './container-tasks.ts';
import { EntryVerdicts } from './entry-verdicts.ts';
import { type Container, openContainer } from './open-container.ts';
import { planVerification } from './plan-verification.ts';
import { verifyTiling } from './verify-tiling.ts';
import { verifyRecords } from './verify-records.ts';
import type { PlannedUnit } from './verify-unit.ts';

export type ContainerVerification = {
  /** Bytes of the file. */
  readonly bytes: number;
  readonly parts: number;
  readonly blocks: number;
  readonly uncompressedBytes: number;
};

export type VerifyOptions = {
  readonly signal: AbortSignalLike;
  readonly progress: (progress: Progress) => void;
  /** Entries of which only the records are looked at: their data was copied from a container that has it. */
  readonly trusted?: (entry: ZipEntry) => boolean;
  /** Every finding, and not only some of each kind: for those who act on them. */
  readonly everyFinding?: boolean;
};

/**
 * Reads the whole container and checks everything that the format says about it: records, names, tiling, CRCs,
 * descriptors, block map, every block in isolation, content types. Fails only when it is no readable container;
 * otherwise the findings are the issues of a successful result. Rejections are failures of the file system and
 * IO-CANCELLED.
 */
export async function verifyContainer(
  path: string,
  options: VerifyOptions & ContainerWorkers,
): Promise<Result<ContainerVerification>> {
  return withOpenContainer(path, (container) => verifyOpenContainer(container, options));
}

/** The same of a container that is open already, and stays so. */
export function verifyOpenContainer(
  container: Container,
  options: VerifyOptions & ContainerWorkers,
): Promise<Result<ContainerVerification>> {
  return withContainerRunner(options, container.size, (runner) => verifyAll(container, runner, options));
}

/** The same as verifyContainer with workers that are there already. */
export async function verifyWith(
  runner: ContainerRunner,
  path: string,
  options: VerifyOptions,
): Promise<Result<ContainerVerification>> {
  return withOpenContainer(path, (container) => verifyAll(container, runner, options));
}

async function withOpenContainer<Value>(
  path: string,
  work: (container: Container) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const opened = await openContainer(path);
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

async function verifyAll(
  container: Container,
  runner: ContainerRunner,
  options: VerifyOptions,
): Promise<Result<ContainerVerification>> {
  const structure = await verifyStructure(container);
  const data = await verifyData(container, structure.matched, runner, options);
  const issues = [...container.issues, ...structure.issues, ...data.issues];
  const { entries } = container;
  const uncompressedBytes = entries.reduce((total, entry) => total + entry.size, 0);
  const summary = {
    bytes: container.size,
    parts: entries.length,
    blocks: structure.blocks,
    uncompressedBytes,
  };
  return success(summary, options.everyFinding === true ? issues : limitPerCode(issues));
}

export type Structure = {
  readonly matched: MatchedFiles;
  readonly blocks: number;
  readonly issues: readonly Issue[];
};

/** Footprint parts, block map and content types. Lists are joined, not pushed: they can have an issue for each entry. */
export async function verifyStructure(container: Container): Promise<Structure> {
  const required = [footprint.manifest, footprint.blockMap, footprint.contentTypes];
  const missing = required
    .filter((name) => container.entry(name) === undefined)
    .map((name) => issue('OPC-PART-MISSING', { part: name, params: { name } }));
  const issues = [...missing, ...(await verifyContentTypes(container))];
  const nothing = { matched: { files: [], closings: [] }, blocks: 0 };
  if (container.entry(footprint.blockMap) === undefined) return { ...nothing, issues };
  const blockMap = await container.blockMap();
  if (!blockMap.ok) return { ...nothing, issues: [...issues, ...inPart(blockMap.issues)] };
  const compared = checkBlockMap(blockMap.value, inFileOrder(container.entries), doubtedEntries(container));
  const { blockCount: blocks } = blockMap.value;
  return { matched: compared.matched, blocks, issues: [...issues, ...compared.issues] };
}

async function verifyContentTypes(container: Container): Promise<readonly Issue[]> {
  if (container.entry(footprint.contentTypes) === undefined) return [];
  const part = await container.readPart(footprint.contentTypes);
  if (!part.ok) return inPart(part.issues);
  const types = parseContentTypes(part.value);
  if (!types.ok) return types.issues;
  return checkContentTypes(
    types.value,
    container.entries.map((entry) => entry.name),
  );
}

/** The data pass reads the same bytes again and says the same of them; keep what only the reading of the text says. */
function inPart(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter((each) => !each.code.startsWith('ZIP-'));
}

async function verifyData(
  container: Container,
  matched: MatchedFiles,
  runner: ContainerRunner,
  options: VerifyOptions,
): Promise<{ readonly issues: readonly Issue[] }> {
  const entries = inFileOrder(container.entries);
  const verdicts = new EntryVerdicts(container.path, entries, matched);
  const { trusted } = options;
  const refused = unreadableEntries(container);
  const skipped = trusted === undefined ? refused : (entry: ZipEntry) => trusted(entry) || refused(entry);
  if (trusted !== undefined) {
    const records = await verifyRecords(container, entries, trusted, matched);
    for (const found of records.issues) verdicts.report(found);
    for (const [position, end] of records.ends.entries()) verdicts.setEnd(position, end);
  }
  const plan = planVerification(container, entries, skipped, matched, verdicts);
  const totalBytes = sumSpans(entries, skipped, container);
  let doneBytes = 0;
  const run = (units: Iterable<PlannedUnit> | AsyncIterable<PlannedUnit>): Promise<void> =>
    runOrdered(units, {
      window: runner.size * unitsPerWorker,
      signal: options.signal,
      run: (planned) => runner.run('container.verify', planned.unit),
      consume: (verified, planned) => {
        verdicts.add(planned, verified);
        doneBytes = Math.min(totalBytes, doneBytes + planned.bytes);
        options.progress({ phase: 'verifying', doneBytes, totalBytes });
      },
    });
  await run(plan);
  await run(verdicts.undecidedUnits());
  const tiling = verifyTiling(entries, verdicts.ends, container);
  return { issues: [...verdicts.finish(), ...tiling] };
}

/** Bytes of the container that the data pass reads, as far as progress is concerned. */
function sumSpans(
  entries: readonly ZipEntry[],
  skipped: (entry: ZipEntry) => boolean,
  { size }: Container,
): number {
  const skippedBytes = entries.reduce((sum, entry) => (skipped(entry) ? sum + entry.compressedSize : sum), 0);
  return Math.max(0, size - skippedBytes);
}

/** Findings of the directory after which an entry's place, size or name says nothing that could be compared. */
const doubts: ReadonlySet<string> = new Set([
  'ZIP-TRUNCATED',
  'ZIP-OVERLAP',
  'ZIP-ZIP64',
  'ZIP-METHOD',
  'ZIP-BOMB-RATIO',
  'ZIP-DUPLICATE',
]);
/** Those after which its data is not read either; a bomb of entries that share their bytes would be read once each. */
const unreadable: ReadonlySet<string> = new Set([...doubts].filter((code) => code !== 'ZIP-DUPLICATE'));

/** Offsets of the central headers of the entries that have one of these findings. */
function entriesWith(container: Container, codes: ReadonlySet<string>): ReadonlySet<number> {
  return new Set(
    container.issues.flatMap(({ code, where }) =>
      codes.has(code) && where?.offset !== undefined ? [where.offset] : [],
    ),
  );
}

/** Two entries of one name, or two that share bytes, are both in doubt, though the finding names one. */
function doubtedEntries(container: Container): ReadonlySet<number> {
  const doubted = new Set(entriesWith(container, doubts));
  const others = new Set(
    container.issues.flatMap((each) => (doubts.has(each.code) ? [each.params?.['other']] : [])),
  );
  for (const entry of container.entries) if (others.has(entry.name)) doubted.add(entry.headerOffset);
  return doubted;
}

function unreadableEntries(container: Container): (entry: ZipEntry) => boolean {
  if (container.issues.some((each) => each.code === 'ZIP-BOMB-TOTAL')) return () => true;
  const refused = entriesWith(container, unreadable);
  const { directoryOffset } = container.directory;
  return (entry) => entry.localOffset >= directoryOffset || refused.has(entry.headerOffset);
}
