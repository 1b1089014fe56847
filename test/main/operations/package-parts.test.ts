import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openContainer } from '../../../main/container/open-container.ts';
import { runOperation } from '../../../main/operations/run-operation.ts';
import { createWorkbench } from '../../../main/operations/workbench.ts';
import { encodeUtf8 } from '../../../shared/base/text.ts';
import { footprint } from '../../../shared/opc/part-name.ts';
import { bytesPart, packParts } from '../../support/container/pack.ts';
import { buildSample, temporaryFolder, workerUrl } from '../cli/run-cli.ts';

const workbench = createWorkbench({ version: '1.2.3', workerUrl, electron: false });
const context = { signal: new AbortController().signal, progress: () => undefined };

/** A sound container whose parts are those of a built package, but for these; `null` takes a part away. */
async function packageWith(changes: Readonly<Record<string, string | null>>): Promise<string> {
  const folder = await temporaryFolder();
  const opened = await openContainer(await buildSample(folder));
  if (!opened.ok) throw new Error('The sample could not be opened');
  const parts = new Map<string, Uint8Array>();
  for (const { name } of opened.value.entries) {
    const part = await opened.value.readPart(name);
    if (part.ok) parts.set(name, part.value);
  }
  await opened.value.close();
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) parts.delete(name);
    else parts.set(name, encodeUtf8(text));
  }
  const manifest = parts.get(footprint.manifest) ?? new Uint8Array();
  for (const name of [footprint.manifest, footprint.blockMap, footprint.contentTypes]) parts.delete(name);
  const target = path.join(folder, 'changed.appv');
  await packParts(
    target,
    [...parts].map(([name, bytes]) => bytesPart(name, bytes)),
    { finish: () => [bytesPart(footprint.manifest, manifest)] },
  );
  return target;
}

async function verify(target: string) {
  const file = workbench.handles.add(target);
  const result = await runOperation(workbench.handlers, 'package.verify', { file }, context);
  expect(result.ok).toBe(true);
  return result.issues.map(({ code, severity, part }) => [code, severity, part]);
}

const appxManifest = `<Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10">
  <Identity Name="Contoso" Publisher="CN=Contoso" Version="1.0.0.0"/></Package>`;

/** What a sound container holds, and what verifying it has to say. */
const cases: readonly (readonly [
  what: string,
  changes: Readonly<Record<string, string | null>>,
  issues: readonly (readonly string[])[],
])[] = [
  ['nothing out of the way', {}, []],
  ['scripts and a logo', { 'Scripts/a.cmd': 'rem', 'logo.png': 'png' }, []],
  ['a part of nobody', { 'Surprise.txt': 'x' }, [['OPC-PART-UNEXPECTED', 'warning', 'Surprise.txt']]],
  ['no StreamMap.xml', { 'StreamMap.xml': null }, [['OPC-PART-MISSING', 'error', 'StreamMap.xml']]],
  ['no Registry.dat', { 'Registry.dat': null }, [['OPC-PART-MISSING', 'error', 'Registry.dat']]],
  [
    'neither history nor metadata',
    { 'PackageHistory.xml': null, 'FilesystemMetadata.xml': null },
    [
      ['OPC-PART-MISSING', 'error', 'FilesystemMetadata.xml'],
      ['OPC-PART-MISSING', 'error', 'PackageHistory.xml'],
    ],
  ],
  ['a registry that is none', { 'Registry.dat': 'REGEDIT4' }, [['REG-INVALID', 'error', 'Registry.dat']]],
  ['an empty registry', { 'Registry.dat': '' }, [['REG-INVALID', 'error', 'Registry.dat']]],
  [
    'a broken StreamMap.xml',
    { 'StreamMap.xml': '<StreamMap>' },
    [['XML-MALFORMED', 'error', 'StreamMap.xml']],
  ],
  ['another StreamMap.xml', { 'StreamMap.xml': '<Other/>' }, [['STR-INVALID', 'error', 'StreamMap.xml']]],
  ['another history', { 'PackageHistory.xml': '<Other/>' }, [['HIS-INVALID', 'error', 'PackageHistory.xml']]],
  [
    'other metadata',
    { 'FilesystemMetadata.xml': '<Other/>' },
    [['FSM-INVALID', 'error', 'FilesystemMetadata.xml']],
  ],
  ['a broken manifest', { 'AppxManifest.xml': '<Package' }, [['XML-MALFORMED', 'error', 'AppxManifest.xml']]],
  ['an AppX manifest', { 'AppxManifest.xml': appxManifest }, [['MAN-NOT-APPV', 'info', 'AppxManifest.xml']]],
  [
    'an AppX manifest, and no part of App-V',
    {
      'AppxManifest.xml': appxManifest,
      'StreamMap.xml': null,
      'Registry.dat': null,
      'PackageHistory.xml': null,
      'FilesystemMetadata.xml': null,
      'Assets/logo.png': 'png',
    },
    [['MAN-NOT-APPV', 'info', 'AppxManifest.xml']],
  ],
];

describe('package.verify of a sound container with', () => {
  it.each(cases)('%s', async (_what, changes, issues) => {
    expect(await verify(await packageWith(changes))).toEqual(issues);
  });
});

describe('package.inspect of a package with', () => {
  it.each(cases)('%s shows what can be read', async (_what, changes) => {
    const file = workbench.handles.add(await packageWith(changes));
    const result = await runOperation(workbench.handlers, 'package.inspect', { file }, context);
    expect(result).toMatchObject({ ok: true, value: { overview: { container: {} } } });
    expect(result.issues.filter(({ code }) => code === 'BUG-INTERNAL')).toEqual([]);
  });
});
