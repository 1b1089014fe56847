import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Route } from 'playwright-core';
import {
  appEvents,
  closeContext,
  type InvokeHandler,
  invokeHandlers,
  openContext,
  preventable,
  privilegedSchemes,
  type ProtocolHandler,
  protocolHandlers,
  recorded,
  toAppUrl,
} from './state.ts';
import { strict } from './strict.ts';
import { DoubleWindow, windows } from './window.ts';

/*
 * A test double of the module `electron`: the built main side and the built preload run unchanged on a real Chromium.
 * Headers come from the application's own protocol handler, so its real Content-Security-Policy holds. Only what is
 * listed here exists; anything else throws by name.
 */

const product = JSON.parse(
  readFileSync(path.join(process.env['DOUBLE_APP'] ?? '.', 'package.json'), 'utf8'),
) as {
  version: string;
};
const userData = process.env['DOUBLE_DATA'] ?? '';
let ready: Promise<void> | undefined;
async function becomeReady(): Promise<void> {
  await (await openContext()).route('**/*', answerRequest);
}

// The double's emitter is the app's: windows and tests send events through it.
const appModel = Object.assign(appEvents, {
  isPackaged: false,
  whenReady: () => (ready ??= becomeReady()),
  getVersion: () => product.version,
  getLocale: () => process.env['DOUBLE_LOCALE'] ?? 'en-US',
  getPath: (name: string) => {
    if (name !== 'userData') throw new Error(`electron double: app.getPath('${name}') is not modelled`);
    return userData;
  },
  sandboxed: false,
  enableSandbox() {
    appModel.sandboxed = true;
  },
  requestSingleInstanceLock: () => true,
  quit: () => void end(0),
  exit: (code = 0) => void end(code),
});
export const app = strict('app', appModel);

async function end(code: number): Promise<never> {
  for (const window of windows) window.emit('close', preventable().event);
  await closeContext().catch(() => undefined);
  process.exit(code);
}

export const BrowserWindow = new Proxy(DoubleWindow, {
  construct: (target, parameters: ConstructorParameters<typeof DoubleWindow>) =>
    strict('BrowserWindow', new target(...parameters)),
});

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(
    schemes: { scheme: string; privileges: { standard?: boolean; secure?: boolean } }[],
  ) {
    for (const { scheme, privileges } of schemes) {
      if (privileges.standard === true && privileges.secure === true) privilegedSchemes.add(scheme);
    }
  },
  handle(scheme: string, handler: ProtocolHandler) {
    if (!privilegedSchemes.has(scheme)) throw new Error(`electron double: ${scheme} is no privileged scheme`);
    protocolHandlers.set(scheme, handler);
  },
});

async function answerRequest(route: Route): Promise<void> {
  const request = route.request();
  const url = toAppUrl(request.url());
  const window = windows.find((each) => each.page === request.frame().page());
  if (request.isNavigationRequest() && window !== undefined) {
    const isMainFrame = request.frame() === window.page?.mainFrame();
    if (!window.loading && isMainFrame) {
      const { event, prevented } = preventable();
      window.webContents.emit('will-navigate', { ...event, url, isMainFrame });
      if (prevented()) return route.abort('aborted');
    }
    window.webContents.emit('did-start-navigation', { url, isMainFrame, isSameDocument: false });
  }
  const handler = protocolHandlers.get(new URL(url).protocol.slice(0, -1));
  // No test reaches the network.
  if (handler === undefined)
    return url.startsWith('data:') ? route.continue() : route.abort('internetdisconnected');
  const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

export const ipcMain = strict('ipcMain', {
  /** Electron's own name for its table of handlers. */
  _invokeHandlers: invokeHandlers,
  handle(channel: string, handler: InvokeHandler) {
    if (invokeHandlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    invokeHandlers.set(channel, handler);
  },
});

type OpenDialogAnswer = { canceled: boolean; filePaths: string[] };
const dialogModel = {
  showOpenDialog: async (_window: unknown, _options: unknown): Promise<OpenDialogAnswer> => ({
    canceled: true,
    filePaths: [],
  }),
};
export const dialog = strict('dialog', dialogModel);

export const shell = strict('shell', {
  openExternal: async (url: string) => {
    recorded.openExternal.push(url);
  },
});

export const session = strict('session', {
  defaultSession: strict('defaultSession', {
    setPermissionRequestHandler(handler: NonNullable<typeof recorded.permissionRequest>) {
      recorded.permissionRequest = handler;
    },
    setPermissionCheckHandler(handler: NonNullable<typeof recorded.permissionCheck>) {
      recorded.permissionCheck = handler;
    },
    setDevicePermissionHandler(handler: NonNullable<typeof recorded.devicePermission>) {
      recorded.devicePermission = handler;
    },
  }),
});

export const Menu = strict('Menu', {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu(menu: unknown) {
    recorded.menus.push(menu);
  },
});

type ThemeSource = 'system' | 'light' | 'dark';
const systemScheme: 'light' | 'dark' = process.env['DOUBLE_SCHEME'] === 'dark' ? 'dark' : 'light';
let themeSource: ThemeSource = 'system';
const shownScheme = (): 'light' | 'dark' => (themeSource === 'system' ? systemScheme : themeSource);
const themeModel = {
  get shouldUseDarkColors(): boolean {
    return shownScheme() === 'dark';
  },
  get themeSource(): ThemeSource {
    return themeSource;
  },
  /** As in Electron, pages see the source as their preferred colour scheme. */
  set themeSource(source: ThemeSource) {
    themeSource = source;
    for (const window of windows) showScheme(window);
  },
};
export const nativeTheme = strict('nativeTheme', themeModel);

function showScheme(window: DoubleWindow): void {
  void window.ready.then((page) => page.emulateMedia({ colorScheme: shownScheme() })).catch(() => undefined);
}
appEvents.on('web-contents-created', (_event: unknown, contents: { window: DoubleWindow }) => {
  // The page does not exist yet while the window is being made.
  queueMicrotask(() => showScheme(contents.window));
});

export const screen = strict('screen', {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_040 } }],
});

type TestMessage =
  | { id: number; kind: 'evaluate'; code: string; parameter: unknown }
  | { id: number; kind: 'close' };

process.on('message', (message: TestMessage) => {
  void answerTest(message).then(
    (value) => process.send?.({ id: message.id, value }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
  );
});
process.on('disconnect', () => app.exit(0));

async function answerTest(message: TestMessage): Promise<unknown> {
  if (message.kind === 'close') {
    setImmediate(() => app.quit());
    return null;
  }
  const modules = { app, BrowserWindow, ipcMain, dialog, shell, session, Menu, nativeTheme, recorded };
  // As Playwright's ElectronApplication.evaluate does: the function comes as text and runs here.
  // oxlint-disable-next-line no-eval -- the text comes from the test that started this process
  const run = (0, eval)(`(${message.code})`) as (electron: typeof modules, parameter: unknown) => unknown;
  return await run(modules, message.parameter);
}
