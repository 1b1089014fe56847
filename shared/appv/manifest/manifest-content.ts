import type { PackageId } from '../../base/guid.ts';

/** What the manifest of a newly built package says. Paths are token paths. */
export type ManifestContent = {
  readonly packageId: PackageId;
  /** Four numbers. */
  readonly version: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly languages: readonly string[];
  /** Tokens such as `WindowsClient_10.0_x64`; empty means every operating system. */
  readonly targetOSes: readonly string[];
  readonly sequencingStationProcessorArchitecture: 'x86' | 'x64';
  /** `undefined` leaves the element out, which clients take as false. */
  readonly fullVfsWriteMode: boolean | undefined;
  readonly applications: readonly ManifestApplication[];
};

export type ManifestApplication = {
  /** Also the id of the application. */
  readonly target: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly targetInPackage: boolean;
  readonly shortcuts: readonly ManifestShortcut[];
};

export type ManifestShortcut = {
  readonly file: string;
  readonly icon: string | undefined;
  readonly arguments: string | undefined;
  readonly workingDirectory: string | undefined;
  readonly description: string | undefined;
  readonly showCommand: 'normal' | 'maximized' | 'minimized';
};
