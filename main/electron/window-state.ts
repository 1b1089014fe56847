import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';

/** Where the window was and whether it filled the screen, in device-independent pixels. */
export type WindowState = { readonly bounds: Rectangle; readonly maximized: boolean };

export const smallestWindow = { width: 960, height: 600 } as const;
const firstWindow = { width: 1_280, height: 800 } as const;

/**
 * What was saved, if it is whole and its title bar can still be reached on one of the screens there are now;
 * otherwise a window of usual size in the middle of the first screen.
 */
export function readWindowState(path: string, workAreas: readonly Rectangle[]): WindowState {
  const saved = parseState(readText(path));
  const visible = saved && workAreas.some((area) => titleBarIsOn(area, saved.bounds));
  return visible ? saved : { bounds: centred(workAreas[0]), maximized: false };
}

/** Best effort: a window that forgets its place is no reason to keep somebody from closing it. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(state));
    renameSync(`${path}.new`, path);
  } catch {
    return;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function parseState(text: string): WindowState | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !isRecord(value['bounds'])) return undefined;
  const { x, y, width, height } = value['bounds'];
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return undefined;
  if (width < smallestWindow.width || height < smallestWindow.height) return undefined;
  return { bounds: { x, y, width, height }, maximized: value['maximized'] === true };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** At least 100 pixels of the top edge, so that the window can be taken and moved. */
function titleBarIsOn(area: Rectangle, bounds: Rectangle): boolean {
  const left = Math.max(area.x, bounds.x);
  const right = Math.min(area.x + area.width, bounds.x + bounds.width);
  return right - left >= 100 && bounds.y >= area.y && bounds.y < area.y + area.height - 40;
}

function centred(area: Rectangle | undefined): Rectangle {
  if (area === undefined) return { x: 0, y: 0, ...firstWindow };
  const width = Math.min(firstWindow.width, area.width);
  const height = Math.min(firstWindow.height, area.height);
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
  };
}
