import { cp, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentSession } from '../../../main/documents/document-session.ts';
import { createDocumentSessions, type DocumentSessions } from '../../../main/documents/document-sessions.ts';
import type { PackageEdit } from '../../../shared/appv/edits/package-edit.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { DocumentState } from '../../../shared/contract/operations.ts';
import { buildSample } from '../../e2e/packages.ts';
import { bytesPart, packParts, prose } from '../../support/container/pack.ts';
import { type Program, startProgram } from '../../support/run-program.ts';
import { planOrder, saveOrder } from '../../support/save-order.ts';

const inherited = process.env['PACKWRIGHT_DATA'];
let sample = '';
let samples = '';
beforeAll(async () => {
  samples = await mkdtemp(path.join(tmpdir(), 'packwright-sessions-sample-'));
  sample = await buildSample(samples);
});
afterAll(() => rm(samples, { recursive: true }));

let folder = '';
let file = '';
let journals = '';
let sessions: DocumentSessions;
let heard: DocumentState[] = [];
let programs: Program[] = [];
let clock = 1_000;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packwright-sessions-'));
  file = path.join(folder, 'a.appv');
  await cp(sample, file);
  journals = path.join(folder, 'data', 'sessions');
  process.env['PACKWRIGHT_DATA'] = path.join(folder, 'data');
  clock = 1_000;
  sessions = newSessions();
  heard = [];
});
afterEach(async () => {
  await Promise.all(programs.map((each) => each.kill()));
  programs = [];
  await sessions.closeAll();
  process.env['PACKWRIGHT_DATA'] = inherited;
  await rm(folder, { recursive: true });
});

function newSessions(): DocumentSessions {
  const made = createDocumentSessions(() => clock);
  made.onChange((state) => heard.push(state));
  return made;
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.issues.map(({ code }) => code);
}

async function open(filePath = file): Promise<DocumentSession> {
  return value(await sessions.open(filePath));
}

const named = (name: string): PackageEdit => ({ kind: 'set', path: 'properties.displayName', value: name });
const readme = 'Root/VFS/ProgramFilesX64/Contoso Units/Readme.txt';
const remove: PackageEdit = { kind: 'removeFile', part: readme };

function shows(session: DocumentSession, name: string): boolean {
  const { rows } = session.files().page({ folder: '', search: name, offset: 0, limit: 10 });
  return rows.some(({ path: each }) => each === name);
}

describe('a document', () => {
  it('is one for all who open it, by whatever name, until the last has closed it', async () => {
    await symlink(file, path.join(folder, 'link.appv'));
    const [first, second] = await Promise.all([open(), open()]);
    expect(second).toBe(first);
    expect(await open(path.join(folder, 'link.appv'))).toBe(first);
    await sessions.close(first.id);
    await sessions.close(first.id);
    expect(sessions.get(first.id)).toBe(first);
    await sessions.close(first.id);
    expect(sessions.get(first.id)).toBeUndefined();
    await sessions.close(first.id);
  });

  it('is another one when the file has changed since', async () => {
    const before = await open();
    await utimes(file, 1, 1);
    expect(await open()).not.toBe(before);
  });

  it('of a package whose manifest cannot be read can be looked at, and says why it cannot be edited', async () => {
    const broken = path.join(folder, 'broken.appv');
    await packParts(broken, [bytesPart('Root/a.txt', prose(10))], {
      finish: () => [bytesPart('AppxManifest.xml', Buffer.from('<Package'))],
    });
    const session = await open(broken);
    expect(shows(session, 'Root/a.txt')).toBe(true);
    for (const refused of [
      await session.edit([named('A')]),
      await session.undo(),
      await session.recover(true),
      await session.planSave(planOrder(), null),
      await session.save(saveOrder(path.join(folder, 'b.appv'))),
    ])
      expect(codes(refused)).toEqual(['XML-MALFORMED']);
    expect(session.state()).toMatchObject({ revision: 0, unsaved: 0 });
  });
});

