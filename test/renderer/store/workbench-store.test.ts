import { describe, expect, test } from 'vitest';
import { createClient } from '../../../renderer/api/client.ts';
import { issue } from '../../../shared/base/issue.ts';
import { failure, success } from '../../../shared/base/result.ts';
import type { FileHandle } from '../../../shared/contract/operations.ts';
import { farSide, newStore, opened, storage } from './far-side.ts';

const file = (name: string): FileHandle => name as FileHandle;

describe('opening', () => {
  test('shows the package that the main side names', async () => {
    const far = farSide();
    const store = newStore(far);
    (await far.next('app.info')).answer(success({ version: '1', electron: false, startup: 'file-1' }));
    const open = await far.next('document.open');
    expect(open.request.input).toEqual({ file: 'file-1' });
    expect(store.getState().document.kind).toBe('opening');
    open.answer(opened('a.appv'));
    await expect
      .poll(() => store.getState().document)
      .toMatchObject({ kind: 'open', document: { name: 'a.appv' } });
  });

  test('an answer that comes after another opening is dropped, and its document closed', async () => {
    const far = farSide();
    const store = newStore(far);
    void store.getState().open(file('file-1'));
    const slow = await far.next('document.open');
    void store.getState().open(file('file-2'));
    (await far.next('document.open')).answer(opened('second.appv'));
    slow.answer(opened('first.appv'));
    await far.next('document.close');
    expect(store.getState().document).toMatchObject({ document: { name: 'second.appv' } });
  });

  test('keeps the reasons when it fails', async () => {
    const far = farSide();
    const store = newStore(far);
    void store.getState().open(file('file-1'));
    (await far.next('document.open')).answer(failure(issue('ZIP-EMPTY')));
    await expect
      .poll(() => store.getState().document)
      .toMatchObject({ kind: 'failed', issues: [{ code: 'ZIP-EMPTY' }] });
  });
});

describe('verifying', () => {
  async function verifying() {
    const far = farSide();
    const store = newStore(far);
    void store.getState().open(file('file-1'));
    (await far.next('document.open')).answer(opened('a.appv'));
    await expect.poll(() => store.getState().document.kind).toBe('open');
    void store.getState().verify();
    return { far, store, call: await far.next('package.verify') };
  }
  const report = { file: 'a.appv', bytes: 1, parts: 1, blocks: 1, uncompressedBytes: 1 };

  test('follows its own progress only', async () => {
    const { far, store, call } = await verifying();
    const progress = { phase: 'verifying', doneBytes: 1, totalBytes: 4 } as const;
    far.emit({ kind: 'progress', call: 'another', progress });
    expect(store.getState().verification).toMatchObject({ kind: 'running', progress: undefined });
    far.emit({ kind: 'progress', call: call.request.call, progress });
    expect(store.getState().verification).toMatchObject({ kind: 'running', progress });
  });

  test('shows findings when there are some, and stays where it is when there are none', async () => {
    const clean = await verifying();
    clean.call.answer(success(report, [issue('MAN-NOT-APPV')]));
    await expect.poll(() => clean.store.getState().verification.kind).toBe('done');
    expect(clean.store.getState().screen).toBe('overview');
    const damaged = await verifying();
    damaged.call.answer(success(report, [issue('OPC-BLOCK-HASH')]));
    await expect.poll(() => damaged.store.getState().screen).toBe('findings');
  });

  test('stops at once, tells the main side, and drops the answer that still comes', async () => {
    const { far, store, call } = await verifying();
    store.getState().stopVerifying();
    expect(store.getState().verification.kind).toBe('stopped');
    expect(far.cancelled).toEqual([call.request.call]);
    call.answer(success(report));
    await Promise.resolve();
    expect(store.getState().verification.kind).toBe('stopped');
  });

  test('ends with the package that it was about', async () => {
    const { far, store, call } = await verifying();
    void store.getState().open(file('file-2'));
    expect(far.cancelled).toEqual([call.request.call]);
    expect(store.getState().verification.kind).toBe('none');
  });
});

describe('settings', () => {
  test('follow the system until somebody chooses, and are kept', () => {
    const settings = storage();
    const store = newStore(farSide(), settings);
    expect(store.getState()).toMatchObject({
      language: 'fr',
      locale: 'fr-CA',
      theme: 'system',
      sidePanel: true,
    });
    store.getState().setLanguage('en');
    store.getState().setTheme('dark');
    store.getState().toggleSidePanel();
    expect(store.getState()).toMatchObject({
      language: 'en',
      locale: 'en-US',
      theme: 'dark',
      sidePanel: false,
    });
    expect(newStore(farSide(), settings).getState()).toMatchObject({
      language: 'en',
      theme: 'dark',
      sidePanel: false,
    });
  });

  test.each(['', 'null', '[]', '{"language":"de","theme":7,"sidePanel":"no"}', '{'])(
    'ignore what is none: %s',
    (text) => {
      const store = newStore(farSide(), storage({ 'packwright.settings': text }));
      expect(store.getState()).toMatchObject({ language: 'fr', theme: 'system', sidePanel: true });
    },
  );

  test('last as long as the window where storage is forbidden', () => {
    const forbidden = () => {
      throw new Error('forbidden');
    };
    const store = newStore(farSide(), { ...storage(), getItem: forbidden, setItem: forbidden });
    store.getState().setTheme('dark');
    expect(store.getState().theme).toBe('dark');
  });
});

test('a call that nobody answers ends as an issue', async () => {
  const client = createClient({
    call: () => Promise.reject(new Error('gone')),
    cancel: async () => undefined,
    onEvent: () => () => undefined,
    onConnection: () => () => undefined,
  });
  expect(await client.call('app.info', {})).toMatchObject({
    ok: false,
    issues: [{ code: 'IO-DISCONNECTED' }],
  });
});
