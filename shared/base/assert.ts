/** Ends a switch over a union: compiles only when every member was handled. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** For what the surrounding code guarantees; `why` says how we know. A failure is a bug, never bad input. */
export function assertDefined<Value>(value: Value | undefined | null, why: string): Value {
  if (value === undefined || value === null) throw new Error(`Broken invariant: ${why}`);
  return value;
}
