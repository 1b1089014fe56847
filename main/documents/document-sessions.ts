import { realpath } from 'node:fs/promises';
import { type Result, success } from '../../shared/base/result.ts';
import type { DocumentId, DocumentState } from '../../shared/contract/operations.ts';
import { type DocumentSession, openSession } from './document-session.ts';
import { createTurns, type Turns } from './in-turn.ts';
import { confirmUnchanged } from './package-fingerprint.ts';

/** The open documents. Each lives here and nowhere else; windows ask for what they show. */
export type DocumentSessions = {
  /**
   * Opens a package. A package that is open already and has not changed on the disk has one session for everybody who opens
   * it, so that two windows show the same document. Issues: those of openSession. Rejects with IO issues.
   */
  open(path: string): Promise<Result<DocumentSession>>;
  get(id: DocumentId): DocumentSession | undefined;
  /** Forgets a session with the last of its openers; one that is not there is no error. */
  close(id: DocumentId): Promise<void>;
  /** The workbench ends: forgets every session, whoever has it open. */
  closeAll(): Promise<void>;
  /** Calls the listener with every new state of any document. Returns the function that ends this. */
  onChange(listener: (state: DocumentState) => void): () => void;
};

type Shared = { readonly session: DocumentSession; openers: number };

export function createDocumentSessions(now: () => number): DocumentSessions {
  const sessions = new Map<DocumentId, Shared>();
  const listeners = new Set<(state: DocumentState) => void>();
  /**
   * Opening and closing of one file, one after the other: two who open it at once must not get two sessions, and a page
   * that is loaded anew must find the journal that it has just let go.
   */
  const turns = new Map<string, Turns>();
  let opened = 0;

  const turnsOf = (realPath: string): Turns => {
    const known = turns.get(realPath) ?? createTurns();
    turns.set(realPath, known);
    return known;
  };

  const changed = (state: DocumentState): void => {
    for (const listener of listeners) listener(state);
  };

  const findOpen = async (realPath: string): Promise<Shared | undefined> => {
    for (const shared of sessions.values()) {
      const { path, fingerprint } = shared.session.opened();
      if (shared.session.realPath() !== realPath) continue;
      const unchanged = await confirmUnchanged(path, fingerprint).then(
        () => true,
        () => false,
      );
      // It may have been closed while the disk answered.
      if (unchanged && sessions.has(shared.session.id)) return shared;
    }
    return undefined;
  };

  const open = async (path: string, realPath: string): Promise<Result<DocumentSession>> => {
    const known = await findOpen(realPath);
    if (known !== undefined) {
      known.openers++;
      return success(known.session, known.session.issues());
    }
    const id = `document-${++opened}` as DocumentId;
    const session = await openSession(id, path, { now, changed });
    if (session.ok) sessions.set(id, { session: session.value, openers: 1 });
    return session;
  };

  const end = (session: DocumentSession): Promise<void> => {
    sessions.delete(session.id);
    return turnsOf(session.realPath())(() => session.end());
  };

  return {
    async open(path) {
      const realPath = await realpath(path);
      return turnsOf(realPath)(() => open(path, realPath));
    },
    get: (id) => sessions.get(id)?.session,
    async close(id) {
      const shared = sessions.get(id);
      if (shared !== undefined && --shared.openers === 0) await end(shared.session);
    },
    async closeAll() {
      await Promise.allSettled(Array.from(sessions.values(), ({ session }) => end(session)));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
