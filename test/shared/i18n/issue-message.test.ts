import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issue } from '../../../shared/base/issue.ts';
import { type IssueCode, issueSeverities } from '../../../shared/base/issue-codes.ts';
import { frenchReason } from '../../../shared/i18n/fr/reasons.ts';
import { fillSentence, issueMeaning, issueMessage } from '../../../shared/i18n/issue-message.ts';
import { languages } from '../../../shared/i18n/language.ts';

const codes = Object.keys(issueSeverities) as readonly IssueCode[];

/** Their sentences are chosen by the params, so without any there is none. */
const chosenByParams: ReadonlySet<IssueCode> = new Set([
  'USE-COMMAND',
  'USE-OPTION',
  'USE-ARGUMENT',
  'USE-MORE',
]);

describe.each(languages)('the sentence of an issue in %s', (language) => {
  it.each(codes.filter((code) => !chosenByParams.has(code)))('%s reads well without any params', (code) => {
    const message = issueMessage(issue(code), language);
    expect(message).toMatch(/^[\p{Lu}[].*\.$/su);
    expect(message).not.toMatch(/\{\{|\}\}|\[\[|\]\]|\s{2}|\s[.,](?!\.)|\(\)/);
  });

  it.each(codes)('%s shows every value that it is given', (code) => {
    const names = ['name', 'other', 'expected', 'actual', 'limit', 'reason', 'path', 'count', 'operation'];
    const params = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
    const message = issueMessage(issue(code, { params }), language);
    expect(message).not.toMatch(/\{\{|\}\}|\[\[|\]\]|\s{2}/);
    expect(issueMeaning(issue(code), language) ?? '').not.toMatch(/\{\{|\[\[/);
  });
});

describe('sentences with their values', () => {
  const cases = [
    ['ZIP-TRUNCATED', {}, 'The file is cut off.', 'Le fichier est tronqué.'],
    [
      'ZIP-TRUNCATED',
      { expected: 30, actual: 12 },
      'The file is cut off: 30 bytes are needed, 12 are there.',
      'Le fichier est tronqué\u00a0: il faut 30 octets, il y en a 12.',
    ],
    // One of two values is no reason to show half a sentence.
    ['ZIP-TRUNCATED', { expected: 30 }, 'The file is cut off.', 'Le fichier est tronqué.'],
    [
      'USE-OPTION',
      { name: '--jsn', other: '--json' },
      'There is no option --jsn. Did you mean --json?',
      'L’option --jsn n’existe pas. Vouliez-vous dire --json\u00a0?',
    ],
    ['USE-OPTION', { missing: '-o' }, 'Option -o needs a value.', 'L’option -o demande une valeur.'],
    ['USE-ARGUMENT', { missing: '<package>' }, '<package> is missing.', 'Il manque <package>.'],
  ] as const;

  it.each(cases)('%s %j', (code, params, english, french) => {
    expect(issueMessage(issue(code, { params }), 'en')).toBe(english);
    expect(issueMessage(issue(code, { params }), 'fr')).toBe(french);
  });

  it('translates the reasons that are known', () => {
    const found = issue('PRJ-NOT-JSON', { params: { reason: 'not UTF-8 text' } });
    expect(issueMessage(found, 'fr')).toContain('pas du texte UTF-8');
    expect(issueMessage(found, 'en')).toContain('not UTF-8 text');
    const unknown = issue('IO-READ', { params: { reason: 'EIO' } });
    expect(issueMessage(unknown, 'fr')).toContain('(EIO)');
  });
});

describe('French reasons', () => {
  // Reasons that code writes out where it makes the issue; each has to be French on a French screen.
  const written =
    /reason: '([^']+)'|(?:invalid|#report|#once|#fail|refused|unwritable|rootIssue|notJson)\([^']*'([a-z&<\-\]][^']* [^']*)'/g;

  it('exist for what the core and the operations say', async () => {
    const missing: string[] = [];
    for (const folder of ['shared', 'main']) {
      for (const name of await readdir(folder, { recursive: true })) {
        if (!name.endsWith('.ts') || name.includes('i18n')) continue;
        const text = await readFile(path.join(folder, name), 'utf8');
        const found = [...text.matchAll(written)].map((match) => match[1] ?? match[2] ?? '');
        missing.push(
          ...found.filter((reason) => frenchReason(reason) === reason).map((reason) => `${name}: ${reason}`),
        );
      }
    }
    expect(missing).toEqual([]);
  });

  it('exist for every reason that the readers name in a type', async () => {
    const files = ['shared/xml/xml-issue.ts', 'shared/xml/edit-plan.ts', 'shared/xml/escape-xml.ts'];
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const named = texts.flatMap((text) =>
      [...text.matchAll(/^ {2}\| '([^']+)'/gm)].map((match) => match[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((reason) => frenchReason(reason) === reason)).toEqual([]);
  });

  it('keep numbers and names', () => {
    expect(frenchReason('longer than 256')).toBe('plus long que 256');
    expect(frenchReason('expected one of normal, maximized')).toBe(
      'valeur attendue\u00a0: normal, maximized',
    );
    expect(frenchReason('expected a list')).toBe('attendu\u00a0: une liste');
    expect(frenchReason('constructor')).toBe('constructor');
  });
});

describe('fillSentence', () => {
  it('puts any value in unchanged, whatever brackets or braces it holds', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fillSentence('<{{name}}>', { name: value })).toBe(`<${value}>`);
        expect(fillSentence('<[[({{name}})]]>', { name: value })).toBe(`<(${value})>`);
      }),
    );
  });

  it('takes no value from the prototype', () => {
    expect(fillSentence('a[[ {{constructor}}]]', {})).toBe('a');
  });
});
