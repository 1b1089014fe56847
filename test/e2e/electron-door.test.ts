import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkout } from '../support/built-product.ts';
import { type App, launchApp, runApp } from '../support/electron-double/launch-app.ts';
import { buildSample, temporaryFolder } from './packages.ts';

const folder = temporaryFolder();
let sample = '';
beforeAll(async () => {
  sample = await buildSample(folder.path);
});
afterAll(() => folder.remove());

let app: App;
let page: Page;
beforeAll(async () => {
  app = await launchApp();
  page = await app.firstWindow();
  await page.getByRole('heading', { name: 'No package is open' }).waitFor();
});
afterAll(() => app.close());

describe('the bridge', () => {
  test('is three frozen functions, and nothing of Electron or Node', async () => {
    const seen = await page.evaluate(`({
      names: Object.keys(window.packwright).sort(),
      types: Object.values(window.packwright).map((each) => typeof each),
      frozen: Object.isFrozen(window.packwright),
      leaks: ['require', 'process', 'module', 'electron', 'ipcRenderer', '__doubleCall'].filter((name) => name in window),
    })`);
    expect(seen).toEqual({
      names: ['call', 'cancel', 'onEvent'],
      types: ['function', 'function', 'function'],
      frozen: true,
      leaks: [],
    });
  });

  test.each([
    ['an operation that does not exist', `{ call: 'a', operation: 'app.nothing', input: {} }`],
    ['a name of Object’s own', `{ call: 'a', operation: '__proto__', input: {} }`],
    ['input of another shape', `{ call: 'a', operation: 'document.open', input: { file: '/etc/passwd' } }`],
    ['a handle that nobody gave', `{ call: 'a', operation: 'document.open', input: { file: 'file-999' } }`],
    ['a call without a name', `{ operation: 'app.info', input: {} }`],
    ['a name with more than letters', `{ call: '../../a', operation: 'app.info', input: {} }`],
    ['more than the limit', `{ call: 'a', operation: 'app.info', input: { text: 'x'.repeat(1100000) } }`],
    [
      'the host’s picker',
      `{ call: 'a', operation: 'door.folder', input: { folder: null, offset: 0, limit: 1 } }`,
    ],
  ])('answers %s with USE-REQUEST', async (_what, request) => {
    const answer = await page.evaluate(`window.packwright.call(${request})`);
    expect(answer).toMatchObject({ ok: false, issues: [{ code: 'USE-REQUEST' }] });
  });
});

describe('the channel', () => {
  /** Calls the handler as a sender that the test makes up; `window` stands for the application's own. */
  const callAs = (sender: string) =>
    app.evaluate(
      `async ({ BrowserWindow, ipcMain }, message) => {
      const [window] = BrowserWindow.getAllWindows();
      return await ipcMain._invokeHandlers.get('rpc')(${sender}, message);
    }`,
      { kind: 'call', call: 'a', operation: 'app.info', input: {} },
    );

  test('answers the main frame of the window', async () => {
    const sender = '{ sender: window.webContents, senderFrame: window.webContents.mainFrame }';
    expect(await callAs(sender)).toMatchObject({ ok: true });
  });

  test.each([
    ['a frame that is gone', '{ sender: window.webContents, senderFrame: null }'],
    [
      'a frame inside the page',
      `{ sender: window.webContents, senderFrame: { url: 'app://workbench/index.html' } }`,
    ],
    ['a foreign page', `{ sender: {}, senderFrame: { url: 'https://example.com/' } }`],
  ])('does not answer %s', async (_what, sender) => {
    expect(await callAs(sender)).toMatchObject({ ok: false, issues: [{ code: 'USE-REQUEST' }] });
  });
});

test('every permission is refused', async () => {
  const asked = `navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`;
  expect(await page.evaluate(asked)).not.toBe('granted');
  if (app.kind === 'double') {
    const answers = await app.evaluate(`({ recorded }) => new Promise((resolve) =>
      recorded.permissionRequest({}, 'media', (allowed) =>
        resolve([allowed, recorded.permissionCheck(), recorded.devicePermission()])))`);
    expect(answers).toEqual([false, false, false]);
  }
});

