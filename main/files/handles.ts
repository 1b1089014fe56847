import path from 'node:path';
import type { FileHandle } from '../../shared/contract/operations.ts';

/**
 * Names for paths that a person chose. A page only ever holds handles, so it can reach nothing that nobody chose.
 */
export type HandleTable = {
  /** The handle of this path; the same path has the same handle. */
  add(chosenPath: string): FileHandle;
  /** The absolute path, or `undefined` for a handle that was never given out. */
  path(handle: FileHandle): string | undefined;
};

export function createHandleTable(): HandleTable {
  const paths: string[] = [];
  const handles = new Map<string, FileHandle>();
  return {
    add(chosenPath) {
      const absolute = path.resolve(chosenPath);
      const known = handles.get(absolute);
      if (known !== undefined) return known;
      const handle = `file-${paths.length}` as FileHandle;
      paths.push(absolute);
      handles.set(absolute, handle);
      return handle;
    },
    path(handle) {
      const index = /^file-([0-9]+)$/.exec(handle)?.[1];
      return index === undefined ? undefined : paths[Number(index)];
    },
  };
}
