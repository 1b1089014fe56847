import { expect, test } from 'vitest';
import { parseTargetOs } from '../../../../renderer/screens/overview/target-os.ts';

// Tokens of App-V publishing metadata; names of the versions as Microsoft sells them.
test.each([
  ['WindowsClient_6.1_x86', { system: 'Windows 7', bits: 32 }],
  ['WindowsClient_6.1_x64', { system: 'Windows 7', bits: 64 }],
  ['WindowsClient_6.2_x64', { system: 'Windows 8', bits: 64 }],
  ['WindowsClient_6.3_x86', { system: 'Windows 8.1', bits: 32 }],
  ['WindowsClient_10.0_x64', { system: 'Windows 10', bits: 64 }],
  ['WindowsServer_6.1_x64', { system: 'Windows Server 2008 R2', bits: 64 }],
  ['WindowsServer_6.2_x64', { system: 'Windows Server 2012', bits: 64 }],
  ['WindowsServer_6.3_x64', { system: 'Windows Server 2012 R2', bits: 64 }],
  [' WindowsClient_10.0_x86 ', { system: 'Windows 10', bits: 32 }],
])('%s', (token, os) => {
  expect(parseTargetOs(token)).toEqual(os);
});

test.each([
  '',
  'Windows',
  'WindowsClient_6.1',
  'WindowsClient_6.1_arm64',
  'WindowsClient_5.1_x86',
  'constructor',
])('does not know %s', (token) => {
  expect(parseTargetOs(token)).toBeUndefined();
});
