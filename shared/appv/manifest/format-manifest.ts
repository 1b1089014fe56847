import type { VersionId } from '../../base/guid.ts';
import type { Result } from '../../base/result.ts';
import type { XmlNodeSpec } from '../../xml/xml-node-spec.ts';
import { formatPart } from '../format-part.ts';
import type { ManifestApplication, ManifestContent, ManifestShortcut } from './manifest-content.ts';
import { appv11Namespace, appv12Namespace, appvNamespace, appxNamespace } from './manifest-namespaces.ts';

/**
 * AppxManifest.xml of a new package, in the form of a manifest that the App-V 5.0 Sequencer wrote: its order, its
 * `Reserved` texts, `Applications` with the App-V namespace as the default one. The newer namespaces are declared only
 * when FullVFSWriteMode needs them [that combination is inferred]. `versionId` is empty while it is being computed.
 * Issues: XML-CONTENT.
 */
export function formatManifest(
  content: ManifestContent,
  versionId: VersionId | '',
): Result<Uint8Array<ArrayBuffer>> {
  const newer = content.fullVfsWriteMode !== undefined;
  return formatPart(
    {
      local: 'Package',
      uri: appxNamespace,
      namespaces: [
        { prefix: '', uri: appxNamespace },
        { prefix: 'appv', uri: appvNamespace },
        ...(newer
          ? [
              { prefix: 'appv1.1', uri: appv11Namespace },
              { prefix: 'appv1.2', uri: appv12Namespace },
            ]
          : []),
      ],
      attributes: [{ local: 'IgnorableNamespaces', value: newer ? 'appv appv1.1 appv1.2' : 'appv' }],
      children: [
        identitySpec(content, versionId),
        propertiesSpec(content),
        {
          local: 'Resources',
          uri: appxNamespace,
          children: content.languages.map((value) => ({
            local: 'Resource',
            uri: appxNamespace,
            attributes: [{ local: 'Language', value }],
          })),
        },
        prerequisitesSpec(content),
        ...extensionSpecs(content.applications),
        ...applicationSpecs(content.applications),
        { local: 'ExtensionsConfiguration', uri: appvNamespace },
      ],
    },
    'indented',
  );
}

function appx(local: string, text: string): XmlNodeSpec {
  return { local, uri: appxNamespace, text };
}

function appv(local: string, text: string): XmlNodeSpec {
  return { local, uri: appvNamespace, text };
}

function identitySpec(content: ManifestContent, versionId: string): XmlNodeSpec {
  return {
    local: 'Identity',
    uri: appxNamespace,
    attributes: [
      { local: 'Name', value: 'Reserved' },
      { local: 'Publisher', value: 'CN=Reserved' },
      { local: 'Version', value: content.version },
      { local: 'PackageId', uri: appvNamespace, value: content.packageId },
      { local: 'VersionId', uri: appvNamespace, value: versionId },
    ],
  };
}

function propertiesSpec({ displayName, description, fullVfsWriteMode }: ManifestContent): XmlNodeSpec {
  return {
    local: 'Properties',
    uri: appxNamespace,
    children: [
      appx('DisplayName', displayName),
      appx('PublisherDisplayName', 'Reserved'),
      appx('Description', 'Reserved'),
      appx('Logo', 'Reserved.jpeg'),
      appv('AppVPackageDescription', description ?? 'No description entered'),
      ...(fullVfsWriteMode === undefined
        ? []
        : [{ local: 'FullVFSWriteMode', uri: appv12Namespace, text: String(fullVfsWriteMode) }]),
    ],
  };
}

function prerequisitesSpec(content: ManifestContent): XmlNodeSpec {
  return {
    local: 'Prerequisites',
    uri: appxNamespace,
    children: [
      appx('OSMinVersion', '6.1'),
      appx('OSMaxVersionTested', '6.1'),
      {
        local: 'TargetOSes',
        uri: appvNamespace,
        attributes: [
          {
            local: 'SequencingStationProcessorArchitecture',
            value: content.sequencingStationProcessorArchitecture,
          },
        ],
        children: content.targetOSes.map((token) => appv('TargetOS', token)),
      },
    ],
  };
}

function extensionSpecs(applications: readonly ManifestApplication[]): readonly XmlNodeSpec[] {
  const children = applications.flatMap(({ target, shortcuts }) =>
    shortcuts.map((shortcut) => ({
      local: 'Extension',
      uri: appvNamespace,
      attributes: [{ local: 'Category', value: 'AppV.Shortcut' }],
      children: [shortcutSpec(target, shortcut)],
    })),
  );
  return children.length === 0 ? [] : [{ local: 'Extensions', uri: appvNamespace, children }];
}

const showCommands = { normal: '1', maximized: '3', minimized: '7' } as const;

/** Elements in the order of Microsoft's documentation; the optional ones only when they say something. */
function shortcutSpec(target: string, shortcut: ManifestShortcut): XmlNodeSpec {
  const optional = (local: string, text: string | undefined) =>
    text === undefined ? [] : [appv(local, text)];
  return {
    local: 'Shortcut',
    uri: appvNamespace,
    children: [
      appv('File', shortcut.file),
      appv('Target', target),
      ...optional('Icon', shortcut.icon),
      ...optional('Arguments', shortcut.arguments),
      ...optional('WorkingDirectory', shortcut.workingDirectory),
      ...optional('Description', shortcut.description),
      appv('ShowCommand', showCommands[shortcut.showCommand]),
      appv('ApplicationId', target),
    ],
  };
}

function applicationSpecs(applications: readonly ManifestApplication[]): readonly XmlNodeSpec[] {
  if (applications.length === 0) return [];
  return [
    {
      local: 'Applications',
      uri: appvNamespace,
      namespaces: [{ prefix: '', uri: appvNamespace }],
      children: applications.map(applicationSpec),
    },
  ];
}

/** A program of Windows that a person adds has the origin `User`, as `rundll32.exe` has in the real manifest. */
function applicationSpec({ target, name, version, targetInPackage }: ManifestApplication): XmlNodeSpec {
  return {
    local: 'Application',
    uri: appvNamespace,
    attributes: [
      { local: 'Id', value: target },
      { local: 'Origin', value: targetInPackage ? 'Application' : 'User' },
      { local: 'TargetInPackage', value: String(targetInPackage) },
    ],
    children: [
      appv('Target', target),
      {
        local: 'VisualElements',
        uri: appvNamespace,
        children: [appv('Name', name), ...(version === undefined ? [] : [appv('Version', version)])],
      },
    ],
  };
}
