/* Finds the programs that some tests need. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where browsers built on Chromium are when they are not on the PATH. */
const browserPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => [
    join(process.env[variable] ?? 'C:\\', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(process.env[variable] ?? 'C:\\', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
};

const browserNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name as it is typed
 * @returns {string | undefined} its path
 */
function findOnPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  // Debian keeps some tools for disks and hives where only the administrator's PATH looks.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const candidates = folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return candidates.find(isExecutable);
}

/** @returns {string | undefined} path of a browser built on Chromium; PACKWRIGHT_BROWSER names another one */
function findBrowser() {
  const given = process.env['PACKWRIGHT_BROWSER'];
  if (given !== undefined) return isExecutable(given) ? given : undefined;
  const places = browserPlaces[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? [];
  return browserNames.map(findOnPath).find((each) => each !== undefined) ?? places.find(isExecutable);
}

/**
 * @param {string} name of a program, or `browser`
 * @returns {string | undefined} its path
 */
export function findTool(name) {
  return name === 'browser' ? findBrowser() : findOnPath(name);
}
