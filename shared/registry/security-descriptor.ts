import { ByteView, concatBytes } from '../base/bytes.ts';

/** A SID: the identifier authority and its sub-authorities ([MS-DTYP] 2.4.2). */
type Sid = readonly [authority: number, ...subAuthorities: number[]];

const localSystem: Sid = [5, 18];
const administrators: Sid = [5, 32, 544];
const everyone: Sid = [1, 0];
const restrictedCode: Sid = [5, 12];
const allApplicationPackages: Sid = [15, 2, 1];

const fullControl = 0x000f_003f; // KEY_ALL_ACCESS
const readOnly = 0x0002_0019; // KEY_READ

function sidBytes([authority, ...subAuthorities]: Sid): Uint8Array {
  const view = new ByteView(new Uint8Array(8 + subAuthorities.length * 4));
  view.setU8(0, 1);
  view.setU8(1, subAuthorities.length);
  view.setU8(7, authority); // six bytes, highest first
  subAuthorities.forEach((each, index) => view.setU32(8 + index * 4, each));
  return view.bytes;
}

/** An entry that allows `mask` to `sid` and to the keys below (CONTAINER_INHERIT_ACE). */
function allow(sid: Sid, mask: number): Uint8Array {
  const body = sidBytes(sid);
  const head = new ByteView(new Uint8Array(8));
  head.setU8(0, 0);
  head.setU8(1, 0x02);
  head.setU16(2, 8 + body.length);
  head.setU32(4, mask);
  return concatBytes([head.bytes, body]);
}

/**
 * The self-relative security descriptor of every key that we write ([MS-DTYP] 2.4.6): Administrators own it,
 * LocalSystem and Administrators have full control, everyone, restricted code and application packages may read. These
 * are the rights in the hive of a package by Sequencer 5.1.83.0, whose group was an account of that computer; ours is
 * LocalSystem.
 */
export function keySecurityDescriptor(): Uint8Array {
  const entries = concatBytes([
    allow(localSystem, fullControl),
    allow(administrators, fullControl),
    allow(everyone, readOnly),
    allow(restrictedCode, readOnly),
    allow(allApplicationPackages, readOnly),
  ]);
  const list = new ByteView(new Uint8Array(8));
  list.setU8(0, 2); // ACL_REVISION
  list.setU16(2, 8 + entries.length);
  list.setU16(4, 5);
  const owner = sidBytes(administrators);
  const group = sidBytes(localSystem);
  const head = new ByteView(new Uint8Array(20));
  head.setU8(0, 1);
  head.setU16(2, 0x8004); // SE_SELF_RELATIVE, SE_DACL_PRESENT
  head.setU32(4, 28 + entries.length);
  head.setU32(8, 28 + entries.length + owner.length);
  head.setU32(16, 20);
  return concatBytes([head.bytes, list.bytes, entries, owner, group]);
}
