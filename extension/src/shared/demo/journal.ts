import type { Category, JournalOutcome, JournalRow, LivePoint, Moved, Rates } from "../api";
import { dice, pick, wave } from "./dice";

/** The demo's first task begins here; one each twelve seconds since. */
const START_MILLIS = Date.UTC(2026, 0, 1);
export const TASK_MILLIS = 12_000;
const HOUR_MILLIS = 3_600_000;

interface Site { domain: string; host: string; category: Category; purpose: string }

const sites: readonly [Site, ...Site[]] = [
  { domain: "harbour-news.example", host: "www.harbour-news.example", category: "NEWS", purpose: "News archive" },
  { domain: "alpine-weather.example", host: "data.alpine-weather.example", category: "UNCATEGORISED", purpose: "Weather records" },
  { domain: "shelf-compare.example", host: "shop.shelf-compare.example", category: "SHOPPING", purpose: "Price comparison" },
  { domain: "open-atlas.example", host: "tiles.open-atlas.example", category: "TRAVEL", purpose: "Map survey" },
  { domain: "city-library.example", host: "catalogue.city-library.example", category: "EDUCATION", purpose: "Library catalogue" },
  { domain: "rail-times.example", host: "www.rail-times.example", category: "TRAVEL", purpose: "Timetable survey" },
  { domain: "paper-index.example", host: "www.paper-index.example", category: "EDUCATION", purpose: "Open science index" },
  { domain: "green-grocer.example", host: "www.green-grocer.example", category: "SHOPPING", purpose: "Price comparison" },
  { domain: "north-gazette.example", host: "www.north-gazette.example", category: "NEWS", purpose: "News archive" },
];
const deniedSite: Site = { domain: "lucky-seven.example", host: "www.lucky-seven.example", category: "GAMBLING", purpose: "Price comparison" };

export interface DemoCoordinator { name: string; address: string; host: string; logOrigin: string; seed: number }
export const coordinators: readonly [DemoCoordinator, DemoCoordinator] = [
  { name: "Aurora Data", address: "wss://aurora.example/agent", host: "aurora.example", logOrigin: "aurora.example/log/1", seed: 2 },
  { name: "Meridian Research", address: "wss://meridian.example/agent", host: "meridian.example", logOrigin: "meridian.example/log/1", seed: 3 },
];

export const coordinatorOf = (task: number): 0 | 1 => (dice(task, 1) < 0.72 ? 0 : 1);
export const latestTask = (millis: number): number => Math.floor((millis - START_MILLIS) / TASK_MILLIS);
export const timeOf = (task: number): number => START_MILLIS + task * TASK_MILLIS;

export function outcomeOf(task: number): JournalOutcome {
  const chance = dice(task, 2);
  if (chance < 0.9) return "OK";
  if (chance < 0.94) return "REFUSED";
  return chance < 0.97 ? "BLOCKED" : "FAILED";
}

const codes: Record<JournalOutcome, string> = { OK: "NONE", REFUSED: "ROBOTS_DISALLOW", BLOCKED: "CATEGORY_DENIED", FAILED: "TIMEOUT", STOPPED: "STOPPED" };

/** Three times a day the line is tested. */
const TEST_TASKS = 2_400;
const FIRST_TEST = 1_200;
export const TEST_MILLIS = TEST_TASKS * TASK_MILLIS;
const isTest = (task: number): boolean => task % TEST_TASKS === FIRST_TEST;
/** When the line was tested last. */
export const testBefore = (millis: number): number => timeOf(Math.floor((latestTask(millis) - FIRST_TEST) / TEST_TASKS) * TEST_TASKS + FIRST_TEST);

export function movedBy(task: number): Moved {
  if (isTest(task)) return { up: 368_000, down: 1_410_000 };
  const outcome = outcomeOf(task);
  if (outcome === "BLOCKED") return { up: 0, down: 0 };
  if (outcome !== "OK") return { up: Math.round(300 + 600 * dice(task, 4)), down: Math.round(900 + 5_000 * dice(task, 3)) };
  const busy = 0.35 + 1.3 * wave(timeOf(task) / HOUR_MILLIS, 5, 9);
  const down = Math.round(busy * (60_000 + 3_200_000 * dice(task, 3) ** 2));
  return { down, up: Math.round(down * (0.12 + 0.25 * dice(task, 4))) };
}

export interface DemoKeys { coordinators: readonly [string, string]; consumers: readonly [string, string, string] }

