import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { pageShim } from './page-shim.ts';
import {
  appEvents,
  invokeHandlers,
  openContext,
  preventable,
  recorded,
  toAppUrl,
  toBrowserUrl,
} from './state.ts';
import { strict } from './strict.ts';

type Bounds = { x: number; y: number; width: number; height: number };
type WindowOptions = Partial<Bounds> & {
  show?: boolean;
  title?: string;
  minWidth?: number;
  minHeight?: number;
  backgroundColor?: string;
  webPreferences?: Record<string, unknown>;
};

type Message = { kind: 'invoke'; channel: string; parameters: unknown[] } | { kind: 'open'; url: string };

export const windows: DoubleWindow[] = [];

class DoubleWebContents extends EventEmitter {
  readonly window: DoubleWindow;
  readonly mainFrame: { readonly url: string };
  openHandler: ((details: { url: string }) => { action: string }) | undefined;

  constructor(window: DoubleWindow) {
    super();
    this.window = window;
    this.mainFrame = {
      get url() {
        return toAppUrl(window.page?.url() ?? '');
      },
    };
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  send(channel: string, ...parameters: unknown[]): void {
    const copy = structuredClone(parameters);
    void this.window.ready
      .then((page) =>
        page.evaluate(`window.__doubleDispatch?.(${JSON.stringify(channel)}, ${JSON.stringify(copy)})`),
      )
      // A page that has just gone hears nothing, as in Electron.
      .catch(() => undefined);
  }

  requestOpen(url: string): void {
    if (this.openHandler === undefined) throw new Error('electron double: window.open without a handler');
    const { action } = this.openHandler({ url: toAppUrl(url) });
    recorded.windowOpens.push({ url: toAppUrl(url), action });
  }
}

/** A BrowserWindow as a page of the one Chromium. */
export class DoubleWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents: DoubleWebContents;
  readonly ready: Promise<Page>;
  page: Page | undefined;
  /** True while main itself navigates, which fires no will-navigate. */
  loading = false;
  private destroyed = false;
  private maximized = false;

  constructor(options: WindowOptions = {}) {
    super();
    requireSafe(options.webPreferences ?? {});
    this.options = options;
    this.webContents = strict('webContents', new DoubleWebContents(this));
    this.ready = this.openPage();
    windows.push(this);
    appEvents.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): DoubleWindow[] {
    return [...windows];
  }

  private async openPage(): Promise<Page> {
    const page = await (await openContext()).newPage();
    this.page = page;
    await page.setViewportSize({ width: this.options.width ?? 800, height: this.options.height ?? 600 });
    await page.exposeBinding('__doubleCall', ({ frame }, message: Message) => this.answer(frame, message));
    const preload = this.options.webPreferences?.['preload'];
    await page.addInitScript({
      content: pageShim(typeof preload === 'string' ? readFileSync(preload, 'utf8') : ''),
    });
    page.on('close', () => this.gone());
    page.on('crash', () => this.webContents.emit('render-process-gone', {}, { reason: 'crashed' }));
    page.on('popup', (popup) => {
      this.webContents.requestOpen(popup.url());
      void popup.close();
    });
    return page;
  }

  private async answer(frame: Frame, message: Message): Promise<unknown> {
    if (message.kind === 'open') return this.webContents.requestOpen(message.url);
    const isTop = frame === this.page?.mainFrame();
    const senderFrame = isTop ? this.webContents.mainFrame : { url: toAppUrl(frame.url()) };
    const handler = invokeHandlers.get(message.channel);
    if (handler === undefined) return { error: `No handler registered for '${message.channel}'` };
    try {
      const value: unknown = await handler({ sender: this.webContents, senderFrame }, ...message.parameters);
      return { value: structuredClone(value) };
    } catch (error) {
      return { error: String(error) };
    }
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.ready;
    this.loading = true;
    try {
      await page.goto(toBrowserUrl(url));
    } finally {
      this.loading = false;
    }
    this.emit('ready-to-show');
  }

  show(): void {
    this.emit('show');
  }
  focus(): void {
    this.emit('focus');
  }
  maximize(): void {
    this.maximized = true;
  }
  restore(): void {
    this.emit('restore');
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  getNormalBounds(): Bounds {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  close(): void {
    const { event, prevented } = preventable();
    this.emit('close', event);
    if (!prevented()) void this.ready.then((page) => page.close());
  }

  private gone(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed');
    if (windows.length === 0) appEvents.emit('window-all-closed');
  }
}

function requireSafe(preferences: Record<string, unknown>): void {
  const safe =
    preferences['contextIsolation'] === true &&
    preferences['sandbox'] === true &&
    preferences['nodeIntegration'] === false &&
    preferences['webSecurity'] === true &&
    preferences['webviewTag'] === false;
  if (!safe) throw new Error('electron double: a window with insecure webPreferences');
}
