import { applyEdits } from '../../shared/appv/edits/apply-edit.ts';
import type { JournalStep } from '../../shared/appv/edits/edit-journal.ts';
import type { PackageDocument } from '../../shared/appv/edits/package-document.ts';
import type { Issue } from '../../shared/base/issue.ts';
import { type Result, success } from '../../shared/base/result.ts';

/** A step and the document that it led to. */
export type HistoryStep = { readonly step: JournalStep; readonly document: PackageDocument };

/** A document and what was done to it since it was opened. */
export type DocumentHistory = {
  current(): PackageDocument;
  /** Edits that the current document has and the opened one has not. */
  unsaved(): number;
  /** Kind of edit that undo would take back, and that redo would make again; the last one of several made at once. */
  next(): { readonly undo: string | null; readonly redo: string | null };
  /**
   * What the steps would do to the current document, without doing it: all of them or none. A step that changes nothing is
   * left out. Issues: those of applyEdits.
   */
  plan(steps: readonly JournalStep[]): Result<readonly HistoryStep[]>;
  /** What was undone cannot be made again after this. */
  add(planned: readonly HistoryStep[]): void;
  undo(): void;
  redo(): void;
};

export function createHistory(opened: PackageDocument): DocumentHistory {
  const done: HistoryStep[] = [];
  let undone: HistoryStep[] = [];
  const current = (): PackageDocument => done.at(-1)?.document ?? opened;
  return {
    current,
    unsaved: () => done.reduce((sum, { step }) => sum + step.edits.length, 0),
    next: () => ({ undo: kindOf(done.at(-1)), redo: kindOf(undone.at(-1)) }),
    plan(steps) {
      const planned: HistoryStep[] = [];
      const issues: Issue[] = [];
      let document = current();
      for (const step of steps) {
        const edited = applyEdits(document, step.edits);
        if (!edited.ok) return edited;
        for (const each of edited.issues) issues.push(each);
        if (edited.value !== document) planned.push({ step, document: edited.value });
        document = edited.value;
      }
      return success(planned, issues);
    },
    add(planned) {
      for (const each of planned) done.push(each);
      undone = [];
    },
    undo: () => move(done, undone),
    redo: () => move(undone, done),
  };
}

function kindOf(each: HistoryStep | undefined): string | null {
  return each?.step.edits.at(-1)?.kind ?? null;
}

function move(from: HistoryStep[], to: HistoryStep[]): void {
  const last = from.pop();
  if (last !== undefined) to.push(last);
}
