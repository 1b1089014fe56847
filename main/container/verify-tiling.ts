import { type Issue, issue } from '../../shared/base/issue.ts';
import type { ZipEntry } from '../../shared/opc/zip-entry.ts';
import type { Container } from './open-container.ts';

/**
 * The entries must fill the file from its first byte to the central directory, without gaps and without sharing bytes.
 * `entries` are all, in file order; `ends` says where each of them ends, NaN for those that could not be read.
 */
export function verifyTiling(
  entries: readonly ZipEntry[],
  ends: Float64Array,
  container: Container,
): readonly Issue[] {
  const issues: Issue[] = [];
  const overlapping = new Set(
    container.issues.filter((each) => each.code === 'ZIP-OVERLAP').map((each) => each.part),
  );
  let position: number | undefined = 0;
  let previous: ZipEntry | undefined;
  for (const [index, entry] of entries.entries()) {
    if (position !== undefined && entry.localOffset > position) issues.push(gap(position, entry.localOffset));
    if (position !== undefined && entry.localOffset < position && !overlapping.has(entry.name)) {
      const params = { other: previous?.name ?? '' };
      issues.push(issue('ZIP-OVERLAP', { part: entry.name, where: { offset: entry.headerOffset }, params }));
    }
    // An entry without a local header ends nobody knows where: the next one cannot be judged.
    const end = ends[index];
    position = end === undefined || Number.isNaN(end) ? undefined : end;
    previous = entry;
  }
  const { directoryOffset } = container.directory;
  if (position !== undefined && position < directoryOffset) issues.push(gap(position, directoryOffset));
  return issues;
}

function gap(from: number, to: number): Issue {
  return issue('ZIP-GAP', { where: { offset: from }, params: { actual: to - from } });
}
