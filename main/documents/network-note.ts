import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { type Issue, issue } from '../../shared/base/issue.ts';

/** `f_type` of NFS, SMB, CIFS, SMB2 and AFS mounts (linux/magic.h). */
const networkTypes: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f]);

/**
 * A note when a file is, or will be, on a network: clients may be streaming from there. A UNC path says so itself, and on
 * Linux the file system; a Windows drive letter of a share cannot be told from a disk by what Node offers. Issue: EDT-NETWORK.
 */
export async function networkNote(file: string): Promise<readonly Issue[]> {
  const isOnNetwork = process.platform === 'win32' ? isUncPath(file) : await isOnNetworkMount(file);
  return isOnNetwork ? [issue('EDT-NETWORK', { part: file })] : [];
}

/** `\\server\share\...`, also as `\\?\UNC\server\share\...`; `\\?\C:\...` and `\\.\...` are of this computer. */
export function isUncPath(file: string): boolean {
  return /^[\\/]{2}[^\\/?.]/.test(file) || /^[\\/]{2}\?[\\/]UNC[\\/]/i.test(file);
}

/** Node gives the 32 bits of the type with or without a sign. */
export function isNetworkType(type: number): boolean {
  return networkTypes.has(type >>> 0);
}

async function isOnNetworkMount(file: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    return isNetworkType((await statfs(path.dirname(file))).type);
  } catch {
    return false;
  }
}
