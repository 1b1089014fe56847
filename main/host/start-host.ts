import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { issue } from '../../shared/base/issue.ts';
import { failure, type Result } from '../../shared/base/result.ts';
import { callRequest, cancelRequest } from '../../shared/contract/bridge.ts';
import type { DocumentState } from '../../shared/contract/operations.ts';
import { createTexts } from '../../shared/i18n/texts.ts';
import { languageOfLocale } from '../../shared/i18n/language.ts';
import { type WindowFiles, windowHeaders } from '../files/window-files.ts';
import { type CallTable, createCallTable, type RunCall } from '../operations/call-table.ts';
import { createEventSockets, type EventSockets } from './event-sockets.ts';
import { readJsonBody } from './request-body.ts';
import { createSessionSecret, type SessionSecret } from './session-secret.ts';

export type HostOptions = {
  readonly run: RunCall;
  readonly windowFiles: WindowFiles;
  /** A free one when absent. */
  readonly port?: number;
  /** Subscribes to the states of documents: every page hears of every change, whoever made it. */
  readonly onDocument?: (listener: (state: DocumentState) => void) => () => void;
};

export type Host = {
  /** Address for the person's browser. It holds the login token: show it to nobody else. */
  readonly url: string;
  /** Cancels what runs, closes every connection and frees the port. */
  close(): Promise<void>;
};

type Served = {
  readonly origin: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: SessionSecret;
  readonly calls: CallTable;
  readonly sockets: EventSockets;
  readonly windowFiles: WindowFiles;
};

/**
 * Serves the window and the operations to a browser on this computer: on 127.0.0.1 only, to whoever holds the
 * address that is returned. Rejects when the port is taken.
 */
export async function startHost({ run, windowFiles, port = 0, onDocument }: HostOptions): Promise<Host> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
  const { port: boundPort } = server.address() as AddressInfo;
  const host = `127.0.0.1:${boundPort}`;
  const sockets = createEventSockets({ kind: 'connected', instance: randomUUID() });
  const served: Served = {
    origin: `http://${host}`,
    host,
    headers: windowHeaders([`ws://${host}`]),
    secret: createSessionSecret(boundPort),
    calls: createCallTable(run, sockets.send),
    sockets,
    windowFiles,
  };
  const stopListening = onDocument?.((state) => sockets.send({ kind: 'document', state }));
  server.on('request', (request, response) => {
    answer(served, request, response).catch((error: unknown) => {
      // Reading one of the window's own files failed, or a defect of ours: end this answer and keep serving.
      process.stderr.write(`${String(error)}\n`);
      if (response.headersSent) response.destroy();
      else send(served, response, 500, 'text/plain', '');
    });
  });
  server.on('upgrade', (request, socket, head) => upgrade(served, request, socket, head));
  return {
    url: `${served.origin}/login?token=${served.secret.loginToken}`,
    close: () =>
      new Promise((resolve) => {
        stopListening?.();
        served.calls.cancelAll();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page of another name that resolves to 127.0.0.1 (DNS rebinding) sends that name here.
  if (request.headers.host !== served.host) return send(served, response, 421, 'text/plain', '');
  const url = parseUrl(served, request);
  if (url === undefined) return send(served, response, 400, 'text/plain', '');
  if (url.pathname === '/login' && request.method === 'GET') return logIn(served, url, request, response);
  if (!served.secret.isSignedIn(request.headers.cookie)) return refuse(served, request, response);
  if (request.method === 'POST') return answerPost(served, url.pathname, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return send(served, response, 405, 'text/plain', '');
  const file = await served.windowFiles.read(url.pathname);
  if (file === undefined) return send(served, response, 404, 'text/plain', '');
  send(served, response, 200, file.type, request.method === 'HEAD' ? '' : file.bytes);
}

function parseUrl(served: Served, request: IncomingMessage): URL | undefined {
  // A target like `//x` or `http://x` would name another host; only paths are answered.
  const target = request.url ?? '';
  return /^\/(?!\/)/.test(target) && URL.canParse(target, served.origin)
    ? new URL(target, served.origin)
    : undefined;
}

function logIn(served: Served, url: URL, request: IncomingMessage, response: ServerResponse): void {
  if (!served.secret.isLoginToken(url.searchParams.get('token'))) return refuse(served, request, response);
  // The redirect takes the token out of the address bar.
  response.setHeader('Set-Cookie', served.secret.setCookie);
  response.setHeader('Location', '/');
  send(served, response, 303, 'text/plain', '');
}

/** Somebody without the cookie: a person gets a page that says what to do, a script gets nothing. */
function refuse(served: Served, request: IncomingMessage, response: ServerResponse): void {
  const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  if (!wantsPage) return send(served, response, 403, 'text/plain', '');
  const language = languageOfLocale(request.headers['accept-language'] ?? '');
  const { t } = createTexts(language);
  const body = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Packwright</title>
<style>:root{color-scheme:light dark}body{font:14px/20px "Segoe UI",system-ui,sans-serif;max-width:60ch;margin:15vh auto;padding:0 24px}h1{font-size:20px;line-height:28px}</style>
<h1>${t('host.refusedTitle')}</h1><p>${t('host.refusedText')}</p></html>`;
  send(served, response, 403, 'text/html; charset=utf-8', body);
}

async function answerPost(
  served: Served,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.headers.origin !== served.origin) return send(served, response, 403, 'text/plain', '');
  if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    return send(served, response, 415, 'text/plain', '');
  }
  const operation = /^\/rpc\/([A-Za-z.]{1,64})$/.exec(pathname)?.[1];
  if (operation === undefined && pathname !== '/cancel') return send(served, response, 404, 'text/plain', '');
  const body = await readJsonBody(request);
  if (!body.ok) {
    // What was not read of an overlong body must not be taken for the next request.
    response.setHeader('Connection', 'close');
    return sendResult(served, response, body.why === 'too-long' ? 413 : 400, badRequest(operation));
  }
  if (operation !== undefined) return answerCall(served, operation, body.value, response);
  const cancel = cancelRequest.safeParse(body.value);
  if (!cancel.success) return sendResult(served, response, 400, badRequest());
  served.calls.cancel(cancel.data.call);
  send(served, response, 204, 'text/plain', '');
}

async function answerCall(
  served: Served,
  operation: string,
  body: unknown,
  response: ServerResponse,
): Promise<void> {
  const request = callRequest.omit({ operation: true }).safeParse(body);
  if (!request.success) return sendResult(served, response, 400, badRequest(operation));
  const { call, input } = request.data;
  // A page that was closed or reloaded wants no answer any more.
  response.once('close', () => {
    if (!response.writableFinished) served.calls.cancel(call);
  });
  sendResult(served, response, 200, await served.calls.run({ call, operation, input }));
}

function badRequest(operation = ''): Result<never> {
  return failure(issue('USE-REQUEST', { params: { operation } }));
}

function sendResult(served: Served, response: ServerResponse, status: number, result: Result<unknown>): void {
  send(served, response, status, 'application/json', JSON.stringify(result));
}

function send(
  served: Served,
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
): void {
  response.writeHead(status, { ...served.headers, 'Content-Type': type });
  response.end(body);
}

function upgrade(served: Served, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const allowed =
    request.headers.host === served.host &&
    request.headers.origin === served.origin &&
    request.url === '/events' &&
    served.secret.isSignedIn(request.headers.cookie);
  if (allowed) return served.sockets.accept(request, socket, head);
  socket.on('error', () => socket.destroy());
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
