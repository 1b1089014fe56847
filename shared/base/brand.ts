declare const brand: unique symbol;

/** A primitive that must not be mixed up with others of the same primitive type. Only its parser makes one. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
