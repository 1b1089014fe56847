import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runOperation } from '../../../main/operations/run-operation.ts';
import { createWorkbench } from '../../../main/operations/workbench.ts';
import { editListSchema } from '../../../shared/appv/edits/parse-edit-list.ts';
import type { OperationContext, Progress } from '../../../shared/contract/operations.ts';
import { buildSample, packageId, temporaryFolder, workerUrl } from '../cli/run-cli.ts';

const { handles, handlers } = createWorkbench({ version: '1.2.3', workerUrl, electron: false });
const context: OperationContext = { signal: new AbortController().signal, progress: () => undefined };
const notes = 'Root/VFS/ProgramFilesX64/Notes';

async function makeSample() {
  const folder = await temporaryFolder();
  const source = await buildSample(folder);
  const target = path.join(folder, 'edited.appv');
  return { folder, source, target, file: handles.add(source), targetHandle: handles.add(target) };
}

describe('package.planEdit', () => {
  it('tells the identity before and after, and the parts in their groups', async () => {
    const { folder, source, file } = await makeSample();
    const local = path.join(folder, 'new.txt');
    await writeFile(local, 'hello');
    const input = {
      file,
      as: 'new-version',
      edits: [
        { kind: 'addFile', part: `${notes}/new.txt`, file: handles.add(local) },
        { kind: 'removeFile', part: `${notes}/data/é.txt` },
        { kind: 'set', path: 'properties.displayName', value: 'Contoso Notes' },
      ],
    };
    expect(await runOperation(handlers, 'package.planEdit', input, context)).toMatchObject({
      ok: true,
      issues: [],
      value: {
        file: source,
        target: null,
        as: 'new-version',
        before: { displayName: 'Notes', packageId, version: '0.0.0.1' },
        identity: { displayName: 'Contoso Notes', packageId, version: '0.0.0.2', versionId: null },
        written: expect.arrayContaining([
          { part: `${notes}/new.txt`, bytes: 5, why: 'added' },
          expect.objectContaining({ part: 'AppxManifest.xml', why: 'edited' }),
          expect.objectContaining({ part: 'PackageHistory.xml', why: 'follows' }),
        ]),
        renamed: [],
        removed: [{ part: `${notes}/data/é.txt`, bytes: 4 }],
      },
    });
  });
});

describe('package.edit', () => {
  it('applies the edits of the file first and counts them first', async () => {
    const { folder, file, targetHandle } = await makeSample();
    const list = path.join(folder, 'edits.json');
    await writeFile(
      list,
      JSON.stringify([{ kind: 'renameFile', part: `${notes}/notes.exe`, to: `${notes}/n.exe` }]),
    );
    const edits = [{ kind: 'removeFile', part: `${notes}/n.exe` }];
    const request = { file, editsFile: handles.add(list), as: 'new-version', target: targetHandle };
    expect(await runOperation(handlers, 'package.edit', { ...request, edits }, context)).toMatchObject({
      ok: true,
    });
    const twice = { ...request, edits: [...edits, ...edits], replace: true };
    expect(await runOperation(handlers, 'package.edit', twice, context)).toMatchObject({
      ok: false,
      issues: [{ code: 'EDT-PART-MISSING', params: { path: 'edits[2]' } }],
    });
  });

  it('says its progress in bytes of the phases that it has', async () => {
    const { file, targetHandle } = await makeSample();
    const seen: Progress[] = [];
    const progress = (value: Progress): void => void seen.push(value);
    const input = { file, edits: [], as: 'same', target: targetHandle };
    const result = await runOperation(handlers, 'package.edit', input, { ...context, progress });
    expect(result).toMatchObject({ ok: true });
    expect(new Set(seen.map(({ phase }) => phase))).toContain('copying');
    for (const { doneBytes, totalBytes } of seen) expect(doneBytes).toBeLessThanOrEqual(totalBytes);
  });

  const wrong: readonly (readonly [what: string, input: object])[] = [
    ['a mode that there is not', { as: 'next' }],
    ['no list of edits', { edits: undefined }],
    ['edits that are no objects', { edits: ['scrubHistory'] }],
    [
      'a file in an edit that nobody chose',
      { edits: [{ kind: 'addFile', part: 'Root/a', file: '/etc/passwd' }] },
    ],
    ['an edits file that nobody chose', { editsFile: 'file-999999' }],
    ['an id that is none', { as: 'branch', packageId: 'no' }],
    ['more edits than one request may have', { edits: Array.from({ length: 10_001 }, () => ({})) }],
  ];
  it.each(wrong)('%s is a request that nobody knows', async (_what, changes) => {
    const { file, target, targetHandle } = await makeSample();
    const input = { file, edits: [], as: 'new-version', target: targetHandle, ...changes };
    expect(await runOperation(handlers, 'package.edit', input, context)).toMatchObject({
      ok: false,
      issues: [{ code: 'USE-REQUEST' }],
    });
    await expect(stat(target)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['date', { date: 'yesterday' }, 'USE-ARGUMENT'],
    ['edit', { edits: [{ kind: 'removeFile' }] }, 'EDT-INVALID'],
  ])('a wrong %s is told, and nothing written', async (_what, changes, code) => {
    const { folder, file, targetHandle } = await makeSample();
    const input = { file, edits: [], as: 'new-version', target: targetHandle, ...changes };
    expect(await runOperation(handlers, 'package.edit', input, context)).toMatchObject({
      ok: false,
      issues: [{ code }],
    });
    expect((await readdir(folder)).sort()).toEqual(['sample.appv', 'source']);
  });

  it('takes a local file as it is now, whatever its time', async () => {
    const { folder, file, targetHandle } = await makeSample();
    const local = path.join(folder, 'old.txt');
    await writeFile(local, 'old');
    await utimes(local, 0, 1_000_000_000.123);
    const edits = [{ kind: 'addFile', part: `${notes}/old.txt`, file: handles.add(local) }];
    const input = { file, edits, as: 'new-version', target: targetHandle };
    expect(await runOperation(handlers, 'package.edit', input, context)).toMatchObject({ ok: true });
  });
});

describe('package.editSchema', () => {
  it('is the schema of a list of edits', async () => {
    expect(await runOperation(handlers, 'package.editSchema', {}, context)).toEqual({
      ok: true,
      value: { schema: editListSchema() },
      issues: [],
    });
  });
});
