import { z } from 'zod';
import { issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { type PackageEdit, packageEdit } from './package-edit.ts';

/*
 * The journal of a document: what would be lost if the computer stopped now. One JSON value a line: first which version
 * of which package the edits were made on, then what was done, in order. The form is ours (docs/adr/0011).
 */

/** The package as it was when it was opened. `directory` is the hex SHA-256 of its central directory. */
export type JournalSource = {
  /** Absolute path without links. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly directory: string;
};

/** Edits that were made at once, and are undone at once. `time` is in milliseconds since 1970. */
export type JournalStep = { readonly edits: readonly PackageEdit[]; readonly time: number };

/** One thing that was done. */
export type JournalAction = JournalStep | { readonly undo: 1 } | { readonly redo: 1 };

export type EditJournal = {
  readonly source: JournalSource;
  /** What remains when everything is done that the journal says. */
  readonly steps: readonly JournalStep[];
};

const format = 1;

const header = z.strictObject({
  format: z.literal(format),
  path: z.string().min(1),
  size: z.int().min(0),
  modified: z.number(),
  directory: z.string().regex(/^[0-9a-f]{64}$/),
});

const action = z.union([
  z.strictObject({ edits: z.array(packageEdit).min(1), time: z.number() }),
  z.strictObject({ undo: z.literal(1) }),
  z.strictObject({ redo: z.literal(1) }),
]);

/** The first line of a journal, with its line end. */
export function formatJournalSource({ path, size, modified, directory }: JournalSource): string {
  return `${JSON.stringify({ format, path, size, modified, directory })}\n`;
}

/** One further line, with its line end. */
export function formatJournalAction(done: JournalAction): string {
  return `${JSON.stringify(done)}\n`;
}

/**
 * The path that a journal is about, from its first line; `undefined` when there is no such line. It is read apart, so that
 * a damaged journal, or one of a later version, still says whose edits it has.
 */
export function journalPath(text: string): string | undefined {
  const line = completeLines(text)[0];
  const read = line === undefined ? undefined : readJson(line);
  if (typeof read !== 'object' || read === null || !('path' in read)) return undefined;
  return typeof read.path === 'string' ? read.path : undefined;
}

/**
 * Reads a journal and does again what it says. A last line without its end was being written when the process was killed,
 * and its edit had not been answered: it is left out.
 *
 * Issue: EDT-JOURNAL with `reason`, and the line where the damage is.
 */
export function parseJournal(text: string): Result<EditJournal> {
  const [first, ...rest] = completeLines(text);
  const read = first === undefined ? undefined : readJson(first);
  const source = header.safeParse(read);
  if (!source.success) return unreadable(isOtherFormat(read) ? otherFormat : damaged, 1);
  const done: JournalStep[] = [];
  let undone: JournalStep[] = [];
  for (const [index, line] of rest.entries()) {
    const parsed = action.safeParse(readJson(line));
    if (!parsed.success) return unreadable(damaged, index + 2);
    const step = parsed.data;
    if ('edits' in step) {
      done.push(step);
      undone = [];
      continue;
    }
    const [from, to] = 'undo' in step ? [done, undone] : [undone, done];
    const moved = from.pop();
    // No session undoes what was not done.
    if (moved === undefined) return unreadable(damaged, index + 2);
    to.push(moved);
  }
  const { path, size, modified, directory } = source.data;
  return success({ source: { path, size, modified, directory }, steps: done });
}

const damaged = 'its record is damaged';
const otherFormat = 'another version of Packwright made the record';

function unreadable(reason: string, line: number): Result<never> {
  return failure(issue('EDT-JOURNAL', { where: { line }, params: { reason } }));
}

function isOtherFormat(read: unknown): boolean {
  return typeof read === 'object' && read !== null && 'format' in read && read.format !== format;
}

function completeLines(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

/** `undefined` for what is no JSON. */
function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
