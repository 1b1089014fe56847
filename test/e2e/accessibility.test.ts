import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors, openDoor } from './doors.ts';
import { look, violations } from './look.ts';
import { buildBigger, damage, temporaryFolder } from './packages.ts';

const folder = temporaryFolder();
let bigger = '';
let damaged = '';
let broken = '';
beforeAll(async () => {
  bigger = await buildBigger(folder.path);
  damaged = path.join(folder.path, 'Damaged.appv');
  damage(bigger, damaged);
  broken = path.join(folder.path, 'Broken.appv');
  writeFileSync(broken, 'no package');
});
afterAll(() => folder.remove());

test('the check itself finds what is wrong', async () => {
  const { page, close } = await openDoor('host', { package: bigger });
  try {
    await page.getByRole('heading', { level: 1, name: 'Contoso Reader 9' }).waitFor();
    await page.evaluate(
      `document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="data:,">')`,
    );
    expect(await violations(page)).toContainEqual(expect.stringMatching(/^image-alt: /));
  } finally {
    await close();
  }
});

const words = {
  en: {
    locale: 'en-US',
    files: /^Files/,
    findings: /^Findings/,
    verify: 'Verify',
    folder: 'ProgramFilesX86',
    noPackage: 'No package is open',
    notOpened: 'The package could not be opened',
    stopped: 'Packwright has stopped.',
  },
  fr: {
    locale: 'fr-FR',
    files: /^Fichiers/,
    findings: /^Constats/,
    verify: 'Vérifier',
    folder: 'ProgramFilesX86',
    noPackage: 'Aucun package n’est ouvert',
    notOpened: 'Impossible d’ouvrir le package',
    stopped: 'Packwright s’est arrêté.',
  },
} as const;

describe.each(doors)('every screen through the door of %s', (door) => {
  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(['en', 'fr'] as const)('%s', async (language) => {
      const { locale, files, findings, verify } = words[language];
      const { page, complaints, close } = await openDoor(door, { package: bigger, locale, colorScheme });
      const name = (screen: string) => [door, screen, colorScheme, language].join('-');
      const press = (button: string | RegExp) =>
        page.getByRole('navigation').getByRole('button', { name: button }).click();
      try {
        await page.getByRole('heading', { level: 1, name: 'Contoso Reader 9' }).waitFor();
        await look(page, name('overview'));
        await page.getByRole('main').evaluate((element) => element.scrollTo(0, element.scrollHeight));
        await look(page, name('overview-end'));
        await press(findings);
        await look(page, name('not-verified'));
        await press(files);
        const grid = page.getByRole('treegrid');
        await grid.getByText('ProgramFilesX86').click();
        await page.keyboard.press('ArrowRight');
        await grid.getByText('Contoso', { exact: true }).waitFor();
        await look(page, name('files'));
        await page.getByRole('searchbox').fill('strings');
        await grid.getByText('strings.dll').first().click();
        await look(page, name('search'));
        await page.getByRole('banner').getByRole('button', { name: verify }).click();
        await page.getByRole('contentinfo').getByText('Intact').waitFor();
        await press(findings);
        await look(page, name('intact'));
        await page.keyboard.press('F1');
        await page.getByRole('dialog').waitFor();
        await look(page, name('shortcuts'));
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        expect(complaints).toEqual([]);
      } finally {
        await close();
      }
    });
  });
});

describe.each(['light', 'dark'] as const)('findings and failures, %s', (colorScheme) => {
  test.each(['en', 'fr'] as const)('%s', async (language) => {
    const { locale, verify } = words[language];
    const { page, complaints, close } = await openDoor('host', { package: damaged, locale, colorScheme });
    const name = (screen: string) => ['host', screen, colorScheme, language].join('-');
    try {
      await page.getByRole('banner').getByRole('button', { name: verify }).click();
      await page.getByRole('grid').waitFor();
      await look(page, name('findings'));
      await page.keyboard.press('Control+o');
      await page.getByRole('dialog').getByRole('grid').waitFor();
      await look(page, name('picker'));
      expect(complaints).toEqual([]);
    } finally {
      await close();
    }
  });
});

test('colours that the system forces are kept', async () => {
  const { page, complaints, close } = await openDoor('host', { package: bigger });
  try {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.getByRole('heading', { level: 1, name: 'Contoso Reader 9' }).waitFor();
    await look(page, 'host-overview-forced-colors');
    await page.keyboard.press('Alt+2');
    await page.getByRole('treegrid').getByText('ProgramFilesX86').click();
    await look(page, 'host-files-forced-colors');
    expect(complaints).toEqual([]);
  } finally {
    await close();
  }
});

describe.each(['light', 'dark'] as const)('nothing to show, %s', (colorScheme) => {
  test.each(['en', 'fr'] as const)('%s', async (language) => {
    const { locale, noPackage, notOpened, stopped } = words[language];
    const name = (screen: string) => ['host', screen, colorScheme, language].join('-');
    const empty = await openDoor('host', { locale, colorScheme });
    try {
      await empty.page.getByRole('heading', { name: noPackage }).waitFor();
      await look(empty.page, name('no-package'));
      expect(empty.complaints).toEqual([]);
    } finally {
      await empty.close();
    }
    const failed = await openDoor('host', { package: broken, locale, colorScheme });
    try {
      await failed.page.getByRole('heading', { name: notOpened }).waitFor();
      await look(failed.page, name('not-opened'));
      expect(failed.complaints).toEqual([]);
      await failed.stop();
      await failed.page.getByText(stopped).waitFor();
      await look(failed.page, name('stopped'));
    } finally {
      await failed.close();
    }
  });
});
