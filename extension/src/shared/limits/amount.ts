/** Units that people have on their bills and in their routers; a byte is eight bits, a kilo a thousand. */
export const rateUnits = { "kB/s": 1_000, "MB/s": 1_000_000, "kbit/s": 125, "Mbit/s": 125_000 } as const;
export const byteUnits = { MB: 1_000_000, GB: 1_000_000_000, TB: 1_000_000_000_000 } as const;

export type RateUnit = keyof typeof rateUnits;
export type ByteUnit = keyof typeof byteUnits;
type Units = Readonly<Record<string, number>>;

/** What was typed: the number in bytes, or none at all. */
export type Typed = { kind: "AMOUNT"; bytes: number } | { kind: "EMPTY" } | { kind: "MALFORMED" } | { kind: "TOO_SMALL" };

/** Reads a number with comma or point. Empty is no limit; zero would stop everything, which is what the pause is for. */
export function readAmount(text: string, bytesPerUnit: number): Typed {
  const plain = text.trim().replace(",", ".");
  if (plain === "") return { kind: "EMPTY" };
  if (!/^\d{1,12}(\.\d{0,6})?$/.test(plain)) return { kind: "MALFORMED" };
  const bytes = Math.round(Number(plain) * bytesPerUnit);
  return bytes < 1 ? { kind: "TOO_SMALL" } : { kind: "AMOUNT", bytes };
}

/** The number in that unit as it stands in a field, without groups. */
export function amountText(bytes: number, bytesPerUnit: number, locale: string): string {
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 6 }).format(bytes / bytesPerUnit);
}

/** The largest unit in which the amount is at least one, of the first `choices`. */
export function fittingUnit<U extends string>(bytes: number, units: Readonly<Record<U, number>>, choices: readonly U[]): U {
  const fitting = choices.filter((unit) => bytes >= units[unit]);
  const [smallest] = choices;
  return fitting.reduce((best, unit) => (units[unit] > units[best] ? unit : best), fitting[0] ?? (smallest as U));
}

export const unitsOf = (units: Units): string[] => Object.keys(units);

/** A rate in bytes per second as people know it from their contract. */
export const megabits = (bytesPerSecond: number): number => bytesPerSecond / rateUnits["Mbit/s"];
