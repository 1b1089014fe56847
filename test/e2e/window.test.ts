import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DoorOptions, doors, type OpenedDoor, openDoor } from './doors.ts';
import { buildBigger, buildSample, damage, temporaryFolder } from './packages.ts';

const folder = temporaryFolder();
let sample = '';
let bigger = '';
let damaged = '';
beforeAll(async () => {
  sample = await buildSample(folder.path);
  bigger = await buildBigger(folder.path);
  damaged = path.join(folder.path, 'Damaged.appv');
  damage(sample, damaged);
});
afterAll(() => folder.remove());

describe.each(doors)('the window through the door of %s', (door) => {
  let opened: OpenedDoor | undefined;
  const open = async (options: DoorOptions) => {
    opened = await openDoor(door, options);
    return opened.page;
  };
  afterEach(async () => {
    const complaints = opened?.complaints ?? [];
    await opened?.close();
    opened = undefined;
    expect(complaints).toEqual([]);
  });

  test('shows what the sample is and holds', async () => {
    const page = await open({ package: sample });
    await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
    const text = await page.getByRole('main').innerText();
    expect(text).toContain('Converts lengths, areas, masses, temperatures, speeds and amounts of data.');
    expect(text).toContain('7c0f2a58-4d1e-4b7a-9c36-5e8a1d20f6b4');
    expect(text).toContain('Every Windows: the package names none.');
    expect(text).toContain('Contoso Units Readme');
    expect(text).toContain('C:\\Program Files');
    // Nine files of source/ and three of source/Languages, and the icon that is not among them.
    expect(await page.getByRole('button', { name: /^Files/ }).innerText()).toMatch(/13$/);
    expect(await page.getByRole('complementary').innerText()).toContain('Contoso Units.appv');
  });

  test('names target operating systems in words', async () => {
    const page = await open({ package: bigger });
    await page.getByRole('heading', { level: 1, name: 'Contoso Reader 9' }).waitFor();
    const text = await page.getByRole('main').innerText();
    expect(text).toContain('Windows 7, 64-bit');
    expect(text).toContain('Windows Server 2012 R2, 64-bit');
    expect(text).toContain('WindowsClient_10.0_x64');
  });

  test('copies an id, and says so', async () => {
    const page = await open({ package: sample });
    await page.getByRole('button', { name: 'Copy PackageId' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
  });

  test('verifies the sample and finds it intact', async () => {
    const page = await open({ package: sample });
    await page.getByRole('banner').getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('contentinfo').getByText('Intact').waitFor();
    expect(await page.getByRole('complementary').innerText()).toMatch(/Intact: all [0-9]+ blocks/);
  });

  test('shows each finding of a damaged package with its place and meaning', async () => {
    const page = await open({ package: damaged });
    await page.getByRole('banner').getByRole('button', { name: 'Verify' }).click();
    const grid = page.getByRole('grid', { name: 'Findings' });
    await grid.waitFor();
    expect(await page.getByRole('contentinfo').innerText()).toMatch(/[0-9]+ errors?/);
    await grid.getByRole('row').nth(1).click();
    const panel = await page.getByRole('complementary').innerText();
    expect(panel).toMatch(/(?:ZIP|OPC)-[A-Z-]+/);
    expect(panel).toContain('What it means');
  });

  test('finds files by name, and the way back', async () => {
    const page = await open({ package: bigger });
    await page.getByRole('button', { name: /^Files/ }).click();
    await page.getByRole('searchbox').fill('TEMPLATES');
    const grid = page.getByRole('treegrid', { name: 'Files' });
    await grid.getByText('invoice.tpl').waitFor();
    expect(await grid.getByText('Root/VFS/Common AppData/Contoso Reader/Templates').count()).toBe(2);
    expect(await page.getByText('2 found').count()).toBe(1);
    await page.getByRole('searchbox').fill('nowhere to be seen');
    await page.getByText('Nothing has this in its name or path.').waitFor();
    await page.getByRole('searchbox').fill('');
    await grid.getByText('ProgramFilesX86').waitFor();
  });

  test('leads from the picture of the bytes to the folder', async () => {
    const page = await open({ package: bigger });
    await page.getByRole('button', { name: 'Common AppData' }).click();
    const row = page.getByRole('row', { name: /Common AppData/ });
    await row.and(page.locator('[aria-selected=true]')).waitFor();
    expect(await row.getAttribute('aria-expanded')).toBe('true');
    expect(await page.getByRole('complementary').innerText()).toContain('This folder merges');
  });

  test('can be used by keyboard alone', async () => {
    const page = await open({ package: bigger });
    await page.getByRole('heading', { level: 1, name: 'Contoso Reader 9' }).waitFor();
    await page.keyboard.press('Alt+2');
    const grid = page.getByRole('treegrid', { name: 'Files' });
    await grid.getByText('ProgramFilesX86').waitFor();
    await page.keyboard.press('Control+f');
    expect(
      await page.getByRole('searchbox').evaluate((field) => field === field.ownerDocument.activeElement),
    ).toBe(true);
    await page.keyboard.press('Tab');
    const selected = () => grid.locator('[aria-selected=true]').getAttribute('aria-rowindex');
    const name = () => grid.locator('[aria-selected=true] [role=gridcell]').first().innerText();
    await page.keyboard.press('Home');
    expect(await name()).toBe('Root');
    await page.keyboard.type('programfilesx');
    expect(await name()).toBe('ProgramFilesX86');
    await page.keyboard.press('ArrowRight');
    await grid.getByText('Contoso', { exact: true }).first().waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await name()).toBe('Contoso');
    await page.keyboard.press('Enter');
    await grid.getByText('Reader 9', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await grid.getByText('Reader.exe', { exact: true }).waitFor();
    await page.keyboard.press('End');
    expect(await selected()).toBe(String(Number(await grid.getAttribute('aria-rowcount'))));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    expect(await grid.locator('[aria-selected=true]').getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('F1');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('F9');
    await page.getByRole('contentinfo').getByText('Intact').waitFor();
    await page.keyboard.press('Control+b');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
  });

  test('speaks the language and wears the colours of the system, and what was chosen instead', async () => {
    const page = await open({ package: sample, locale: 'fr-FR', colorScheme: 'dark' });
    await page.getByRole('button', { name: /^Fichiers/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await background(page)).toBe('rgb(38, 38, 38)');
    await page.getByRole('button', { name: 'Langue' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('button', { name: /^Files/ }).waitFor();
    await page.getByRole('button', { name: 'Colours' }).click();
    await page.getByRole('menuitemradio', { name: 'Light' }).click();
    await expect.poll(() => background(page)).toBe('rgb(255, 255, 255)');
    await page.reload();
    await page.getByRole('button', { name: /^Files/ }).waitFor();
    expect(await background(page)).toBe('rgb(255, 255, 255)');
  });

  test('says what is wrong with a file that is no package', async () => {
    const page = await open({ package: path.join(folder.path, 'bigger', 'app', 'Reader.exe') });
    await page.getByRole('heading', { name: 'The package could not be opened' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('ZIP-NOT-ZIP');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  test('says what to do when nothing is open', async () => {
    const page = await open({});
    await page.getByRole('heading', { name: 'No package is open' }).waitFor();
    expect(await page.getByRole('main').getByRole('button', { name: 'Open…' }).isEnabled()).toBe(true);
    expect(await page.getByRole('button', { name: /^Files/ }).isDisabled()).toBe(true);
  });
});

function background(page: OpenedDoor['page']): Promise<string> {
  return page
    .getByRole('main')
    .evaluate(
      (element) => element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor ?? '',
    );
}
