import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenedDoor, openDoor } from './doors.ts';
import { buildManyFiles, temporaryFolder } from './packages.ts';

const files = 20_000;
const folder = temporaryFolder();
let opened: OpenedDoor;
beforeAll(async () => {
  opened = await openDoor('host', { package: await buildManyFiles(folder.path, files) });
});
afterAll(async () => {
  await opened.close();
  folder.remove();
});

test('a long folder is drawn only where it is looked at, and every row of it can be reached', async () => {
  const { page, complaints } = opened;
  await page.getByRole('button', { name: /^Files/ }).click();
  const grid = page.getByRole('treegrid', { name: 'Files' });
  await grid.getByText('ProgramFilesX64').click();
  await page.keyboard.press('ArrowRight');
  await grid.getByText('Many', { exact: true }).click();
  await page.keyboard.press('ArrowRight');
  await grid.getByText('File 00000.txt').waitFor();
  expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(files);
  const drawn = () => grid.getByRole('row').count();
  expect(await drawn()).toBeLessThan(80);

  await grid.evaluate((element) => element.scrollTo(0, 10_000 * 28));
  await grid
    .getByText(/File 0(?:99|100)\d\d\.txt/)
    .first()
    .waitFor();
  expect(await drawn()).toBeLessThan(80);

  await grid
    .getByText(/File 0(?:99|100)\d\d\.txt/)
    .first()
    .click();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowDown');
  expect(
    await page
      .getByRole('complementary')
      .getByRole('heading', { name: /^File / })
      .count(),
  ).toBe(1);

  await page.keyboard.press('End');
  await grid.getByText('StreamMap.xml').waitFor();
  await page.keyboard.press('Home');
  expect(await grid.locator('[aria-selected=true] [role=gridcell]').first().innerText()).toBe('Root');
  expect(await drawn()).toBeLessThan(80);

  await page.getByRole('searchbox').fill('needle');
  await grid.getByText('needle.txt').waitFor();
  await page.getByRole('searchbox').fill('File 1999');
  await grid.getByText('File 19990.txt').waitFor();
  expect(await page.getByText('10 found').count()).toBe(1);
  expect(complaints).toEqual([]);
});
