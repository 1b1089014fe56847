import { type Issue, issue } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import type { BlockMapFile } from '../../shared/opc/block-map.ts';
import type { MatchedFiles } from '../../shared/opc/check-block-map.ts';
import { combineCrc32 } from '../../shared/opc/crc32-combine.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import type { VerifiedRun } from './verify-blocks.ts';
import type { StreamFindings } from './verify-stream.ts';
import { type PlannedUnit, streamRequest, type VerifiedUnit } from './verify-unit.ts';

/** What is known of one entry's data; runs of a large one are joined as they come, in their order. */
type Verdict = { run: VerifiedRun | undefined; stream: StreamFindings | undefined };

/**
 * Gathers what the workers saw and draws the conclusions that need a whole entry. Entries go by their position in
 * file order; of the many about which there is nothing to say only the end is kept.
 */
export class EntryVerdicts {
  /** Where each entry ends, NaN where nobody could tell. */
  readonly ends: Float64Array;
  readonly #path: string;
  readonly #entries: readonly ZipEntry[];
  readonly #matched: MatchedFiles;
  readonly #issues: Issue[] = [];
  readonly #verdicts = new Map<number, Verdict>();

  constructor(path: string, entries: readonly ZipEntry[], matched: MatchedFiles) {
    this.#path = path;
    this.#entries = entries;
    this.#matched = matched;
    this.ends = new Float64Array(entries.length).fill(Number.NaN);
  }

  report(...issues: readonly Issue[]): void {
    this.#issues.push(...issues);
  }

  setEnd(position: number, end: number): void {
    this.ends[position] = end;
  }

  add(planned: PlannedUnit, verified: VerifiedUnit): void {
    if (verified.kind === 'entries') {
      planned.positions.forEach((position, index) =>
        this.setEnd(position, verified.ends[index] ?? Number.NaN),
      );
      for (const { index, issues, data } of verified.remarkable) {
        this.report(...issues);
        this.#addData(planned.positions[index], data);
      }
      return;
    }
    this.#addData(planned.positions[0], verified.kind === 'blocks' ? verified.run : verified.stream);
  }

  #addData(position: number | undefined, data: VerifiedRun | StreamFindings | undefined): void {
    if (position === undefined) return;
    const verdict = this.#verdicts.get(position) ?? { run: undefined, stream: undefined };
    this.#verdicts.set(position, verdict);
    if (data === undefined) return;
    if ('complete' in data) {
      verdict.stream = data;
      return;
    }
    this.report(...data.issues);
    verdict.run = verdict.run === undefined ? data : joinRuns(verdict.run, data);
  }

  /** Entries with a block that does not inflate alone: the whole stream tells whether it is damaged or not flushed. */
  undecidedUnits(): readonly PlannedUnit[] {
    return [...this.#verdicts].flatMap(([position, { run }]) => {
      const entry = this.#entries[position];
      if (run?.undecided === undefined || entry === undefined) return [];
      const dataOffset = run.undecided.dataEnd - entry.compressedSize;
      const request = {
        path: this.#path,
        ...streamRequest(entry, dataOffset, this.#matched.files[position]),
      };
      return [{ unit: { kind: 'stream', request }, positions: [position], bytes: 0 } satisfies PlannedUnit];
    });
  }

  finish(): readonly Issue[] {
    const concluded = [...this.#verdicts].flatMap(([position, { run, stream }]) => {
      const entry = this.#entries[position];
      return entry === undefined ? [] : concludeEntry(entry, this.#matched.files[position], run, stream);
    });
    return [...this.#issues, ...concluded];
  }
}

function joinRuns(left: VerifiedRun, right: VerifiedRun): VerifiedRun {
  const undecided = left.undecided ?? right.undecided;
  return {
    issues: [],
    crc32: combineCrc32(left.crc32, right.crc32, right.size),
    size: left.size + right.size,
    sound: left.sound && right.sound,
    ...(undecided === undefined ? {} : { undecided }),
  };
}

function concludeEntry(
  entry: ZipEntry,
  file: BlockMapFile | undefined,
  run: VerifiedRun | undefined,
  stream: StreamFindings | undefined,
): readonly Issue[] {
  if (stream !== undefined) return concludeStream(entry, file, stream, run?.undecided);
  if (run?.sound) return concludeTotals(entry, file, run);
  return disagreeing(entry, file);
}

function concludeStream(
  entry: ZipEntry,
  file: BlockMapFile | undefined,
  stream: StreamFindings,
  undecided: VerifiedRun['undecided'],
): readonly Issue[] {
  const part = entry.name;
  const offset = undecided?.offset ?? stream.dataOffset;
  const where = undecided === undefined ? { offset } : { offset, block: undecided.block };
  if (stream.size > Math.max(entry.size, file?.size ?? 0)) return concludeTotals(entry, file, stream);
  if (!stream.complete) {
    return [issue(entry.method === zip.methodStored ? 'ZIP-SIZE' : 'ZIP-DEFLATE', { part, where })];
  }
  if (stream.wrongBlocks.length > 0) {
    return stream.wrongBlocks.map((block) => {
      // Inside a deflate stream only its blocks' own sizes would tell where a block starts.
      const stored = entry.method === zip.methodStored;
      const start = stored ? { offset: stream.dataOffset + block * limits.blockSize } : {};
      return issue('OPC-BLOCK-HASH', { part, where: { ...start, block } });
    });
  }
  const totals = concludeTotals(entry, file, stream);
  if (undecided === undefined || totals.length > 0) return totals;
  return [issue('OPC-BLOCK-NOT-ISOLATED', { part, where })];
}

function concludeTotals(
  entry: ZipEntry,
  file: BlockMapFile | undefined,
  actual: { readonly crc32: number; readonly size: number },
): readonly Issue[] {
  const issues: Issue[] = [];
  const part = entry.name;
  const where = { offset: entry.headerOffset };
  if (actual.size !== entry.size) {
    issues.push(issue('ZIP-SIZE', { part, where, params: { expected: actual.size, actual: entry.size } }));
  }
  if (file !== undefined && actual.size !== file.size) {
    issues.push(issue('OPC-FILE-SIZE', { part, params: { expected: actual.size, actual: file.size } }));
  }
  if (actual.crc32 !== entry.crc32 && actual.size === entry.size) {
    const params = { expected: actual.crc32, actual: entry.crc32 };
    issues.push(issue('ZIP-CRC', { part, where, params }));
  }
  return issues;
}

/** The data says nothing, but the two sizes cannot both be right. */
function disagreeing(entry: ZipEntry, file: BlockMapFile | undefined): readonly Issue[] {
  if (file === undefined || file.size === entry.size) return [];
  return [issue('OPC-FILE-SIZE', { part: entry.name, params: { expected: entry.size, actual: file.size } })];
}
