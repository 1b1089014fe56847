import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../main/cli/exit-code.ts';
import { formatIssues } from '../../../main/cli/issue-text.ts';
import { nearest } from '../../../main/cli/nearest.ts';
import { printable, printableJson } from '../../../main/cli/printable.ts';
import { createProgressLine } from '../../../main/cli/progress-line.ts';
import { createStyle } from '../../../main/cli/style.ts';
import { alignTable, displayWidth, wrap } from '../../../main/cli/text-layout.ts';
import { issue } from '../../../shared/base/issue.ts';
import type { IssueCode } from '../../../shared/base/issue-codes.ts';
import { failure, success } from '../../../shared/base/result.ts';
import type { Progress } from '../../../shared/contract/operations.ts';
import { createCliTexts } from '../../../shared/i18n/texts.ts';

const plain = { bold: String, dim: String, good: String, bad: String, warn: String };

describe('exitCodeOf', () => {
  const failures: readonly (readonly [readonly IssueCode[], number])[] = [
    [['ZIP-NOT-ZIP'], 3],
    [['PRJ-NOT-JSON'], 3],
    [['PRJ-LINK', 'USE-MORE'], 3],
    [['IO-NOT-FOUND'], 4],
    [['IO-READ-BACK'], 4],
    [['PRJ-LINK', 'IO-CHANGED'], 4],
    [['USE-PART'], 2],
    [['PRJ-TARGET-IN-SOURCE'], 2],
    [['IO-CANCELLED'], 5],
    [['IO-READ', 'IO-CANCELLED'], 5],
    [['IO-CANCELLED', 'BUG-INTERNAL'], 70],
  ];
  it.each(failures)('a failure with %j is %d', (codes, expected) => {
    expect(exitCodeOf(failure(...codes.map((code) => issue(code))))).toBe(expected);
  });

  it('what could be read is 0, with findings 1; notes do not count', () => {
    expect(exitCodeOf(success({}))).toBe(0);
    expect(exitCodeOf(success({}, [issue('MAN-NOT-APPV'), issue('USE-MORE')]))).toBe(0);
    expect(exitCodeOf(success({}, [issue('OPC-PART-UNEXPECTED')]))).toBe(1);
    expect(exitCodeOf(success({}, [issue('OPC-BLOCK-HASH')]))).toBe(1);
  });
});

describe('formatIssues', () => {
  const options = { t: createCliTexts('en'), language: 'en', style: plain, columns: 90 } as const;

  it('groups by code, worst first, with place, sentence and meaning', () => {
    const text = formatIssues(
      [
        issue('MAN-NOT-APPV'),
        issue('OPC-BLOCKMAP-ORDER', { part: 'b.txt' }),
        issue('ZIP-CRC', { part: 'a.txt', where: { offset: 4_096 } }),
        issue('XML-DOCTYPE', { part: 'x.xml', where: { line: 2, column: 7, offset: 40 } }),
        issue('ZIP-CRC', { part: 'c.txt', where: { offset: 10, block: 3 } }),
      ],
      options,
    ).join('\n');
    expect(text.match(/^\S.*$/gm)).toEqual([
      'error  ZIP-CRC  × 2',
      'error  XML-DOCTYPE',
      'warning  OPC-BLOCKMAP-ORDER',
      'note  MAN-NOT-APPV',
    ]);
    expect(text).toContain('  a.txt  offset 4,096 (0x1000)\n    The data does not have');
    expect(text).toContain('  c.txt  block 3, offset 10 (0xA)\n');
    expect(text).toContain('  x.xml  line 2, column 7\n');
    expect(text.match(/→/g)).toHaveLength(4);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });

  it('shows no control character of a name', () => {
    const text = formatIssues([issue('ZIP-CRC', { part: 'a\u001b[2J\u202e.txt' })], options).join('\n');
    expect(text).toContain('a\\u{1b}[2J\\u{202e}.txt');
  });
});

describe('printable', () => {
  it('leaves nothing that moves the cursor, and ordinary text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        expect(JSON.parse(printableJson(JSON.stringify(text)))).toBe(text);
      }),
    );
    expect(printable('Notes été 日本 😀 👩')).toBe('Notes été 日本 😀 👩');
  });
});

