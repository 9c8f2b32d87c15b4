import type { Moved, UsageBucket } from "../api";

export type Span = "DAY" | "WEEK" | "MONTH";
export type Bucket = "HOUR" | "DAY";

/** Local days, both included. */
export interface Range { from: Date; to: Date; bucket: Bucket }

/** One bar. @property moved null when nothing was recorded, which is not zero */
export interface Bar { start: Date; moved: Moved | null; isFuture: boolean }

/** The day, week (from Monday) or month that lies `back` of them before the one with `today`. */
export function rangeOf(span: Span, back: number, today: Date): Range {
  const year = today.getFullYear();
  const month = today.getMonth();
  const day = today.getDate();
  switch (span) {
    case "DAY":
      return { from: new Date(year, month, day - back), to: new Date(year, month, day - back), bucket: "HOUR" };
    case "WEEK": {
      const monday = day - ((today.getDay() + 6) % 7) - 7 * back;
      return { from: new Date(year, month, monday), to: new Date(year, month, monday + 6), bucket: "DAY" };
    }
    case "MONTH":
      return { from: new Date(year, month - back, 1), to: new Date(year, month - back + 1, 0), bucket: "DAY" };
  }
}

/** Bars of more days would be thinner than a pixel on most screens. */
const MOST_DAYS = 366;

/** Any days that the user names, the last 366 of them; hours for up to two. */
export function rangeBetween(from: Date, to: Date): Range {
  const [earlier, last] = from <= to ? [from, to] : [to, from];
  const earliest = new Date(last.getFullYear(), last.getMonth(), last.getDate() - MOST_DAYS + 1);
  const first = earlier < earliest ? earliest : earlier;
  return { from: first, to: last, bucket: dayAfter(dayAfter(first)) > last ? "HOUR" : "DAY" };
}

/** The date as the agent reads it, such as 2026-11-22: the local day. */
export function dateText(day: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A local day from its text; null for anything else. */
export function dateOf(text: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return dateText(date) === text ? date : null;
}

/** Every hour or day of the range; a day with a clock change has 23 or 25 hours. */
export function bars({ from, to, bucket }: Range, buckets: readonly UsageBucket[], now: Date): Bar[] {
  const recorded = new Map<number, Moved>();
  for (const { start, up, down } of buckets) {
    const key = startOf(new Date(start), bucket).getTime();
    const before = recorded.get(key);
    recorded.set(key, { up: up + (before?.up ?? 0), down: down + (before?.down ?? 0) });
  }
  const all: Bar[] = [];
  const end = dayAfter(to);
  for (let start = from; start < end; start = after(start, bucket)) {
    all.push({ start, moved: recorded.get(start.getTime()) ?? null, isFuture: start > now });
  }
  return all;
}

export function total(all: readonly Bar[]): Moved {
  return all.reduce((sum, { moved }) => ({ up: sum.up + (moved?.up ?? 0), down: sum.down + (moved?.down ?? 0) }), { up: 0, down: 0 });
}

/** The bar with most bytes, if anything was recorded. */
export function busiest(all: readonly Bar[]): Bar | null {
  const bytes = ({ moved }: Bar): number => (moved === null ? 0 : moved.up + moved.down);
  return all.reduce<Bar | null>((most, bar) => (bytes(bar) > (most === null ? 0 : bytes(most)) ? bar : most), null);
}

const HOUR_MILLIS = 3_600_000;

/** Through the local minutes: zones such as India's are half an hour off the hours of UTC. */
function startOf(at: Date, bucket: Bucket): Date {
  if (bucket === "DAY") return new Date(at.getFullYear(), at.getMonth(), at.getDate());
  return new Date(at.getTime() - ((at.getMinutes() * 60 + at.getSeconds()) * 1000 + at.getMilliseconds()));
}

const after = (start: Date, bucket: Bucket): Date => (bucket === "HOUR" ? new Date(start.getTime() + HOUR_MILLIS) : dayAfter(start));

const dayAfter = (day: Date): Date => new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