export function rowOf(task: number, keys: DemoKeys): JournalRow {
  if (isTest(task)) return testRow(task, keys);
  const outcome = outcomeOf(task);
  const site = outcome === "BLOCKED" ? deniedSite : pick(sites, task, 5);
  const coordinator = coordinatorOf(task);
  const settled = outcome !== "BLOCKED";
  return {
    number: task, at: new Date(timeOf(task)).toISOString(), coordinator: keys.coordinators[coordinator], coordinatorName: coordinators[coordinator].name,
    trust: "FULL", consumer: pick(keys.consumers, task, 6), kind: "SCRAPE", purpose: site.purpose, category: site.category,
    task: taskIdOf(task), site: site.domain, host: site.host, ...movedBy(task), outcome, code: codes[outcome],
    rule: outcome === "BLOCKED" ? "CATEGORY_DENIED GAMBLING" : null, sequence: settled ? task : null,
    receipt: settled ? `SETTLED in the log of ${coordinators[coordinator].name}` : "NONE",
  };
}

function testRow(task: number, keys: DemoKeys): JournalRow {
  const [coordinator] = keys.coordinators;
  return {
    number: task, at: new Date(timeOf(task)).toISOString(), coordinator, coordinatorName: coordinators[0].name, trust: "FULL", consumer: coordinator,
    kind: "LINE_TEST", purpose: null, category: "UNCATEGORISED", task: taskIdOf(task), site: coordinators[0].host, host: coordinators[0].host,
    ...movedBy(task), outcome: "OK", code: "NONE", rule: null, sequence: null, receipt: "NONE",
  };
}

export function taskIdOf(task: number): string {
  const digits = Array.from({ length: 8 }, (_, part) => Math.floor(dice(task - (task % 10), 20 + part) * 0x10000).toString(16).padStart(4, "0"));
  return `${digits.join("")}/${task % 10}`;
}

export const siteCategories: ReadonlyMap<string, Category> = new Map([...sites, deniedSite].map(({ domain, category }) => [domain, category]));

/** How much of what is allowed a line really reaches. */
const REACHED = 0.96;

/** What the user moves in that second, in bytes. */
const usersDownIn = (second: number): number => Math.round(900_000 * wave(second, 41, 35) ** 4 + 25_000 * wave(second, 5, 36));

/** Above it work gives way. */
const YIELDS_ABOVE = 260_000;
const YIELDED = 0.01;

export const isYielding = (second: number): boolean => usersDownIn(second) > YIELDS_ABOVE;

/** What moves in that second, ours within what is allowed and what the user leaves. */
export function pointAt(millis: number, { up, down }: Rates): LivePoint {
  const second = Math.floor(millis / 1000);
  const left = isYielding(second) ? YIELDED : 1;
  const burst = left * (wave(second, 6, 31) ** 2 * 420_000 + wave(second, 23, 32) * 90_000);
  const ownDown = Math.round(Math.min(burst, REACHED * (down ?? Infinity)));
  const ownUp = Math.round(Math.min(ownDown * (0.18 + 0.12 * wave(second, 9, 33)) + left * 4_000 * wave(second, 4, 34), REACHED * (up ?? Infinity)));
  const usersDown = usersDownIn(second);
  const usersUp = Math.round(usersDown * 0.07);
  return { at: new Date(second * 1000).toISOString(), ownUp, ownDown, lineUp: ownUp + usersUp, lineDown: ownDown + usersDown };
}

/** Sums of whole hours, which never change; a year has 8,784. */
const hours = new Map<number, Moved>();

/** All that the tasks between two times have moved. */
export function movedBetween(fromMillis: number, toMillis: number): Moved {
  const from = Math.max(fromMillis, START_MILLIS + TASK_MILLIS);
  const firstWhole = Math.ceil(from / HOUR_MILLIS) * HOUR_MILLIS;
  const lastWhole = Math.floor(toMillis / HOUR_MILLIS) * HOUR_MILLIS;
  if (firstWhole >= lastWhole) return summed(from, toMillis);
  let sum = plus(summed(from, firstWhole), summed(lastWhole, toMillis));
  for (let hour = firstWhole; hour < lastWhole; hour += HOUR_MILLIS) sum = plus(sum, wholeHour(hour));
  return sum;
}

const plus = (one: Moved, other: Moved): Moved => ({ up: one.up + other.up, down: one.down + other.down });

function wholeHour(startMillis: number): Moved {
  const known = hours.get(startMillis);
  if (known !== undefined) return known;
  const sum = summed(startMillis, startMillis + HOUR_MILLIS);
  hours.set(startMillis, sum);
  return sum;
}

function summed(fromMillis: number, toMillis: number): Moved {
  let sum = { up: 0, down: 0 };
  for (let task = Math.ceil((fromMillis - START_MILLIS) / TASK_MILLIS); timeOf(task) < toMillis; task++) sum = plus(sum, movedBy(task));
  return sum;
}
