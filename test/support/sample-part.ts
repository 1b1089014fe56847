import { openContainer } from '../../main/container/open-container.ts';
import type { PartName } from '../../shared/opc/part-name.ts';

/** Bytes of one part of a package. */
export async function readSamplePart(file: string, part: string): Promise<Uint8Array> {
  const opened = await openContainer(file);
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  try {
    const read = await opened.value.readPart(part as PartName);
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    return read.value;
  } finally {
    await opened.value.close();
  }
}
