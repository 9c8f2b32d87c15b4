import type { Slot } from "../../shared/api";
import { hoursOn } from "../../shared/limits/week";
import type { Words } from "../../shared/words";

/** A member of the settings by its path, in words. */
export const settingName = (path: string, { code }: Words): string => code("setting", path.replaceAll(".", "_"));

/** Its value in words, for choosing between two. */
export function settingWords(path: string, value: unknown, { t, plural, format }: Words): string {
  if (typeof value === "boolean") return t(value ? "on" : "off");
  if (path === "schedule.slots" && Array.isArray(value)) return plural("slotsAndHours", value.length, { hours: format.number(Math.round(hoursOn(value as Slot[]))) });
  if (typeof value === "number" && path.startsWith("limits.rate")) return value === 0 ? t("noLimit") : format.rate(value);
  if (typeof value === "number" && path.startsWith("limits.per")) return value === 0 ? t("noCap") : format.bytes(value);
  if (path === "idle.lineBusyBytesPerSecond") return typeof value === "number" ? format.rate(value) : t("off");
  return value === null ? t("none") : typeof value === "number" ? format.number(value) : String(value);
}
