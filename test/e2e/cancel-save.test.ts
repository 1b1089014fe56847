import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../shared/base/result.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { FolderPage } from '../../shared/contract/door.ts';
import type { AppInfo, FileHandle, OpenDocument } from '../../shared/contract/operations.ts';
import { type Door, doors, type OpenedDoor, openDoor } from './doors.ts';
import { buildSample, temporaryFolder } from './packages.ts';

/* A save that a window cancels, through both doors. The window has no control for it yet: these are its calls. */

const folder = temporaryFolder();
let file = '';

beforeAll(async () => {
  const sample = await buildSample(folder.path);
  file = path.join(folder.path, 'source.appv');
  writeFileSync(file, readFileSync(sample));
  // Long enough to be cancelled in the middle: text that hardly compresses. Pickers show packages only.
  writeFileSync(path.join(folder.path, 'large.appv'), randomBytes(60_000_000).toString('base64'));
  writeFileSync(path.join(folder.path, 'target.appv'), 'what was there before');
});
afterAll(() => folder.remove());

declare const window: { readonly packwright: Bridge };

/** A call of the page, as its client makes it. */
async function call<Output>(
  door: Door,
  page: Page,
  operation: string,
  input: object,
  id: string = randomUUID(),
): Promise<Output> {
  const request = { call: id, operation, input };
  const result = (await (door === 'electron'
    ? page.evaluate((sent) => window.packwright.call(sent), request)
    : page.evaluate(async ({ operation: name, ...body }) => {
        const options = { method: 'POST', headers: { 'content-type': 'application/json' } };
        return (await fetch(`/rpc/${name}`, { ...options, body: JSON.stringify(body) })).json();
      }, request))) as Result<Output>;
  if (!result.ok) throw new Error(result.issues.map(({ code }) => code).join());
  return result.value;
}

async function cancel(door: Door, page: Page, id: string): Promise<void> {
  if (door === 'electron') await page.evaluate((sent) => window.packwright.cancel(sent), id);
  else
    await page.evaluate(async (sent) => {
      const options = { method: 'POST', headers: { 'content-type': 'application/json' } };
      await fetch('/cancel', { ...options, body: JSON.stringify({ call: sent }) });
    }, id);
}

/** What a person chose in the door's own picker. */
async function choose(door: Door, { page, app }: OpenedDoor, name: string): Promise<FileHandle> {
  if (door === 'electron') {
    const answer = { canceled: false, filePaths: [path.join(folder.path, name)] };
    await app?.evaluate(`({ dialog }, answer) => { dialog.showOpenDialog = async () => answer }`, answer);
    return (await call<{ readonly file: FileHandle }>(door, page, 'door.chooseFile', {})).file;
  }
  const listed = await call<FolderPage>(door, page, 'door.folder', { folder: null, offset: 0, limit: 100 });
  const row = listed.rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`${name} is not listed`);
  return row.handle;
}

const hasTemporary = (): boolean =>
  readdirSync(folder.path).some((name) => name.endsWith('.packwright-part'));

describe.each(doors)('through the door of %s', (door) => {
  test('a save that is cancelled leaves source and target as they were', async () => {
    const before = readFileSync(file);
    const opened = await openDoor(door, { package: file });
    try {
      const { page } = opened;
      await page.getByRole('heading', { level: 1, name: 'Contoso Units' }).waitFor();
      const { startup } = await call<AppInfo>(door, page, 'app.info', {});
      const { document } = await call<OpenDocument>(door, page, 'document.open', { file: startup });
      const large = await choose(door, opened, 'large.appv');
      const target = await choose(door, opened, 'target.appv');
      const edits = [{ kind: 'addFile', part: 'Root/VFS/AppData/large.txt', file: large }];
      await call(door, page, 'document.edit', { document, edits });

      const id = randomUUID();
      const input = { document, as: 'new-version', target, replace: true };
      const saving = call(door, page, 'document.save', input, id);
      const outcome = saving.then(
        () => 'saved',
        (error: unknown) => String(error),
      );
      await expect.poll(hasTemporary, { interval: 5, timeout: 10_000 }).toBe(true);
      await cancel(door, page, id);
      expect(await outcome).toContain('IO-CANCELLED');
      expect(hasTemporary()).toBe(false);
      expect(readFileSync(path.join(folder.path, 'target.appv'), 'utf8')).toBe('what was there before');
      expect(readFileSync(file).equals(before)).toBe(true);

      // The edits are still there, and can be undone.
      const state = await call<{ readonly unsaved: number }>(door, page, 'document.undo', { document });
      expect(state.unsaved).toBe(0);
      expect(opened.complaints).toEqual([]);
    } finally {
      await opened.close();
    }
  });
});
