// What FAT takes in a name: ASCII letters and digits and these marks. Other letters depend on a code page; ours have none.
const eightDotThree = /^[A-Z0-9!#$%&'()\-@^_`{}~]{1,8}(?:\.[A-Z0-9!#$%&'()\-@^_`{}~]{1,3})?$/i;

const fatCharacters = /^[A-Z0-9!#$%&'()\-@^_`{}~]*$/i;
const otherCharacter = /[^A-Za-z0-9!#$%&'()\-@^_`{}~]/gu;

/** True when Windows gives the name no second, short one (`readme.txt`, `LICENSE`), whatever its letter case. */
export function isShortName(name: string): boolean {
  return name.length <= 12 && eightDotThree.test(name);
}

/** The 8.3 names of one folder. */
export type ShortNames = {
  has(name: string): boolean;
  /** Keeps a name from being given: one that is 8.3 itself, or the short name of something that is there. */
  take(name: string): void;
  /** Gives a name that is not 8.3 itself its short name, which is taken then. */
  assign(name: string): string | undefined;
};

/**
 * Gives 8.3 names the way NTFS does: `ABCDEF~1.EXT` up to `~4`, then two letters and four hexadecimal digits of a
 * checksum, `AB1C2D~1.EXT`. The checksum is ours: the one of NTFS is not documented. Should every short name of a stem
 * be taken (more than half a million files), the name goes without, as on a volume that makes no short names.
 */
export function createShortNames(): ShortNames {
  const taken = new Set<string>();
  const progress = new Map<string, number>();
  return {
    has: (name) => taken.has(name.toUpperCase()),
    take: (name) => void taken.add(name.toUpperCase()),
    assign(name) {
      const letters = reduce(name);
      const short = numbered(letters, taken, progress) ?? hashed(letters, checksum(name), taken, progress);
      if (short !== undefined) taken.add(short);
      return short;
    },
  };
}

/**
 * The 8.3 names of all that is in one folder, given in this order. Names that are short themselves get none and are
 * never given to another.
 */
export function assignShortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const shorts = createShortNames();
  const long: string[] = [];
  for (const name of names) {
    if (isShortName(name)) shorts.take(name);
    else long.push(name);
  }
  const assigned = new Map<string, string>();
  for (const name of long) {
    const short = shorts.assign(name);
    if (short !== undefined) assigned.set(name, short);
  }
  return assigned;
}

type Letters = { readonly base: string; readonly extension: string };

/** `progress` keeps where the search of a stem goes on, so that many names of one stem cost no more than few. */
function numbered(
  { base, extension }: Letters,
  taken: ReadonlySet<string>,
  progress: Map<string, number>,
): string | undefined {
  const stem = base.slice(0, 6);
  const key = `${stem}~${extension}`;
  for (let number = progress.get(key) ?? 1; number <= 4; number++) {
    const short = `${stem}~${number}${extension}`;
    if (taken.has(short)) continue;
    progress.set(key, number + 1);
    return short;
  }
  progress.set(key, 5);
  return undefined;
}

const checksums = 0x1_0000;

function hashed(
  { base, extension }: Letters,
  sum: number,
  taken: ReadonlySet<string>,
  progress: Map<string, number>,
): string | undefined {
  const stem = base.slice(0, 2);
  const own = withChecksum(stem, sum, extension, taken);
  if (own !== undefined) return own;
  // All nine names of this checksum are taken: go through the others, each of which is left behind once it is full.
  const key = `${stem}*${extension}`;
  for (let other = progress.get(key) ?? 0; other < checksums; other++) {
    const short = withChecksum(stem, other, extension, taken);
    progress.set(key, other);
    if (short !== undefined) return short;
  }
  return undefined;
}

function withChecksum(
  stem: string,
  sum: number,
  extension: string,
  taken: ReadonlySet<string>,
): string | undefined {
  const start = `${stem}${sum.toString(16).toUpperCase().padStart(4, '0')}`;
  for (let number = 1; number <= 9; number++) {
    const short = `${start}~${number}${extension}`;
    if (!taken.has(short)) return short;
  }
  return undefined;
}

/** The letters that a short name is made of: blanks and all dots but the last go, what FAT refuses becomes `_`. */
function reduce(name: string): Letters {
  const trimmed = name.replace(/^[. ]+/, '');
  const dot = trimmed.lastIndexOf('.');
  const base = clean(dot > 0 ? trimmed.slice(0, dot) : trimmed);
  const extension = dot > 0 ? clean(trimmed.slice(dot + 1)).slice(0, 3) : '';
  return { base: base === '' ? '_' : base, extension: extension === '' ? '' : `.${extension}` };
}

function clean(text: string): string {
  const joined = /[ .]/.test(text) ? text.replaceAll(/[ .]/g, '') : text;
  return (fatCharacters.test(joined) ? joined : joined.replaceAll(otherCharacter, '_')).toUpperCase();
}

/** Sixteen bits of FNV-1a over the name's UTF-16 code units, folded. */
function checksum(name: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x0100_0193);
  return ((hash >>> 16) ^ hash) & 0xffff;
}
