/*
 * Takes the pictures of README.md and the user guide from the running application: `node scripts/make-pictures.mjs`.
 * The window shows the sample through the loopback host, in Chromium; PACKWRIGHT_BROWSER names another browser.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';
import { root } from './lib.mjs';
import { buildIfStale, firstSample, installPackages, requireNode } from './prepare.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, colorScheme: 'light' | 'dark', show: (page: Page) => Promise<void> }} Picture */

const folder = join(root, 'docs', 'pictures');
const size = { width: 1_280, height: 800 };

/** A page of text with pictures should load at once. In bytes. */
const mostBytes = 200_000;

/** @type {readonly Picture[]} */
const pictures = [
  { name: 'overview.png', colorScheme: 'light', show: showOverview },
  { name: 'files.png', colorScheme: 'light', show: showFiles },
  { name: 'files-dark.png', colorScheme: 'dark', show: showFiles },
];

requireNode();
await installPackages();
await buildIfStale();
mkdirSync(folder, { recursive: true });

// The tests know how a browser is found and started.
/** @type {{ module: { launchBrowser: () => Promise<import('playwright-core').Browser> } }} */
const { module } = await runnerImport(join(root, 'test/support/browser.ts'), {
  configFile: false,
  logLevel: 'error',
});
const browser = await module.launchBrowser();
try {
  for (const picture of pictures) await take(picture);
} finally {
  await browser.close();
}

/** Each picture has a host and a profile of its own: what one of them opened does not show in the next. */
async function take(/** @type {Picture} */ { name, colorScheme, show }) {
  const { startWorkbenchHost } = await import(pathToFileURL(join(root, 'out', 'main', 'host.js')).href);
  /** @type {{ url: string, close(): Promise<void> }} */
  const host = await startWorkbenchHost({ package: firstSample() });
  const context = await browser.newContext({
    viewport: size,
    colorScheme,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    await page.goto(host.url);
    await show(page);
    const file = join(folder, name);
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    const { size: bytes } = statSync(file);
    console.log(`docs/pictures/${name}: ${bytes.toLocaleString('en')} bytes`);
    if (bytes > mostBytes) throw new Error(`${name} is larger than ${mostBytes.toLocaleString('en')} bytes.`);
  } finally {
    await context.close();
    await host.close();
  }
}

/** The sample, verified: the status bar and the panel say that it is intact. */
async function showOverview(/** @type {Page} */ page) {
  await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  await page.keyboard.press('F9');
  await page.getByRole('contentinfo').getByText('Intact').waitFor();
}

/** The tree down to the folder of the application, with one of its files selected. */
async function showFiles(/** @type {Page} */ page) {
  await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  await page.keyboard.press('Alt+2');
  const grid = page.getByRole('treegrid', { name: 'Files' });
  for (const name of ['ProgramFilesX64', 'Contoso Units', 'Languages']) {
    await grid.getByText(name, { exact: true }).click();
    await page.keyboard.press('ArrowRight');
  }
  const folderRow = grid.getByRole('row', { name: /^Contoso Units(?!\.)/ });
  await grid.getByText('French.js', { exact: true }).waitFor();
  await folderRow.first().click();
}
