import { createWriteStream, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ByteView } from '../../shared/base/bytes.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { checkLocalHeader, type ExpectedEntry } from '../../shared/opc/check-entry.ts';
import { zip } from '../../shared/opc/zip-records.ts';
import { IssueError } from '../files/io-issue.ts';
import { nodeCodec } from '../files/node-codec.ts';
import type { TaskOutput } from '../jobs/task-protocol.ts';
import { readEntryStream } from './entry-stream.ts';
import { withSyncFile } from './read-sync.ts';

export type UnpackEntry = {
  readonly entry: ExpectedEntry;
  /** Absolute path of the file to make; its folder is there, the file is not. */
  readonly target: string;
};

/** Small entries that lie close together, or one large entry. Offsets are in bytes of the container. */
export type UnpackUnit =
  | {
      readonly kind: 'small';
      readonly path: string;
      readonly start: number;
      readonly end: number;
      readonly entries: readonly UnpackEntry[];
    }
  | {
      readonly kind: 'large';
      readonly path: string;
      readonly dataOffset: number;
      readonly entry: UnpackEntry;
    };

/** Task `container.unpack`: the bytes written. Rejects with ZIP-* issues when the data is not what it should be. */
export async function unpackUnit(unit: UnpackUnit): Promise<TaskOutput<number>> {
  if (unit.kind === 'large') {
    const { entry, target } = unit.entry;
    await pipeline(
      readEntryStream(unit.path, unit.dataOffset, entry),
      createWriteStream(target, { flags: 'wx' }),
    );
    return { value: entry.size };
  }
  const region = withSyncFile(unit.path, (file) => file.read(unit.start, unit.end - unit.start));
  let written = 0;
  for (const { entry, target } of unit.entries) {
    const bytes = readEntry(region, unit.start, entry);
    writeFileSync(target, bytes, { flag: 'wx' });
    written += bytes.length;
  }
  return { value: written };
}

function readEntry(region: Uint8Array, regionOffset: number, entry: ExpectedEntry): Uint8Array {
  const fail = (code: Issue['code']): never => {
    throw new IssueError(issue(code, { part: entry.name, where: { offset: entry.localOffset } }));
  };
  const start = entry.localOffset - regionOffset;
  const header = checkLocalHeader(new ByteView(region), start, entry);
  if (header.length === undefined) return fail('ZIP-LOCAL-HEADER');
  const from = start + header.length;
  if (from + entry.compressedSize > region.length) return fail('ZIP-TRUNCATED');
  const raw = region.subarray(from, from + entry.compressedSize);
  const bytes = entry.method === zip.methodStored ? raw : nodeCodec.inflateRaw(raw, entry.size);
  if (bytes === undefined) return fail('ZIP-DEFLATE');
  if (bytes.length !== entry.size) return fail('ZIP-SIZE');
  return nodeCodec.crc32(bytes) === entry.crc32 ? bytes : fail('ZIP-CRC');
}
