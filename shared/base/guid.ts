import type { Brand } from './brand.ts';
import type { Codec } from './ports.ts';

/** A GUID in the one form that manifests and configurations use: lower case, hyphens, no braces. */
export type Guid = Brand<string, 'Guid'>;
export type PackageId = Brand<Guid, 'PackageId'>;
export type VersionId = Brand<Guid, 'VersionId'>;

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Accepts any letter case and an optional pair of braces; `undefined` for anything else. */
export function parseGuid(text: string): Guid | undefined {
  const bare = (/^\{(.*)\}$/.exec(text)?.[1] ?? text).toLowerCase();
  return guidPattern.test(bare) ? (bare as Guid) : undefined;
}

function guidFromBytes(bytes: Uint8Array): Guid {
  const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Guid;
}

/** The digits in the order in which they are written. */
function guidToBytes(guid: Guid): Uint8Array {
  const hex = guid.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}

function* prepend(first: Uint8Array, rest: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield first;
  yield* rest;
}

/**
 * Name-based UUID version 5 (RFC 9562, section 5.5): SHA-1 of the namespace's 16 bytes followed by the name, which comes in
 * pieces because it can be long.
 */
export function uuidVersion5(namespace: Guid, name: Iterable<Uint8Array>, sha1: Codec['sha1']): Guid {
  const digest = sha1(prepend(guidToBytes(namespace), name)).slice(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return guidFromBytes(digest);
}

/** Random UUID version 4 from 16 random bytes, which the caller provides. */
export function uuidVersion4(random: Uint8Array): Guid {
  const bytes = random.slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return guidFromBytes(bytes);
}
