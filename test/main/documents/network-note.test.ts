import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isNetworkType, isUncPath, networkNote } from '../../../main/documents/network-note.ts';

/* No share can be mounted everywhere: what tells one from a disk is tested by itself, and a disk for real. */

describe('a path of a share', () => {
  it.each(['\\\\server\\share\\a.appv', '//server/share/a.appv', '\\\\?\\UNC\\server\\share\\a.appv'])(
    'is %s',
    (file) => expect(isUncPath(file)).toBe(true),
  );

  it.each(['C:\\a.appv', '\\\\?\\C:\\a.appv', '\\\\.\\C:\\a.appv', '\\a.appv', 'a.appv', '/srv/a.appv'])(
    'is not %s',
    (file) => expect(isUncPath(file)).toBe(false),
  );
});

describe('a file system of a network', () => {
  // linux/magic.h; the large ones also as Node gives them, with a sign.
  it.each([
    ['NFS', 0x6969],
    ['SMB', 0x517b],
    ['CIFS', 0xff534d42],
    ['CIFS with a sign', 0xff534d42 | 0],
    ['SMB2', 0xfe534d42],
    ['AFS', 0x5346414f],
  ])('is %s', (_name, type) => expect(isNetworkType(type)).toBe(true));

  it.each([
    ['ext4', 0xef53],
    ['tmpfs', 0x01021994],
    ['Btrfs', 0x9123683e],
    ['XFS', 0x58465342],
  ])('is not %s', (_name, type) => expect(isNetworkType(type)).toBe(false));
});

describe('a target on this computer', () => {
  it('has no note, whether its folder exists or not', async () => {
    expect(await networkNote(path.join(tmpdir(), 'a.appv'))).toEqual([]);
    expect(await networkNote(path.join(tmpdir(), 'no such folder', 'a.appv'))).toEqual([]);
  });
});
