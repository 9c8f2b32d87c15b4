import type { Day, Rates, Slot } from "../api";

export const days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const satisfies readonly Day[];
export const HOURS = 24;
export const MOST_SLOTS = 64;
const DAY_MINUTES = HOURS * 60;

/** An hour of the grid. PART: some minutes of it only, or two rates. */
export type Hour = { kind: "OFF" } | { kind: "ON"; rate: Rates } | { kind: "PART" };

/** Minutes of one day, the end not included. */
interface Stretch { day: Day; from: number; to: number; rate: Rates }

export const noRate: Rates = { up: null, down: null };

export const timeText = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes from "08:00" or "24:00"; null for anything else. */
export function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && total <= DAY_MINUTES ? total : null;
}

/** What the grid shows for that hour of that day. */
export function hourOf(slots: readonly Slot[], day: Day, hour: number): Hour {
  const from = hour * 60;
  const to = from + 60;
  const touching = slots.map(stretch).filter((one) => one.day === day && one.from < to && one.to > from);
  const [first] = touching;
  if (first === undefined) return { kind: "OFF" };
  const covered = touching.every((one) => sameRate(one.rate, first.rate)) && minutesCovered(touching, from, to) === 60;
  return covered ? { kind: "ON", rate: first.rate } : { kind: "PART" };
}

/** The slots with those minutes of that day set to a rate, or taken out with null. Sorted; neighbours of one rate become one. */
export function withMinutes(slots: readonly Slot[], day: Day, from: number, to: number, rate: Rates | null): Slot[] {
  const cut = slots.map(stretch).flatMap((one) => (one.day === day ? outside(one, from, to) : [one]));
  const all = rate === null ? cut : [...cut, { day, from, to, rate }];
  return joined(all).map(slotOf);
}

export const withHour = (slots: readonly Slot[], day: Day, hour: number, rate: Rates | null): Slot[] =>
  withMinutes(slots, day, hour * 60, (hour + 1) * 60, rate);

/** One slot instead of another, in the list beside the grid. */
export function replaced(slots: readonly Slot[], old: Slot, next: Slot): Slot[] {
  const without = slots.filter((slot) => slot !== old);
  const from = minutesOf(next.from);
  const to = minutesOf(next.to);
  return from === null || to === null || from >= to ? [...slots] : withMinutes(without, next.day, from, to, { up: next.rateUp, down: next.rateDown });
}

/** Hours in which work may run, of the 168 of a week. */
export function hoursOn(slots: readonly Slot[]): number {
  return days.reduce((sum, day) => sum + minutesCovered(slots.map(stretch).filter((one) => one.day === day), 0, DAY_MINUTES), 0) / 60;
}

export const everyHour = (): Slot[] => days.map((day) => slotOf({ day, from: 0, to: DAY_MINUTES, rate: noRate }));

function stretch({ day, from, to, rateUp, rateDown }: Slot): Stretch {
  return { day, from: minutesOf(from) ?? 0, to: minutesOf(to) ?? 0, rate: { up: rateUp, down: rateDown } };
}

function slotOf({ day, from, to, rate }: Stretch): Slot {
  return { day, from: timeText(from), to: timeText(to), rateUp: rate.up, rateDown: rate.down };
}

function outside(one: Stretch, from: number, to: number): Stretch[] {
  const left = { ...one, to: Math.min(one.to, from) };
  const right = { ...one, from: Math.max(one.from, to) };
  return [left, right].filter((part) => part.from < part.to);
}

function joined(all: readonly Stretch[]): Stretch[] {
  const sorted = [...all].sort((one, other) => days.indexOf(one.day) - days.indexOf(other.day) || one.from - other.from);
  const result: Stretch[] = [];
  for (const one of sorted) {
    const last = result.at(-1);
    if (last !== undefined && last.day === one.day && last.to === one.from && sameRate(last.rate, one.rate)) last.to = one.to;
    else result.push({ ...one });
  }
  return result;
}

function minutesCovered(stretches: readonly Stretch[], from: number, to: number): number {
  let covered = 0;
  let reached = from;
  for (const one of [...stretches].sort((a, b) => a.from - b.from)) {
    const start = Math.max(reached, one.from);
    const end = Math.min(to, one.to);
    if (end > start) {
      covered += end - start;
      reached = end;
    }
  }
  return covered;
}

export const sameRate = (one: Rates, other: Rates): boolean => one.up === other.up && one.down === other.down;
