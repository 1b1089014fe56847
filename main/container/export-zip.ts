import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { AbortSignalLike, Progress } from '../../shared/contract/operations.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import { writeAtomically } from '../files/atomic-write.ts';
import { cancelled, IssueError } from '../files/io-issue.ts';
import { readEntryStream } from './entry-stream.ts';
import type { Container } from './open-container.ts';

/**
 * An ordinary ZIP file of the entries, for tools that know nothing of AppX: plain names in UTF-8, no block structure.
 * One entry is read and written at a time, so memory stays small.
 */
export async function exportZip(
  container: Container,
  entries: readonly ZipEntry[],
  target: string,
  options: { readonly signal: AbortSignalLike; readonly progress: (progress: Progress) => void },
): Promise<void> {
  const totalBytes = entries.reduce((total, entry) => total + entry.size, 0);
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    await writeAtomically(target, {
      signal: options.signal,
      write: async (_handle, temporaryPath) => {
        const archive = new ZipFile();
        const failed = new Promise<never>((_resolve, reject) => archive.on('error', reject));
        let doneBytes = 0;
        for (const entry of entries) {
          addEntry(archive, container, entry, () => {
            doneBytes += entry.size;
            options.progress({ phase: 'unpacking', doneBytes, totalBytes });
          });
        }
        archive.end();
        const output = createWriteStream(temporaryPath, { flags: 'r+' });
        const written = pipeline(archive.outputStream as Readable, output, { signal: stop.signal });
        await Promise.race([written, failed]).catch(async (error: unknown) => {
          output.destroy();
          await written.catch(() => undefined);
          throw options.signal.aborted ? cancelled() : error;
        });
      },
    });
  } finally {
    options.signal.removeEventListener('abort', onAbort);
  }
}

/** yazl takes the DOS time by local getters, so this is 1980-01-01 in every time zone. */
const fixedTime = new Date(1980, 0, 1);

function addEntry(archive: ZipFile, container: Container, entry: ZipEntry, onDone: () => void): void {
  const settings = { mtime: fixedTime, mode: 0o100644, forceDosTimestamp: true, size: entry.size };
  archive.addReadStreamLazy(entry.name, settings, (deliver) => {
    container.dataOffset(entry).then(
      (dataOffset) => {
        if (!dataOffset.ok) {
          deliver(new IssueError(...dataOffset.issues), Readable.from([]));
          return;
        }
        const stream = readEntryStream(container.path, dataOffset.value, entry);
        // yazl does not listen for errors of the streams that it is given.
        stream.once('error', (error) => archive.emit('error', error));
        stream.once('end', onDone);
        deliver(null, stream);
      },
      (error: unknown) => deliver(error, Readable.from([])),
    );
  });
}
