import { app, type Session, shell, type WebContents } from 'electron';
import { isAppUrl } from './app-protocol.ts';

/** Hosts that the window may send the person to, in their own browser. */
const outsideHosts: ReadonlySet<string> = new Set(['learn.microsoft.com']);

/** Nothing that shows a page leaves the window's own origin, opens another window or embeds another page. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }, url: string) => {
    if (!isAppUrl(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}

function openOutside(text: string): void {
  if (!URL.canParse(text)) return;
  const url = new URL(text);
  if (url.protocol !== 'https:' || !outsideHosts.has(url.host) || url.username !== '' || url.password !== '')
    return;
  // A computer without a browser is the person's own business.
  shell.openExternal(url.href).catch(() => undefined);
}

/** The window needs no camera, no location, no clipboard reading: every permission is refused. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}
