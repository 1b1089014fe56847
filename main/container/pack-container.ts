import type { FileHandle } from 'node:fs/promises';
import { assertDefined } from '../../shared/base/assert.ts';
import { issue } from '../../shared/base/issue.ts';
import type { CompressionLevel } from '../../shared/base/ports.ts';
import { encodeUtf8 } from '../../shared/base/text.ts';
import type { AbortSignalLike, Progress } from '../../shared/contract/operations.ts';
import { ContentTypesWriter, footprintContentTypes } from '../../shared/opc/content-types.ts';
import { footprint, type PartName } from '../../shared/opc/part-name.ts';
import type { PlannedPart, WrittenPart } from '../../shared/opc/planned-part.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { targetOf } from '../files/file-target.ts';
import { IssueError } from '../files/io-issue.ts';
import { runOrdered } from '../jobs/run-ordered.ts';
import { ContainerWriter } from './container-writer.ts';
import {
  type ContainerRunner,
  type ContainerWorkers,
  unitsPerWorker,
  withContainerRunner,
} from './container-tasks.ts';
import { unitBuffers } from './pack-unit.ts';
import { type PackPart, planUnits } from './plan-units.ts';
import { verifyWith } from './verify-container.ts';

export type PackRequest = ContainerWorkers & {
  /** Absolute path of the package. An older file there is replaced when the new one is proved. */
  readonly target: string;
  /**
   * In container order, without AppxBlockMap.xml and [Content_Types].xml, which are made here. Taken one after the other and
   * not kept: there can be a million.
   */
  readonly parts: Iterable<PlannedPart>;
  /** Bytes of all of them, for the progress and to choose how to work. */
  readonly partBytes: number;
  /** The last parts, made from what the others turned out to be; AppxManifest.xml is the last of them. */
  readonly finish: (written: readonly WrittenPart[]) => readonly PlannedPart[];
  readonly contentType: (name: PartName) => string;
  readonly level: CompressionLevel;
  /** `conservative`: the plainest form, without stored sub-blocks. */
  readonly profile: 'default' | 'conservative';
  readonly signal: AbortSignalLike;
  readonly progress: (progress: Progress) => void;
};

export type PackReport = {
  readonly bytes: number;
  readonly parts: number;
  readonly uncompressedBytes: number;
  /** SHA-256 of the file, lower-case hex. */
  readonly sha256: string;
};

const zlibLevels = { none: 0, fast: 1, default: 5, best: 9 } as const satisfies Record<
  CompressionLevel,
  number
>;

/**
 * Writes a container and proves it: everything is read back from the temporary file by the verifier before it takes
 * the target's place. The bytes depend on the parts, the level and the profile, not on the number of workers, the
 * clock or the locale. Rejects with IO issues (IO-CHANGED, IO-FULL, IO-CANCELLED, IO-READ-BACK ...); the target is
 * then as it was.
 */
export async function packContainer(request: PackRequest): Promise<PackReport> {
  // Threads of its own for each stage: what they gathered in packing is given back before the reading back starts.
  return writeAtomically(request.target, {
    write: (handle) =>
      withContainerRunner(request, request.partBytes, (runner) => writeContainer(handle, request, runner)),
    verify: (temporaryPath) =>
      withContainerRunner(request, request.partBytes, (runner) => readBack(temporaryPath, request, runner)),
    signal: request.signal,
  });
}

async function writeContainer(
  handle: FileHandle,
  request: PackRequest,
  runner: ContainerRunner,
): Promise<PackReport> {
  const writer = new ContainerWriter(targetOf(handle));
  const contentTypes = new ContentTypesWriter();
  const totalBytes = request.partBytes;
  const compress = request.level !== 'none';
  const compression = { level: zlibLevels[request.level], adaptive: request.profile === 'default' };
  let doneBytes = 0;
  const append = (parts: Iterable<PackPart>): Promise<void> =>
    runOrdered(planUnits(parts, compress, compression), {
      window: runner.size * unitsPerWorker,
      signal: request.signal,
      run: (unit) => runner.run('container.pack', unit, unitBuffers(unit)),
      consume: async (packed, unit) => {
        await writer.append(unit, packed);
        doneBytes += packed.pieces.reduce((sum, piece) => sum + piece.size, 0);
        request.progress({ phase: 'packing', doneBytes: Math.min(doneBytes, totalBytes), totalBytes });
      },
    });

  await append(typed(request.parts, contentTypes, request));
  await append(typed(request.finish(writer.takeWritten()), contentTypes, request));
  await append([{ name: footprint.blockMap, content: writer.takeBlockMap() }]);
  const bytes = encodeUtf8(contentTypes.format());
  await append([{ name: footprint.contentTypes, content: { kind: 'bytes', bytes } }]);
  const sha256 = assertDefined(await writer.finish(), 'the digest was asked for');
  const { bytesWritten, entryCount, uncompressedBytes } = writer;
  return { bytes: bytesWritten, parts: entryCount, uncompressedBytes, sha256 };
}

/** The parts as they go by; their types go to `types`. */
function* typed(
  parts: Iterable<PlannedPart>,
  types: ContentTypesWriter,
  { contentType }: PackRequest,
): Generator<PlannedPart> {
  for (const part of parts) {
    const { name } = part;
    types.add(name, name === footprint.manifest ? footprintContentTypes.manifest : contentType(name));
    yield part;
  }
}

async function readBack(temporaryPath: string, request: PackRequest, runner: ContainerRunner): Promise<void> {
  const verified = await verifyWith(runner, temporaryPath, request);
  const finding = verified.issues[0];
  if (finding === undefined) return;
  const reason = `${finding.code} ${finding.part ?? ''}`.trim();
  throw new IssueError(issue('IO-READ-BACK', { part: request.target, params: { reason } }));
}
