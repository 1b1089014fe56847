import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PackageEdit } from '../../shared/appv/edits/package-edit.ts';
import { launchApp } from '../support/electron-double/launch-app.ts';
import { startProgram } from '../support/run-program.ts';
import { type DoorOptions, doors, type OpenedDoor, openDoor } from './doors.ts';
import { look } from './look.ts';
import { buildSample, temporaryFolder } from './packages.ts';

const folder = temporaryFolder();
let sample = '';
let file = '';
let copies = 0;
let opened: OpenedDoor | undefined;

beforeAll(async () => {
  sample = await buildSample(folder.path);
});
afterAll(() => folder.remove());
beforeEach(() => {
  // Journals know packages by their path, and these tests share one user data folder.
  file = path.join(folder.path, `Copy ${++copies}.appv`);
  cpSync(sample, file);
});
afterEach(async () => {
  const complaints = opened?.complaints ?? [];
  await opened?.close();
  opened = undefined;
  expect(complaints).toEqual([]);
});

const readme = 'Root/VFS/ProgramFilesX64/Contoso Units/Readme.txt';
const three: readonly (readonly PackageEdit[])[] = [
  [{ kind: 'set', path: 'properties.displayName', value: 'Fabrikam Units' }],
  [
    { kind: 'removeFile', part: readme },
    { kind: 'set', path: 'properties.description', value: 'Another description.' },
  ],
];

/** Leaves edits behind, as a process does that is killed. */
async function leaveEdits(steps = three): Promise<void> {
  const program = await startProgram('edit-document', [file]);
  await program.next();
  for (const edits of steps) {
    program.process.send([...edits]);
    expect(await program.next()).toMatchObject({ ok: true });
  }
  await program.kill();
}

async function open(door: (typeof doors)[number], options: DoorOptions = {}): Promise<Page> {
  opened = await openDoor(door, { package: file, ...options });
  await opened.page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  return opened.page;
}

const bar = (page: Page) => page.getByRole('region', { name: 'Edits that were not saved' });

describe.each(doors)('through the door of %s', (door) => {
  test('edits that were not saved are restored by keyboard, undone and made again', async () => {
    await leaveEdits();
    const page = await open(door);
    await bar(page)
      .getByText(/^3 edits of .* were not saved\.$/)
      .waitFor();
    expect(await page.getByRole('status').first().innerText()).toMatch(
      /is open\. 3 edits of .* were not saved\./,
    );
    await tabTo(page, 'Restore');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Fabrikam Units' }).waitFor();
    await bar(page).waitFor({ state: 'detached' });
    expect(await page.getByRole('main').innerText()).toContain('Another description.');
    expect(await page.getByRole('contentinfo').innerText()).toContain('3 unsaved edits');
    await expect.poll(() => focusedElement(page)).toBe('MAIN');
    // Nine files of source/ and three of source/Languages, and the icon that is not among them, without the one removed.
    await expect.poll(() => page.getByRole('button', { name: /^Files/ }).innerText()).toMatch(/12$/);

    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('contentinfo').innerText()).toContain('1 unsaved edit');
    await expect.poll(() => page.getByRole('button', { name: /^Files/ }).innerText()).toMatch(/13$/);
    await page.keyboard.press('Control+z');
    await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
    expect(await page.getByRole('contentinfo').innerText()).not.toContain('unsaved');
    await page.keyboard.press('Control+Shift+z');
    await page.getByRole('heading', { level: 1, name: 'Fabrikam Units' }).waitFor();
    await page.keyboard.press('Control+y');
    await expect.poll(() => page.getByRole('contentinfo').innerText()).toContain('3 unsaved edits');
  });

  test('the list of files follows, and keys in a field belong to the field', async () => {
    await leaveEdits();
    const page = await open(door);
    await page.getByRole('button', { name: /^Files/ }).click();
    const grid = page.getByRole('treegrid', { name: 'Files' });
    await page.getByRole('searchbox').fill('readme.txt');
    await grid.getByText('Readme.txt').waitFor();
    await bar(page).getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Nothing has this in its name or path.').waitFor();
    await page.getByRole('searchbox').pressSequentially('x');
    await page.keyboard.press('Control+z');
    expect(await page.getByRole('contentinfo').innerText()).toContain('3 unsaved edits');
    await page.getByRole('searchbox').blur();
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByRole('contentinfo').innerText()).toContain('1 unsaved edit');
  });

  test('they are discarded for good', async () => {
    await leaveEdits();
    const page = await open(door);
    await bar(page).getByRole('button', { name: 'Discard' }).click();
    await bar(page).waitFor({ state: 'detached' });
    expect(await page.getByRole('contentinfo').innerText()).not.toContain('unsaved');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
    expect(await bar(page).count()).toBe(0);
  });

  test('those of another version can only be discarded', async () => {
    await leaveEdits();
    cpSync(await anotherVersion(), file);
    opened = await openDoor(door, { package: file });
    const { page } = opened;
    await bar(page)
      .getByText(/^Edits of .* were not saved and do not fit any more\.$/)
      .waitFor();
    expect(await bar(page).getByRole('button', { name: 'Restore' }).count()).toBe(0);
    await bar(page).getByRole('button', { name: 'Discard' }).click();
    await bar(page).waitFor({ state: 'detached' });
  });
});

