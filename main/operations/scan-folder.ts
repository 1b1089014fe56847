import type { Dirent } from 'node:fs';
import { lstat, opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Issue, issue, limitPerCode } from '../../shared/base/issue.ts';
import { limits } from '../../shared/base/limits.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import { compareOrdinal } from '../../shared/base/text.ts';
import type { SourceFilter } from '../../shared/appv/project/source-filter.ts';
import type { AbortSignalLike } from '../../shared/contract/operations.ts';
import { issuesFromError, throwIfCancelled } from '../files/io-issue.ts';

/** A file of a source: its path relative to the source with `/`, its full path, its size in bytes. */
export type ScannedFile = { readonly relative: string; readonly path: string; readonly size: number };

/** Files and folders without any content, both in the order of their UTF-16 units whatever the disk's order. */
export type ScannedFolder = {
  readonly files: readonly ScannedFile[];
  readonly emptyFolders: readonly string[];
};

export type ScanOptions = {
  readonly filter: SourceFilter;
  readonly signal: AbortSignalLike;
  /** How a place in this source is named in issues; the folder as the person wrote it. */
  readonly label: string;
};

/** Folders read at the same time, and files of one folder asked for their size at the same time. */
const parallelFolders = 8;
const parallelFiles = 64;

type Scan = ScanOptions & {
  readonly root: string;
  readonly files: ScannedFile[];
  readonly emptyFolders: string[];
  readonly issues: Issue[];
  /** Folders still to be read, relative to the root; the root is the empty string. */
  readonly waiting: string[];
};

/**
 * Lists what a source folder holds, without reading any file. The folder itself may be a link that the person chose;
 * links, junctions and special files inside it are refused. A folder whose whole content is left
 * out counts as empty.
 *
 * Issues: PRJ-SOURCE-MISSING, IO-NOT-A-FOLDER, PRJ-LINK, PRJ-NAME (a name that is not text), IO-CHANGED (vanished
 * meanwhile), IO-DENIED and other IO codes, PRJ-SOURCE-LIMIT.
 */
export async function scanFolder(root: string, options: ScanOptions): Promise<Result<ScannedFolder>> {
  const problem = await checkRoot(root, options.label);
  if (problem !== undefined) return failure(problem);
  const scan: Scan = { ...options, root, files: [], emptyFolders: [], issues: [], waiting: [''] };
  await runAll(scan);
  if (scan.issues.length > 0) {
    scan.issues.sort((left, right) => compareOrdinal(left.part ?? '', right.part ?? ''));
    return failure(...limitPerCode(scan.issues));
  }
  scan.files.sort((left, right) => compareOrdinal(left.relative, right.relative));
  return success({ files: scan.files, emptyFolders: scan.emptyFolders.sort(compareOrdinal) });
}

async function checkRoot(root: string, label: string): Promise<Issue | undefined> {
  try {
    return (await stat(root)).isDirectory() ? undefined : issue('IO-NOT-A-FOLDER', { part: label });
  } catch (error) {
    const [first] = issuesFromError(error);
    if (first?.code === 'IO-NOT-FOUND') return issue('PRJ-SOURCE-MISSING', { part: label });
    return issue(first?.code ?? 'IO-READ', { part: label });
  }
}

async function runAll(scan: Scan): Promise<void> {
  let active = 0;
  await new Promise<void>((resolve, reject) => {
    const next = (): void => {
      if (active === 0 && scan.waiting.length === 0) resolve();
      while (active < parallelFolders) {
        const folder = scan.waiting.pop();
        if (folder === undefined) return;
        active++;
        scanOne(scan, folder).then(() => {
          active--;
          next();
        }, reject);
      }
    };
    next();
  });
}

async function scanOne(scan: Scan, folder: string): Promise<void> {
  throwIfCancelled(scan.signal);
  const files: string[] = [];
  let kept = 0;
  try {
    for await (const entry of await opendir(path.join(scan.root, folder), { bufferSize: 256 })) {
      const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() ? scan.filter.skips(relative) : !scan.filter.takes(relative)) continue;
      kept++;
      sortEntry(scan, entry, relative, files);
    }
  } catch (error) {
    scan.issues.push(...placed(scan, folder, error));
    return;
  }
  if (kept === 0 && folder !== '' && scan.filter.takes(folder)) scan.emptyFolders.push(folder);
  for (let index = 0; index < files.length; index += parallelFiles) {
    throwIfCancelled(scan.signal);
    await Promise.all(files.slice(index, index + parallelFiles).map((relative) => addFile(scan, relative)));
  }
}

function sortEntry(scan: Scan, entry: Dirent, relative: string, files: string[]): void {
  if (entry.isDirectory()) scan.waiting.push(relative);
  else if (entry.isFile()) files.push(relative);
  else scan.issues.push(issue('PRJ-LINK', { part: place(scan, relative) }));
}

async function addFile(scan: Scan, relative: string): Promise<void> {
  const fullPath = path.join(scan.root, relative);
  try {
    const { size } = await lstat(fullPath);
    if (scan.files.length < limits.sourceFiles) scan.files.push({ relative, path: fullPath, size });
    else if (scan.issues.length === 0) {
      scan.issues.push(
        issue('PRJ-SOURCE-LIMIT', { part: scan.label, params: { limit: limits.sourceFiles } }),
      );
    }
  } catch (error) {
    scan.issues.push(...placed(scan, relative, error));
  }
}

/** A name whose bytes are not text cannot be asked for again, so the system says that it is not there. */
function placed(scan: Scan, relative: string, error: unknown): readonly Issue[] {
  return issuesFromError(error).map((each) => {
    if (each.code !== 'IO-NOT-FOUND') return { ...each, part: place(scan, relative) };
    const code = relative.includes('\ufffd') ? 'PRJ-NAME' : 'IO-CHANGED';
    return issue(code, { part: place(scan, relative) });
  });
}

function place(scan: Scan, relative: string): string {
  return relative === '' ? scan.label : `${scan.label.replace(/[\\/]+$/, '')}/${relative}`;
}
