import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import { bridgeMessage, longestMessage, type WindowEvent } from '../../shared/contract/bridge.ts';
import { type CallTable, createCallTable, type RunCall } from '../operations/call-table.ts';
import { isAppUrl } from './app-protocol.ts';

/** The two channels between a window and this side; the preload uses the same names. */
const callChannel = 'rpc';
const eventChannel = 'event';

export function sendEvent(window: BrowserWindow, event: WindowEvent): void {
  if (!window.isDestroyed()) window.webContents.send(eventChannel, event);
}

/**
 * Answers the calls of the one window. Only the main frame of that window, showing the window's own page, is heard;
 * everybody else gets USE-REQUEST. What a page had under way is cancelled when it goes away or is loaded anew.
 */
export function answerCalls(
  currentWindow: () => BrowserWindow | undefined,
  run: RunCall,
): (window: BrowserWindow) => void {
  const tables = new WeakMap<BrowserWindow, CallTable>();

  ipcMain.handle(callChannel, async (event, message: unknown): Promise<Result<unknown>> => {
    const window = currentWindow();
    const calls = window && tables.get(window);
    if (window === undefined || calls === undefined || !isTrusted(event, window)) return refused();
    const parsed = isShort(message) ? bridgeMessage.safeParse(message) : undefined;
    if (parsed === undefined || !parsed.success) return refused();
    if (parsed.data.kind === 'call') return calls.run(parsed.data);
    calls.cancel(parsed.data.call);
    return { ok: true, value: {}, issues: [] };
  });

  return (window) => {
    const calls = createCallTable(run, (event) => sendEvent(window, event));
    tables.set(window, calls);
    window.webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) calls.cancelAll();
    });
    window.webContents.on('render-process-gone', () => calls.cancelAll());
    window.on('closed', () => calls.cancelAll());
  };
}

function isTrusted(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === window.webContents.mainFrame && isAppUrl(frame.url);
}

function isShort(message: unknown): boolean {
  try {
    return (JSON.stringify(message) ?? '').length <= longestMessage;
  } catch {
    // Structured clone also carries what JSON cannot: cycles and big integers. No message of ours holds any.
    return false;
  }
}

function refused(): Result<never> {
  return failure(issue('USE-REQUEST', { params: { operation: '' } }));
}
