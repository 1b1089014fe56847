import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Result } from '../../../shared/base/result.ts';
import type { WindowEvent } from '../../../shared/contract/bridge.ts';
import type { FolderPage } from '../../../shared/contract/door.ts';
import type {
  AppInfo,
  DocumentOverview,
  DocumentState,
  OpenDocument,
  SaveReport,
} from '../../../shared/contract/operations.ts';
import { buildSample } from '../../e2e/packages.ts';
import { builtFile } from '../../support/built-product.ts';
import { startProgram } from '../../support/run-program.ts';

const inherited = process.env['PACKWRIGHT_DATA'];
let samples = '';
let sample = '';
let folder = '';
let file = '';
let hosts: ChildProcess[] = [];
let sockets: WebSocket[] = [];

beforeAll(async () => {
  samples = await mkdtemp(path.join(tmpdir(), 'packwright-host-sample-'));
  sample = await buildSample(samples);
});
afterAll(() => rm(samples, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'packwright-host-documents-'));
  file = path.join(folder, 'a.appv');
  await cp(sample, file);
  process.env['PACKWRIGHT_DATA'] = path.join(folder, 'data');
});
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await Promise.all(hosts.map(kill));
  [sockets, hosts] = [[], []];
  process.env['PACKWRIGHT_DATA'] = inherited;
  await rm(folder, { recursive: true });
});

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A page: what it hears, and its calls. */
type Page = {
  readonly events: readonly WindowEvent[];
  call<Output>(operation: string, input: object): Promise<Result<Output>>;
};

