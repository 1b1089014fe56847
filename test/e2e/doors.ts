import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { builtFile } from '../support/built-product.ts';
import { type App, launchApp } from '../support/electron-double/launch-app.ts';

export const doors = ['electron', 'host'] as const;
export type Door = (typeof doors)[number];

export type DoorOptions = {
  readonly package?: string;
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly size?: { readonly width: number; readonly height: number };
};

/** The window, come through one of the doors. */
export type OpenedDoor = {
  readonly page: Page;
  /** The application behind the window; only through Electron's door. */
  readonly app: App | undefined;
  /** What the console complained about, and errors nobody caught. Empty in every test that ends well. */
  readonly complaints: readonly string[];
  /** Ends what is behind the window. Through the host's door the page stays. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

export type WorkbenchHost = { readonly url: string; close(): Promise<void> };

/** Starts the built host in this process, as `npm start` does. */
export async function startBuiltHost(
  options: { package?: string; port?: number } = {},
): Promise<WorkbenchHost> {
  const built = (await import(pathToFileURL(builtFile('main/host.js')).href)) as {
    startWorkbenchHost(options: { package?: string; port?: number }): Promise<WorkbenchHost>;
  };
  return built.startWorkbenchHost(options);
}

const usualSize = { width: 1_280, height: 720 } as const;

export async function openDoor(door: Door, options: DoorOptions = {}): Promise<OpenedDoor> {
  return door === 'electron' ? openElectron(options) : openHost(options);
}

async function openElectron({ size = usualSize, ...options }: DoorOptions): Promise<OpenedDoor> {
  const app = await launchApp(options);
  const page = await app.firstWindow();
  const complaints = collectComplaints(page);
  await page.setViewportSize(size);
  return { page, app, complaints, stop: () => app.close(), close: () => app.close() };
}

async function openHost({ size = usualSize, ...options }: DoorOptions): Promise<OpenedDoor> {
  const host = await startBuiltHost(options.package === undefined ? {} : { package: options.package });
  const browser: Browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: size,
    locale: options.locale ?? 'en-US',
    colorScheme: options.colorScheme ?? 'light',
  });
  const page = await context.newPage();
  const complaints = collectComplaints(page);
  await page.goto(host.url);
  return {
    page,
    app: undefined,
    complaints,
    stop: () => host.close(),
    async close() {
      await browser.close();
      await host.close();
    },
  };
}

function collectComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
