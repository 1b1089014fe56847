import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { listWindowFiles } from '../../../main/files/window-files.ts';
import { type Host, startHost } from '../../../main/host/start-host.ts';
import type { RunCall } from '../../../main/operations/call-table.ts';
import { success } from '../../../shared/base/result.ts';
import { longestMessage } from '../../../shared/contract/bridge.ts';

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
type Asked = { method?: string; path?: string; headers?: Record<string, string>; body?: string };

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-host-'));
const windowFolder = path.join(folder, 'window');
beforeAll(() => {
  mkdirSync(path.join(windowFolder, 'assets'), { recursive: true });
  writeFileSync(path.join(windowFolder, 'index.html'), '<!doctype html><title>Packwright</title>');
  writeFileSync(path.join(windowFolder, 'assets', 'index.js'), 'export {};');
  writeFileSync(path.join(windowFolder, 'notes.private'), 'no type of the window');
  writeFileSync(path.join(folder, 'secret.html'), 'outside of the window');
  if (process.platform !== 'win32')
    symlinkSync(path.join(folder, 'secret.html'), path.join(windowFolder, 'link.html'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let host: Host;
let port = 0;
let token = '';
let cookie = '';
let cancelled: string[] = [];

/** Echoes, reports progress, or waits until it is cancelled; whatever the host hands on is seen here. */
const run: RunCall = async (operation, input, { signal, progress }) => {
  if (operation === 'app.info') return success({ input });
  if (operation === 'test.progress') {
    progress({ phase: 'verifying', doneBytes: 1, totalBytes: 2 });
    return success({});
  }
  if (operation === 'test.defect') throw new Error('a defect');
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  cancelled.push(operation);
  return success({});
};

beforeEach(async () => {
  cancelled = [];
  host = await startHost({ run, windowFiles: await listWindowFiles(windowFolder) });
  const url = new URL(host.url);
  port = Number(url.port);
  token = url.searchParams.get('token') ?? '';
  const answer = await ask({ path: `/login?token=${token}`, headers: { cookie: '' } });
  cookie = (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
});
afterEach(() => host.close());

/** node:http sends what it is told; `fetch` drops a Host header. */
function ask({ method = 'GET', path: target = '/', headers = {}, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path: target, headers: { cookie, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function origin(): string {
  return `http://127.0.0.1:${port}`;
}

function post(target: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const own = { origin: origin(), 'content-type': 'application/json' };
  return ask({ method: 'POST', path: target, headers: { ...own, ...headers }, body: JSON.stringify(body) });
}

describe('signing in', () => {
  test('exchanges the token for a cookie of this port that no script and no other site gets', async () => {
    const answer = await ask({ path: `/login?token=${token}`, headers: { cookie: '' } });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const [set] = answer.headers['set-cookie'] ?? [];
    expect(set).toMatch(new RegExp(`^packwright-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
    expect(set).not.toContain(token);
  });

  test.each([
    ['no token', '/login'],
    ['another token', `/login?token=${'A'.repeat(43)}`],
    ['a token that is too short', '/login?token=A'],
    ['a token in another place', '/login/?t=x'],
  ])('refuses %s', async (_what, target) => {
    const answer = await ask({ path: target, headers: { cookie: '' } });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    ['no cookie', () => ''],
    ['the cookie of another port', () => cookie.replace(String(port), '1')],
    ['another value', () => `packwright-${port}=${'A'.repeat(43)}`],
    ['a value with something behind it', () => `${cookie}=`],
  ])('serves nothing with %s', async (_what, other) => {
    for (const target of ['/', '/assets/index.js', '/nothing']) {
      expect((await ask({ path: target, headers: { cookie: other() } })).status).toBe(403);
    }
    expect((await post('/rpc/app.info', { call: 'a', input: {} }, { cookie: other() })).status).toBe(403);
  });

  test('finds its cookie among others', async () => {
    expect((await ask({ headers: { cookie: `a=b; ${cookie}; c=d` } })).status).toBe(200);
  });

  test('tells a person without the cookie what to do, in their language', async () => {
    const headers = { cookie: '', accept: 'text/html', 'accept-language': 'fr-FR,fr;q=0.9' };
    const answer = await ask({ headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('lang="fr"');
    expect(answer.body).toContain('jeton');
  });
});

describe('the window’s files', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index.js', 'text/javascript; charset=utf-8'],
    ['/assets/index.js?v=1', 'text/javascript; charset=utf-8'],
  ])('serves %s', async (target, type) => {
    const answer = await ask({ path: target });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe(type);
  });

  test.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/..%5csecret.html',
    '/assets/..\\..\\secret.html',
    '/index.html%00.js',
    '/link.html',
    '/notes.private',
    '/assets',
    '/assets/',
    '/constructor',
    '/__proto__',
  ])('does not serve %s', async (target) => {
    const answer = await ask({ path: target });
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('');
  });

  test.each(['//127.0.0.1/index.html', 'http://127.0.0.1/index.html', '*'])(
    'refuses the target %s',
    async (target) => {
      expect((await ask({ path: target })).status).toBe(400);
    },
  );

  test('gives the protecting headers with every answer', async () => {
    const answers = [
      await ask({}),
      await ask({ path: '/nothing' }),
      await ask({ headers: { cookie: '' } }),
      await ask({ headers: { host: 'example.com' } }),
      await ask({ path: `/login?token=${token}` }),
      await post('/rpc/app.info', { call: 'a', input: {} }),
    ];
    for (const { headers } of answers) {
      const policy = headers['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-eval');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses the method %s', async (method) => {
    expect((await ask({ method })).status).toBe(405);
  });
});

describe('calls', () => {
  test('runs an operation with its input and gives back its result', async () => {
    const answer = await post('/rpc/app.info', { call: 'a', input: { text: 'é€😀' } });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { input: { text: 'é€😀' } }, issues: [] });
  });

  test.each([
    ['another Host (DNS rebinding)', 421, { host: 'packwright.example:80' }],
    ['localhost instead of its address', 421, { host: 'localhost' }],
    ['another Origin', 403, { origin: 'http://evil.example' }],
    ['the Origin of another port', 403, { origin: 'http://127.0.0.1:1' }],
    ['the Origin null', 403, { origin: 'null' }],
    ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', 415, { 'content-type': 'text/plain' }],
    ['something like JSON', 415, { 'content-type': 'application/jsonp' }],
  ])('refuses %s', async (_what, status, headers) => {
    expect((await post('/rpc/app.info', { call: 'a', input: {} }, headers)).status).toBe(status);
  });

  test('refuses a call without an Origin', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(
      (await ask({ method: 'POST', path: '/rpc/app.info', headers, body: '{"call":"a","input":{}}' })).status,
    ).toBe(403);
  });

  test.each([
    ['no object', 'true'],
    ['no JSON', '{'],
    ['nothing', ''],
    ['no call', '{"input":{}}'],
    ['a call that is no name', '{"call":"../a","input":{}}'],
    ['more than is asked', '{"call":"a","input":{},"operation":"app.info"}'],
  ])('refuses a body that is %s', async (_what, body) => {
    const headers = { origin: origin(), 'content-type': 'application/json' };
    const answer = await ask({ method: 'POST', path: '/rpc/app.info', headers, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, issues: [{ code: 'USE-REQUEST' }] });
  });

  test('refuses a body beyond the limit, announced or not', async () => {
    const long = { call: 'a', input: 'x'.repeat(longestMessage) };
    expect((await post('/rpc/app.info', long)).status).toBe(413);
    expect((await post('/rpc/app.info', long, { 'transfer-encoding': 'chunked' })).status).toBe(413);
    expect((await post('/rpc/app.info', { call: 'a', input: {} })).status).toBe(200);
  });

  test.each(['/rpc/', '/rpc/app.info/x', '/rpc/app_info', '/other'])('has nothing at %s', async (target) => {
    expect((await post(target, { call: 'a', input: {} })).status).toBe(404);
  });

  test('answers a defect with an issue and goes on', async () => {
    const answer = await post('/rpc/test.defect', { call: 'a', input: {} });
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, issues: [{ code: 'BUG-INTERNAL' }] });
    expect((await post('/rpc/app.info', { call: 'b', input: {} })).status).toBe(200);
  });

  test('cancels a call by its name', async () => {
    const waiting = post('/rpc/test.wait', { call: 'long', input: {} });
    await expect.poll(async () => (await post('/cancel', { call: 'long' })).status).toBe(204);
    await waiting;
    expect(cancelled).toEqual(['test.wait']);
  });

  test('cancels the call of a page that goes away', async () => {
    const socket = connect(port, '127.0.0.1');
    const body = JSON.stringify({ call: 'gone', input: {} });
    socket.write(
      `POST /rpc/test.wait HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${origin()}\r\nCookie: ${cookie}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      () => setTimeout(() => socket.destroy(), 100),
    );
    await expect.poll(() => cancelled).toEqual(['test.wait']);
  });

  test('cancels what runs when it is closed', async () => {
    const waiting = post('/rpc/test.wait', { call: 'a', input: {} }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await host.close();
    await waiting;
    expect(cancelled).toEqual(['test.wait']);
  });
});

describe('events', () => {
  const listen = (headers: Record<string, string>, target = '/events') =>
    new WebSocket(`ws://127.0.0.1:${port}${target}`, { headers });

  test('greets, then tells the progress of calls', async () => {
    const socket = listen({ cookie, origin: origin() });
    const events: unknown[] = [];
    socket.on('message', (text: Buffer) => events.push(JSON.parse(text.toString('utf8'))));
    await expect.poll(() => events).toHaveLength(1);
    expect(events[0]).toEqual({ kind: 'connected', instance: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await post('/rpc/test.progress', { call: 'a', input: {} });
    await expect
      .poll(() => events[1])
      .toEqual({
        kind: 'progress',
        call: 'a',
        progress: { phase: 'verifying', doneBytes: 1, totalBytes: 2 },
      });
    socket.terminate();
  });

  test.each([
    ['no cookie', () => ({ cookie: '', origin: origin() }), '/events'],
    ['no Origin', () => ({ cookie }), '/events'],
    ['another Origin', () => ({ cookie, origin: 'http://evil.example' }), '/events'],
    ['another Host', () => ({ cookie, origin: origin(), host: 'evil.example' }), '/events'],
    ['another address', () => ({ cookie, origin: origin() }), '/other'],
  ])('are not for a socket with %s', async (_what, headers, target) => {
    const socket = listen(headers(), target);
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('open', () => resolve('opened'));
      socket.on('error', () => undefined);
    });
    expect(status).toBe(403);
  });

  test('end for a page that talks', async () => {
    const socket = listen({ cookie, origin: origin() });
    socket.on('open', () => socket.send('hello'));
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(1008);
  });
});

test('listens on the loopback interface only, and on a port that is free', async () => {
  await expect(
    startHost({ run, windowFiles: await listWindowFiles(windowFolder), port }),
  ).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  expect(new URL(host.url).hostname).toBe('127.0.0.1');
});