describe('an edit', () => {
  it('changes what windows see, and tells them what is old', async () => {
    const session = await open();
    expect(session.state()).toEqual({
      document: session.id,
      revision: 0,
      unsaved: 0,
      undo: null,
      redo: null,
      stale: [],
      recovery: null,
    });
    const renamed = value(await session.edit([named('Other Units')]));
    expect(renamed).toMatchObject({ revision: 1, unsaved: 1, undo: 'set', stale: ['document.overview'] });
    expect(session.overview().displayName).toBe('Other Units');
    const removed = value(await session.edit([remove, named('Third')], 1));
    expect(removed).toMatchObject({ revision: 2, unsaved: 3, undo: 'set' });
    expect(removed.stale).toEqual(['document.overview', 'document.files']);
    expect(shows(session, readme)).toBe(false);
    expect(heard).toEqual([renamed, removed]);
  });

  it('is refused when it was made on an older revision', async () => {
    const session = await open();
    value(await session.edit([named('A')], 0));
    expect(codes(await session.edit([named('B')], 0))).toEqual(['EDT-STALE']);
    expect(session.overview().displayName).toBe('A');
    expect(heard).toHaveLength(1);
  });

  it('is made as a whole or not at all', async () => {
    const session = await open();
    expect(codes(await session.edit([named('A'), { kind: 'removeFile', part: 'Root/none' }]))).toEqual([
      'EDT-PART-MISSING',
    ]);
    expect(session.overview().displayName).toBe('Contoso Units');
    expect(session.state()).toMatchObject({ revision: 0, unsaved: 0 });
    expect(await readdir(journals).catch(() => [])).toEqual([]);
  });

  it('that changes nothing is none', async () => {
    const session = await open();
    value(await session.edit([named('Contoso Units')]));
    expect(session.state()).toMatchObject({ revision: 0, unsaved: 0 });
    expect(heard).toEqual([]);
  });

  it('is undone and made again, until another is made', async () => {
    const session = await open();
    value(await session.edit([named('A')]));
    value(await session.edit([remove]));
    expect(value(await session.undo())).toMatchObject({
      revision: 3,
      unsaved: 1,
      undo: 'set',
      redo: 'removeFile',
    });
    expect(shows(session, readme)).toBe(true);
    expect(value(await session.redo())).toMatchObject({ unsaved: 2, undo: 'removeFile', redo: null });
    expect(shows(session, readme)).toBe(false);
    value(await session.undo());
    value(await session.undo());
    expect(session.overview().displayName).toBe('Contoso Units');
    expect(value(await session.edit([named('B')]))).toMatchObject({ unsaved: 1, undo: 'set', redo: null });
    value(await session.redo());
    expect(session.overview().displayName).toBe('B');
  });

  it('with nothing to undo or to make again does nothing', async () => {
    const session = await open();
    expect(value(await session.undo())).toMatchObject({ revision: 0 });
    expect(value(await session.redo())).toMatchObject({ revision: 0 });
    expect(heard).toEqual([]);
  });

  it('is not made when it cannot be written down', async () => {
    const session = await open();
    await writeFile(path.join(folder, 'data'), 'a file where the folder should be');
    await expect(session.edit([named('A')])).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(session.overview().displayName).toBe('Contoso Units');
    expect(session.state()).toMatchObject({ revision: 0, unsaved: 0 });
    await rm(path.join(folder, 'data'));
    expect(value(await session.edit([named('A')]))).toMatchObject({ revision: 1 });
  });
});

