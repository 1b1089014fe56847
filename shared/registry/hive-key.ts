/**
 * A registry key with all that is below it. Names are compared without regard to letter case. Values and keys keep
 * the order they are given in; what is written sorts keys as the format demands.
 */
export type HiveKey = {
  readonly name: string;
  readonly values: readonly HiveValue[];
  readonly keys: readonly HiveKey[];
};

/**
 * A value. `name` is empty for the key's default value. `type` is the raw 32-bit type: App-V keeps marks of its own in
 * the high 16 bits, and they must survive. `data` is the value's bytes as stored, text as UTF-16LE with its end zero.
 */
export type HiveValue = {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
};

export function hiveKey(
  name: string,
  keys: readonly HiveKey[] = [],
  values: readonly HiveValue[] = [],
): HiveKey {
  return { name, values, keys };
}

/** Limits of Windows for names and depth ("Registry element size limits") and of the format for a hive's size. */
export const hiveLimits = {
  /** UTF-16 code units of a key name. */
  keyName: 255,
  /** UTF-16 code units of a value name. */
  valueName: 16_383,
  /** Keys below one another. */
  depth: 512,
  /** Bytes of all hive bins; offsets above have another meaning in Windows. */
  bytes: 0x7fff_f000,
} as const;
