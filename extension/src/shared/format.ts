const KILO = 1000;
const MICRO_PER_LMR = 1_000_000;
const byteUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const MINUTE_MILLIS = 60_000;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;
const DAY_MILLIS = 24 * HOUR_MILLIS;

/** Numbers and times as people of one language write them. Bytes count in thousands: 1 kB is 1,000 bytes. */
export class Format {
  private readonly now: () => Date;

  constructor(private readonly locale: string, now: () => Date = () => new Date()) {
    this.now = now;
  }

  readonly number = (value: number): string => new Intl.NumberFormat(this.locale).format(value);

  readonly percent = (share: number): string => new Intl.NumberFormat(this.locale, { style: "percent", maximumFractionDigits: 0 }).format(share);

  readonly bytes = (count: number): string => this.scaled(count);

  /** Bytes per second. */
  readonly rate = (perSecond: number): string => this.scaled(perSecond, "-per-second");

  /** At least two decimals, at most the six that there are. */
  readonly lmr = (micro: number): string =>
    `${new Intl.NumberFormat(this.locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 }).format(micro / MICRO_PER_LMR)} LMR`;

  readonly date = (iso: string): string => this.in(iso, { dateStyle: "medium" });

  readonly time = (iso: string): string => this.in(iso, { timeStyle: "short" });

  readonly timeToTheSecond = (iso: string): string => this.in(iso, { timeStyle: "medium" });

  readonly dateTime = (iso: string): string => this.in(iso, { dateStyle: "medium", timeStyle: "short" });

  /** The hour if it is today, else with the weekday or the date. */
  readonly moment = (iso: string): string => {
    const away = Math.abs(new Date(iso).getTime() - this.now().getTime());
    if (new Date(iso).toDateString() === this.now().toDateString()) return this.time(iso);
    return away < 6 * DAY_MILLIS ? this.in(iso, { weekday: "short", hour: "numeric", minute: "2-digit" }) : this.dateTime(iso);
  };

  /** Such as "5 minutes ago" or "in 2 hours". */
  readonly ago = (iso: string): string => {
    const millis = new Date(iso).getTime() - this.now().getTime();
    const format = new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" });
    const size = Math.abs(millis);
    if (size < MINUTE_MILLIS) return format.format(Math.round(millis / 1000), "second");
    if (size < HOUR_MILLIS) return format.format(Math.round(millis / MINUTE_MILLIS), "minute");
    if (size < DAY_MILLIS) return format.format(Math.round(millis / HOUR_MILLIS), "hour");
    return format.format(Math.round(millis / DAY_MILLIS), "day");
  };

  private scaled(value: number, per = ""): string {
    const power = value < KILO ? 0 : Math.min(Math.floor(Math.log10(value) / 3), byteUnits.length - 1);
    const shown = value / KILO ** power;
    const digits = power === 0 ? 0 : shown < 9.995 ? 2 : shown < 99.95 ? 1 : 0;
    const unit = `${byteUnits[power] ?? "byte"}${per}`;
    return new Intl.NumberFormat(this.locale, {
      style: "unit", unit, unitDisplay: power === 0 && per === "" ? "long" : "short", minimumFractionDigits: 0, maximumFractionDigits: digits,
    }).format(shown);
  }

  private in(iso: string, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, options).format(new Date(iso));
  }
}
