import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyContainer } from '../../main/container/verify-container.ts';
import { createWorkbench } from '../../main/operations/workbench.ts';
import type { Result } from '../../shared/base/result.ts';
import type { RepairReport } from '../../shared/contract/operations.ts';
import { workerUrl } from '../support/container/pack.ts';
import { complaintsOfReaders, craft } from '../support/craft/craft.ts';

/*
 * Every defect that a script of another author makes, given to `repair`: it either gives a package that verifies and has
 * the content of the sound one, or refuses and writes nothing.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-repaired-'));
const damaged = craft('defects.py');
const sound = craft('variants.py');
const expected = JSON.parse(readFileSync(path.join(damaged, 'expected.json'), 'utf8')) as readonly {
  readonly file: string;
}[];
afterAll(() => {
  for (const each of [folder, damaged, sound]) rmSync(each, { recursive: true });
});

const workbench = createWorkbench({ version: '1.0.0', workerUrl, electron: false });
const signal = new AbortController().signal;
const context = { signal, progress: () => undefined };

function repair(file: string, target: string): Promise<Result<RepairReport>> {
  const { handles } = workbench;
  const input = { file: handles.add(file), target: handles.add(target), date: '2026-11-20T12:00:00Z' };
  return workbench.run('package.repair', input, context) as Promise<Result<RepairReport>>;
}

async function findings(file: string): Promise<readonly string[]> {
  const verified = await verifyContainer(file, { workers: 1, workerUrl, ...context });
  return verified.issues.map(({ code, part }) => `${code} ${part ?? ''}`);
}

/** Hash of each file's content, by a reader that we did not write; what a save writes anew is left out. */
function contents(file: string): unknown {
  const program = [
    'import sys, zipfile, hashlib, json',
    'archive = zipfile.ZipFile(sys.argv[1])',
    'own = ("AppxManifest.xml", "PackageHistory.xml", "AppxBlockMap.xml", "[Content_Types].xml")',
    'print(json.dumps({n: hashlib.sha256(archive.read(n)).hexdigest() for n in archive.namelist() if n not in own}))',
  ].join('\n');
  return JSON.parse(execFileSync('python3', ['-c', program, file], { encoding: 'utf8' }));
}

/** What can be repaired: defects of records, order, content types and gaps in packages whose hashes are right. */
const repairable = [
  'OPC-BLOCKMAP-ORDER',
  'OPC-CONTENT-TYPE-MISSING',
  'OPC-LFH-SIZE',
  'OPC-NAME-ENCODING',
  'ZIP-COMMENT',
  'ZIP-CRC',
  'ZIP-DESCRIPTOR',
  'ZIP-ENTRY-COMMENT',
  'ZIP-GAP',
  'ZIP-LOCAL-HEADER',
  'ZIP-VERSION',
];

describe('damaged packages', () => {
  const repairedCodes = new Set<string>();

  it.each(expected.map(({ file }) => file))('%s', { timeout: 30_000 }, async (name) => {
    const file = path.join(damaged, name);
    const target = path.join(folder, name);
    const before = readFileSync(file);
    const result = await repair(file, target);
    expect(readFileSync(file).equals(before), 'the damaged package stays').toBe(true);
    if (!result.ok) {
      expect(existsSync(target)).toBe(false);
      expect(result.issues.length).toBeGreaterThan(0);
      expect(result.issues.map(({ code }) => code)).not.toContain('BUG-INTERNAL');
      return;
    }
    expect(result.value.target).toBe(target);
    expect(result.value.repaired.length).toBeGreaterThan(0);
    expect(await findings(target)).toEqual([]);
    expect(await complaintsOfReaders(target)).toEqual([]);
    expect(result.value.versionId).not.toBe('7e6d5c4b-3a29-4817-8f6e-5d4c3b2a1908');
    for (const { code } of result.value.repaired) repairedCodes.add(code);
    rmSync(target);
  });

  it('of each repairable kind at least one was repaired, and none of another', () => {
    expect([...repairedCodes].toSorted()).toEqual(repairable);
  });
});

describe('the content of a repaired package', () => {
  it.each([
    'ZIP-CRC',
    'ZIP-DESCRIPTOR',
    'OPC-LFH-SIZE.ninety-nine',
    'OPC-BLOCKMAP-ORDER',
    'OPC-CONTENT-TYPE-MISSING',
    'ZIP-GAP',
  ])('is that of the sound one after %s', async (code) => {
    const first = expected.find(({ file }) => file.startsWith(`${code}.`))?.file ?? '';
    const target = path.join(folder, `content-${first}`);
    expect(await repair(path.join(damaged, first), target)).toMatchObject({ ok: true });
    const [repaired, whole] = [contents(target), contents(path.join(sound, 'default-profile.appv'))];
    expect(repaired).toEqual(whole);
  });

  it('a sound package is left alone', async () => {
    const target = path.join(folder, 'nothing.appv');
    const result = await repair(path.join(sound, 'default-profile.appv'), target);
    expect(result).toMatchObject({ ok: true, value: { target: null, repaired: [] } });
    expect(existsSync(target)).toBe(false);
  });

  it('has a history item and a version of its own', async () => {
    const first = expected.find(({ file }) => file.startsWith('ZIP-CRC.'))?.file ?? '';
    const target = path.join(folder, 'version.appv');
    await repair(path.join(damaged, first), target);
    const program =
      'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode("utf-8-sig"))';
    const read = (part: string) =>
      execFileSync('python3', ['-c', program, target, part], { encoding: 'utf8' });
    expect(read('AppxManifest.xml')).toContain('Version="0.0.0.2"');
    expect(read('PackageHistory.xml')).toContain('Time="2026-11-20T12:00:00Z"');
  });
});
