import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../shared/i18n/language.ts';
import { createTexts } from '../../shared/i18n/texts.ts';

/**
 * The application's menu. Its own entries name commands of the window, which decides what they do and whether they
 * can be done now.
 */
export function setAppMenu(language: Language, runCommand: (command: string) => void): void {
  const { t } = createTexts(language);
  const command = (id: string, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => runCommand(id),
    // The window listens for the keys itself, in both doors alike; here they are only shown.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: t('menu.file'),
      submenu: [
        command('package.open', t('commands.openPackage'), 'CmdOrCtrl+O'),
        command('package.verify', t('commands.verify'), 'F9'),
        { type: 'separator' },
        process.platform === 'darwin'
          ? { role: 'close', label: t('menu.close') }
          : { role: 'quit', label: t('menu.quit') },
      ],
    },
    {
      label: t('menu.edit'),
      submenu: [
        command('edit.undo', t('commands.undo'), 'CmdOrCtrl+Z'),
        command('edit.redo', t('commands.redo'), 'CmdOrCtrl+Y'),
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: t('menu.view'),
      submenu: [
        command('view.overview', t('nav.overview'), 'Alt+1'),
        command('view.files', t('nav.files'), 'Alt+2'),
        command('view.findings', t('nav.findings'), 'Alt+3'),
        { type: 'separator' },
        { role: 'zoomIn', label: t('menu.zoomIn') },
        { role: 'zoomOut', label: t('menu.zoomOut') },
        { role: 'resetZoom', label: t('menu.zoomReset') },
        { role: 'togglefullscreen', label: t('menu.fullScreen') },
        ...(app.isPackaged ? [] : [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const]),
      ],
    },
    {
      role: 'help',
      label: t('menu.help'),
      submenu: [command('help.shortcuts', t('commands.shortcuts'), 'F1')],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
