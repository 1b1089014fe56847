import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createDocumentSessions } from '../../../main/documents/document-sessions.ts';
import { buildSample } from '../../e2e/packages.ts';
import { startProgram } from '../../support/run-program.ts';

test('an edit whose line does not fit on the disk is not made, and the next one is', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'packwright-full-disk-'));
  const file = path.join(folder, 'a.appv');
  await cp(await buildSample(folder), file);
  // The system's limit on the size of a file ends a write half way, as a full disk does, with the same journal behind it.
  const program = await startProgram('edit-document', [file], {
    execPath: 'prlimit',
    execArgv: ['--fsize=2000', '--', process.execPath],
  });
  const name = async (value: string) => {
    program.process.send([{ kind: 'set', path: 'properties.displayName', value }]);
    return program.next();
  };
  try {
    expect(await program.next()).toMatchObject({ revision: 0 });
    expect(await name('A')).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(await name('B'.repeat(3_000))).toMatchObject({ ok: false, issues: [{ code: 'IO-FULL' }] });
    expect(await name('C')).toMatchObject({ ok: true, value: { revision: 2, unsaved: 2 } });
  } finally {
    await program.kill();
  }
  const sessions = createDocumentSessions(() => 0);
  const session = await sessions.open(file);
  if (!session.ok) throw new Error(JSON.stringify(session.issues));
  expect(session.value.state().recovery).toMatchObject({ edits: 2, applies: true });
  expect(await session.value.recover(true)).toMatchObject({ ok: true });
  expect(session.value.overview().displayName).toBe('C');
  await sessions.closeAll();
  await rm(folder, { recursive: true });
});
