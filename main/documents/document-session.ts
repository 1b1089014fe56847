import { realpath } from 'node:fs/promises';
import type { JournalStep } from '../../shared/appv/edits/edit-journal.ts';
import type { PackageDocument } from '../../shared/appv/edits/package-document.ts';
import type { PackageEdit } from '../../shared/appv/edits/package-edit.ts';
import type { PackageOverview } from '../../shared/appv/overview/package-overview.ts';
import { type Issue, issue } from '../../shared/base/issue.ts';
import { failure, type Result, success } from '../../shared/base/result.ts';
import type {
  DocumentId,
  DocumentQuery,
  DocumentState,
  SaveReport,
  WritePlan,
} from '../../shared/contract/operations.ts';
import { issuesFromError } from '../files/io-issue.ts';
import { createHistory, type DocumentHistory } from './document-history.ts';
import { createDocumentViews, hasSameFiles } from './document-views.ts';
import { createJournal, discardJournal, type Journal } from './edit-journal.ts';
import type { FileTree } from './file-tree.ts';
import { createTurns } from './in-turn.ts';
import { type OpenedPackage, openForEditing } from './open-for-editing.ts';
import { findPending, type PendingEdits, takePending } from './pending-edits.ts';
import { planSave } from './plan-save.ts';
import { savePackage } from './save-package.ts';
import type { SaveOrder, SaveRequest } from './save-request.ts';

/** What somebody decides about a save; the session adds what it is of. */
export type PlanOrder = Omit<SaveRequest, keyof SaveSource>;
export type WriteOrder = Omit<SaveOrder, keyof SaveSource>;
type SaveSource = Pick<SaveRequest, 'path' | 'fingerprint' | 'document'>;

/**
 * One open document: what it was, what was done to it, and its journal. Calls run one after the other in the order in
 * which they came, so that an edit never meets a save half way. A change answers with the new state; when the document
 * cannot be edited at all, with the issues that say why.
 */
export type DocumentSession = {
  readonly id: DocumentId;
  /** The package as it is on the disk. */
  readonly opened: () => OpenedPackage;
  /** Its path without links. */
  readonly realPath: () => string;
  /** Of opening the file. */
  readonly issues: () => readonly Issue[];
  readonly state: () => DocumentState;
  readonly overview: () => PackageOverview;
  readonly files: () => FileTree;
  /** All or none. Issues: EDT-STALE when a revision is given and it is another by now, and those of applyEdits. */
  edit(edits: readonly PackageEdit[], revision?: number): Promise<Result<DocumentState>>;
  /** With nothing to undo, nothing happens. */
  undo(): Promise<Result<DocumentState>>;
  redo(): Promise<Result<DocumentState>>;
  /**
   * Makes the edits again that an earlier run left, on top of what was done since, or forgets them. Issues: EDT-JOURNAL
   * when they were made on another version of the package, cannot be read or are another session's by now, and those of
   * applyEdits; then they stay.
   */
  recover(use: boolean): Promise<Result<DocumentState>>;
  /** `target` is an absolute path, if one is known. Issues: those of planSave. */
  planSave(order: PlanOrder, target: string | null): Promise<Result<WritePlan>>;
  /**
   * Issues: those of savePackage. From then on the session is of the file that was written, with nothing to undo: the
   * parts that an undo would need are in the other file.
   */
  save(order: WriteOrder): Promise<Result<SaveReport>>;
  /** The last call. Keeps the journal when there are unsaved edits, so that the next opening offers them. */
  end(): Promise<void>;
};

export type SessionServices = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of each new state. */
  readonly changed: (state: DocumentState) => void;
};

/** Everything that belongs to one file; a save begins it anew. */
type Opened = {
  readonly file: OpenedPackage;
  readonly realPath: string;
  readonly issues: readonly Issue[];
  /** The issues of one that is none say why the document cannot be edited. */
  readonly history: Result<DocumentHistory>;
  readonly journal: Journal;
  readonly pending: PendingEdits | null;
};

/** Opens a package. Issues: those of openForEditing. Rejects with IO issues. */
export async function openSession(
  id: DocumentId,
  path: string,
  services: SessionServices,
): Promise<Result<DocumentSession>> {
  const opened = await openFile(path);
  return opened.ok ? success(createSession(id, opened.value, services), opened.issues) : opened;
}

async function openFile(path: string): Promise<Result<Opened>> {
  const realPath = await realpath(path);
  const opened = await openForEditing(path);
  if (!opened.ok) return opened;
  const { value: file, issues } = opened;
  const { size, modified, directory } = file.fingerprint;
  return success(
    {
      file,
      realPath,
      issues,
      history: file.document.ok ? success(createHistory(file.document.value)) : file.document,
      journal: createJournal({ path: realPath, size, modified, directory }),
      pending: await findPending(realPath, file.fingerprint),
    },
    issues,
  );
}

