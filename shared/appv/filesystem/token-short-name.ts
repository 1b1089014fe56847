import type { Codec } from '../../base/ports.ts';
import { encodeUtf8 } from '../../base/text.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz012345';

/**
 * What a token folder is called in the short paths of EmptyDirectories and OpaqueDirectories: eight characters, a dot and
 * three, without meaning, like the random names that the Sequencer gives (`5slcymyn.s4o`). Ours is made from the package
 * id and the token, so that it is the same in every build.
 */
export function tokenShortName(token: string, packageId: string, codec: Pick<Codec, 'sha1'>): string {
  const digest = codec.sha1([encodeUtf8(`${packageId}\\${token}`)]);
  const name = Array.from(digest.subarray(0, 11), (byte) => letters.charAt(byte & 31));
  return `${name.slice(0, 8).join('')}.${name.slice(8).join('')}`;
}
