import { describe, expect, it } from 'vitest';
import { issueSeverities } from '../../../shared/base/issue-codes.ts';
import { cliTexts as englishCli } from '../../../shared/i18n/en/cli.ts';
import { issueTexts as englishIssues } from '../../../shared/i18n/en/issues.ts';
import { windowTexts as englishWindow } from '../../../shared/i18n/en/window.ts';
import { cliTexts as frenchCli } from '../../../shared/i18n/fr/cli.ts';
import { issueTexts as frenchIssues } from '../../../shared/i18n/fr/issues.ts';
import { windowTexts as frenchWindow } from '../../../shared/i18n/fr/window.ts';

/** Texts that are the same word in both languages: names, units, and words that French has too. */
const sameInBoth: ReadonlySet<string> = new Set([
  'cli label.packageId',
  'cli label.versionId',
  'cli label.version',
  'cli label.extensions',
  'cli inspect.applications',
  'cli inspect.containerLine',
  'cli verify.intact',
  'cli progress.rate',
  'window nav.package',
  'window open.packages',
  'window status.version',
  'window status.intact',
  'window status.rate',
  'window identity.version',
  'window applications.title',
  'window applications.version',
  'window contents.AppVCOM',
  'window contents.AppVService',
  'window findings.code',
]);

type Leaf = readonly [key: string, text: string];

function leaves(value: unknown, path: string): readonly Leaf[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no text`);
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
}

const tables = [
  ['cli', englishCli, frenchCli],
  ['window', englishWindow, frenchWindow],
  ['issues', englishIssues, frenchIssues],
] as const;

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
}

describe.each(tables)('the texts of %s', (name, english, french) => {
  const frenchByKey = new Map(leaves(french, ''));
  const englishLeaves = leaves(english, '');

  it('differ between English and French, but for words that both languages have', () => {
    const same = englishLeaves
      .filter(([key, text]) => frenchByKey.get(key) === text)
      .map(([key]) => `${name} ${key}`);
    const needless = [...sameInBoth].filter((each) => each.startsWith(`${name} `) && !same.includes(each));
    expect(same.filter((each) => !sameInBoth.has(each))).toEqual([]);
    expect(needless).toEqual([]);
  });

  it('take the same values in both languages', () => {
    const different = englishLeaves
      .filter(([key, text]) => placeholders(text).join() !== placeholders(frenchByKey.get(key) ?? '').join())
      .map(([key]) => key);
    expect(different).toEqual([]);
  });

  it('are written with care: no blanks at the ends, none doubled, no straight quotes in French', () => {
    const all: readonly Leaf[] = [...englishLeaves, ...frenchByKey];
    expect(all.filter(([, text]) => text === '' || text !== text.trim() || /\s{2}/.test(text))).toEqual([]);
    expect([...frenchByKey].filter(([, text]) => /[A-Za-zéà]'[A-Za-zéà]/.test(text))).toEqual([]);
    // French puts a blank before these signs, and a line must not break there.
    expect(
      [...frenchByKey].filter(([, text]) => /\u0020[:;?!»]|«\u0020/.test(text)).map(([key]) => key),
    ).toEqual([]);
  });
});

describe('the words of issues', () => {
  it('exist for every code and for no other', () => {
    const codes = Object.keys(issueSeverities).sort();
    expect(Object.keys(englishIssues).sort()).toEqual(codes);
    expect(Object.keys(frenchIssues).sort()).toEqual(codes);
  });
});
