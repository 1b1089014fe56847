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
  return (await isOnNetwork(file)) ? [issue('EDT-NETWORK', { part: file })] : [];
}

async function isOnNetwork(file: string): Promise<boolean> {
  if (process.platform === 'win32')
    return /^[\\/]{2}[^\\/?.]/.test(file) || /^[\\/]{2}\?[\\/]UNC[\\/]/i.test(file);
  if (process.platform !== 'linux') return false;
  try {
    const { type } = await statfs(path.dirname(file));
    // Node gives the 32 bits with or without a sign, depending on the type's highest one.
    return networkTypes.has(type >>> 0);
  } catch {
    return false;
  }
}
