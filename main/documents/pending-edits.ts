import type { EditJournal } from '../../shared/appv/edits/edit-journal.ts';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import type { Recovery } from '../../shared/contract/operations.ts';
import { claimJournal, discardJournal, findJournal } from './edit-journal.ts';
import { type PackageFingerprint, sameFingerprint } from './package-fingerprint.ts';

/** Edits of an earlier run that wait for a decision. */
export type PendingEdits = { readonly id: string; readonly recovery: Recovery };

/**
 * What an earlier run left for the package at this path, which has no links in it. A journal in which everything was
 * undone is nothing to ask a person about: it goes.
 */
export async function findPending(
  journalPath: string,
  fingerprint: PackageFingerprint,
): Promise<PendingEdits | null> {
  const found = await findJournal(journalPath);
  if (found === undefined) return null;
  const { id, content, written } = found;
  if (!content.ok) return { id, recovery: { edits: 0, time: written, applies: false } };
  const { steps, source } = content.value;
  const last = steps.at(-1);
  if (last === undefined) {
    await discardJournal(id).catch(() => undefined);
    return null;
  }
  const edits = steps.reduce((sum, step) => sum + step.edits.length, 0);
  return { id, recovery: { edits, time: last.time, applies: sameFingerprint(source, fingerprint) } };
}

/**
 * Takes the journal for this session alone; `end(true)` removes it, `end(false)` leaves it for another time. Issue:
 * EDT-JOURNAL when it is another session's by now, cannot be read, or is of another version of the package.
 */
export async function takePending(
  { id }: PendingEdits,
  fingerprint: PackageFingerprint,
): Promise<Result<{ readonly journal: EditJournal; end(remove: boolean): Promise<void> }>> {
  const claimed = await claimJournal(id);
  if (!claimed.ok || sameFingerprint(claimed.value.journal.source, fingerprint)) return claimed;
  await claimed.value.end(false);
  return failure(issue('EDT-JOURNAL', { params: { reason: 'made on another version of the package' } }));
}
