import type { Capacity, LineBucket, LineHistory, LineNow, LineStanding, LineStep, Rates } from "../api";
import { dice, wave } from "./dice";
import { isYielding, pointAt, TEST_MILLIS, testBefore } from "./journal";

const SECOND_MILLIS = 1_000;
const HOUR_MILLIS = 3_600_000;
const DAY_MILLIS = 24 * HOUR_MILLIS;
/** The demo's line was recorded from here on, and became faster there. */
const START_MILLIS = Date.UTC(2026, 0, 1);
const FASTER_MILLIS = Date.UTC(2026, 5, 12);
const STEPS: Readonly<Record<LineStep, number>> = { "1s": SECOND_MILLIS, "1m": 60 * SECOND_MILLIS, "1h": HOUR_MILLIS };
/** Points of which a minute is made. */
const SAMPLES = 4;
/** What a line carries of ours by the hour, in bytes per second. */
const OWN_RATE = 85_000;
const OWN_UP_SHARE = 0.24;
const OTHERS_UP_SHARE = 0.07;

export function lineNow(millis: number, rates: Rates, runs: boolean): LineNow {
  const { at, ownUp, ownDown, lineUp, lineDown } = pointAt(millis, rates);
  const capacity = capacityAt(testBefore(millis));
  const other = { up: (lineUp ?? 0) - ownUp, down: (lineDown ?? 0) - ownDown };
  return {
    at, capacity, own: { up: ownUp, down: ownDown }, other, standing: standing(millis, runs),
    idle: { up: Math.max(0, (capacity.up ?? 0) - other.up), down: Math.max(0, (capacity.down ?? 0) - other.down) },
  };
}

function standing(millis: number, runs: boolean): LineStanding {
  const second = Math.floor(millis / SECOND_MILLIS);
  if (!runs) return { state: "HOLD", why: "NOT_ALLOWED", text: "nothing is allowed now", until: null };
  if (isYielding(second)) return { state: "YIELD", why: "OTHER_TRAFFIC", text: "other traffic on this computer", until: null };
  if (isYielding(second - 1)) return { state: "HOLD", why: "SETTLING", text: "the line was just used", until: new Date((second + 1) * SECOND_MILLIS).toISOString() };
  return { state: "RUN", why: "LINE_QUIET", text: "the line is quiet", until: null };
}

function capacityAt(millis: number): Capacity {
  const base = millis < FASTER_MILLIS ? 1_280_000 : 2_060_000;
  const steady = 0.985 + 0.03 * dice(Math.floor(millis / HOUR_MILLIS), 72);
  return { down: Math.round(base * steady), up: Math.round(base * 0.26 * steady), provenAt: new Date(millis).toISOString(), challengers: 5 };
}

export function lineHistory(from: Date, to: Date, step: LineStep, now: number): LineHistory {
  const length = STEPS[step];
  const buckets: LineBucket[] = [];
  const last = Math.min(to.getTime(), now);
  for (let at = Math.max(from.getTime(), START_MILLIS); at < last; at += length) {
    if (isOff(at)) continue;
    const millis = Math.min(length, last - at);
    buckets.push(step === "1h" ? hour(at, millis) : fine(at, millis));
  }
  const capacities: Capacity[] = [];
  for (let test = testBefore(Math.max(from.getTime(), START_MILLIS)); test < last; test += TEST_MILLIS) capacities.push(capacityAt(test));
  return { buckets, capacities, kept: { secondsForHours: 24, hoursForDays: 396, bytes: 842_000 } };
}

/** In some nights the computer was off. */
function isOff(millis: number): boolean {
  const at = new Date(millis);
  return at.getHours() < 7 && dice(Math.floor(millis / DAY_MILLIS), 73) < 0.12;
}

function fine(at: number, millis: number): LineBucket {
  const samples = millis > SECOND_MILLIS ? SAMPLES : 1;
  const points = Array.from({ length: samples }, (_, part) => pointAt(at + (millis * part) / samples, { up: null, down: null }));
  const seconds = Math.max(1, Math.round(millis / SECOND_MILLIS));
  const mean = (value: (point: (typeof points)[number]) => number): number => Math.round((points.reduce((sum, point) => sum + value(point), 0) / samples) * seconds);
  return {
    start: new Date(at).toISOString(), seconds, exactSeconds: seconds, ownUp: mean(({ ownUp }) => ownUp), ownDown: mean(({ ownDown }) => ownDown),
    otherSeconds: seconds, otherUp: mean(({ ownUp, lineUp }) => (lineUp ?? 0) - ownUp), otherDown: mean(({ ownDown, lineDown }) => (lineDown ?? 0) - ownDown),
  };
}

/** People use their line in the evening. */
function hour(at: number, millis: number): LineBucket {
  const seconds = Math.max(1, Math.round(millis / SECOND_MILLIS));
  const hours = Math.floor(at / HOUR_MILLIS);
  const evening = Math.max(0, 1 - Math.abs(new Date(at).getHours() - 20) / 6);
  const ownDown = Math.round(OWN_RATE * (0.35 + 1.3 * wave(hours, 5, 9)) * seconds);
  const otherDown = Math.round((18_000 + 420_000 * evening * wave(hours, 7, 74) ** 2 + 60_000 * wave(hours, 3, 75) ** 3) * seconds);
  return {
    start: new Date(at).toISOString(), seconds, exactSeconds: Math.round(seconds * 0.7), ownUp: Math.round(ownDown * OWN_UP_SHARE), ownDown,
    otherSeconds: seconds, otherUp: Math.round(otherDown * OTHERS_UP_SHARE), otherDown,
  };
}
