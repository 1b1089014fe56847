import { EventEmitter } from 'node:events';
import { type BrowserContext, chromium } from 'playwright-core';
import { browserArguments, browserPath } from '../browser.ts';

/** What the application asked of the system, for tests to look at. */
export const recorded: {
  openExternal: string[];
  menus: unknown[];
  /** Answers of the permission handlers are asked through these. */
  permissionRequest?: (contents: unknown, permission: string, callback: (allowed: boolean) => void) => void;
  permissionCheck?: () => boolean;
  devicePermission?: () => boolean;
  windowOpens: { url: string; action: string }[];
} = { openExternal: [], menus: [], windowOpens: [] };

export type ProtocolHandler = (request: Request) => Promise<Response> | Response;
export const protocolHandlers = new Map<string, ProtocolHandler>();
export const privilegedSchemes = new Set<string>();

/** A scheme of its own is served at a host below `localhost`, which browsers trust as they trust https. */
export function toBrowserUrl(url: string): string {
  const match = /^([a-z][\w+.-]*):\/\/([^/]*)(.*)$/.exec(url);
  return match?.[1] !== undefined && privilegedSchemes.has(match[1])
    ? `http://${match[2]}.${match[1]}.localhost${match[3]}`
    : url;
}

export function toAppUrl(url: string): string {
  const match = /^http:\/\/([^/]+)\.([\w+-]+)\.localhost(.*)$/.exec(url);
  return match?.[2] !== undefined && privilegedSchemes.has(match[2])
    ? `${match[2]}://${match[1]}${match[3]}`
    : url;
}

let opened: Promise<BrowserContext> | undefined;

/**
 * One invisible Chromium stands for the whole of Electron; the test looks at it through its debugging port. It starts
 * when somebody waits for Electron to be ready: a command line never does.
 */
export function openContext(): Promise<BrowserContext> {
  opened ??= launch();
  return opened;
}

async function launch(): Promise<BrowserContext> {
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: [...browserArguments(), `--remote-debugging-port=${process.env['DOUBLE_PORT'] ?? '0'}`],
  });
  return browser.newContext({ viewport: null, locale: process.env['DOUBLE_LOCALE'] ?? 'en-US' });
}

export async function closeContext(): Promise<void> {
  const context = await opened;
  await context?.browser()?.close();
}

export type InvokeHandler = (event: unknown, ...parameters: unknown[]) => unknown;
export const invokeHandlers = new Map<string, InvokeHandler>();

/** `app` sends events about windows, and windows end the app: both know this emitter. */
export const appEvents = new EventEmitter();

export function preventable(): {
  readonly event: { preventDefault(): void };
  readonly prevented: () => boolean;
} {
  let prevented = false;
  return {
    event: {
      preventDefault() {
        prevented = true;
      },
    },
    prevented: () => prevented,
  };
}
