import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, parse } from 'node:path';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type { DoorInput, FolderPage, FolderPlace, FolderRow } from '../../shared/contract/door.ts';
import type { HandleTable } from '../files/handles.ts';
import { issuesFromError } from '../files/io-issue.ts';

/** Packages that the workbench opens. */
const openable = new Set(['.appv', '.appx', '.msix']);

/**
 * Lists folders of this computer for the picker that a page draws, since a browser does not tell a page the path of
 * a file. The page sees names and gets handles, never paths. Issues: USE-REQUEST for a handle that was not given
 * out, and those of reading a folder.
 */
export function createFolderPicker(
  handles: HandleTable,
  firstFolder: string,
): (input: DoorInput<'door.folder'>) => Promise<Result<FolderPage>> {
  return async ({ folder, offset, limit }) => {
    const path = folder === null ? firstFolder : handles.path(folder);
    if (path === undefined) return failure(issue('USE-REQUEST', { params: { operation: 'door.folder' } }));
    try {
      const rows = await listFolder(path);
      return success({
        trail: trail(handles, path),
        places: await places(handles),
        total: rows.length,
        rows: rows
          .slice(offset, offset + limit)
          .map(({ kind, name }): FolderRow => ({ kind, name, handle: handles.add(join(path, name)) })),
      });
    } catch (error) {
      return failure(...issuesFromError(error));
    }
  };
}

type Listed = Pick<FolderRow, 'kind' | 'name'>;

async function listFolder(path: string): Promise<readonly Listed[]> {
  const rows: Listed[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const kind = entry.isSymbolicLink()
      ? await kindOf(join(path, entry.name))
      : entry.isDirectory()
        ? 'folder'
        : entry.isFile()
          ? 'file'
          : undefined;
    if (kind === 'folder' || (kind === 'file' && openable.has(extname(entry.name).toLowerCase()))) {
      rows.push({ kind, name: entry.name });
    }
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return rows.sort((left, right) =>
    left.kind === right.kind ? compare(left.name, right.name) : left.kind === 'folder' ? -1 : 1,
  );
}

async function kindOf(path: string): Promise<Listed['kind'] | undefined> {
  try {
    const target = await stat(path);
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : undefined;
  } catch {
    // A link to nowhere is not offered.
    return undefined;
  }
}

function trail(handles: HandleTable, path: string): readonly FolderPlace[] {
  const { root } = parse(path);
  const steps: FolderPlace[] = [];
  for (let step = path; ; step = dirname(step)) {
    steps.unshift({ name: basename(step) || root, folder: handles.add(step) });
    if (step === root || dirname(step) === step) return steps;
  }
}

async function places(handles: HandleTable): Promise<readonly FolderPlace[]> {
  const home = homedir();
  const disks = process.platform === 'win32' ? await windowsDisks() : ['/'];
  return [
    { name: basename(home) || home, folder: handles.add(home) },
    ...disks.map((disk) => ({ name: disk, folder: handles.add(disk) })),
  ];
}

async function windowsDisks(): Promise<readonly string[]> {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => `${letter}:\\`);
  const kinds = await Promise.all(letters.map(kindOf));
  return letters.filter((_disk, index) => kinds[index] === 'folder');
}
