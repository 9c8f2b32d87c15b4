import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Capacity, LineBucket, LivePoint } from "../src/shared/api";
import { lineColumns } from "../src/shared/chart/line-columns";
import { summarised } from "../src/shared/chart/line-summary";
import { bars, busiest, dateOf, dateText, rangeBetween, rangeOf, total } from "../src/shared/chart/range";
import { lineQuery, liveSlices, slicesOf, tableRows } from "../src/shared/chart/slices";
import { ticks } from "../src/shared/chart/time-axis";

const point = (second: number, ownDown = 100, lineDown: number | null = 400): LivePoint => ({
  at: new Date(Date.UTC(2026, 10, 22, 6, 0, second)).toISOString(), ownUp: 10, ownDown, lineUp: lineDown === null ? null : 40, lineDown,
});

describe("the live graph", () => {
  it("draws a silence as a gap, not as a line across it", () => {
    const { at, ownDown } = lineColumns(liveSlices([point(0), point(1), point(9), point(10)]), "ALL");

    assert.deepEqual(at.map((one) => one - at[0]!), [0, 1, 2, 9, 10]);
    assert.deepEqual(ownDown, [100, 100, null, 100, 100]);
  });

  it("bears late ticks and passes over doubled ones", () => {
    assert.deepEqual(liveSlices([point(0), point(3), point(3), point(2), point(5)]).length, 3);
  });

  it("keeps an unknown line unknown", () => {
    assert.deepEqual(lineColumns(liveSlices([point(0, 1, null)]), "ALL").allDown, [null]);
  });

  it("puts what others move on what is ours, sent below the middle, and the capacity where it is wanted", () => {
    const slices = liveSlices([point(0)], { up: 500, down: 2_000 });

    assert.deepEqual(lineColumns(slices, "CAPACITY"), { at: [point(0)].map(({ at }) => Date.parse(at) / 1000), capacityDown: [2_000], capacityUp: [-500], allDown: [400], allUp: [-40], ownDown: [100], ownUp: [-10] });
    assert.deepEqual(lineColumns(slices, "ALL").capacityDown, [null]);
    assert.deepEqual(lineColumns(slices, "OWN").allDown, [null]);
  });

  it("is said in one sentence's values", () => {
    assert.deepEqual(summarised(liveSlices([point(0, 100), point(1, 300)])), {
      meanDown: 200, meanUp: 10, peak: 310, peakAt: new Date(point(1).at), share: 420 / 880, isWhole: true,
    });
    assert.equal(summarised([]), null);
    assert.equal(summarised(liveSlices([point(0, 1, null)]))?.share, null);
  });
});