async function anotherVersion(): Promise<string> {
  const { packwright } = await import('../support/built-product.ts');
  const target = path.join(folder.path, 'Other.appv');
  await packwright('edit', sample, '--remove-file', readme, '-o', target, '--overwrite');
  return target;
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(`document.activeElement.textContent`)) === name) return;
  }
  throw new Error(`${name} is out of reach of the Tab key`);
}

function focusedElement(page: Page): Promise<unknown> {
  return page.evaluate('document.activeElement.tagName');
}

test('a page that is loaded anew is offered what the old one had edited', async () => {
  const page = await open('host');
  const edit = (input: object) =>
    page.evaluate(`fetch('/rpc/document.edit', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ call: 'a', input: ${JSON.stringify(input)} }) }).then((each) => each.json())`);
  expect(await edit({ document: 'document-1', edits: three[0] })).toMatchObject({ ok: true });
  await page.getByRole('heading', { level: 1, name: 'Fabrikam Units' }).waitFor();
  await page.reload();
  await bar(page).getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('heading', { level: 1, name: 'Fabrikam Units' }).waitFor();
});

test('the application that was killed gives the edits back', async () => {
  const killed = await launchApp({ package: file });
  const before = await killed.firstWindow();
  await before.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
  const edited = await before.evaluate(
    `window.packwright.call({ call: 'a', operation: 'document.edit', input: ${JSON.stringify({ document: 'document-1', edits: three[0] })} })`,
  );
  expect(edited).toMatchObject({ ok: true, value: { revision: 1 } });
  // The window hears of the change as every other does.
  await before.getByRole('heading', { level: 1, name: 'Fabrikam Units' }).waitFor();
  await killed.kill();
  const page = await open('electron');
  await bar(page).getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('heading', { level: 1, name: 'Fabrikam Units' }).waitFor();
});

describe.each(['light', 'dark'] as const)('the bar, %s', (colorScheme) => {
  test.each([
    ['en', 'en-US'],
    ['fr', 'fr-FR'],
  ])('%s', async (language, locale) => {
    await leaveEdits();
    const page = await open('host', { colorScheme, locale });
    const restore = page.getByRole('button', { name: language === 'en' ? 'Restore' : 'Restaurer' });
    await restore.waitFor();
    await look(page, `host-recovery-${colorScheme}-${language}`);
    await restore.click();
    await page.getByRole('heading', { level: 1, name: 'Fabrikam Units' }).waitFor();
    await look(page, `host-unsaved-${colorScheme}-${language}`);
  });
});
