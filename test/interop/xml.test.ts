import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { assertDefined } from '../../shared/base/assert.ts';
import { buildXml } from '../../shared/xml/build-xml.ts';
import { applyXmlEdits, type XmlEdit } from '../../shared/xml/edit-xml.ts';
import { descendants } from '../../shared/xml/select-xml.ts';
import { parseXml, type XmlDocument, type XmlElement } from '../../shared/xml/xml-document.ts';
import { decodeXml, encodeXml } from '../../shared/xml/xml-text.ts';
import { hostileXml, modelOf, nodeSpec, writableText } from '../shared/xml/arbitrary-xml.ts';
import { samplePath } from '../support/samples.ts';

/* libxml2 on what we write, and we on what it writes. */

const folder = mkdtempSync(path.join(tmpdir(), 'packwright-xml-'));
const fixtures = fileURLToPath(new URL('../fixtures/xml', import.meta.url));

afterAll(() => rmSync(folder, { recursive: true }));

/** What xmllint complains about, namespaces included; empty when it finds nothing. */
function complaints(...files: readonly string[]): string {
  return spawnSync('xmllint', ['--noout', '--nonet', ...files], { encoding: 'utf8' }).stderr;
}

function save(name: string, bytes: Uint8Array | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

function read(bytes: Uint8Array): XmlDocument {
  const decoded = decodeXml(bytes);
  const parsed = decoded.ok ? parseXml(decoded.value.text) : decoded;
  expect(parsed.issues).toEqual([]);
  return assertDefined(parsed.ok ? parsed.value : undefined, 'well-formed');
}

function editsOf(elements: readonly XmlElement[]): fc.Arbitrary<XmlEdit> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('insertElement' as const),
      position: fc.constantFrom('before' as const, 'after' as const, 'append' as const),
      element: fc.constantFrom(...elements),
      node: nodeSpec,
    }),
    fc.record({
      kind: fc.constant('setAttribute' as const),
      element: fc.constantFrom(...elements),
      attribute: fc.record({
        local: fc.constantFrom('x', 'new'),
        uri: fc.constantFrom('', 'urn:p', 'urn:new'),
        value: writableText,
      }),
    }),
    fc.record({ kind: fc.constant('removeElement' as const), element: fc.constantFrom(...elements) }),
    fc.record({
      kind: fc.constant('replaceElement' as const),
      element: fc.constantFrom(...elements),
      node: nodeSpec,
    }),
  );
}

test('libxml2 reads what edits and builds leave', () => {
  const files: string[] = [];
  fc.sample(hostileXml, { numRuns: 300, seed: 3 }).forEach((text, number) => {
    const document = read(Buffer.from(text));
    const elements = [...descendants(document.root)];
    if (elements.length === 0) return;
    for (const edit of fc.sample(editsOf(elements), { numRuns: 2, seed: number })) {
      const result = applyXmlEdits(document, [edit]);
      expect(result.issues).toEqual([]);
      if (result.ok) files.push(save(`${files.length}.xml`, result.value.text));
    }
  });
  for (const spec of fc.sample(nodeSpec, { numRuns: 100, seed: 5 })) {
    const built = buildXml(spec, { encoding: 'utf-16' });
    const text = built.ok ? built.value : '';
    files.push(save(`${files.length}.xml`, encodeXml({ text, encoding: 'utf-16le', byteOrderMark: true })));
  }
  expect(files.length).toBeGreaterThan(300);
  expect(complaints(...files)).toBe('');
});

test.each(['<&>"\'', ']]>', ' \t\n', '\r\n\r', '😀é\ufffd', '&amp;&#10;'])(
  'libxml2 reads the value %j as it was meant',
  (value) => {
    const built = buildXml({
      local: 'a',
      uri: '',
      attributes: [{ local: 'b', value }],
      children: [{ local: 'c', uri: '', text: value }],
    });
    const file = save('value.xml', built.ok ? built.value : '');
    const ask = (query: string) => execFileSync('xmllint', ['--xpath', query, file], { encoding: 'utf8' });
    expect(ask('string(/a/@b)')).toBe(`${value}\n`);
    expect(ask('string(/a/c)')).toBe(`${value}\n`);
  },
);

test.each(['utf-8', 'utf-16', 'us-ascii'])('what libxml2 writes in %s is read as the same', (encoding) => {
  for (const text of fc.sample(hostileXml, { numRuns: 20, seed: 7 })) {
    const written = execFileSync('xmllint', ['--encode', encoding, save('source.xml', text)]);
    expect(modelOf(read(written).root)).toEqual(modelOf(read(Buffer.from(text)).root));
  }
});

describe('what we refuse', () => {
  const refused = readdirSync(fixtures).filter((file) => file.startsWith('XML-MALFORMED'));

  test.each(refused)('libxml2 complains about %s too', (file) => {
    expect(complaints(path.join(fixtures, file))).not.toBe('');
  });
});

const samples = ['NotepadPlusPlus.appx', 'IntlPackage.appx'].map((name) => samplePath('appx', name));
const parts = ['AppxManifest.xml', 'AppxBlockMap.xml', '[[]Content_Types].xml'];

describe.skipIf(samples.includes(undefined))('parts that Microsoft wrote', () => {
  const cases = samples.flatMap((sample) =>
    parts.map((part) => [path.basename(sample ?? ''), part, sample ?? ''] as const),
  );

  test.each(cases)('%s: %s is read, and written byte for byte', (_, part, sample) => {
    const bytes = execFileSync('unzip', ['-p', sample, part], { maxBuffer: 2 ** 26 });
    expect(bytes.length).toBeGreaterThan(0);
    const decoded = decodeXml(bytes);
    expect(decoded.issues).toEqual([]);
    const { text } = read(bytes);
    expect(decoded.ok && Buffer.from(encodeXml({ ...decoded.value, text })).equals(bytes)).toBe(true);
  });
});
