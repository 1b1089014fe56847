import { expect, test } from 'vitest';
import { assertDefined } from '../../../shared/base/assert.ts';
import {
  attributeOf,
  childElements,
  childText,
  descendants,
  firstAlong,
  firstChild,
  textContent,
} from '../../../shared/xml/select-xml.ts';
import { parseXml } from '../../../shared/xml/xml-document.ts';

const appv = [
  'http://schemas.microsoft.com/appv/2010/manifest',
  'http://schemas.microsoft.com/appv/2013/manifest',
  'http://schemas.microsoft.com/appv/2014/manifest',
] as const;
const [appv2010, , appv2014] = appv;

const text = `<Package xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="${appv2010}">
  <Extensions/>
  <appv:Extensions>
    <appv:Extension Category="AppV.Shortcut" appv:Order="1" Order="2">
      <appv:Shortcut><appv:File>
        a<!-- x -->b<![CDATA[<c>]]>&amp;
      </appv:File></appv:Shortcut>
    </appv:Extension>
    <Extension xmlns="${appv2014}" Category="AppV.URLProtocol"><Extension/></Extension>
  </appv:Extensions>
</Package>`;

const parsed = parseXml(text);
const { root } = assertDefined(parsed.ok ? parsed.value : undefined, 'well-formed');
const extensions = { local: 'Extensions', uri: appv };
const extension = { local: 'Extension', uri: appv };

test('the same local name under any namespace of a set, whatever the prefix', () => {
  const found = assertDefined(firstChild(root, extensions), 'App-V extensions');
  expect(found.name).toBe('appv:Extensions');
  expect(childElements(found, extension).map(({ name }) => name)).toEqual(['appv:Extension', 'Extension']);
  expect(childElements(found, { local: 'Extension', uri: appv2014 })).toHaveLength(1);
  expect(childElements(found, { local: 'Extension', uri: '' })).toEqual([]);
});

test('all children, and all descendants in document order', () => {
  expect(childElements(root).map(({ name }) => name)).toEqual(['Extensions', 'appv:Extensions']);
  expect([...descendants(root, extension)].map(({ name }) => name)).toEqual([
    'appv:Extension',
    'Extension',
    'Extension',
  ]);
  expect([...descendants(root)]).toHaveLength(7);
});

test('attributes by local name and namespace', () => {
  const found = assertDefined(firstAlong(root, extensions, extension), 'first extension');
  expect(attributeOf(found, 'Order')?.value).toBe('2');
  expect(attributeOf(found, 'Order', appv2010)?.value).toBe('1');
  expect(attributeOf(found, 'Order', appv2014)).toBeUndefined();
});

test('text of an element without comments, with sections and references decoded', () => {
  const shortcut = firstAlong(root, extensions, extension, { local: 'Shortcut', uri: appv });
  const file = { local: 'File', uri: appv };
  expect(shortcut && childText(shortcut, file)).toBe('ab<c>&');
  expect(shortcut && textContent(shortcut)).toBe('\n        ab<c>&\n      ');
  expect(childText(root, file)).toBeUndefined();
});

test('a path that leads nowhere', () => {
  expect(firstAlong(root, extensions, { local: 'No', uri: appv }, extension)).toBeUndefined();
});
