import { compareOrdinal } from '../base/text.ts';

/**
 * The form in which Windows compares registry names: each UTF-16 code unit upper-cased by itself, so a letter whose
 * upper case is longer stays as it is.
 */
export function registryNameKey(name: string): string {
  let key = '';
  for (let index = 0; index < name.length; index++) {
    const unit = name.charAt(index);
    const upper = unit.toUpperCase();
    key += upper.length === 1 ? upper : unit;
  }
  return key;
}

/** Sub-keys must stand in this order, because Windows looks them up by halving. */
export function sortByName<Named extends { readonly name: string }>(
  items: readonly Named[],
): readonly Named[] {
  return items
    .map((item) => ({ item, key: registryNameKey(item.name) }))
    .sort((left, right) => compareOrdinal(left.key, right.key))
    .map(({ item }) => item);
}
