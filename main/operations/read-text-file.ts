import { open } from 'node:fs/promises';
import { issue } from '../../shared/base/issue.ts';
import { decodeText } from '../../shared/base/text.ts';
import { IssueError } from '../files/io-issue.ts';

/** A text, or why the file is none that is read. */
export type TextFile =
  | { readonly text: string }
  | { readonly text: undefined; readonly refused: TextRefusal };
export type TextRefusal = 'too large' | 'not UTF-8 text';

/** Reads a text that a person wrote, of at most `most` bytes. Rejects with IO issues. */
export async function readTextFile(path: string, most: number): Promise<TextFile> {
  const bytes = await readLimited(path, most);
  if (bytes === undefined) return { text: undefined, refused: 'too large' };
  const text = decodeText(bytes, 'utf-8');
  return text === undefined ? { text, refused: 'not UTF-8 text' } : { text };
}

async function readLimited(path: string, most: number): Promise<Uint8Array | undefined> {
  const file = await open(path, 'r');
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new IssueError(issue('IO-NOT-A-FILE', { part: path }));
    return found.size > most ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
}
