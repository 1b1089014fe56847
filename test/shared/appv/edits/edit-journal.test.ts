import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatJournalAction,
  formatJournalSource,
  type JournalAction,
  journalPath,
  type JournalSource,
  parseJournal,
} from '../../../../shared/appv/edits/edit-journal.ts';
import type { PackageEdit } from '../../../../shared/appv/edits/package-edit.ts';

const source: JournalSource = {
  path: '/packages/Ünïcode\u2028 "quoted".appv',
  size: 12_345,
  modified: 1_795_183_500_123.5,
  directory: 'ab'.repeat(32),
};
const rename = (to: string): PackageEdit => ({ kind: 'set', path: 'properties.displayName', value: to });
const made = (name: string, time = 1): JournalAction => ({ edits: [rename(name)], time });
const undo: JournalAction = { undo: 1 };
const redo: JournalAction = { redo: 1 };

function text(...actions: readonly JournalAction[]): string {
  return formatJournalSource(source) + actions.map(formatJournalAction).join('');
}

function names(given: string): readonly unknown[] {
  const parsed = parseJournal(given);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value.steps.flatMap(({ edits }) =>
    edits.map((edit) => (edit.kind === 'set' ? edit.value : edit.kind)),
  );
}

describe('a journal', () => {
  it('says which version of which package it is of', () => {
    expect(parseJournal(text(made('A')))).toMatchObject({ ok: true, value: { source } });
    expect(journalPath(text())).toBe(source.path);
  });

  it.each([
    ['nothing was done', [], []],
    ['edits were made', [made('A'), made('B')], ['A', 'B']],
    ['one was undone', [made('A'), made('B'), undo], ['A']],
    ['it was made again', [made('A'), made('B'), undo, undo, redo], ['A']],
    ['everything was undone', [made('A'), undo], []],
    ['another was made instead', [made('A'), undo, made('B')], ['B']],
  ] as const)('gives what remains when %s', (_when, actions, remaining) => {
    expect(names(text(...actions))).toEqual(remaining);
  });

  it('keeps together what was made at once, with its time', () => {
    const both: JournalAction = { edits: [rename('A'), { kind: 'scrubHistory' }], time: 5 };
    expect(parseJournal(text(both, made('B', 6)))).toMatchObject({
      ok: true,
      value: { steps: [both, made('B', 6)] },
    });
  });

  it('holds every kind of edit as it was made', () => {
    const file = { path: '/files/a.txt', size: 3, modified: 1.5 };
    const edits: readonly PackageEdit[] = [
      { kind: 'set', path: 'prerequisites.targetOSes', value: ['WindowsClient_10.0_x64'] },
      { kind: 'set', path: 'properties.fullVFSWriteMode', value: true },
      { kind: 'addFile', part: 'Root/a.txt', file },
      { kind: 'replaceFile', part: 'Root\\a.txt', file },
      { kind: 'removeFile', part: 'Root/a.txt' },
      { kind: 'renameFile', part: 'Root/a.txt', to: 'Root/line\nend.txt' },
      { kind: 'addFolder', folder: 'Root/x' },
      { kind: 'removeFolder', folder: 'Root/x' },
      { kind: 'renameFolder', folder: 'Root/x', to: 'Root/y' },
      { kind: 'setFolderMode', folder: 'Root/x', mode: 'override' },
      { kind: 'setFeatureBlock', part: 'Root/a.txt', block: 'onDemand' },
      { kind: 'setFullLoad', value: false },
      { kind: 'scrubHistory' },
    ];
    expect(parseJournal(text({ edits, time: 0 }))).toMatchObject({
      ok: true,
      value: { steps: [{ edits, time: 0 }] },
    });
  });
});

describe('a journal that was cut off', () => {
  it('has every edit whose line was finished, wherever it ends', () => {
    const actions = [made('A'), made('B'), undo, made('C')];
    const whole = text(...actions);
    const ends = [formatJournalSource(source).length];
    for (const action of actions) ends.push((ends.at(-1) ?? 0) + formatJournalAction(action).length);
    const expected = [[], ['A'], ['A', 'B'], ['A'], ['A', 'C']];
    fc.assert(
      fc.property(fc.integer({ min: ends[0] ?? 0, max: whole.length }), (length) => {
        const finished = ends.filter((end) => end <= length).length - 1;
        expect(names(whole.slice(0, length))).toEqual(expected[finished]);
      }),
    );
  });

  it('has nothing when its first line was not finished', () => {
    const first = formatJournalSource(source);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: first.length - 1 }), (length) => {
        expect(parseJournal(first.slice(0, length)).ok).toBe(false);
        expect(journalPath(first.slice(0, length))).toBeUndefined();
      }),
    );
  });
});

describe('a damaged journal', () => {
  const damaged = 'its record is damaged';
  const header = formatJournalSource(source);
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  it.each([
    ['a line that is no JSON', `${header}{"edits":\n${formatJournalAction(made('B'))}`, 2, damaged],
    ['an empty line', `${header}\n`, 2, damaged],
    ['zeros', `${header}${'\0'.repeat(64)}\n`, 2, damaged],
    ['an edit of no kind', `${header}${line({ edits: [{ kind: 'explode' }], time: 1 })}`, 2, damaged],
    [
      'an edit that says too much',
      `${header}${line({ edits: [{ ...rename('A'), by: 'me' }], time: 1 })}`,
      2,
      damaged,
    ],
    ['a step without edits', `${header}${line({ edits: [], time: 1 })}`, 2, damaged],
    ['an edit without its time', `${header}${line({ edits: [rename('A')] })}`, 2, damaged],
    ['an undo of nothing', text(made('A'), undo, undo), 4, damaged],
    ['a redo of nothing', text(made('A'), redo), 3, damaged],
    ['a first line of something else', line({ path: '/a' }), 1, damaged],
    ['a digest that is none', line({ format: 1, ...source, directory: 'x' }), 1, damaged],
    ['a later format', line({ format: 2, ...source }), 1, 'another version of Packwright made the record'],
  ])('has %s', (_what, given, at, reason) => {
    expect(parseJournal(given)).toEqual({
      ok: false,
      issues: [{ code: 'EDT-JOURNAL', severity: 'error', where: { line: at }, params: { reason } }],
    });
  });

  it('still says whose edits it had', () => {
    expect(journalPath(line({ format: 2, path: '/a.appv', more: [] }))).toBe('/a.appv');
    expect(journalPath(`${header}damage`)).toBe(source.path);
    for (const none of ['', '[]\n', '"/a.appv"\n', 'null\n', line({ path: 5 })])
      expect(journalPath(none)).toBeUndefined();
  });

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (noise) => {
        parseJournal(noise);
        parseJournal(header + noise);
        journalPath(noise);
      }),
    );
  });
});
