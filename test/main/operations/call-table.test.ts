import { expect, test } from 'vitest';
import { cancelled } from '../../../main/files/io-issue.ts';
import { createCallTable, type RunCall, withDoor } from '../../../main/operations/call-table.ts';
import { success } from '../../../shared/base/result.ts';
import type { WindowEvent } from '../../../shared/contract/bridge.ts';

/** Ends as operations do when they are cancelled, and not before. */
const wait: RunCall = (_operation, _input, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(cancelled())));

const request = (call: string, operation = 'app.info') => ({ call, operation, input: {} });

test('cancels the call that is named, and no other', async () => {
  const table = createCallTable(wait, () => undefined);
  const first = table.run(request('1'));
  const second = table.run(request('2'));
  table.cancel('1');
  table.cancel('unknown');
  expect(await first).toMatchObject({ ok: false, issues: [{ code: 'IO-CANCELLED' }] });
  table.cancelAll();
  expect(await second).toMatchObject({ ok: false, issues: [{ code: 'IO-CANCELLED' }] });
});

test('refuses a name that is in use and more calls than a window makes', async () => {
  const table = createCallTable(wait, () => undefined);
  const running = Array.from({ length: 64 }, (_none, index) => table.run(request(String(index))));
  expect(await table.run(request('0'))).toMatchObject({ ok: false, issues: [{ code: 'USE-REQUEST' }] });
  expect(await table.run(request('one more'))).toMatchObject({
    ok: false,
    issues: [{ code: 'USE-REQUEST' }],
  });
  table.cancelAll();
  await Promise.all(running);
  const again = createCallTable(
    async () => success(1),
    () => undefined,
  );
  expect(await again.run(request('0'))).toMatchObject({ ok: true });
  expect(await again.run(request('0'))).toMatchObject({ ok: true });
});

test('thins progress out, but tells the first, each phase and the end', async () => {
  const events: WindowEvent[] = [];
  const run: RunCall = async (_operation, _input, { progress }) => {
    for (let done = 0; done <= 1_000; done++)
      progress({ phase: 'reading', doneBytes: done, totalBytes: 1_000 });
    for (let done = 0; done <= 1_000; done++)
      progress({ phase: 'verifying', doneBytes: done, totalBytes: 1_000 });
    return success({});
  };
  await createCallTable(run, (event) => events.push(event)).run(request('a'));
  const told = events.flatMap((event) => (event.kind === 'progress' ? [event.progress] : []));
  expect(told[0]).toEqual({ phase: 'reading', doneBytes: 0, totalBytes: 1_000 });
  expect(told).toContainEqual({ phase: 'reading', doneBytes: 1_000, totalBytes: 1_000 });
  expect(told).toContainEqual({ phase: 'verifying', doneBytes: 0, totalBytes: 1_000 });
  expect(told.at(-1)).toEqual({ phase: 'verifying', doneBytes: 1_000, totalBytes: 1_000 });
  expect(told.length).toBeLessThan(200);
});

test('answers what belongs to the door there, and the rest behind it', async () => {
  const seen: unknown[] = [];
  const run = withDoor(
    {
      'door.preferences': async (preferences) => {
        seen.push(preferences);
        return success({});
      },
    },
    async (operation) => success({ operation }),
  );
  const context = { signal: new AbortController().signal, progress: () => undefined };
  expect(await run('door.preferences', { language: 'fr', theme: 'dark' }, context)).toMatchObject({
    ok: true,
  });
  expect(seen).toEqual([{ language: 'fr', theme: 'dark' }]);
  for (const [operation, input] of [
    ['door.preferences', { language: 'de', theme: 'dark' }],
    ['door.preferences', { language: 'fr', theme: 'dark', more: 1 }],
    ['door.chooseFile', {}],
  ] as const) {
    expect(await run(operation, input, context)).toMatchObject({
      ok: false,
      issues: [{ code: 'USE-REQUEST' }],
    });
  }
  expect(await run('app.info', {}, context)).toMatchObject({ ok: true, value: { operation: 'app.info' } });
  expect(await run('__proto__', {}, context)).toMatchObject({ ok: true, value: { operation: '__proto__' } });
});
