import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IssueError } from '../../../main/files/io-issue.ts';
import { runOperation } from '../../../main/operations/run-operation.ts';
import { createWorkbench } from '../../../main/operations/workbench.ts';
import { issue } from '../../../shared/base/issue.ts';
import type { FileHandle, OperationHandlers } from '../../../shared/contract/operations.ts';
import { buildSample, temporaryFolder, workerUrl } from '../cli/run-cli.ts';

const workbench = createWorkbench({ version: '1.2.3', workerUrl, electron: false });
const context = { signal: new AbortController().signal, progress: () => undefined };

describe('runOperation', () => {
  const wrong: readonly (readonly [name: string, input: unknown])[] = [
    ['app.inf', {}],
    ['__proto__', {}],
    ['constructor', {}],
    ['toString', {}],
    ['', {}],
    ['app.info', null],
    ['app.info', undefined],
    ['app.info', { more: 1 }],
    ['package.verify', {}],
    ['package.verify', { file: '/etc/passwd' }],
    ['package.verify', { file: 'file-1x' }],
    ['package.verify', { file: 'file-999999' }],
    ['package.verify', { file: 'file-0', workers: 0 }],
    ['package.verify', { file: 'file-0', workers: 65 }],
    ['package.verify', { file: 'file-0', workers: '2' }],
    ['package.build', { project: 'file-0', level: 'highest' }],
    ['package.buildFolder', { folder: 'file-0', output: 'file-0', name: '' }],
    ['package.buildFolder', { folder: 'file-0', output: 'file-0', name: 'N', packageId: 'no' }],
    ['document.open', { file: 'file-0', __proto__: null, extra: 1 }],
    ['document.files', { document: 'document-1', folder: '', search: '', offset: 0, limit: 501 }],
    ['document.files', { document: 'document-1', folder: '', search: '', offset: -1, limit: 1 }],
    ['document.files', { document: 'document-999', folder: '', search: '', offset: 0, limit: 1 }],
  ];

  it.each(wrong)('%s with %j is a request that nobody knows', async (name, input) => {
    const result = await runOperation(workbench.handlers, name, input, context);
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'USE-REQUEST', severity: 'error' }] });
  });

  it('never lets an exception through', async () => {
    const failing = (error: unknown): OperationHandlers => ({
      ...workbench.handlers,
      'app.info': async () => {
        throw error;
      },
    });
    const codeOf = async (error: unknown): Promise<unknown> =>
      (await runOperation(failing(error), 'app.info', {}, context)).issues[0]?.code;
    expect(await codeOf(new IssueError(issue('IO-CANCELLED')))).toBe('IO-CANCELLED');
    expect(await codeOf(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' }))).toBe(
      'IO-FULL',
    );
    expect(await codeOf(new TypeError('oops'))).toBe('BUG-INTERNAL');
    expect(await codeOf('a string')).toBe('BUG-INTERNAL');
  });

  it('stops when it is told to', async () => {
    const file = workbench.handles.add(await buildSample(await temporaryFolder()));
    const stopped = { ...context, signal: AbortSignal.abort() };
    const result = await runOperation(workbench.handlers, 'package.verify', { file }, stopped);
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'IO-CANCELLED' }] });
  });
});

describe('app.info', () => {
  it('names the package to show first by a handle', async () => {
    const folder = await temporaryFolder();
    const startup = path.join(folder, 'first.appv');
    const started = createWorkbench({ version: '1.2.3', workerUrl, electron: true, startup });
    const info = await runOperation(started.handlers, 'app.info', {}, context);
    expect(info).toMatchObject({ ok: true, value: { version: '1.2.3', electron: true } });
    const handle = info.ok ? info.value.startup : null;
    expect(started.handles.path(handle as FileHandle)).toBe(startup);
    expect(await runOperation(workbench.handlers, 'app.info', {}, context)).toMatchObject({
      value: { startup: null },
    });
  });
});

describe('documents', () => {
  async function openSample(tree: Readonly<Record<string, string>>) {
    const file = workbench.handles.add(await buildSample(await temporaryFolder(), tree));
    const opened = await runOperation(workbench.handlers, 'document.open', { file }, context);
    if (!opened.ok) throw new Error('The sample could not be opened');
    return opened.value;
  }

  it('are opened, read by page and closed', async () => {
    const { document, name, overview } = await openSample({
      'b10.txt': 'ten',
      'b9.txt': 'nine',
      'sub/c.txt': 'c',
    });
    expect(name).toBe('sample.appv');
    expect(overview).toMatchObject({ displayName: 'Notes', files: { count: 3 } });

    const folder = 'Root/VFS/ProgramFilesX64/Notes';
    const query = { document, folder, search: '', offset: 0, limit: 2 };
    const first = await runOperation(workbench.handlers, 'document.files', query, context);
    expect(first).toMatchObject({
      value: {
        total: 3,
        rows: [
          {
            kind: 'folder',
            name: 'sub',
            path: `${folder}/sub`,
            bytes: 1,
            files: 1,
            folderMode: 'override',
            block: null,
          },
          {
            kind: 'file',
            name: 'b9.txt',
            path: `${folder}/b9.txt`,
            bytes: 4,
            folderMode: null,
            block: 'on-demand',
          },
        ],
      },
    });
    const second = await runOperation(workbench.handlers, 'document.files', { ...query, offset: 2 }, context);
    expect(second).toMatchObject({ value: { total: 3, rows: [{ name: 'b10.txt' }] } });

    await runOperation(workbench.handlers, 'document.close', { document }, context);
    expect(await runOperation(workbench.handlers, 'document.files', query, context)).toMatchObject({
      issues: [{ code: 'USE-REQUEST' }],
    });
  });

  it('leave the file free to be replaced', async () => {
    const folder = await temporaryFolder();
    const target = await buildSample(folder);
    const file = workbench.handles.add(target);
    const opened = await runOperation(workbench.handlers, 'document.open', { file }, context);
    expect(opened.ok).toBe(true);
    await buildSample(folder, { 'other.exe': 'other' });
    const again = await runOperation(workbench.handlers, 'document.open', { file }, context);
    expect(again).toMatchObject({ value: { overview: { files: { count: 3 } } } });
  });
});