describe("the line's past", () => {
  const now = new Date(2026, 10, 22, 9, 30, 20);
  const bucket = (start: Date, ownDown: number, other: number | null, seconds = 60): LineBucket => ({
    start: start.toISOString(), seconds, exactSeconds: seconds, ownUp: 0, ownDown, otherSeconds: other === null ? 0 : seconds, otherUp: other, otherDown: other,
  });
  const kept = { secondsForHours: 24, hoursForDays: 396, bytes: 1 };

  it("asks for a day of minutes, thirty days of hours and thirteen months of them, never for more than the agent answers", () => {
    const steps = (["DAY", "MONTH", "YEAR"] as const).map((span) => {
      const { from, to, step } = lineQuery(span, now);
      return (to.getTime() - from.getTime()) / (step === "1m" ? 60_000 : 3_600_000);
    });

    assert.deepEqual(steps.slice(0, 2), [1_440, 720]);
    assert.ok(steps[2]! > 9_000 && steps[2]! <= 10_000);
    assert.equal(lineQuery("DAY", now).to.getTime(), new Date(2026, 10, 22, 9, 31).getTime());
  });

  it("draws what nobody recorded as a gap, and rates by the seconds that are known", () => {
    const query = { from: new Date(2026, 10, 22, 9, 0), to: new Date(2026, 10, 22, 9, 4), step: "1m" } as const;
    const buckets = [bucket(new Date(2026, 10, 22, 9, 1), 600, 1_200), bucket(new Date(2026, 10, 22, 9, 2), 300, null, 30)];
    const { ownDown, allDown } = lineColumns(slicesOf({ buckets, capacities: [], kept }, query, "DAY"), "ALL");

    assert.deepEqual(ownDown, [null, 10, 10, null]);
    assert.deepEqual(allDown, [null, 30, null, null]);
  });

  it("shows the capacity that held then, each direction by its own last test", () => {
    const query = { from: new Date(2026, 10, 22, 9, 0), to: new Date(2026, 10, 22, 9, 3), step: "1m" } as const;
    const proven = (minute: number, up: number | null, down: number | null): Capacity => ({ up, down, provenAt: new Date(2026, 10, 22, 9, minute, 30).toISOString(), challengers: 5 });
    const slices = slicesOf({ buckets: [], capacities: [proven(-9, 7, null), proven(1, null, 50)], kept }, query, "DAY");

    assert.deepEqual(slices.map(({ capacity }) => capacity), [{ up: 7, down: null }, { up: 7, down: 50 }, { up: 7, down: 50 }]);
  });

  it("makes hours into local days, and tables into fewer rows without losing a byte", () => {
    const query = lineQuery("YEAR", now);
    const buckets = Array.from({ length: 48 }, (_, hour) => bucket(new Date(2026, 10, 20, hour), 3_600, 7_200, 3_600));
    const days = slicesOf({ buckets, capacities: [], kept }, query, "YEAR");

    assert.equal(days.length, Math.round((Date.UTC(2026, 10, 22) - Date.UTC(2025, 10, 1)) / 86_400_000) + 1);
    assert.deepEqual(days.filter(({ own }) => own !== null).map(({ at, own, seconds }) => [at.getDate(), own?.down, seconds]), [[20, 86_400, 86_400], [21, 86_400, 86_400]]);
    const months = tableRows(days, "YEAR");
    assert.deepEqual([months.length, months.at(-1)?.own?.down], [13, 172_800]);
    assert.equal(summarised(days)?.isWhole, false);
  });

  it("has ticks at whole hours, days and months, as many as there is room for", () => {
    const seconds = (year: number, month: number, day: number): number => new Date(year, month, day).getTime() / 1000;
    const year = ticks("YEAR", seconds(2025, 10, 1), seconds(2026, 10, 22), 6);
    assert.deepEqual(year.map((at) => new Date(at * 1000).getMonth()), [10, 1, 4, 7, 10]);
    assert.ok(ticks("DAY", seconds(2026, 10, 21) + 1_800, seconds(2026, 10, 22) + 1_800, 12).every((at) => new Date(at * 1000).getMinutes() === 0));
    assert.equal(ticks("MINUTES", seconds(2026, 10, 21) - 300, seconds(2026, 10, 21), 9).length, 6);
  });
});

describe("history", () => {
  const today = new Date(2026, 10, 22, 9, 30);

  it("takes weeks from Monday and whole months", () => {
    assert.deepEqual([rangeOf("WEEK", 0, today)].map(({ from, to }) => [dateText(from), dateText(to)]), [["2026-11-16", "2026-11-22"]]);
    assert.deepEqual([rangeOf("MONTH", 9, today)].map(({ from, to }) => [dateText(from), dateText(to)]), [["2026-02-01", "2026-02-28"]]);
    assert.deepEqual([rangeOf("DAY", 22, today)].map(({ from }) => dateText(from)), ["2026-10-31"]);
  });

  it("takes any days, in either order, by the hour when there are at most two", () => {
    assert.equal(rangeBetween(new Date(2026, 10, 3), new Date(2026, 10, 2)).bucket, "HOUR");
    assert.deepEqual(rangeBetween(new Date(2026, 10, 9), new Date(2026, 10, 2)), { from: new Date(2026, 10, 2), to: new Date(2026, 10, 9), bucket: "DAY" });
  });

  it("takes at most a year", () => {
    assert.equal(dateText(rangeBetween(new Date(2001, 0, 1), new Date(2026, 11, 31)).from), "2025-12-31");
  });

  it("tells nothing recorded from zero, and the past from the future", () => {
    const range = rangeOf("DAY", 0, today);
    const all = bars(range, [{ start: new Date(2026, 10, 22, 3).toISOString(), up: 0, down: 0 }], today);

    assert.equal(all.length, 24);
    assert.deepEqual(all[3]?.moved, { up: 0, down: 0 });
    assert.equal(all[4]?.moved, null);
    assert.deepEqual([all[9]?.isFuture, all[10]?.isFuture], [false, true]);
  });

  it("adds up and finds the busiest", () => {
    const all = bars(rangeOf("WEEK", 0, today), [
      { start: new Date(2026, 10, 17).toISOString(), up: 1, down: 5 }, { start: new Date(2026, 10, 19).toISOString(), up: 2, down: 50 },
    ], today);

    assert.deepEqual(total(all), { up: 3, down: 55 });
    assert.equal(busiest(all)?.start.getDate(), 19);
    assert.equal(busiest([]), null);
  });

  it("reads only real days", () => {
    assert.equal(dateText(dateOf("2024-02-29")!), "2024-02-29");
    for (const text of ["2026-02-29", "2026-13-01", "", "22.11.2026"]) assert.equal(dateOf(text), null, text);
  });
});
