import type { Day } from "../../shared/api";
import { days } from "../../shared/limits/week";
import type { Words } from "../../shared/words";

/** A Monday, for naming days. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLIS = 86_400_000;

export const dayName = (day: Day, weekday: "long" | "short", { locale }: Words): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(MONDAY + days.indexOf(day) * DAY_MILLIS);
