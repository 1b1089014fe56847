import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** What is sent back for a request of one of the window's own files. */
export type WindowFile = { readonly type: string; readonly bytes: Buffer };

/** The files of the built window by the path of their address, `/index.html` first of all. */
export type WindowFiles = {
  /** `undefined` for whatever is not one of the files; `/` is the page. */
  read(pathname: string): Promise<WindowFile | undefined>;
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * Lists the folder once. An address is only ever looked up in that list and never joined to a path, so no address
 * can leave the folder. Files of other types and symbolic links are not in the list.
 */
export async function listWindowFiles(root: string): Promise<WindowFiles> {
  const files = new Map<string, { readonly path: string; readonly type: string }>();
  await collect(root, '/', files);
  return {
    async read(pathname) {
      const file = files.get(pathname === '/' ? '/index.html' : pathname);
      return file && { type: file.type, bytes: await readFile(file.path) };
    },
  };
}

async function collect(
  folder: string,
  address: string,
  files: Map<string, { path: string; type: string }>,
): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const type = types[extname(entry.name).toLowerCase()];
    if (entry.isDirectory()) await collect(path, `${address}${entry.name}/`, files);
    else if (entry.isFile() && type !== undefined) files.set(`${address}${entry.name}`, { path, type });
  }
}

/**
 * Headers of every answer to a window, errors included. Styles may be inline because the component library inserts
 * its rules at run time; scripts never are.
 */
export function windowHeaders(connect: readonly string[] = []): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      ["connect-src 'self'", ...connect].join(' '),
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}
