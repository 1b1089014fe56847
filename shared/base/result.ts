import type { Issue } from './issue.ts';

/**
 * Outcome of reading or writing something foreign. A readable thing may still carry issues; an unreadable
 * one carries at least one issue of severity `error`.
 */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

export function success<Value>(value: Value, issues: readonly Issue[] = []): Result<Value> {
  return { ok: true, value, issues };
}

export function failure(...issues: readonly Issue[]): Result<never> {
  return { ok: false, issues };
}
