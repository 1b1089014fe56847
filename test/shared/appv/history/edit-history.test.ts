import { describe, expect, it, test } from 'vitest';
import { appendHistoryItem, scrubHistory } from '../../../../shared/appv/history/edit-history.ts';
import type { PackageHistoryItem } from '../../../../shared/appv/history/package-history.ts';
import { parsePackageHistory } from '../../../../shared/appv/history/parse-package-history.ts';
import type { Result } from '../../../../shared/base/result.ts';
import { encodeUtf8 } from '../../../../shared/base/text.ts';
import { encodeXml } from '../../../../shared/xml/xml-text.ts';
import { readSamplePart } from '../../../support/sample-part.ts';
import { samplePath } from '../../../support/samples.ts';

const uri = 'http://schemas.microsoft.com/appv/2010/PackageHistory';
const item: PackageHistoryItem = {
  time: '2026-11-20T10:00:00Z',
  packageVersion: '466ada43-2c70-4757-ae56-9dc9919cf7b2',
  sequencerVersion: '0.1.0',
  packageOSBitness: '64',
  packagingEngine: 'Packwright',
  others: [
    ['InUpgrade', 'true'],
    ['SaveMode', 'eSave'],
  ],
};
const written =
  'Time="2026-11-20T10:00:00Z" PackageVersion="466ada43-2c70-4757-ae56-9dc9919cf7b2" SequencerVersion="0.1.0" PackageOSBitness="64" PackagingEngine="Packwright" InUpgrade="true" SaveMode="eSave"';

function textOf(result: Result<Uint8Array>): string {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(result.value);
}

describe('a new item', () => {
  test.each([
    [
      'behind the others, as the Sequencer lays them out',
      `<PackageHistory xmlns="${uri}">\r\n  <PackageHistoryItem Time="1" PackageVersion="2" />\r\n</PackageHistory>`,
      `<PackageHistory xmlns="${uri}">\r\n  <PackageHistoryItem Time="1" PackageVersion="2" />\r\n  <PackageHistoryItem ${written}/>\r\n</PackageHistory>`,
    ],
    [
      'all on one line, prefixed, with a comment and a line end behind',
      `<?xml version='1.0'?><h:PackageHistory xmlns:h='${uri}'><h:PackageHistoryItem z='1'/><!--c--></h:PackageHistory>\n`,
      `<?xml version='1.0'?><h:PackageHistory xmlns:h='${uri}'><h:PackageHistoryItem z='1'/><!--c--><h:PackageHistoryItem ${written}/></h:PackageHistory>\n`,
    ],
    [
      'the first one',
      `<PackageHistory xmlns="${uri}" />`,
      `<PackageHistory xmlns="${uri}">\n  <PackageHistoryItem ${written}/>\n</PackageHistory>`,
    ],
    [
      'tabs, and no line end before the end tag',
      `<PackageHistory\txmlns='${uri}'>\n\t<PackageHistoryItem\n\t\tTime='1'/></PackageHistory>`,
      `<PackageHistory\txmlns='${uri}'>\n\t<PackageHistoryItem\n\t\tTime='1'/>\n\t<PackageHistoryItem ${written}/></PackageHistory>`,
    ],
  ])('%s', (_, before, after) => {
    expect(textOf(appendHistoryItem(encodeUtf8(before), item))).toBe(after);
  });

  it('in a part of its own where there is none', () => {
    expect(textOf(appendHistoryItem(null, item))).toBe(
      `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<PackageHistory xmlns="${uri}">\r\n  <PackageHistoryItem ${written}/>\r\n</PackageHistory>\r\n`,
    );
  });

  it('in the encoding of the part', () => {
    const bytesOf = (text: string) => encodeXml({ text, encoding: 'utf-16be', byteOrderMark: true });
    expect(appendHistoryItem(bytesOf(`<PackageHistory xmlns='${uri}'></PackageHistory>`), item)).toEqual({
      ok: true,
      value: bytesOf(
        `<PackageHistory xmlns='${uri}'>\n  <PackageHistoryItem ${written}/>\n</PackageHistory>`,
      ),
      issues: [],
    });
  });

  test.each([
    ['XML-MALFORMED', '<PackageHistory', item],
    ['HIS-INVALID', '<PackageHistory/>', item],
    ['HIS-INVALID', `<History xmlns="${uri}"/>`, item],
    ['XML-CONTENT', `<PackageHistory xmlns="${uri}"/>`, { ...item, time: '\u0000' }],
  ])('%s', (code, text, wrong) => {
    expect(appendHistoryItem(encodeUtf8(text), wrong)).toMatchObject({
      ok: false,
      issues: [{ code, part: 'PackageHistory.xml' }],
    });
  });
});

