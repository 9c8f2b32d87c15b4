/** A number that depends on its arguments only: the same in every page and every run. From 0 up to but not 1. */
export function dice(at: number, salt: number): number {
  let x = Math.imul(at ^ (salt * 0x9e3779b1), 0x85ebca6b) ^ Math.imul(Math.floor(at / 0x100000000), 0xc2b2ae35);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return ((x ^ (x >>> 15)) >>> 0) / 0x100000000;
}

/** Rises and falls without jumps; `span` is how far apart its turns may be. From 0 to 1. */
export function wave(at: number, span: number, salt: number): number {
  const from = Math.floor(at / span);
  const part = at / span - from;
  const eased = part * part * (3 - 2 * part);
  return dice(from, salt) * (1 - eased) + dice(from + 1, salt) * eased;
}

export function pick<T>(from: readonly [T, ...T[]], at: number, salt: number): T {
  return from[Math.floor(dice(at, salt) * from.length)] ?? from[0];
}
