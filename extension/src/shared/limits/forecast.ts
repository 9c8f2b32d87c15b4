/** When a cap will be reached if the rest of the period goes on as it went. */
export type Forecast =
  | { kind: "NO_CAP" }
  | { kind: "TOO_EARLY" }
  | { kind: "REACHED" }
  /** @property expected bytes at the end of the period */
  | { kind: "WITHIN"; expected: number; share: number }
  | { kind: "ON"; at: Date };

export interface Period { start: Date; end: Date }

/** A pace over less than this says nothing. */
const LEAST_SHARE_OF_PERIOD = 0.02;

export const dayPeriod = (now: Date): Period => ({
  start: new Date(now.getFullYear(), now.getMonth(), now.getDate()),
  end: new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1),
});

/** The month of the user's contract, which starts on a day from 1 to 28. */
export function monthPeriod(now: Date, startsOn: number): Period {
  const month = now.getDate() >= startsOn ? now.getMonth() : now.getMonth() - 1;
  return { start: new Date(now.getFullYear(), month, startsOn), end: new Date(now.getFullYear(), month + 1, startsOn) };
}

/** @param cap in bytes, zero for none */
export function forecast(used: number, cap: number, { start, end }: Period, now: Date): Forecast {
  if (cap === 0) return { kind: "NO_CAP" };
  if (used >= cap) return { kind: "REACHED" };
  const elapsed = now.getTime() - start.getTime();
  const whole = end.getTime() - start.getTime();
  if (elapsed < whole * LEAST_SHARE_OF_PERIOD) return { kind: "TOO_EARLY" };
  const expected = (used / elapsed) * whole;
  if (expected <= cap) return { kind: "WITHIN", expected, share: expected / cap };
  return { kind: "ON", at: new Date(start.getTime() + (cap / used) * elapsed) };
}
