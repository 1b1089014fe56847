import { footprint, type PartName, partNameKey } from '../opc/part-name.ts';

/** The parts of an App-V package besides its files and what the container carries for itself. */
export const packagePart = {
  registry: 'Registry.dat' as PartName,
  filesystemMetadata: 'FilesystemMetadata.xml' as PartName,
  streamMap: 'StreamMap.xml' as PartName,
  packageHistory: 'PackageHistory.xml' as PartName,
} as const;

/**
 * Content type of everything in a package but its manifest and block map. A list of the Sequencer's own is not public
 * and no known reader looks at the value [inferred from packages of another writer].
 */
export const packageContentType = 'appv/vfs-file';

/** The manifest may name a logo; signing adds parts of the container's own (both seen in packages of other tools). */
const known: ReadonlySet<string> = new Set(
  [...Object.values(footprint), ...Object.values(packagePart), 'logo.png', 'Reserved.jpeg'].map(partNameKey),
);

/** Whether App-V packages have such a part: files below Root, scripts below Scripts, and the parts above. */
export function isPackagePart(name: PartName): boolean {
  return /^(?:Root|Scripts)\//i.test(name) || known.has(partNameKey(name));
}
