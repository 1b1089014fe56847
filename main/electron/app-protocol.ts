import { protocol } from 'electron';
import { type WindowFiles, windowHeaders } from '../files/window-files.ts';

/** The window's own address. `file:` is never used: there every file would be of one origin. */
export const appPage = 'app://workbench/index.html';

/** Compares parsed parts: as text, `app://workbench.example` starts like ours too. */
export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === 'app:' && url.host === 'workbench' && url.username === '' && url.password === '';
}

/** Must run before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveApp(files: WindowFiles): void {
  protocol.handle('app', async (request) => {
    const headers = windowHeaders();
    if (request.method !== 'GET') return new Response(null, { status: 405, headers });
    const file = isAppUrl(request.url) ? await files.read(new URL(request.url).pathname) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers });
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.type } });
  });
}
