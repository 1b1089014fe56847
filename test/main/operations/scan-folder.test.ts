import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanFolder } from '../../../main/operations/scan-folder.ts';
import { type SourceFilter, sourceFilter } from '../../../shared/appv/project/source-filter.ts';
import { temporaryFolder, writeTree } from '../cli/run-cli.ts';

const everything: SourceFilter = sourceFilter({});

function options(filter = everything, signal = new AbortController().signal) {
  return { filter, signal, label: 'source' };
}

describe('scanFolder', () => {
  it('lists files with their sizes and folders without content, in one order', async () => {
    const root = await writeTree(await temporaryFolder(), {
      'b.txt': 'bb',
      'B.txt': 'B',
      'a/b/c.txt': '',
      'a/empty/': '',
      'é.txt': 'é',
      'a b/z.txt': 'z',
    });
    const scanned = await scanFolder(root, options());
    expect(scanned.ok && scanned.value.files.map(({ relative, size }) => [relative, size])).toEqual([
      ['B.txt', 1],
      ['a b/z.txt', 1],
      ['a/b/c.txt', 0],
      ['b.txt', 2],
      ['é.txt', 2],
    ]);
    expect(scanned.ok && scanned.value.emptyFolders).toEqual(['a/empty']);
    expect(scanned.ok && scanned.value.files[0]?.path).toBe(path.join(root, 'B.txt'));
  });

  it('leaves out what the filter does not take, and keeps the folder that is empty then', async () => {
    const root = await writeTree(await temporaryFolder(), {
      'logs/a.log': 'x',
      'skip/deep/b.txt': 'x',
      'c.txt': 'x',
    });
    const scanned = await scanFolder(root, options(sourceFilter({ exclude: ['*.log', 'skip'] })));
    expect(scanned).toMatchObject({
      ok: true,
      value: { files: [{ relative: 'c.txt' }], emptyFolders: ['logs'] },
    });
  });

  it('finds nothing in an empty folder', async () => {
    expect(await scanFolder(await temporaryFolder(), options())).toMatchObject({
      ok: true,
      value: { files: [], emptyFolders: [] },
    });
  });

  it.skipIf(process.platform === 'win32')('refuses each link and special file at its place', async () => {
    const root = await writeTree(await temporaryFolder(), { 'sub/a.txt': 'a' });
    await symlink('sub', path.join(root, 'folder-link'));
    await symlink('/etc/hostname', path.join(root, 'sub/file-link'));
    await symlink('nowhere', path.join(root, 'broken'));
    const scanned = await scanFolder(root, options());
    expect(scanned.issues.map(({ code, part }) => [code, part])).toEqual([
      ['PRJ-LINK', 'source/broken'],
      ['PRJ-LINK', 'source/folder-link'],
      ['PRJ-LINK', 'source/sub/file-link'],
    ]);
    expect(scanned.ok).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('follows a link that is the source itself', async () => {
    const folder = await temporaryFolder();
    await writeTree(path.join(folder, 'real'), { 'a.txt': 'a' });
    await symlink('real', path.join(folder, 'link'));
    const scanned = await scanFolder(path.join(folder, 'link'), options());
    expect(scanned).toMatchObject({ ok: true, value: { files: [{ relative: 'a.txt' }] } });
  });

  it.runIf(process.platform === 'linux')('refuses a name that is not text', async () => {
    const root = await temporaryFolder();
    await writeFile(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x66, 0xff, 0x2e, 0x74])]), 'x');
    expect(await scanFolder(root, options())).toMatchObject({ ok: false, issues: [{ code: 'PRJ-NAME' }] });
  });

  it('names a hundred links and counts the rest', async () => {
    const root = await temporaryFolder();
    for (let index = 0; index < 130; index++) await symlink('x', path.join(root, `link-${index}`));
    const { issues } = await scanFolder(root, options());
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toMatchObject({ code: 'USE-MORE', params: { count: 30 } });
  });

  it('says what is wrong with the folder itself', async () => {
    const root = await writeTree(await temporaryFolder(), { 'file.txt': 'x' });
    expect((await scanFolder(path.join(root, 'none'), options())).issues).toMatchObject([
      { code: 'PRJ-SOURCE-MISSING', part: 'source' },
    ]);
    expect((await scanFolder(path.join(root, 'file.txt'), options())).issues).toMatchObject([
      { code: 'IO-NOT-A-FOLDER' },
    ]);
  });

  it('stops when it is told to', async () => {
    const root = await writeTree(await temporaryFolder(), { 'a/b.txt': 'x' });
    await expect(scanFolder(root, options(everything, AbortSignal.abort()))).rejects.toMatchObject({
      issues: [{ code: 'IO-CANCELLED' }],
    });
  });
});