describe('the page', () => {
  test('runs no script that is not its own', async () => {
    const ran = await page.evaluate(`new Promise((resolve) => {
      const script = document.createElement('script');
      script.textContent = 'window.intruder = true';
      document.body.append(script);
      let evaluated = true;
      try { (0, window['ev' + 'al'])('1') } catch { evaluated = false }
      resolve({ inline: window.intruder === true, evaluated });
    })`);
    expect(ran).toMatchObject({ inline: false });
  });

  test.each([
    ['another site', `'https://example.com/'`],
    ['a file', `'file:///etc/passwd'`],
    ['a name that begins like its own', `location.href.replace('//workbench', '//workbench.example')`],
    ['its own name for somebody else', `location.href.replace('//', '//someone@')`],
    ['a server on this computer', `'http://127.0.0.1:9/'`],
  ])('does not go to %s', async (_what, url) => {
    await page.evaluate(`location.href = ${url}`);
    await page.waitForTimeout(300);
    expect(await page.evaluate('typeof window.packwright.call')).toBe('function');
    expect(await page.getByRole('heading', { name: 'No package is open' }).count()).toBe(1);
  });

  test('opens no window, and only known hosts in the person’s browser', async () => {
    await app.evaluate(`({ shell }) => {
      globalThis.openedOutside = [];
      shell.openExternal = async (url) => void globalThis.openedOutside.push(url);
    }`);
    const known = 'https://learn.microsoft.com/microsoft-desktop-optimization-pack/app-v/';
    for (const url of [
      'https://example.com/',
      'http://learn.microsoft.com/',
      'https://learn.microsoft.com.example.com/',
      'https://learn.microsoft.com@example.com/',
      'https://someone@learn.microsoft.com/',
      'file:///etc/passwd',
      known,
    ]) {
      await page.evaluate(`void window.open(${JSON.stringify(url)})`);
    }
    await expect.poll(() => app.evaluate('() => globalThis.openedOutside')).toEqual([known]);
    expect(await app.evaluate('({ BrowserWindow }) => BrowserWindow.getAllWindows().length')).toBe(1);
  });

  test('reads nothing outside of its own files', async () => {
    const statuses = await page.evaluate(`Promise.all(
      ['../../package.json', '%2e%2e/%2e%2e/package.json', '..%5c..%5cpackage.json', 'nothing.js'].map((each) =>
        fetch(new URL('/' + each, location.href)).then((response) => response.status)))`);
    expect(statuses).toEqual([404, 404, 404, 404]);
  });
});

describe('opening', () => {
  const answerDialog = (answer: object) =>
    app.evaluate(`({ dialog }, answer) => { dialog.showOpenDialog = async () => answer }`, answer);

  test('changes nothing when the dialog is closed', async () => {
    await answerDialog({ canceled: true, filePaths: [] });
    await page.getByRole('main').getByRole('button', { name: 'Open…' }).click();
    await page.waitForTimeout(200);
    expect(await page.getByRole('heading', { name: 'No package is open' }).count()).toBe(1);
  });

  test('takes what the system’s dialog gives', async () => {
    await answerDialog({ canceled: false, filePaths: [sample] });
    await page.keyboard.press('Control+o');
    await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  });

  test('shows the package of a second start', async () => {
    const again = path.join(folder.path, 'Again.appv');
    cpSync(sample, again);
    const argv = ['electron', checkout, again];
    await app.evaluate(`({ app }, argv) => void app.emit('second-instance', {}, argv, '/')`, argv);
    await page.getByText('Again.appv').first().waitFor();
  });
});

test('is its own command line, without a window', async () => {
  const { code, output } = await runApp(['--cli', 'verify', sample]);
  expect(output).toContain('intact');
  expect(code).toBe(0);
  expect((await runApp(['--cli', 'verify', path.join(folder.path, 'nothing.appv')])).code).toBe(4);
});

test('there is one place that makes windows', () => {
  const sources = [
    'app-menu',
    'app-protocol',
    'guards',
    'ipc',
    'preload-bridge',
    'start-electron',
    'window-state',
    'workbench-window',
  ];
  const makers = sources.filter((name) =>
    readFileSync(path.join(checkout, 'main', 'electron', `${name}.ts`), 'utf8').includes(
      'new BrowserWindow(',
    ),
  );
  expect(makers).toEqual(['workbench-window']);
});
