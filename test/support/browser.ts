import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names =
  process.platform === 'win32'
    ? ['chrome.exe', 'msedge.exe']
    : ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Chromium or a sibling: the one that PACKWRIGHT_BROWSER names, otherwise the first on the PATH. */
export function browserPath(): string {
  const given = process.env['PACKWRIGHT_BROWSER'];
  if (given !== undefined) return given;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`None of ${names.join(', ')} is on the PATH`);
  return found;
}

/** Chromium refuses to start its sandbox for root, as which containers run. */
export function browserArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: browserArguments() });
}
