import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createPersistentMap,
  differences,
  entriesOf,
  type PersistentMap,
  valueAt,
  withValue,
} from '../../../../shared/appv/edits/persistent-map.ts';

const changesOf = (keys: fc.Arbitrary<string>) =>
  fc.array(fc.tuple(keys, fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })), { maxLength: 400 });
const fewKeys = fc.integer({ min: 0, max: 150 }).map((number) => `KEY ${number}`);

function contentOf(map: PersistentMap<number>): Map<string, number> {
  return new Map(entriesOf(map));
}

function changed(map: PersistentMap<number>, changes: readonly [string, number | undefined][]) {
  return changes.reduce((now, [key, value]) => withValue(now, key, value), map);
}

describe('a persistent map', () => {
  it('holds what a Map holds after the same changes, and the old one stays as it was', () => {
    fc.assert(
      fc.property(changesOf(fewKeys), changesOf(fewKeys), (first, second) => {
        const model = new Map<string, number>();
        const follow = ([key, value]: readonly [string, number | undefined]) =>
          value === undefined ? model.delete(key) : model.set(key, value);
        const before = changed(createPersistentMap(), first);
        for (const change of first) follow(change);
        const kept = new Map(model);
        const after = changed(before, second);
        for (const change of second) follow(change);
        expect(contentOf(after)).toEqual(model);
        expect(after.size).toBe(model.size);
        expect(contentOf(before)).toEqual(kept);
        for (const key of model.keys()) expect(valueAt(after, key)).toBe(model.get(key));
      }),
    );
  });

  it('tells the differences, however both came about', () => {
    fc.assert(
      fc.property(changesOf(fewKeys), changesOf(fewKeys), fc.boolean(), (first, second, apart) => {
        const before = changed(createPersistentMap(), first);
        const after = apart ? changed(createPersistentMap(), second) : changed(before, second);
        const [old, now] = [contentOf(before), contentOf(after)];
        const expected = [...new Set([...old.keys(), ...now.keys()])]
          .filter((key) => old.get(key) !== now.get(key))
          .sort();
        const found = [...differences(before, after)];
        expect(found.map(({ key }) => key).sort()).toEqual(expected);
        for (const each of found) {
          expect(each.before).toBe(old.get(each.key));
          expect(each.after).toBe(now.get(each.key));
        }
      }),
    );
  });

  it('shares all but one bucket with the map that it was made from', () => {
    const entries = Array.from({ length: 20_000 }, (_, index) => [`FILE ${index}`, index] as const);
    const before = createPersistentMap(entries);
    const after = withValue(before, 'FILE 77', 0);
    const shared = before.buckets.filter((bucket, place) => bucket === after.buckets[place]);
    expect(shared).toHaveLength(before.buckets.length - 1);
    expect(Math.max(...before.buckets.map(({ size }) => size))).toBeLessThan(1_000);
  });

  it('keeps its buckets small when it grows one by one', () => {
    let map = createPersistentMap<number>();
    for (let index = 0; index < 10_000; index++) map = withValue(map, `FILE ${index}`, index);
    expect(map.size).toBe(10_000);
    expect(Math.max(...map.buckets.map(({ size }) => size))).toBeLessThan(1_000);
  });
});
