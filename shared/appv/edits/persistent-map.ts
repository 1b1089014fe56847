/**
 * A table over texts that is never changed: a change answers with a new one that shares nearly everything with the old.
 * Undo keeps every state of a document, and a folder may hold 100,000 files, so copying all of them for each edit would
 * cost its time and, kept a thousand times, its memory. The entries lie in about as many buckets as each has entries;
 * a change copies the list of buckets and one of them.
 */
export type PersistentMap<Value> = {
  readonly size: number;
  readonly buckets: readonly ReadonlyMap<string, Value>[];
};

/** Up to here one bucket is best. */
const smallSize = 64;

export function createPersistentMap<Value>(
  entries: Iterable<readonly [key: string, value: Value]> = [],
): PersistentMap<Value> {
  return fromMap(new Map(entries));
}

function fromMap<Value>(all: ReadonlyMap<string, Value>): PersistentMap<Value> {
  if (all.size <= smallSize) return { size: all.size, buckets: [all] };
  const count = 2 ** Math.ceil(Math.log2(all.size) / 2);
  const buckets = Array.from({ length: count }, () => new Map<string, Value>());
  for (const [key, value] of all) buckets[bucketOf(key, count)]?.set(key, value);
  return { size: all.size, buckets };
}

/** FNV-1a over the UTF-16 code units. `count` is a power of two. */
function bucketOf(key: string, count: number): number {
  if (count === 1) return 0;
  let hash = 0x811c_9dc5;
  for (let index = 0; index < key.length; index++)
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x0100_0193);
  return (hash ^ (hash >>> 16)) & (count - 1);
}

export function valueAt<Value>({ buckets }: PersistentMap<Value>, key: string): Value | undefined {
  return buckets[bucketOf(key, buckets.length)]?.get(key);
}

/** With `value` under `key`; without the key for `undefined`. */
export function withValue<Value>(
  map: PersistentMap<Value>,
  key: string,
  value: Value | undefined,
): PersistentMap<Value> {
  const place = bucketOf(key, map.buckets.length);
  const bucket = new Map(map.buckets[place]);
  if (value === undefined) bucket.delete(key);
  else bucket.set(key, value);
  const size = map.size + bucket.size - (map.buckets[place]?.size ?? 0);
  const changed = { size, buckets: map.buckets.with(place, bucket) };
  // Four times what its buckets were made for: lay it out anew, which is rare enough to cost nothing.
  return size > Math.max(smallSize, 4 * map.buckets.length ** 2)
    ? fromMap(new Map(entriesOf(changed)))
    : changed;
}

/** In an order that depends on nothing but how the table came about. */
export function* entriesOf<Value>({ buckets }: PersistentMap<Value>): Generator<[string, Value]> {
  for (const bucket of buckets) yield* bucket;
}

/** The keys whose values are not the same in both, with these. What the two share is not looked at. */
export function* differences<Value>(
  before: PersistentMap<Value>,
  after: PersistentMap<Value>,
): Generator<{
  readonly key: string;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}> {
  const alike = before.buckets.length === after.buckets.length;
  for (const [place, bucket] of before.buckets.entries()) {
    if (alike && bucket === after.buckets[place]) continue;
    for (const [key, value] of bucket) {
      const now = valueAt(after, key);
      if (now !== value) yield { key, before: value, after: now };
    }
  }
  for (const [place, bucket] of after.buckets.entries()) {
    if (alike && bucket === before.buckets[place]) continue;
    for (const [key, value] of bucket) {
      if (valueAt(before, key) === undefined) yield { key, before: undefined, after: value };
    }
  }
}
