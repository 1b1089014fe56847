import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { settingPaths, type SettingPath } from '../../../../shared/appv/edits/package-edit.ts';
import {
  readManifestSetting,
  setManifestIds,
  setManifestSetting,
} from '../../../../shared/appv/manifest/edit-manifest.ts';
import { parseManifest } from '../../../../shared/appv/manifest/parse-manifest.ts';
import { encodeUtf8 } from '../../../../shared/base/text.ts';
import { parseXml, type XmlDocument } from '../../../../shared/xml/xml-document.ts';

/** In the form of appv.md 1.5: a manifest of the App-V 5.0 Sequencer, with the line ends of Windows. */
const sequenced = [
  '<?xml version="1.0" encoding="utf-8"?>',
  '<Package IgnorableNamespaces="appv" xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest">',
  '  <Identity Name="Reserved" Publisher="CN=Reserved" Version="0.0.0.1" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2" />',
  '  <Properties>',
  '    <DisplayName>Notes</DisplayName>',
  '    <PublisherDisplayName>Reserved</PublisherDisplayName>',
  '    <Description>Reserved</Description>',
  '    <Logo>Reserved.jpeg</Logo>',
  '    <appv:AppVPackageDescription>No description entered</appv:AppVPackageDescription>',
  '  </Properties>',
  '  <Resources>',
  '    <Resource Language="en-us" />',
  '  </Resources>',
  '  <Prerequisites>',
  '    <OSMinVersion>6.1</OSMinVersion>',
  '    <OSMaxVersionTested>6.1</OSMaxVersionTested>',
  '    <appv:TargetOSes SequencingStationProcessorArchitecture="x64">',
  '      <appv:TargetOS>WindowsClient_6.1_x64</appv:TargetOS>',
  '      <appv:TargetOS>WindowsClient_10.0_x64</appv:TargetOS>',
  '    </appv:TargetOSes>',
  '  </Prerequisites>',
  '</Package>',
].join('\r\n');

