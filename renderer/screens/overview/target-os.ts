export type TargetOs = { readonly system: string; readonly bits: 32 | 64 };

/** Microsoft's names; they are the same in every language. */
const systems: Readonly<Record<string, string>> = {
  'WindowsClient_6.1': 'Windows 7',
  'WindowsClient_6.2': 'Windows 8',
  'WindowsClient_6.3': 'Windows 8.1',
  'WindowsClient_10.0': 'Windows 10',
  'WindowsServer_6.1': 'Windows Server 2008 R2',
  'WindowsServer_6.2': 'Windows Server 2012',
  'WindowsServer_6.3': 'Windows Server 2012 R2',
  'WindowsServer_10.0': 'Windows Server 2016',
};

/**
 * What a TargetOS token of the manifest (`WindowsClient_6.1_x64`) means; `undefined` for one that nobody documents.
 * Source: the token list of App-V publishing metadata. The name for WindowsServer_10.0 is inferred from its version.
 */
export function parseTargetOs(token: string): TargetOs | undefined {
  const match = /^(Windows(?:Client|Server)_[0-9.]+)_x(86|64)$/.exec(token.trim());
  const system = match?.[1] === undefined ? undefined : systems[match[1]];
  return system === undefined ? undefined : { system, bits: match?.[2] === '64' ? 64 : 32 };
}