describe('nearest', () => {
  it.each([
    ['verfy', 'verify'],
    ['VERIFY', 'verify'],
    ['evrify', 'verify'],
    ['isnpect', 'inspect'],
    ['biuld', 'build'],
    ['xyz', undefined],
    ['', undefined],
    ['verification', undefined],
  ])('%s means %s', (text, expected) => {
    expect(nearest(text, ['inspect', 'verify', 'build'])).toBe(expected);
  });
});

describe('text layout', () => {
  it('counts what a terminal shows', () => {
    expect(displayWidth('abc')).toBe(3);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('日本')).toBe(4);
    expect(displayWidth('😀')).toBe(2);
  });

  it('aligns columns and leaves no blanks at the ends', () => {
    expect(
      alignTable(
        [
          ['a', '1'],
          ['日本', '10'],
          ['b', ''],
        ],
        ['left', 'right'],
      ),
    ).toEqual(['  a      1', '  日本  10', '  b']);
  });

  it('wraps without losing a word, and never wider than asked unless one word is', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 12 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (list, width) => {
        const lines = wrap(list.join(' '), width, '  ');
        expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(list);
        for (const line of lines)
          if (line.trim().includes(' ')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('colours', () => {
  const stream = (isTerminal: boolean) => ({ write: () => undefined, isTerminal, columns: 80 });
  const io = (environment: Record<string, string>) => ({
    stdout: stream(true),
    stderr: stream(true),
    environment,
    systemLocale: 'en',
    signal: new AbortController().signal,
    now: () => 0,
  });

  it.each([
    [true, {}, false, true],
    [true, { NO_COLOR: '' }, false, true],
    [true, { NO_COLOR: '1' }, false, false],
    [true, { TERM: 'dumb' }, false, false],
    [true, {}, true, false],
    [false, {}, false, false],
  ])('on a terminal (%s) with %j and --no-color (%s): %s', (terminal, environment, noColor, colours) => {
    const painted = createStyle(stream(terminal), io(environment), noColor).bad('x');
    expect(painted).toBe(colours ? '\u001b[31mx\u001b[39m' : 'x');
  });
});

describe('progress', () => {
  function show(
    terminal: boolean,
    steps: readonly (readonly [time: number, Progress])[],
    quiet = false,
  ): string {
    let text = '';
    let time = 0;
    const stream = { write: (each: string) => void (text += each), isTerminal: terminal, columns: 100 };
    const io = {
      stdout: stream,
      stderr: stream,
      environment: {},
      systemLocale: 'en',
      signal: new AbortController().signal,
      now: () => time,
    };
    const line = createProgressLine({ io, t: createCliTexts('en'), language: 'en', quiet });
    for (const [at, progress] of steps) {
      time = at;
      line.update(progress);
    }
    line.clear();
    return text;
  }
  const mega = 1_048_576;
  const verifying = (done: number): Progress => ({
    phase: 'verifying',
    doneBytes: done * mega,
    totalBytes: 100 * mega,
  });

  it('is a plain line every few seconds in a pipe, and nothing for what is short', () => {
    expect(
      show(false, [
        [0, verifying(0)],
        [1_000, verifying(90)],
      ]),
    ).toBe('');
    const lines = show(
      false,
      Array.from({ length: 12 }, (_unused, second) => [second * 1_000, verifying(second * 8)] as const),
    );
    expect(lines).toBe(
      'Checking  40%  40.0 MB of 100 MB  8.00 MB/s  8 s left\nChecking  80%  80.0 MB of 100 MB  8.00 MB/s  3 s left\n',
    );
  });

  it('is one line that is taken back on a terminal', () => {
    const text = show(true, [
      [0, verifying(0)],
      [1_000, verifying(50)],
    ]);
    const bar = `Checking       ${'█'.repeat(12)}${'░'.repeat(12)}  50%  50.0 MB of 100 MB  50.0 MB/s  1 s left`;
    expect(text).toBe(`\r${bar}\u001b[K\r\u001b[K`);
  });

  it('says nothing when asked to be quiet', () => {
    expect(
      show(
        true,
        [
          [0, verifying(0)],
          [9_000, verifying(50)],
        ],
        true,
      ),
    ).toBe('');
  });
});