function read(text: string): XmlDocument {
  const parsed = parseXml(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

function set(text: string, path: SettingPath, value: string | boolean | readonly string[]): string {
  const result = setManifestSetting(read(text), path, value);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value.text;
}

/** What stands in the text instead of the first lines that are other ones, as `- old` and `+ new`. */
function difference(before: string, after: string): readonly string[] {
  const old = before.split('\r\n');
  const now = after.split('\r\n');
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}

describe('a manifest of the Sequencer', () => {
  test.each<readonly [SettingPath, string | boolean | readonly string[], readonly string[]]>([
    [
      'identity.name',
      'Contoso.Notes',
      [
        '- <Identity Name="Reserved" Publisher="CN=Reserved" Version="0.0.0.1" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2" />',
        '+ <Identity Name="Contoso.Notes" Publisher="CN=Reserved" Version="0.0.0.1" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2" />',
      ],
    ],
    [
      'identity.publisher',
      'CN="A & B"',
      [
        '- <Identity Name="Reserved" Publisher="CN=Reserved" Version="0.0.0.1" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2" />',
        '+ <Identity Name="Reserved" Publisher="CN=&quot;A &amp; B&quot;" Version="0.0.0.1" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2" />',
      ],
    ],
    [
      'identity.version',
      '1.2.3.65535',
      [
        '- <Identity Name="Reserved" Publisher="CN=Reserved" Version="0.0.0.1" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2" />',
        '+ <Identity Name="Reserved" Publisher="CN=Reserved" Version="1.2.3.65535" appv:PackageId="1a2ad958-75d0-440b-9e6b-1d5e119713ee" appv:VersionId="466ada43-2c70-4757-ae56-9dc9919cf7b2" />',
      ],
    ],
    [
      'properties.displayName',
      '  Notes & <more> ',
      ['- <DisplayName>Notes</DisplayName>', '+ <DisplayName>Notes &amp; &lt;more&gt;</DisplayName>'],
    ],
    [
      'properties.publisherDisplayName',
      'Contoso',
      [
        '- <PublisherDisplayName>Reserved</PublisherDisplayName>',
        '+ <PublisherDisplayName>Contoso</PublisherDisplayName>',
      ],
    ],
    [
      'properties.description',
      'For writing',
      [
        '- <appv:AppVPackageDescription>No description entered</appv:AppVPackageDescription>',
        '+ <appv:AppVPackageDescription>For writing</appv:AppVPackageDescription>',
      ],
    ],
    [
      'properties.description',
      '',
      [
        '- <appv:AppVPackageDescription>No description entered</appv:AppVPackageDescription>',
        '+ <appv:AppVPackageDescription></appv:AppVPackageDescription>',
      ],
    ],
    [
      'properties.fullVFSWriteMode',
      true,
      [
        '- <Package IgnorableNamespaces="appv" xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest">',
        '+ <Package IgnorableNamespaces="appv appv1.2" xmlns="http://schemas.microsoft.com/appx/2010/manifest" xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest" xmlns:appv1.2="http://schemas.microsoft.com/appv/2014/manifest">',
        '+ <appv1.2:FullVFSWriteMode>true</appv1.2:FullVFSWriteMode>',
      ],
    ],
    [
      'prerequisites.osMinVersion',
      '6.2.1',
      ['- <OSMinVersion>6.1</OSMinVersion>', '+ <OSMinVersion>6.2.1</OSMinVersion>'],
    ],
    [
      'prerequisites.osMaxVersionTested',
      '10.0.19045.0',
      [
        '- <OSMaxVersionTested>6.1</OSMaxVersionTested>',
        '+ <OSMaxVersionTested>10.0.19045.0</OSMaxVersionTested>',
      ],
    ],
    [
      'prerequisites.targetOSes',
      ['WindowsServer_6.3_x64', 'WindowsClient_10.0_x64', 'WindowsServer_6.3_x64'],
      [
        '- <appv:TargetOS>WindowsClient_6.1_x64</appv:TargetOS>',
        '+ <appv:TargetOS>WindowsServer_6.3_x64</appv:TargetOS>',
      ],
    ],
    [
      'prerequisites.targetOSes',
      ' WindowsClient_6.1_x64,WindowsClient_6.2_x86 ,WindowsClient_10.0_x64',
      ['+ <appv:TargetOS>WindowsClient_6.2_x86</appv:TargetOS>'],
    ],
    [
      'prerequisites.targetOSes',
      '',
      [
        '- <appv:TargetOS>WindowsClient_6.1_x64</appv:TargetOS>',
        '- <appv:TargetOS>WindowsClient_10.0_x64</appv:TargetOS>',
      ],
    ],
  ])('%s = %j changes these lines and no other', (path, value, lines) => {
    expect(difference(sequenced, set(sequenced, path, value))).toEqual(lines);
  });

  test.each<readonly [SettingPath, string | readonly string[] | null, string | boolean | readonly string[]]>([
    ['identity.name', 'Reserved', 'Reserved'],
    ['identity.publisher', 'CN=Reserved', 'CN=Reserved'],
    ['identity.version', '0.0.0.1', '0.0.0.1'],
    ['properties.displayName', 'Notes', ' Notes\n'],
    ['properties.publisherDisplayName', 'Reserved', 'Reserved'],
    ['properties.description', 'No description entered', 'No description entered'],
    ['prerequisites.osMinVersion', '6.1', ' 6.1'],
    ['prerequisites.osMaxVersionTested', '6.1', '6.1'],
    [
      'prerequisites.targetOSes',
      ['WindowsClient_6.1_x64', 'WindowsClient_10.0_x64'],
      'WindowsClient_10.0_x64, WindowsClient_6.1_x64',
    ],
  ])('%s is %j, and saying so again changes nothing', (path, said, value) => {
    const document = read(sequenced);
    expect(readManifestSetting(document, path)).toEqual(said);
    const result = setManifestSetting(document, path, value);
    expect(result).toEqual({ ok: true, value: document, issues: [] });
    expect(result.ok && result.value === document).toBe(true);
  });

  it('says nothing of a write mode', () => {
    expect(readManifestSetting(read(sequenced), 'properties.fullVFSWriteMode')).toBeNull();
  });
});

const appv = 'http://schemas.microsoft.com/appv/2010/manifest';
const appv2013 = 'http://schemas.microsoft.com/appv/2013/manifest';
const appv2014 = 'http://schemas.microsoft.com/appv/2014/manifest';
const appx = 'http://schemas.microsoft.com/appx/2010/manifest';
const ids = `a:PackageId='1a2ad958-75d0-440b-9e6b-1d5e119713ee' a:VersionId='466ada43-2c70-4757-ae56-9dc9919cf7b2'`;

describe('hostile forms', () => {
  test.each<readonly [string, string, SettingPath, string | boolean | readonly string[], string]>([
    [
      'single quotes, tabs, an odd prefix, an unknown attribute',
      `<x:Package xmlns:x='${appx}' xmlns:a='${appv}'>\n\t<x:Identity\tName = 'n.1'   q='1' ${ids}/>\n</x:Package>`,
      'identity.name',
      'other',
      `<x:Package xmlns:x='${appx}' xmlns:a='${appv}'>\n\t<x:Identity\tName = 'other'   q='1' ${ids}/>\n</x:Package>`,
    ],
    [
      'an attribute that is missing',
      `<Package xmlns='${appx}' xmlns:a='${appv}'><Identity ${ids}/></Package>`,
      'identity.version',
      '1.0.0.0',
      `<Package xmlns='${appx}' xmlns:a='${appv}'><Identity ${ids} Version='1.0.0.0'/></Package>`,
    ],
    [
      'a CDATA section with a comment beside it',
      `<Package xmlns='${appx}'><Identity/><Properties><DisplayName><!--c-->\n<![CDATA[a&b]]></DisplayName></Properties></Package>`,
      'properties.displayName',
      'c<d',
      `<Package xmlns='${appx}'><Identity/><Properties><DisplayName><!--c--><![CDATA[c<d]]></DisplayName></Properties></Package>`,
    ],
    [
      'entities, and a comment in the middle of the name',
      `<Package xmlns='${appx}'><Identity/><Properties><DisplayName>&#65;&amp;<!--c-->B</DisplayName></Properties></Package>`,
      'properties.displayName',
      'C',
      `<Package xmlns='${appx}'><Identity/><Properties><DisplayName>C<!--c--></DisplayName></Properties></Package>`,
    ],
    [
      'an empty element on one line',
      `<Package xmlns='${appx}'><Identity/><Properties><DisplayName /></Properties></Package>`,
      'properties.displayName',
      'C',
      `<Package xmlns='${appx}'><Identity/><Properties><DisplayName>C</DisplayName></Properties></Package>`,
    ],
    [
      'no Properties, prefixed',
      `<x:Package xmlns:x='${appx}'>\n\t<x:Identity/>\n</x:Package>`,
      'properties.displayName',
      'C',
      `<x:Package xmlns:x='${appx}'>\n\t<x:Identity/>\n\t<x:Properties>\n\t\t<x:DisplayName>C</x:DisplayName>\n\t</x:Properties>\n</x:Package>`,
    ],
    [
      'no App-V description: it stands beside its namesake, which stays',
      `<Package xmlns='${appx}' xmlns:a='${appv}'>\n <Identity ${ids}/>\n <Properties>\n  <Description>Reserved</Description>\n  <Logo/>\n </Properties>\n</Package>`,
      'properties.description',
      'D',
      `<Package xmlns='${appx}' xmlns:a='${appv}'>\n <Identity ${ids}/>\n <Properties>\n  <Description>Reserved</Description>\n  <a:AppVPackageDescription>D</a:AppVPackageDescription>\n  <Logo/>\n </Properties>\n</Package>`,
    ],
    [
      'the App-V prefix only on Identity',
      `<Package xmlns='${appx}'><Identity xmlns:a='${appv}' ${ids}/><Properties/></Package>`,
      'properties.description',
      'D',
      `<Package xmlns='${appx}' xmlns:appv='${appv}'><Identity xmlns:a='${appv}' ${ids}/><Properties><appv:AppVPackageDescription>D</appv:AppVPackageDescription></Properties></Package>`,
    ],
    [
      'a write mode in the namespace of 5.0 SP2',
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:b='${appv2013}'><Identity ${ids}/><Properties><b:FullVFSWriteMode> 0 </b:FullVFSWriteMode></Properties></Package>`,
      'properties.fullVFSWriteMode',
      'TRUE',
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:b='${appv2013}'><Identity ${ids}/><Properties><b:FullVFSWriteMode>true</b:FullVFSWriteMode></Properties></Package>`,
    ],
    [
      'the prefix of 5.0 SP3 is declared and not among the ignorable ones',
      `<Package IgnorableNamespaces='a  z' xmlns='${appx}' xmlns:z='urn:z' xmlns:a='${appv}' xmlns:c='${appv2014}'><Identity ${ids}/><Properties></Properties></Package>`,
      'properties.fullVFSWriteMode',
      false,
      `<Package IgnorableNamespaces='a z c' xmlns='${appx}' xmlns:z='urn:z' xmlns:a='${appv}' xmlns:c='${appv2014}'><Identity ${ids}/><Properties><c:FullVFSWriteMode>false</c:FullVFSWriteMode></Properties></Package>`,
    ],
    [
      'another prefix of the namespace is ignorable',
      `<Package IgnorableNamespaces='d' xmlns='${appx}' xmlns:a='${appv}' xmlns:c='${appv2014}' xmlns:d='${appv2014}'><Identity ${ids}/><Properties/></Package>`,
      'properties.fullVFSWriteMode',
      false,
      `<Package IgnorableNamespaces='d' xmlns='${appx}' xmlns:a='${appv}' xmlns:c='${appv2014}' xmlns:d='${appv2014}'><Identity ${ids}/><Properties><c:FullVFSWriteMode>false</c:FullVFSWriteMode></Properties></Package>`,
    ],
    [
      'the usual prefix stands for something else, and nothing is ignorable',
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:appv1.2='urn:z'><Identity ${ids}/><Properties/></Package>`,
      'properties.fullVFSWriteMode',
      true,
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:appv1.2='urn:z' xmlns:ns1='${appv2014}'><Identity ${ids}/><Properties><ns1:FullVFSWriteMode>true</ns1:FullVFSWriteMode></Properties></Package>`,
    ],
    [
      'no target systems yet',
      `<Package xmlns='${appx}' xmlns:a='${appv}'>\r\n <Identity ${ids}/>\r\n <Prerequisites>\r\n </Prerequisites>\r\n</Package>`,
      'prerequisites.targetOSes',
      ['WindowsClient_99.0_x86'],
      `<Package xmlns='${appx}' xmlns:a='${appv}'>\r\n <Identity ${ids}/>\r\n <Prerequisites>\r\n  <a:TargetOSes>\r\n   <a:TargetOS>WindowsClient_99.0_x86</a:TargetOS>\r\n  </a:TargetOSes>\r\n </Prerequisites>\r\n</Package>`,
    ],
    [
      'no Prerequisites either',
      `<Package xmlns='${appx}' xmlns:a='${appv}'><Identity ${ids}/><Resources/><!--r--></Package>`,
      'prerequisites.targetOSes',
      ['WindowsClient_10.0_x64'],
      `<Package xmlns='${appx}' xmlns:a='${appv}'><Identity ${ids}/><Resources/><Prerequisites><a:TargetOSes><a:TargetOS>WindowsClient_10.0_x64</a:TargetOS></a:TargetOSes></Prerequisites><!--r--></Package>`,
    ],
    [
      'an empty list of 5.1: its members are of 5.0',
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:c='${appv2014}'><Identity ${ids}/><Prerequisites><c:TargetOSes SequencingStationProcessorArchitecture='x86' /></Prerequisites></Package>`,
      'prerequisites.targetOSes',
      ['WindowsClient_10.0_x64'],
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:c='${appv2014}'><Identity ${ids}/><Prerequisites><c:TargetOSes SequencingStationProcessorArchitecture='x86'><a:TargetOS>WindowsClient_10.0_x64</a:TargetOS></c:TargetOSes></Prerequisites></Package>`,
    ],
    [
      'a member that has a comment behind it, and one in another namespace',
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:b='${appv2013}'><Identity ${ids}/><Prerequisites><a:TargetOSes>\n<b:TargetOS>WindowsClient_6.1_x64</b:TargetOS> <!-- seven -->\n<z xmlns='urn:z'/>\n</a:TargetOSes></Prerequisites></Package>`,
      'prerequisites.targetOSes',
      ['WindowsClient_6.1_x64', 'WindowsClient_10.0_x64'],
      `<Package xmlns='${appx}' xmlns:a='${appv}' xmlns:b='${appv2013}'><Identity ${ids}/><Prerequisites><a:TargetOSes>\n<b:TargetOS>WindowsClient_6.1_x64</b:TargetOS> <!-- seven -->\n<z xmlns='urn:z'/>\n<b:TargetOS>WindowsClient_10.0_x64</b:TargetOS>\n</a:TargetOSes></Prerequisites></Package>`,
    ],
    [
      'an AppX package has its own description',
      `<Package xmlns='urn:any'><Identity/><Properties><Logo/></Properties></Package>`,
      'properties.description',
      'D',
      `<Package xmlns='urn:any'><Identity/><Properties><Logo/><Description>D</Description></Properties></Package>`,
    ],
  ])('%s', (_, before, path, value, after) => {
    expect(set(before, path, value)).toBe(after);
  });

  it('reads an App-V description that is empty as none, not as its namesake', () => {
    const text = `<Package xmlns='${appx}' xmlns:a='${appv}'><Identity ${ids}/><Properties><Description>Reserved</Description><a:AppVPackageDescription/></Properties></Package>`;
    expect(readManifestSetting(read(text), 'properties.description')).toBeNull();
    expect(parseManifest(encodeUtf8(text))).toMatchObject({ value: { description: null } });
    expect(set(text, 'properties.description', '')).toBe(text);
  });

  it('leaves a description alone that is the wanted one', () => {
    const text = `<Package xmlns='${appx}' xmlns:a='${appv}'><Identity ${ids}/><Properties><Description>Reserved</Description></Properties></Package>`;
    expect(set(text, 'properties.description', 'Reserved')).toBe(text);
  });
});

describe('refused', () => {
  const refuse = (text: string, path: SettingPath, value: string | boolean | readonly string[]) => {
    const result = setManifestSetting(read(text), path, value);
    expect(result.ok).toBe(false);
    return result.issues.map(({ code, part, params }) => ({ code, part, params }));
  };

  test.each<readonly [SettingPath, string | boolean | readonly string[], string, string]>([
    ['identity.name', 'ab', 'ab', 'expected 3 to 50 letters, digits, dots and hyphens'],
    ['identity.name', 'a b c', 'a b c', 'expected 3 to 50 letters, digits, dots and hyphens'],
    ['identity.name', 'näme', 'näme', 'expected 3 to 50 letters, digits, dots and hyphens'],
    ['identity.name', 'a'.repeat(51), 'a'.repeat(51), 'expected 3 to 50 letters, digits, dots and hyphens'],
    ['identity.name', 'abc\n', 'abc\n', 'expected 3 to 50 letters, digits, dots and hyphens'],
    ['identity.publisher', ' ', ' ', 'expected text of 1 to 8192 characters'],
    ['identity.publisher', 'p'.repeat(8193), `${'p'.repeat(100)}…`, 'expected text of 1 to 8192 characters'],
    ['identity.version', '1.2.3', '1.2.3', 'expected four numbers of at most 65535: 1.0.0.0'],
    ['identity.version', '1.2.3.4.5', '1.2.3.4.5', 'expected four numbers of at most 65535: 1.0.0.0'],
    ['identity.version', '1.2.3.65536', '1.2.3.65536', 'expected four numbers of at most 65535: 1.0.0.0'],
    ['identity.version', '1.2.3.04', '1.2.3.04', 'expected four numbers of at most 65535: 1.0.0.0'],
    ['identity.version', ' 1.2.3.4', ' 1.2.3.4', 'expected four numbers of at most 65535: 1.0.0.0'],
    ['identity.version', '1.2.3.-4', '1.2.3.-4', 'expected four numbers of at most 65535: 1.0.0.0'],
    ['properties.displayName', '', '', 'expected text that is not empty'],
    ['properties.displayName', '\t\n', '\t\n', 'expected text that is not empty'],
    ['properties.displayName', true, 'true', 'expected text'],
    ['properties.displayName', ['a', 'b'], 'a, b', 'expected text'],
    ['properties.publisherDisplayName', ' ', ' ', 'expected text that is not empty'],
    ['properties.fullVFSWriteMode', 'yes', 'yes', 'expected true or false'],
    ['properties.fullVFSWriteMode', ['true'], 'true', 'expected true or false'],
    ['prerequisites.osMinVersion', '6', '6', 'expected a version of Windows such as 6.1'],
    ['prerequisites.osMinVersion', '6.1.2.3.4', '6.1.2.3.4', 'expected a version of Windows such as 6.1'],
    ['prerequisites.osMaxVersionTested', '6.x', '6.x', 'expected a version of Windows such as 6.1'],
    ['prerequisites.targetOSes', true, 'true', 'expected a list'],
    [
      'prerequisites.targetOSes',
      ['Windows10'],
      'Windows10',
      'expected tokens such as WindowsClient_10.0_x64',
    ],
    [
      'prerequisites.targetOSes',
      'WindowsClient_10.0_x64,,',
      '',
      'expected tokens such as WindowsClient_10.0_x64',
    ],
    [
      'prerequisites.targetOSes',
      ['WindowsClient_10.0_x64', 'WindowsClient_10.0_arm64'],
      'WindowsClient_10.0_arm64',
      'expected tokens such as WindowsClient_10.0_x64',
    ],
  ])('%s = %j', (path, value, actual, reason) => {
    expect(refuse(sequenced, path, value)).toEqual([
      { code: 'EDT-VALUE', part: undefined, params: { name: path, actual, reason } },
    ]);
  });

  test.each<readonly [SettingPath, string | boolean | readonly string[]]>([
    ['prerequisites.targetOSes', []],
    ['properties.fullVFSWriteMode', true],
    ['prerequisites.osMinVersion', '6.1'],
  ])('%s in a package of Windows 10', (path, value) => {
    const text = `<Package xmlns='http://schemas.microsoft.com/appx/manifest/foundation/windows10'><Identity/><Properties/></Package>`;
    expect(refuse(text, path, value)).toEqual([
      { code: 'EDT-NOT-APPV', part: undefined, params: { name: path } },
    ]);
  });

  it('what the manifest has no place for', () => {
    expect(refuse('<Packages><Identity/></Packages>', 'identity.name', 'abc')).toEqual([
      {
        code: 'MAN-INVALID',
        part: 'AppxManifest.xml',
        params: { reason: 'another root element than Package' },
      },
    ]);
    expect(refuse('<Package/>', 'properties.displayName', 'abc')).toEqual([
      { code: 'MAN-INVALID', part: 'AppxManifest.xml', params: { reason: 'no Identity' } },
    ]);
    const holdsOthers = `<Package><Identity/><Properties><DisplayName>a<b/></DisplayName></Properties></Package>`;
    expect(refuse(holdsOthers, 'properties.displayName', 'abc')).toEqual([
      {
        code: 'XML-EDIT',
        part: 'AppxManifest.xml',
        params: { reason: 'the element has child elements', name: 'DisplayName' },
      },
    ]);
    expect(refuse(sequenced, 'properties.displayName', 'a\u0001')).toEqual([
      {
        code: 'XML-CONTENT',
        part: 'AppxManifest.xml',
        params: { reason: 'character not allowed', name: 'U+0001' },
      },
    ]);
  });
});

describe('ids', () => {
  const packageId = '00000000-1111-2222-3333-444444444444';
  const versionId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
  const setIds = (text: string, given: Parameters<typeof setManifestIds>[1]) => {
    const result = setManifestIds(read(text), given);
    return result.ok ? result.value.text : result.issues.map(({ code, params }) => ({ code, params }));
  };

  test.each([
    [
      'both, in their place',
      `<Package xmlns:a='${appv}'><Identity a:VersionId='466ada43-2c70-4757-ae56-9dc9919cf7b2' Name="x" a:PackageId = "1a2ad958-75d0-440b-9e6b-1d5e119713ee"/></Package>`,
      { packageId, versionId },
      `<Package xmlns:a='${appv}'><Identity a:VersionId='${versionId}' Name="x" a:PackageId = "${packageId}"/></Package>`,
    ],
    [
      'one that is there, written otherwise',
      `<Package xmlns:a='${appv}'><Identity a:PackageId='{1A2AD958-75D0-440B-9E6B-1D5E119713EE}' a:VersionId='x'/></Package>`,
      { packageId: '1a2ad958-75d0-440b-9e6b-1d5e119713ee' },
      `<Package xmlns:a='${appv}'><Identity a:PackageId='{1A2AD958-75D0-440B-9E6B-1D5E119713EE}' a:VersionId='x'/></Package>`,
    ],
    [
      'a missing one, beside the other and in its namespace',
      `<Package xmlns:a='${appv}' xmlns:c='${appv2014}'><Identity c:PackageId='x'/></Package>`,
      { versionId },
      `<Package xmlns:a='${appv}' xmlns:c='${appv2014}'><Identity c:PackageId='x' c:VersionId='${versionId}'/></Package>`,
    ],
  ])('%s', (_, before, given, after) => {
    expect(setIds(before, given)).toBe(after);
  });

  it('need an App-V package and a GUID', () => {
    expect(setIds('<Package><Identity/></Package>', { versionId })).toEqual([
      { code: 'EDT-NOT-APPV', params: { name: 'PackageId' } },
    ]);
    expect(setIds(sequenced, { packageId, versionId: '12' })).toEqual([
      {
        code: 'EDT-VALUE',
        params: {
          name: 'VersionId',
          actual: '12',
          reason: 'expected a GUID in lower case without braces',
        },
      },
    ]);
    expect(setIds('<Package/>', { versionId })).toMatchObject([{ code: 'MAN-INVALID' }]);
  });

  it('change nothing when none is given', () => {
    const document = read(sequenced);
    expect(setManifestIds(document, {})).toEqual({ ok: true, value: document, issues: [] });
  });
});

describe('whatever is set', () => {
  const token = fc.constantFrom('WindowsClient_10.0_x64', 'WindowsClient_6.1_x86', 'WindowsServer_6.3_x64');
  const words = fc
    .string({ unit: fc.constantFrom('a', 'é', '<', '&', ']', '>', '"', "'", ' ', '\u{1f600}'), minLength: 1 })
    .filter((text) => text.trim() !== '');
  const number = fc.nat({ max: 65_535 });
  const values: Readonly<Record<SettingPath, fc.Arbitrary<string | boolean | readonly string[]>>> = {
    'identity.name': fc.stringMatching(/^[A-Za-z0-9.-]{3,50}$/),
    'identity.publisher': words,
    'identity.version': fc.tuple(number, number, number, number).map((parts) => parts.join('.')),
    'properties.displayName': words,
    'properties.publisherDisplayName': words,
    'properties.description': words,
    'properties.fullVFSWriteMode': fc.boolean(),
    'prerequisites.osMinVersion': fc.tuple(number, number).map((parts) => parts.join('.')),
    'prerequisites.osMaxVersionTested': fc.tuple(number, number).map((parts) => parts.join('.')),
    'prerequisites.targetOSes': fc.uniqueArray(token),
  };
  const step = fc
    .constantFrom(...settingPaths)
    .chain((path) => values[path].map((value) => ({ path, value })));
  const bare = `<Package IgnorableNamespaces='' xmlns='${appx}' xmlns:a='${appv}'><Identity ${ids}/></Package>`;

  it('is read again, and setting it again or what was there before keeps or brings back every character', () => {
    fc.assert(
      fc.property(fc.constantFrom(sequenced, bare), fc.array(step, { maxLength: 8 }), (start, steps) => {
        let text = start;
        for (const { path, value } of steps) {
          const before = readManifestSetting(read(text), path);
          const after = set(text, path, value);
          const said = readManifestSetting(read(after), path);
          const expected = typeof value === 'object' ? new Set(value) : String(value).trim();
          if (path === 'identity.publisher') expect(said).toBe(value);
          else expect(typeof said === 'object' && said !== null ? new Set(said) : said).toEqual(expected);
          expect(set(after, path, value)).toBe(after);
          // An element that had to be made stays behind, and a list is in another order.
          if (typeof before === 'string') expect(set(after, path, before)).toBe(text);
          text = after;
        }
        expect(parseManifest(encodeUtf8(text))).toMatchObject({ ok: true, issues: [] });
      }),
    );
  });
});
