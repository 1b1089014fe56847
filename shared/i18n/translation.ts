/**
 * The shape that a translation must have to compile: every key of the English texts, and no other.
 *
 * Plural forms follow CLDR, as i18next reads them: English has `_one` and `_other`, French also `_many`
 * (1 000 000 de fichiers), so each `_other` of the English texts asks for a `_many` too.
 */
export type Translation<English> = English extends string
  ? string
  : {
      readonly [Key in keyof English | ManyKey<keyof English>]: Key extends keyof English
        ? Translation<English[Key]>
        : string;
    };

type ManyKey<Key> = Key extends `${infer Base}_other` ? `${Base}_many` : never;