describe('the next opening', () => {
  it('offers what was not saved, and makes it again with its steps', async () => {
    const first = await open();
    clock = 2_000;
    value(await first.edit([named('A'), remove]));
    clock = 3_000;
    value(await first.edit([named('B')]));
    clock = 4_000;
    value(await first.edit([named('C')]));
    value(await first.undo());
    await sessions.close(first.id);

    const second = await open();
    expect(second.overview().displayName).toBe('Contoso Units');
    expect(second.state().recovery).toEqual({ edits: 3, time: 3_000, applies: true });
    heard = [];
    const recovered = value(await second.recover(true));
    expect(recovered).toMatchObject({ revision: 1, unsaved: 3, undo: 'set', redo: null, recovery: null });
    expect(heard).toEqual([recovered]);
    expect(second.overview().displayName).toBe('B');
    expect(shows(second, readme)).toBe(false);
    value(await second.undo());
    expect(second.overview().displayName).toBe('A');
    // The journal of the first session is gone; this one has its own.
    expect((await readdir(journals)).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1);
  });

  it('puts them on top of what was done before anybody looked', async () => {
    const first = await open();
    value(await first.edit([remove]));
    await sessions.close(first.id);
    const second = await open();
    value(await second.edit([named('A')]));
    expect(second.state().recovery).not.toBeNull();
    expect(value(await second.recover(true))).toMatchObject({ unsaved: 2 });
    expect(second.overview().displayName).toBe('A');
    expect(shows(second, readme)).toBe(false);
  });

  it('forgets them when it is told to', async () => {
    const first = await open();
    value(await first.edit([named('A')]));
    await sessions.close(first.id);
    const second = await open();
    heard = [];
    const forgotten = value(await second.recover(false));
    expect(forgotten).toMatchObject({ revision: 0, recovery: null });
    expect(heard).toEqual([forgotten]);
    expect(await readdir(journals)).toEqual([]);
    await sessions.close(second.id);
    expect((await open()).state().recovery).toBeNull();
  });

  it('keeps them when they do not fit on what was done meanwhile', async () => {
    const first = await open();
    value(await first.edit([remove]));
    await sessions.close(first.id);
    const second = await open();
    value(await second.edit([remove]));
    expect(codes(await second.recover(true))).toEqual(['EDT-PART-MISSING']);
    expect(second.state()).toMatchObject({ unsaved: 1, recovery: { edits: 1 } });
    value(await second.undo());
    expect(value(await second.recover(true))).toMatchObject({ unsaved: 1, recovery: null });
  });

  it('has nothing to offer when everything was undone', async () => {
    const first = await open();
    value(await first.edit([named('A')]));
    value(await first.undo());
    await sessions.close(first.id);
    expect(await readdir(journals)).toEqual([]);
    expect((await open()).state().recovery).toBeNull();
  });

  it('offers the newest of several, then the one before', async () => {
    for (const name of ['A', 'B']) {
      const session = await open();
      value(await session.edit([named(name)]));
      await sessions.close(session.id);
    }
    const [older, newer] = await journalsByName();
    await utimes(older, 1_000, 1_000);
    await utimes(newer, 2_000, 2_000);
    const session = await open();
    value(await session.recover(true));
    expect(session.overview().displayName).toBe('B');
  });

  /** The paths of the journals with the edits A and B. */
  async function journalsByName(): Promise<readonly [string, string]> {
    const found = new Map<string, string>();
    for (const name of await readdir(journals)) {
      const text = await readFile(path.join(journals, name), 'utf8');
      found.set(/"value":"(\w)"/.exec(text)?.[1] ?? '', path.join(journals, name));
    }
    return [found.get('A') ?? '', found.get('B') ?? ''];
  }

  it('can only forget the edits of another version of the package', async () => {
    const first = await open();
    value(await first.edit([named('A')]));
    await sessions.close(first.id);
    await cp(await anotherVersion(), file);
    const second = await open();
    expect(second.state().recovery).toEqual({ edits: 1, time: 1_000, applies: false });
    const refused = await second.recover(true);
    expect(refused).toMatchObject({
      ok: false,
      issues: [{ code: 'EDT-JOURNAL', params: { reason: 'made on another version of the package' } }],
    });
    expect(second.state().recovery).not.toBeNull();
    expect(value(await second.recover(false)).recovery).toBeNull();
    expect(await readdir(journals)).toEqual([]);
  });

  it('offers them for a copy that has another time', async () => {
    const first = await open();
    value(await first.edit([named('A')]));
    await sessions.close(first.id);
    await utimes(file, 5, 5);
    expect((await open()).state().recovery).toMatchObject({ applies: true });
  });

  it('can only forget a damaged journal', async () => {
    const first = await open();
    value(await first.edit([named('A')]));
    value(await first.edit([named('B')]));
    await sessions.close(first.id);
    const [name] = await readdir(journals);
    const journal = path.join(journals, name ?? '');
    const text = await readFile(journal, 'utf8');
    await writeFile(journal, text.replace('"kind":"set"', '"kind":"sat"'));
    const second = await open();
    expect(second.state().recovery).toMatchObject({ applies: false });
    expect(await second.recover(true)).toMatchObject({
      issues: [{ code: 'EDT-JOURNAL', where: { line: 2 }, params: { reason: 'its record is damaged' } }],
    });
    value(await second.recover(false));
    expect(await readdir(journals)).toEqual([]);
  });
});