/** The built host in a process of its own, with `file` to show first. */
async function startHost(): Promise<{ readonly process: ChildProcess; page(): Promise<Page> }> {
  const child = spawn(process.execPath, [builtFile('main/cli.js'), 'serve', file, '--no-open', '--quiet'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  hosts.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const address = new URL(line.toString('utf8').trim());
  return { process: child, page: () => openPage(address) };
}

async function openPage(address: URL): Promise<Page> {
  const login = await fetch(address, { redirect: 'manual' });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const headers = { cookie, origin: address.origin };
  const events: WindowEvent[] = [];
  const socket = new WebSocket(`ws://${address.host}/events`, { headers });
  sockets.push(socket);
  socket.on('message', (text: Buffer) => events.push(JSON.parse(text.toString('utf8')) as WindowEvent));
  await expect.poll(() => events).toHaveLength(1);
  return {
    events,
    async call<Output>(operation: string, input: object) {
      const response = await fetch(`${address.origin}/rpc/${operation}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ call: randomUUID(), input }),
      });
      return (await response.json()) as Result<Output>;
    },
  };
}

function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

async function openStartup(page: Page): Promise<OpenDocument> {
  const { startup } = value(await page.call<AppInfo>('app.info', {}));
  return value(await page.call<OpenDocument>('document.open', { file: startup }));
}

const named = (name: string) => ({ kind: 'set', path: 'properties.displayName', value: name });

describe('two pages with one document', () => {
  test('both hear of each change, whoever made it', async () => {
    const host = await startHost();
    const [first, second] = [await host.page(), await host.page()];
    const { document } = await openStartup(first);
    expect((await openStartup(second)).document).toBe(document);
    const state = value(await second.call<DocumentState>('document.edit', { document, edits: [named('A')] }));
    for (const page of [first, second])
      await expect.poll(() => page.events.slice(1)).toEqual([{ kind: 'document', state }]);
    const seen = value(await first.call<DocumentOverview>('document.overview', { document }));
    expect(seen).toMatchObject({ name: 'a.appv', overview: { displayName: 'A' }, state: { revision: 1 } });
    const stale = await first.call('document.edit', { document, revision: 0, edits: [named('B')] });
    expect(stale).toMatchObject({ ok: false, issues: [{ code: 'EDT-STALE' }] });
  });

  test('keep it until both have closed it', async () => {
    const host = await startHost();
    const [first, second] = [await host.page(), await host.page()];
    const { document } = await openStartup(first);
    await openStartup(second);
    value(await first.call('document.edit', { document, edits: [named('A')] }));
    value(await first.call('document.close', { document }));
    expect(value(await second.call<DocumentState>('document.undo', { document })).unsaved).toBe(0);
    value(await second.call('document.close', { document }));
    expect(await second.call('document.undo', { document })).toMatchObject({
      issues: [{ code: 'USE-REQUEST' }],
    });
  });
});

test('edits are checked, each with its place', async () => {
  const host = await startHost();
  const page = await host.page();
  const { document, file: handle } = await openStartup(page);
  const edit = (edits: unknown) => page.call<DocumentState>('document.edit', { document, edits });
  expect(await edit([named('A'), { kind: 'removeFile', part: 7 }])).toMatchObject({
    issues: [{ code: 'EDT-INVALID', params: { path: 'edits[1].part' } }],
  });
  expect(await edit([{ kind: 'addFile', part: 'Root/x', file: '/etc/passwd' }])).toMatchObject({
    issues: [{ code: 'USE-REQUEST' }],
  });
  const added = await edit([{ kind: 'addFile', part: 'Root/x.appv', file: handle }]);
  expect(value(added)).toMatchObject({ revision: 1, undo: 'addFile' });
  expect(
    value(await page.call('document.files', { document, folder: '', search: 'x.appv', offset: 0, limit: 1 })),
  ).toMatchObject({
    rows: [{ path: 'Root/x.appv' }],
  });
});

test('a host that was killed gives the edits back when it is started again', async () => {
  const killed = await startHost();
  const before = await killed.page();
  const { document } = await openStartup(before);
  value(await before.call('document.edit', { document, edits: [named('A')] }));
  value(await before.call('document.edit', { document, edits: [named('B'), { kind: 'scrubHistory' }] }));
  await kill(killed.process);

  const page = await (await startHost()).page();
  const opened = await openStartup(page);
  expect(opened.overview.displayName).toBe('Contoso Units');
  expect(opened.state.recovery).toMatchObject({ edits: 3, applies: true });
  const state = value(
    await page.call<DocumentState>('document.recover', { document: opened.document, use: true }),
  );
  expect(state).toMatchObject({ unsaved: 3, recovery: null });
  const now = await page.call<DocumentOverview>('document.overview', { document: opened.document });
  expect(value(now).overview.displayName).toBe('B');
});

test('a document that was saved is one of the new file for both pages', async () => {
  await writeFile(path.join(folder, 'b.appv'), 'an older file');
  const host = await startHost();
  const [first, second] = [await host.page(), await host.page()];
  const { document, file: handle } = await openStartup(first);
  await openStartup(second);
  value(await first.call('document.edit', { document, edits: [named('A')] }));
  const save = (target: string, replace: boolean) =>
    first.call<SaveReport>('document.save', { document, as: 'new-version', target, replace });
  expect(await save(handle, true)).toMatchObject({ ok: false, issues: [{ code: 'EDT-TARGET' }] });
  const listed = await first.call<FolderPage>('door.folder', { folder: null, offset: 0, limit: 10 });
  const target = value(listed).rows.find(({ name }) => name === 'b.appv')?.handle ?? '';
  expect(await save(target, false)).toMatchObject({ ok: false, issues: [{ code: 'IO-EXISTS' }] });
  expect(value(await save(target, true))).toMatchObject({
    target: path.join(folder, 'b.appv'),
    as: 'new-version',
  });
  await expect
    .poll(() => second.events.at(-1))
    .toMatchObject({
      kind: 'document',
      state: { revision: 2, unsaved: 0, stale: ['document.overview', 'document.files'] },
    });
  expect(value(await second.call<DocumentOverview>('document.overview', { document }))).toMatchObject({
    file: target,
    name: 'b.appv',
    overview: { displayName: 'A' },
  });
});

test('a host that is killed while it saves leaves the old target, and gives the edits back', async () => {
  await writeFile(path.join(folder, 'b.appv'), 'an older file');
  // Long enough to be killed in the middle; pickers show packages only.
  await writeFile(path.join(folder, 'large.appv'), randomBytes(60_000_000).toString('base64'));
  const killed = await startHost();
  const before = await killed.page();
  const { document } = await openStartup(before);
  const listed = value(await before.call<FolderPage>('door.folder', { folder: null, offset: 0, limit: 10 }));
  const handleOf = (name: string) => listed.rows.find((row) => row.name === name)?.handle;
  const edits = [{ kind: 'addFile', part: 'Root/large.txt', file: handleOf('large.appv') }, named('A')];
  value(await before.call('document.edit', { document, edits }));
  const input = { document, as: 'new-version', target: handleOf('b.appv'), replace: true };
  const saving = before.call('document.save', input).catch(() => 'cut off');
  const temporaries = () => readdirSync(folder).filter((name) => name.endsWith('.packwright-part'));
  await expect.poll(temporaries, { interval: 5, timeout: 10_000 }).toHaveLength(1);
  await kill(killed.process);
  expect(await saving).toBe('cut off');
  expect(readFileSync(path.join(folder, 'b.appv'), 'utf8')).toBe('an older file');

  const page = await (await startHost()).page();
  await expect.poll(temporaries).toEqual([]);
  const opened = await openStartup(page);
  expect(opened.state.recovery).toMatchObject({ edits: 2, applies: true });
  value(await page.call('document.recover', { document: opened.document, use: true }));
  const rows = await page.call<FolderPage>('door.folder', { folder: null, offset: 0, limit: 10 });
  const target = value(rows).rows.find((row) => row.name === 'b.appv')?.handle;
  const saved = await page.call<SaveReport>('document.save', { ...input, document: opened.document, target });
  expect(saved).toMatchObject({ ok: true, issues: [] });
});

describe('what a killed process has left beside its target', () => {
  test.each([
    ['the host', async () => void (await startHost())],
    [
      'the command line',
      async () => {
        const child = spawn(process.execPath, [builtFile('main/cli.js'), 'inspect', file], {
          stdio: 'ignore',
        });
        await once(child, 'exit');
      },
    ],
  ])('is gone when %s is started', async (_door, start) => {
    const program = await startProgram('leave-temporary-file', [path.join(folder, 'half.appv')]);
    const temporary = String(await program.next());
    await program.kill();
    expect(existsSync(temporary)).toBe(true);
    await start();
    await expect.poll(() => existsSync(temporary)).toBe(false);
  });
});
