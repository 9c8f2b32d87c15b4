import type { LineBucket, LineHistory, LineStep, LivePoint, Moved } from "../api";

/** What a graph of the line shows. */
export type LineSpan = "MINUTES" | "DAY" | "MONTH" | "YEAR";

/** A second, minute, hour or day of the line. @property own bytes in the `seconds` that are known; null is unknown, which is not zero */
export interface Slice { at: Date; seconds: number; own: Moved | null; otherSeconds: number; other: Moved | null; capacity: Rates }
interface Rates { up: number | null; down: number | null }

const noRates: Rates = { up: null, down: null };
const unknown = (at: Date, capacity = noRates): Slice => ({ at, seconds: 0, own: null, otherSeconds: 0, other: null, capacity });

/** Two ticks may be late before a hole in the line is drawn. */
const GAP_MILLIS = 3_000;

/** Measured seconds; a silence longer than two ticks is a gap. Oldest first. */
export function liveSlices(history: readonly LivePoint[], capacity: Rates = noRates): Slice[] {
  const slices: Slice[] = [];
  for (const { at, ownUp, ownDown, lineUp, lineDown } of history) {
    const time = new Date(at);
    const before = slices.at(-1);
    if (before !== undefined && time <= before.at) continue;
    if (before !== undefined && time.getTime() - before.at.getTime() > GAP_MILLIS) slices.push(unknown(new Date(before.at.getTime() + 1_000), capacity));
    const other = lineUp === null || lineDown === null ? null : { up: Math.max(0, lineUp - ownUp), down: Math.max(0, lineDown - ownDown) };
    slices.push({ at: time, seconds: 1, own: { up: ownUp, down: ownDown }, otherSeconds: other === null ? 0 : 1, other, capacity });
  }
  return slices;
}

const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;
const HOURS_OF_A_DAY = 24;
const DAYS_OF_A_MONTH = 30;
const MONTHS = 13;

/** What to ask the agent for, and the slices it becomes: minutes, hours or days. */
export interface LineQuery { from: Date; to: Date; step: LineStep }

export function lineQuery(span: Exclude<LineSpan, "MINUTES">, now: Date): LineQuery {
  switch (span) {
    case "DAY": {
      const to = new Date(Math.ceil((now.getTime() + 1) / MINUTE_MILLIS) * MINUTE_MILLIS);
      return { from: new Date(to.getTime() - HOURS_OF_A_DAY * HOUR_MILLIS), to, step: "1m" };
    }
    case "MONTH": {
      const to = new Date(hourOf(now).getTime() + HOUR_MILLIS);
      return { from: new Date(to.getTime() - DAYS_OF_A_MONTH * HOURS_OF_A_DAY * HOUR_MILLIS), to, step: "1h" };
    }
    case "YEAR":
      return { from: new Date(now.getFullYear(), now.getMonth() - MONTHS + 1, 1), to: new Date(hourOf(now).getTime() + HOUR_MILLIS), step: "1h" };
  }
}

/** One slice for each minute, hour or local day of the time asked for, also where nothing is known; each direction with what it was last proven to carry. */
export function slicesOf({ buckets, capacities }: LineHistory, { from, to, step }: LineQuery, span: Exclude<LineSpan, "MINUTES">): Slice[] {
  const known = new Map(buckets.map((bucket) => [new Date(bucket.start).getTime(), bucket]));
  const length = step === "1m" ? MINUTE_MILLIS : HOUR_MILLIS;
  const slices: Slice[] = [];
  const proven = capacities.filter(({ provenAt }) => provenAt !== null).map(({ up, down, provenAt }) => ({ up, down, at: new Date(provenAt ?? "").getTime() }));
  let capacity = noRates;
  for (let at = from.getTime(), next = 0; at < to.getTime(); at += length) {
    for (let test = proven[next]; test !== undefined && test.at < at + length; test = proven[++next]) capacity = { up: test.up ?? capacity.up, down: test.down ?? capacity.down };
    const bucket = known.get(at);
    slices.push(bucket === undefined ? unknown(new Date(at), capacity) : sliceOf(bucket, capacity));
  }
  return span === "YEAR" ? merged(slices, dayOf) : slices;
}

function sliceOf({ start, seconds, ownUp, ownDown, otherSeconds, otherUp, otherDown }: LineBucket, capacity: Rates): Slice {
  const other = otherUp === null || otherDown === null ? null : { up: otherUp, down: otherDown };
  return { at: new Date(start), seconds, own: { up: ownUp, down: ownDown }, otherSeconds, other, capacity };
}

/** Slices of the same beginning become one. */
export function merged(slices: readonly Slice[], startOf: (at: Date) => Date): Slice[] {
  const all: Slice[] = [];
  for (const slice of slices) {
    const at = startOf(slice.at);
    const before = all.at(-1);
    if (before?.at.getTime() === at.getTime()) all[all.length - 1] = together(before, slice);
    else all.push({ ...slice, at });
  }
  return all;
}

function together(one: Slice, other: Slice): Slice {
  return {
    at: one.at, seconds: one.seconds + other.seconds, own: sum(one.own, other.own), otherSeconds: one.otherSeconds + other.otherSeconds,
    other: sum(one.other, other.other), capacity: { up: other.capacity.up ?? one.capacity.up, down: other.capacity.down ?? one.capacity.down },
  };
}

const sum = (one: Moved | null, other: Moved | null): Moved | null =>
  one === null ? other : other === null ? one : { up: one.up + other.up, down: one.down + other.down };

/** Rates of one slice in bytes per second; null where unknown. */
export interface SliceRates { ownUp: number | null; ownDown: number | null; otherUp: number | null; otherDown: number | null }

export function ratesOf({ seconds, own, otherSeconds, other }: Slice): SliceRates {
  const per = (bytes: number | undefined, time: number): number | null => (bytes === undefined || time === 0 ? null : bytes / time);
  return { ownUp: per(own?.up, seconds), ownDown: per(own?.down, seconds), otherUp: per(other?.up, otherSeconds), otherDown: per(other?.down, otherSeconds) };
}

/** Rows of the table: a graph has more points than anyone reads. */
export function tableRows(slices: readonly Slice[], span: LineSpan): Slice[] {
  switch (span) {
    case "MINUTES":
      return merged(slices, (at) => new Date(Math.floor(at.getTime() / 10_000) * 10_000));
    case "DAY":
      return merged(slices, hourOf);
    case "MONTH":
      return merged(slices, dayOf);
    case "YEAR":
      return merged(slices, (at) => new Date(at.getFullYear(), at.getMonth(), 1));
  }
}

/** Through the local minutes: zones such as India's are half an hour off the hours of UTC. */
export const hourOf = (at: Date): Date => new Date(at.getTime() - ((at.getMinutes() * 60 + at.getSeconds()) * 1000 + at.getMilliseconds()));
export const dayOf = (at: Date): Date => new Date(at.getFullYear(), at.getMonth(), at.getDate());