describe('a process that is killed', () => {
  async function startEditing(): Promise<Program> {
    const program = await startProgram('edit-document', [file]);
    programs.push(program);
    expect(await program.next()).toMatchObject({ revision: 0 });
    return program;
  }
  const edit = async (program: Program, edits: readonly PackageEdit[]) => {
    program.process.send([...edits]);
    return (await program.next()) as Result<DocumentState>;
  };

  it('leaves every edit that it had answered, and nobody else has them while it lives', async () => {
    const program = await startEditing();
    value(await edit(program, [named('A')]));
    value(await edit(program, [remove]));
    const during = await open();
    expect(during.state().recovery).toBeNull();
    await sessions.close(during.id);
    await program.kill();
    const after = await open();
    expect(after.state().recovery).toMatchObject({ edits: 2, applies: true });
    value(await after.recover(true));
    expect(after.overview().displayName).toBe('A');
    expect(shows(after, readme)).toBe(false);
  });

  it('in the middle of a line leaves the lines before it', async () => {
    const program = await startEditing();
    value(await edit(program, [named('A')]));
    await program.kill();
    const journal = (await readdir(journals)).find((name) => name.endsWith('.jsonl')) ?? '';
    await writeFile(path.join(journals, journal), '{"edits":[{"kind":"remo', { flag: 'a' });
    const session = await open();
    value(await session.recover(true));
    expect(session.overview().displayName).toBe('A');
  });
});

describe('a save', () => {
  const target = () => path.join(folder, 'saved.appv');

  it('says before what it would do', async () => {
    const session = await open();
    value(await session.edit([remove]));
    const plan = value(await session.planSave(planOrder(), null));
    expect(plan).toMatchObject({ file, target: null, as: 'new-version', removed: [{ part: readme }] });
  });

  it('makes the session one of the file that was written', async () => {
    const session = await open();
    value(await session.edit([named('A'), remove]));
    heard = [];
    const saved = value(await session.save(saveOrder(target())));
    expect(saved).toMatchObject({ file, target: target(), version: '1.2.0.1' });
    const state = session.state();
    expect(state).toMatchObject({ revision: 2, unsaved: 0, undo: null, redo: null, recovery: null });
    expect(heard).toEqual([{ ...state, stale: ['document.overview', 'document.files'] }]);
    expect(session.opened().path).toBe(target());
    expect(session.overview()).toMatchObject({ displayName: 'A', identity: { version: '1.2.0.1' } });
    expect(shows(session, readme)).toBe(false);
    expect(await readdir(journals)).toEqual([]);
    // Whoever opens that file now is in the same document, and the old file is another one.
    expect(await open(target())).toBe(session);
    expect(await open()).not.toBe(session);
    value(await session.edit([named('B')]));
    value(await session.undo());
    expect(session.overview().displayName).toBe('A');
  });

  it('that cannot be made changes nothing', async () => {
    await writeFile(target(), 'precious');
    const session = await open();
    value(await session.edit([named('A')]));
    heard = [];
    await expect(session.save(saveOrder(target()))).rejects.toMatchObject({
      issues: [{ code: 'IO-EXISTS' }],
    });
    expect(await readFile(target(), 'utf8')).toBe('precious');
    expect(session.state()).toMatchObject({ revision: 1, unsaved: 1, undo: 'set' });
    expect(heard).toEqual([]);
    expect(value(await session.undo())).toMatchObject({ unsaved: 0 });
  });

  it('is refused when another program has written the package since', async () => {
    const session = await open();
    value(await session.edit([named('A')]));
    await cp(await anotherVersion(), file);
    expect(codes(await session.save(saveOrder(target())))).toEqual(['EDT-CHANGED-ON-DISK']);
    expect(session.state()).toMatchObject({ unsaved: 1 });
  });

  it('has what was edited before it, and not what is edited while it runs', async () => {
    const session = await open();
    void session.edit([named('Before')]);
    const saving = session.save(saveOrder(target()));
    const after = session.edit([named('After')]);
    value(await saving);
    expect(value(await after)).toMatchObject({ revision: 3, unsaved: 1 });
    expect(session.overview().displayName).toBe('After');
    value(await session.undo());
    expect(session.overview().displayName).toBe('Before');
  });
});

/** A package of other content. */
async function anotherVersion(): Promise<string> {
  const other = path.join(folder, 'other.appv');
  await packParts(other, [bytesPart('Root/a.txt', prose(10))]);
  return other;
}
