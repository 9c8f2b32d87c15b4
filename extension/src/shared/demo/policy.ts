import type { Category, Day, Preview, Rates, Reason, Rules, RuleTest, Settings, Slot, WeekHour } from "../api";
import { siteCategories } from "./journal";

export const days: readonly [Day, ...Day[]] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** Always on, so that whoever opens the demo sees it run; slower in office hours. */
function slotsOf(day: Day): Slot[] {
  const full = { day, rateUp: null, rateDown: null };
  if (day === "SATURDAY" || day === "SUNDAY") return [{ ...full, from: "00:00", to: "24:00" }];
  return [{ ...full, from: "00:00", to: "09:00" }, { day, from: "09:00", to: "17:00", rateUp: 100_000, rateDown: 250_000 }, { ...full, from: "17:00", to: "24:00" }];
}

export const firstSettings: Settings = {
  limits: { rateUp: 250_000, rateDown: 500_000, perDay: 15_000_000_000, perMonth: 300_000_000_000 },
  monthStartsOn: 1,
  schedule: {
    enabled: true,
    slots: days.flatMap(slotsOf),
  },
  idle: { onlyWhenIdle: false, idleMinutes: 5, hints: true, lineBusyBytesPerSecond: 2_000_000 },
  power: { pauseOnBattery: true },
  network: { pauseOnMetered: true, metered: "AUTO" },
  journal: { retentionDays: 90 },
  relay: { parties: false, destinations: false },
};

export const firstRules = (coordinatorKeys: readonly [string, string]): Rules => ({
  sites: { mode: "ALL_BUT_DENIED", denied: ["my-bank.example", "my-employer.example"], allowed: [] },
  categories: { denied: ["ADULT", "GAMBLING", "FINANCE", "HEALTH"] },
  coordinators: [
    { key: coordinatorKeys[0], name: "Aurora Data", trust: "FULL", perMonth: 0 },
    { key: coordinatorKeys[1], name: "Meridian Research", trust: "FULL", perMonth: 100_000_000_000 },
  ],
});

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const slotAt = ({ schedule }: Settings, day: Day, minute: number): Slot | undefined =>
  schedule.slots.find((slot) => slot.day === day && minutesOf(slot.from) <= minute && minute < minutesOf(slot.to));

const runs = (settings: Settings, day: Day, minute: number): boolean => !settings.schedule.enabled || slotAt(settings, day, minute) !== undefined;

/** The general limit, or the slot's if that is less; null is none. */
function rateAt(settings: Settings, at: Date): Rates {
  const slot = settings.schedule.enabled ? slotAt(settings, dayOf(at), minuteOf(at)) : undefined;
  const least = (general: number, own: number | null | undefined) => Math.min(general || Infinity, own ?? Infinity);
  const orNone = (rate: number) => (rate === Infinity ? null : rate);
  return { up: orNone(least(settings.limits.rateUp, slot?.rateUp)), down: orNone(least(settings.limits.rateDown, slot?.rateDown)) };
}

const minuteOf = (at: Date): number => at.getHours() * 60 + at.getMinutes();

const dayOf = (date: Date): Day => days[(date.getDay() + 6) % 7] ?? days[0];

export function previewOf(settings: Settings, at: Date, paused: Reason | null): Preview {
  const inSchedule = runs(settings, dayOf(at), minuteOf(at));
  const change = nextScheduleChange(settings, at, inSchedule);
  const outside: Reason = { code: "OUTSIDE_SCHEDULE", text: "outside your schedule", until: change };
  const reasons = [...(paused === null ? [] : [paused]), ...(inSchedule ? [] : [outside])];
  const wouldRun = reasons.length === 0;
  const rate = wouldRun ? rateAt(settings, at) : { up: 0, down: 0 };
  return {
    wouldRun, reasons: wouldRun ? [{ code: "READY", text: "ready for work", until: null }] : reasons, nextChange: paused?.until ?? change, rate,
    at: at.toISOString(), week: weekOf(settings),
  };
}

function nextScheduleChange(settings: Settings, from: Date, now: boolean): string | null {
  const at = new Date(from);
  at.setSeconds(0, 0);
  for (let minute = 0; minute < 7 * 24 * 60; minute++) {
    at.setMinutes(at.getMinutes() + 1);
    if (runs(settings, dayOf(at), minuteOf(at)) !== now) return at.toISOString();
  }
  return null;
}

const weekOf = (settings: Settings): WeekHour[] =>
  days.flatMap((day) => Array.from({ length: 24 }, (_, hour) => ({ day, hour, runs: runs(settings, day, hour * 60) })));

const covers = (domain: string, host: string): boolean => host === domain || host.endsWith(`.${domain}`);

export function testOf(rules: Rules, typed: string, coordinator: string | null): RuleTest {
  const host = typed.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/[/?#:].*$/, "");
  const site = host.split(".").slice(-2).join(".");
  const category: Category = siteCategories.get(site) ?? "UNCATEGORISED";
  const found = { site, category };
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) return { ...found, allowed: false, code: "MALFORMED_SITE", rule: `MALFORMED_SITE ${host}` };
  const denied = rules.sites.denied.find((domain) => covers(domain, host));
  if (denied !== undefined) return { ...found, allowed: false, code: "SITE_DENIED", rule: `SITE_DENIED ${denied}` };
  const listed = rules.sites.allowed.some((domain) => covers(domain, host));
  if (rules.sites.mode === "ONLY_ALLOWED" && !listed) return { ...found, allowed: false, code: "SITE_NOT_LISTED", rule: "SITE_NOT_LISTED" };
  if (rules.categories.denied.includes(category)) return { ...found, allowed: false, code: "CATEGORY_DENIED", rule: `CATEGORY_DENIED ${category}` };
  const trust = rules.coordinators.find(({ key }) => key === coordinator)?.trust;
  if (trust === "BLOCKED") return { ...found, allowed: false, code: "COORDINATOR_BLOCKED", rule: "COORDINATOR_BLOCKED" };
  if (trust === "LISTED_ONLY" && !listed) return { ...found, allowed: false, code: "COORDINATOR_LISTED_ONLY", rule: "COORDINATOR_LISTED_ONLY" };
  return { ...found, allowed: true, code: "ALLOWED", rule: "ALLOWED" };
}
