import { describe, expect, it } from 'vitest';
import { formatPlan, formatRepaired, formatSaved } from '../../../main/cli/edit-text.ts';
import { issue } from '../../../shared/base/issue.ts';
import type { EditPlan, SaveReport } from '../../../shared/contract/operations.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { createCliTexts } from '../../../shared/i18n/texts.ts';

const plain = { bold: String, dim: String, good: String, bad: String, warn: String };
const silent = { write: () => undefined, isTerminal: false, columns: 100 };

function contextIn(language: Language) {
  const io = {
    stdout: silent,
    stderr: silent,
    environment: {},
    systemLocale: language,
    signal: new AbortController().signal,
    now: () => 0,
  };
  return { t: createCliTexts(language), language, style: plain, io };
}

const report: SaveReport = {
  file: '/in/a.appv',
  target: '/out/a.appv',
  as: 'new-version',
  packageId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  versionId: '527275aa-0c2c-5668-9b1f-e97a7656df70',
  version: '1.2.0.1',
  bytes: 20_480,
  copiedBytes: 16_384,
  parts: 20,
  writtenParts: 4,
};

const plan: EditPlan = {
  file: '/in/a.appv',
  target: null,
  as: 'new-version',
  before: { displayName: 'Notes', packageId: 'p', version: '1.0.0.0', versionId: 'v' },
  identity: { displayName: 'Contoso Notes', packageId: 'p', version: '1.0.0.1', versionId: null },
  kept: { parts: 1_200, bytes: 1_048_576, inPlace: 1_100 },
  renamed: [{ part: 'Root/b.txt', from: 'Root/a.txt', bytes: 2_048 }],
  written: [
    { part: 'Root/\u202ec.txt', bytes: 10, why: 'added' },
    { part: 'AppxManifest.xml', bytes: 3_072, why: 'edited' },
    { part: 'PackageHistory.xml', bytes: 512, why: 'follows' },
  ],
  removed: [{ part: 'Root/d.txt', bytes: 1 }],
};

describe('formatSaved', () => {
  it('tells the ids, and what was copied and what was written', () => {
    expect(formatSaved(report, contextIn('en'))).toEqual([
      'saved  /out/a.appv',
      '  Saved as   new version',
      '  PackageId  0f8fad5b-d9cb-469f-a165-70867728950e',
      '  VersionId  527275aa-0c2c-5668-9b1f-e97a7656df70',
      '  Version    1.2.0.1',
      '  Copied     16 parts, 16.0 KB',
      '  Written    4 parts, 4.00 KB',
    ]);
  });

  it('leaves out what a package does not have', () => {
    const lines = formatSaved(
      { ...report, as: 'same', packageId: null, versionId: null },
      contextIn('fr'),
    ).join('\n');
    expect(lines).toMatch(
      /^enregistré {2}\/out\/a\.appv\n {2}Enregistré comme +la même version\n {2}Version /,
    );
    expect(lines).toMatch(/^ {2}Écrit +4 parties, 4,00\sKo$/m);
  });
});

describe('formatPlan', () => {
  it('tells before and after, and every part with its reason', () => {
    expect(formatPlan(plan, contextIn('en'))).toEqual([
      'plan, nothing is written  /in/a.appv',
      '  Saved as   new version',
      '  Name       Notes → Contoso Notes',
      '  PackageId  p',
      '  Version    1.0.0.0 → 1.0.0.1',
      '  VersionId  v → (from the new content)',
      '  Copied     1,200 parts, 1.00 MB as they are, 1,100 of them in place',
      '',
      'Written anew',
      '  Root/\\u{202e}c.txt   10 bytes  added',
      '  AppxManifest.xml      3.00 KB  edited',
      '  PackageHistory.xml  512 bytes  follows from the rest',
      '',
      'Renamed, data as it is',
      '  Root/b.txt  2.00 KB  from Root/a.txt',
      '',
      'Removed',
      '  Root/d.txt  1 byte',
    ]);
  });

  it('cuts long lists and counts the rest', () => {
    const removed = Array.from({ length: 1_221 }, (_unused, index) => ({ part: `Root/${index}`, bytes: 1 }));
    const lines = formatPlan({ ...plan, written: [], renamed: [], removed }, contextIn('en'));
    expect(lines.slice(-2)).toEqual(['  Root/19  1 byte', '  and 1,201 more; --json lists all']);
    expect(lines).not.toContain('Written anew');
  });

  it('says nothing of ids that a package does not have and does not get', () => {
    const none = { displayName: 'N', packageId: null, version: '1.0.0.0', versionId: null };
    const text = formatPlan({ ...plan, as: 'same', before: none, identity: none }, contextIn('en')).join(
      '\n',
    );
    expect(text).not.toMatch(/VersionId|PackageId|→ \(/);
  });

  it('speaks French', () => {
    const text = formatPlan({ ...plan, target: '/out/b.appv' }, contextIn('fr')).join('\n');
    expect(text).toMatch(/^plan, rien n’est écrit {2}\/in\/a\.appv$/m);
    expect(text).toMatch(/^ {2}Vers +\/out\/b\.appv$/m);
    expect(text).toMatch(/dont 1\s100 sur place$/m);
    expect(text).toMatch(/^ {2}Root\/b\.txt {2}2,00\sKo {2}avant\s: Root\/a\.txt$/m);
  });
});

describe('formatRepaired', () => {
  it('says when there was nothing to repair', () => {
    const nothing = {
      file: '/in/a.appv',
      target: null,
      versionId: 'v',
      version: '1.0.0.0',
      bytes: 1_024,
      repaired: [],
    };
    expect(formatRepaired(nothing, contextIn('en'))).toEqual([
      'nothing to repair, nothing is written  /in/a.appv',
    ]);
  });

  it('lists the findings that are gone in the words of verify', () => {
    const text = formatRepaired(
      {
        file: '/in/a.appv',
        target: '/out/a.appv',
        versionId: 'v',
        version: '1.0.0.1',
        bytes: 1_024,
        repaired: [issue('OPC-LFH-SIZE', { part: 'Root/a.txt' })],
      },
      contextIn('en'),
    );
    expect(text.slice(0, 4)).toEqual([
      'repaired  /out/a.appv',
      '  VersionId  v',
      '  Version    1.0.0.1',
      '  Size       1.00 KB',
    ]);
    expect(text.slice(5, 8)).toEqual(['What is gone', 'error  OPC-LFH-SIZE', '  Root/a.txt']);
    // What to do about it is said of findings that are there.
    expect(text.join('\n')).not.toContain('→');
  });
});
