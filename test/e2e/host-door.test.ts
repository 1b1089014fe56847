import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startBuiltHost, type WorkbenchHost } from './doors.ts';
import { buildSample, temporaryFolder } from './packages.ts';

const folder = temporaryFolder();
let sample = '';
let browser: Browser;
beforeAll(async () => {
  sample = await buildSample(folder.path);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  folder.remove();
});

let host: WorkbenchHost;
beforeEach(async () => {
  host = await startBuiltHost({ package: sample });
});
afterEach(() => host.close());

test('the token leaves the address bar', async () => {
  const page = await browser.newPage();
  await page.goto(host.url);
  await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  expect(page.url()).toBe(`${new URL(host.url).origin}/`);
  expect(await page.evaluate('document.cookie')).toBe('');
  await page.close();
});

test('who comes without the token is told where it is', async () => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  const answer = await page.goto(new URL(host.url).origin);
  expect(answer?.status()).toBe(403);
  await page.getByRole('heading', { name: 'Ouvrez l’adresse affichée par Packwright' }).waitFor();
  await context.close();
});

test('the page says that the host has stopped, and comes back with the next one', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(host.url);
  await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  const port = Number(new URL(host.url).port);
  await host.close();
  await page.getByText('Packwright has stopped.').waitFor();
  expect(await page.getByRole('banner').getByRole('button', { name: 'Verify' }).isDisabled()).toBe(true);
  // What was shown can still be read.
  expect(await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).count()).toBe(1);
  host = await startBuiltHost({ package: sample, port });
  await page.getByText('Packwright was started again.').waitFor();
  const other = await context.newPage();
  await other.goto(host.url);
  await page.getByText('Packwright was started again.').waitFor({ state: 'detached' });
  await page.getByRole('banner').getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('contentinfo').getByText('Intact').waitFor();
  await context.close();
});

test('a package is chosen from the folders of the computer, by keyboard', async () => {
  await host.close();
  host = await startBuiltHost({ package: path.join(folder.path, 'not there.appv') });
  const page = await browser.newPage();
  await page.goto(host.url);
  await page.getByRole('heading', { name: 'The package could not be opened' }).waitFor();
  await page.keyboard.press('Control+o');
  const grid = page.getByRole('dialog').getByRole('grid');
  await grid.getByText('Contoso Units.appv').waitFor();
  expect(await grid.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.type('contoso');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  await page.close();
});

test('two pages verify at once, each with its own outcome', async () => {
  const context = await browser.newContext();
  const pages = await Promise.all([context.newPage(), context.newPage()]);
  for (const page of pages) await page.goto(host.url);
  await Promise.all(
    pages.map((page) => page.getByRole('banner').getByRole('button', { name: 'Verify' }).click()),
  );
  await Promise.all(pages.map((page) => page.getByRole('contentinfo').getByText('Intact').waitFor()));
  await context.close();
});
