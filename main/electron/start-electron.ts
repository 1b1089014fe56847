import { app, type BrowserWindow, dialog, nativeTheme, session } from 'electron';
import { success } from '../../shared/base/result.ts';
import type { DoorHandlers } from '../../shared/contract/door.ts';
import type { DocumentState, FileHandle } from '../../shared/contract/operations.ts';
import { languageOfLocale, type Language } from '../../shared/i18n/language.ts';
import { createTexts } from '../../shared/i18n/texts.ts';
import type { HandleTable } from '../files/handles.ts';
import type { WindowFiles } from '../files/window-files.ts';
import { type RunCall, withDoor } from '../operations/call-table.ts';
import { setAppMenu } from './app-menu.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { guardAllContents, refusePermissions } from './guards.ts';
import { answerCalls, sendEvent } from './ipc.ts';
import { createWorkbenchWindow, showPage } from './workbench-window.ts';

export type ElectronOptions = {
  readonly run: RunCall;
  readonly handles: HandleTable;
  readonly windowFiles: Promise<WindowFiles>;
  /** Path of the built preload. */
  readonly preload: string;
  /** The package named by the arguments of a second start, if any. */
  readonly packageOf: (argv: readonly string[], cwd: string) => string | undefined;
  /** Subscribes to the states of documents. */
  readonly onDocument: (listener: (state: DocumentState) => void) => () => void;
};

/**
 * Runs the application: one instance, one window. Settings that must be in place before Electron is ready are made
 * before the first await, so call this first thing.
 */
export async function startElectron(options: ElectronOptions): Promise<void> {
  app.enableSandbox();
  registerAppScheme();
  if (!app.requestSingleInstanceLock()) return app.quit();
  let window: BrowserWindow | undefined;
  const language = { current: languageOfLocale(app.getLocale()) };
  const runCommand = (command: string) => window && sendEvent(window, { kind: 'command', command });
  const door = doorHandlers(options.handles, () => window, language, runCommand);
  const attach = answerCalls(() => window, withDoor(door, options.run));
  guardAllContents();
  options.onDocument((state) => window && sendEvent(window, { kind: 'document', state }));

  const open = async () => {
    const created = createWorkbenchWindow(options.preload);
    window = created;
    attach(created);
    created.on('closed', () => {
      window = undefined;
    });
    await showPage(created);
  };
  app.on('second-instance', (_event, argv, cwd) => {
    const path = options.packageOf(argv, cwd);
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
    if (path !== undefined) sendEvent(window, { kind: 'open', file: options.handles.add(path) });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  await app.whenReady();
  refusePermissions(session.defaultSession);
  serveApp(await options.windowFiles);
  setAppMenu(language.current, runCommand);
  app.on('activate', () => {
    if (window === undefined) void open();
  });
  await open();
}

function doorHandlers(
  handles: HandleTable,
  currentWindow: () => BrowserWindow | undefined,
  language: { current: Language },
  runCommand: (command: string) => void,
): DoorHandlers {
  return {
    'door.chooseFile': async () => {
      const window = currentWindow();
      if (window === undefined) return success({ file: null });
      const { t } = createTexts(language.current);
      const answer = await dialog.showOpenDialog(window, {
        title: t('commands.openPackage'),
        properties: ['openFile'],
        filters: [
          { name: t('open.packages'), extensions: ['appv', 'appx', 'msix'] },
          { name: t('open.allFiles'), extensions: ['*'] },
        ],
      });
      const path = answer.canceled ? undefined : answer.filePaths[0];
      return success<{ file: FileHandle | null }>({ file: path === undefined ? null : handles.add(path) });
    },
    'door.preferences': async (preferences) => {
      nativeTheme.themeSource = preferences.theme;
      language.current = preferences.language;
      setAppMenu(preferences.language, runCommand);
      return success({});
    },
  };
}