describe('scrubbing', () => {
  test.each([
    [
      'names of people, computers and profiles go from every item',
      `<h:PackageHistory xmlns:h='${uri}'>\r\n <h:PackageHistoryItem Time='1' SequencerUser='PC\\Ann' SequencingStation = 'PC'\r\n   WindowsFolder='C:\\Windows' UserFolder='C:\\Users\\Ann'/>\r\n <h:PackageHistoryItem SequencerUser=''/>\r\n</h:PackageHistory>`,
      `<h:PackageHistory xmlns:h='${uri}'>\r\n <h:PackageHistoryItem Time='1'\r\n   WindowsFolder='C:\\Windows'/>\r\n <h:PackageHistoryItem/>\r\n</h:PackageHistory>`,
    ],
    [
      'not from other elements, nor attributes of other namespaces',
      `<PackageHistory xmlns="${uri}" SequencerUser="a" xmlns:z="urn:z"><Item SequencerUser="b"/><PackageHistoryItem z:SequencerUser="c"/></PackageHistory>`,
      `<PackageHistory xmlns="${uri}" SequencerUser="a" xmlns:z="urn:z"><Item SequencerUser="b"/><PackageHistoryItem z:SequencerUser="c"/></PackageHistory>`,
    ],
  ])('%s', (_, before, after) => {
    expect(textOf(scrubHistory(encodeUtf8(before)))).toBe(after);
  });

  it('gives the same array back when there is nothing to remove', () => {
    const bytes = encodeUtf8(
      `<PackageHistory xmlns="${uri}"><PackageHistoryItem Time="1"/></PackageHistory>`,
    );
    const result = scrubHistory(bytes);
    expect(result.ok && result.value === bytes).toBe(true);
  });

  it('refuses another root element', () => {
    expect(scrubHistory(encodeUtf8('<a/>'))).toMatchObject({
      ok: false,
      issues: [{ code: 'HIS-INVALID', part: 'PackageHistory.xml' }],
    });
  });
});

const sample = samplePath('appx', 'NotepadPlusPlus.appx');

/** Counted in the part by eye: 21 attributes of the item, of which three go, xmlns, and two of the declaration. */
test.skipIf(sample === undefined)('the part of Sequencer 5.1.83.0', async () => {
  const bytes = await readSamplePart(sample ?? '', 'PackageHistory.xml');
  const scrubbed = textOf(scrubHistory(bytes));
  expect(scrubbed.match(/="/g)).toHaveLength(21 - 3 + 1 + 2);
  expect(scrubbed).not.toMatch(/Arian|DESKTOP/);
  const grown = appendHistoryItem(bytes, item);
  const before = textOf({ ok: true, value: bytes, issues: [] });
  expect(textOf(grown)).toBe(
    before.replace('\r\n</PackageHistory>', `\r\n  <PackageHistoryItem ${written}/>\r\n</PackageHistory>`),
  );
  expect(grown.ok && parsePackageHistory(grown.value)).toMatchObject({
    ok: true,
    value: { items: [{ sequencerVersion: '5.1.83.0' }, item] },
    issues: [],
  });
});