function createSession(id: DocumentId, first: Opened, services: SessionServices): DocumentSession {
  const inTurn = createTurns();
  const views = createDocumentViews();
  let opened = first;
  let pending = first.pending;
  let revision = 0;

  const current = (): PackageDocument | undefined =>
    opened.history.ok ? opened.history.value.current() : undefined;

  const stateWith = (stale: readonly DocumentQuery[]): DocumentState => {
    const history = opened.history.ok ? opened.history.value : undefined;
    const next = history?.next() ?? { undo: null, redo: null };
    const unsaved = history?.unsaved() ?? 0;
    return { document: id, revision, unsaved, ...next, stale, recovery: pending?.recovery ?? null };
  };

  const tell = (stale: readonly DocumentQuery[], issues: readonly Issue[] = []): Result<DocumentState> => {
    const state = stateWith(stale);
    services.changed(state);
    return success(state, issues);
  };

  const change = (
    make: (history: DocumentHistory) => Promise<Result<unknown>>,
  ): Promise<Result<DocumentState>> =>
    inTurn(async () => {
      if (!opened.history.ok) return opened.history;
      const history = opened.history.value;
      const [before, waiting] = [history.current(), pending];
      const made = await make(history);
      if (!made.ok) return made;
      const after = history.current();
      if (after === before && pending === waiting) return success(stateWith([]), made.issues);
      if (after !== before) revision++;
      return tell(staleQueries(before, after), made.issues);
    });

  /** The journal has the steps before anybody hears that they were made. */
  const add = async (history: DocumentHistory, steps: readonly JournalStep[]): Promise<Result<unknown>> => {
    const planned = history.plan(steps);
    if (!planned.ok || planned.value.length === 0) return planned;
    await opened.journal.append(planned.value.map(({ step }) => step));
    history.add(planned.value);
    return planned;
  };

  const takeUp = async (history: DocumentHistory, waiting: PendingEdits): Promise<Result<unknown>> => {
    const taken = await takePending(waiting, opened.file.fingerprint);
    if (!taken.ok) return taken;
    const { journal, end } = taken.value;
    const added = await add(history, journal.steps).catch(async (error: unknown) => {
      await end(false);
      throw error;
    });
    await end(added.ok);
    if (added.ok) pending = null;
    return added;
  };

  const forget = (): Promise<Result<DocumentState>> =>
    inTurn(async () => {
      if (pending === null) return success(stateWith([]));
      await discardJournal(pending.id);
      pending = null;
      return tell([]);
    });

  const moveTo = async (target: string): Promise<readonly Issue[]> => {
    const next = await openFile(target).catch((error: unknown) => failure(...issuesFromError(error)));
    // It was saved all the same. The edits stay unsaved edits of the old file, which loses nothing.
    if (!next.ok) return next.issues;
    await opened.journal.remove();
    opened = next.value;
    pending = next.value.pending;
    revision++;
    tell(['document.overview', 'document.files']);
    return [];
  };

  return {
    id,
    opened: () => opened.file,
    realPath: () => opened.realPath,
    issues: () => opened.issues,
    state: () => stateWith([]),
    overview: () => views.overview(opened.file, current()),
    files: () => views.files(opened.file, current()),
    edit: (edits, wanted) =>
      change(async (history) => {
        if (wanted !== undefined && wanted !== revision) return failure(issue('EDT-STALE'));
        return add(history, [{ edits, time: services.now() }]);
      }),
    undo: () =>
      change(async (history) => {
        if (history.next().undo === null) return success(undefined);
        await opened.journal.append([{ undo: 1 }]);
        return success(history.undo());
      }),
    redo: () =>
      change(async (history) => {
        if (history.next().redo === null) return success(undefined);
        await opened.journal.append([{ redo: 1 }]);
        return success(history.redo());
      }),
    recover: (use) =>
      use
        ? change(async (history) => (pending === null ? success(null) : takeUp(history, pending)))
        : forget(),
    planSave: (order, target) =>
      inTurn(async () => {
        if (!opened.history.ok) return opened.history;
        return planSave({ ...order, ...sourceOf(opened.file, opened.history.value) }, target);
      }),
    save: (order) =>
      inTurn(async () => {
        if (!opened.history.ok) return opened.history;
        const saved = await savePackage({ ...order, ...sourceOf(opened.file, opened.history.value) });
        if (!saved.ok) return saved;
        return success(saved.value, [...saved.issues, ...(await moveTo(saved.value.target))]);
      }),
    end: () =>
      inTurn(async () => {
        const unsaved = opened.history.ok ? opened.history.value.unsaved() : 0;
        await (unsaved > 0 ? opened.journal.release() : opened.journal.remove());
      }),
  };
}

function sourceOf({ path, fingerprint }: OpenedPackage, history: DocumentHistory): SaveSource {
  return { path, fingerprint, document: history.current() };
}

/** Files are part of the overview too: their number, their bytes. */
function staleQueries(before: PackageDocument, after: PackageDocument): readonly DocumentQuery[] {
  if (before === after) return [];
  return hasSameFiles(before, after) ? ['document.overview'] : ['document.overview', 'document.files'];
}
