import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEdits } from '../../../main/operations/read-edits.ts';
import { resolveEdits } from '../../../main/operations/resolve-edits.ts';
import { limits } from '../../../shared/base/limits.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'packwright-edits-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function writeText(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, content);
  return file;
}

describe('resolveEdits', () => {
  it('finds the size and time of local files and leaves the other edits as they are', async () => {
    const file = await writeText('a.txt', 'hello');
    const { mtimeMs } = await stat(file);
    const others = [
      { kind: 'set', path: 'identity.version', value: '2.0.0.0' },
      { kind: 'scrubHistory' },
    ] as const;
    const asked: string[] = [];
    const resolved = await resolveEdits(
      [others[0], { kind: 'addFile', part: 'Root/a.txt', file: 'handle' }, others[1]],
      (text) => {
        asked.push(text);
        return file;
      },
    );
    expect(resolved).toEqual({
      ok: true,
      value: [
        others[0],
        { kind: 'addFile', part: 'Root/a.txt', file: { path: file, size: 5, modified: mtimeMs } },
        others[1],
      ],
      issues: [],
    });
    expect(asked).toEqual(['handle']);
  });

  it('tells every file that cannot be taken', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'folder'));
    const names = ['none.txt', 'folder', 'unknown'];
    const edits = names.map((file) => ({ kind: 'replaceFile', part: 'Root/a.txt', file }));
    const resolved = await resolveEdits(edits, (text) =>
      text === 'unknown' ? undefined : path.join(folder, text),
    );
    expect(resolved).toMatchObject({
      ok: false,
      issues: [
        { code: 'IO-NOT-FOUND', part: path.join(folder, 'none.txt') },
        { code: 'IO-NOT-A-FILE', part: path.join(folder, 'folder') },
        { code: 'USE-REQUEST', params: { operation: 'unknown' } },
      ],
    });
  });

  it.skipIf(process.platform === 'win32')('takes what a link leads to', async () => {
    const file = await writeText('a.txt', 'hello');
    const link = path.join(path.dirname(file), 'link');
    await symlink(file, link);
    const edit = { kind: 'addFile', part: 'Root/a.txt', file: 'a' };
    expect(await resolveEdits([edit], () => link)).toMatchObject({
      value: [{ file: { path: link, size: 5 } }],
    });
  });

  const wrong: readonly (readonly [edits: readonly unknown[], path: string, reason: RegExp])[] = [
    [[{ kind: 'removeFile' }], 'edits[0].part', /^this property is missing$/],
    [
      [{ kind: 'scrubHistory' }, { kind: 'scrubHistory', more: 1 }],
      'edits[1].more',
      /^there is no such property$/,
    ],
    [[{ kind: 'burn' }], 'edits[0].kind', /^expected one of set, /],
    [['scrubHistory'], 'edits[0]', /^expected an object$/],
    [[null], 'edits[0]', /^expected an object$/],
    [[{ kind: 'setFullLoad', value: 'yes' }], 'edits[0].value', /^expected true or false$/],
  ];
  it.each(wrong)('%j is no list of edits', async (edits, place, reason) => {
    const resolved = await resolveEdits(edits, () => undefined);
    expect(resolved).toMatchObject({
      ok: false,
      issues: [{ code: 'EDT-INVALID', params: { path: place, reason: expect.stringMatching(reason) } }],
    });
  });
});

describe('readEdits', () => {
  it('reads a list behind a byte order mark', async () => {
    const file = await writeText('edits.json', '\ufeff[{"kind": "scrubHistory"}]');
    expect(await readEdits(file)).toEqual({ ok: true, value: [{ kind: 'scrubHistory' }], issues: [] });
  });

  // Lines and columns counted by hand, from 1.
  it.each([
    ['text', 'hello', { line: 1, column: 1 }, 'this is not a JSON value'],
    [
      'a list that does not end',
      '[\n{"kind": "scrubHistory"}',
      { line: 2, column: 25 },
      'the text ends too early',
    ],
    ['a wrong value', '[\n\n  {"kind": "removeFile", "part": 1}]', { line: 3, column: 34 }, 'expected text'],
  ])('says where in the file %s is wrong', async (_what, content, where, reason) => {
    const file = await writeText('edits.json', content);
    expect(await readEdits(file)).toMatchObject({
      ok: false,
      issues: [{ code: 'EDT-INVALID', part: file, where, params: { reason } }],
    });
  });

  it.each([
    ['bytes that are no text', Buffer.from([0x5b, 0xff, 0x5d]), 'not UTF-8 text'],
    [
      'a file of many megabytes',
      Buffer.alloc(limits.projectBytes + 1, 0x20),
      'larger than a list of edits can be',
    ],
  ])('refuses %s', async (_what, content, reason) => {
    const file = await writeText('edits.json', content);
    expect(await readEdits(file)).toMatchObject({
      ok: false,
      issues: [{ code: 'EDT-INVALID', part: file, params: { reason } }],
    });
  });

  it('rejects with what the system says of a file that is not there', async () => {
    await expect(readEdits(path.join(await temporaryFolder(), 'none.json'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
