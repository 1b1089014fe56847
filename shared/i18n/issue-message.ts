import type { Issue, IssueParams } from '../base/issue.ts';
import { issueTexts as english } from './en/issues.ts';
import { issueTexts as french } from './fr/issues.ts';
import { frenchReason } from './fr/reasons.ts';
import type { IssueText } from './issue-text.ts';
import type { Language } from './language.ts';

const tables = { en: english, fr: french };

/** The sentence that says what is wrong, without its place. In English it is the `message` of `--json`. */
export function issueMessage(issue: Issue, language: Language): string {
  return fillSentence(tables[language][issue.code].message, translateReason(issue.params ?? {}, language));
}

/** What the issue means for the client or the person and what to do; `undefined` where that is plain. */
export function issueMeaning(issue: Issue, language: Language): string | undefined {
  const text: IssueText = tables[language][issue.code];
  return text.meaning;
}

/**
 * Fills `{{name}}` from the params, in one pass, so that braces inside a value stay what they are. Text in
 * `[[double brackets]]` is left out when one of its params is absent.
 */
export function fillSentence(template: string, params: IssueParams): string {
  return template
    .split(/\[\[(.*?)\]\]/)
    .map((piece, index) => (index % 2 === 1 && !isComplete(piece, params) ? '' : fill(piece, params)))
    .join('')
    .trim();
}

const placeholder = /\{\{(\w+)\}\}/g;

function isComplete(piece: string, params: IssueParams): boolean {
  return [...piece.matchAll(placeholder)].every(
    (match) => match[1] !== undefined && Object.hasOwn(params, match[1]),
  );
}

function fill(piece: string, params: IssueParams): string {
  return piece.replace(placeholder, (_whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : '',
  );
}

/** Finders give reasons as short English words. */
function translateReason(params: IssueParams, language: Language): IssueParams {
  const reason = params['reason'];
  return language === 'fr' && typeof reason === 'string'
    ? { ...params, reason: frenchReason(reason) }
    : params;
}
