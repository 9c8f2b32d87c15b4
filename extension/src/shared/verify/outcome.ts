import type { Failure } from "./verdict";

/** What one check gave: a value to go on with, or what is wrong. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function good<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function bad<T>(failure: Failure): Outcome<T> {
  return { ok: false, failure };
}
