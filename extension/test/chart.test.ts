import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LivePoint } from "../src/shared/api";
import { liveColumns } from "../src/shared/chart/live-columns";
import { summarised } from "../src/shared/chart/live-summary";
import { bars, busiest, dateOf, dateText, rangeBetween, rangeOf, total } from "../src/shared/chart/range";

const point = (second: number, ownDown = 100, lineDown: number | null = 400): LivePoint => ({
  at: new Date(Date.UTC(2026, 10, 22, 6, 0, second)).toISOString(), ownUp: 10, ownDown, lineUp: lineDown === null ? null : 40, lineDown,
});

describe("the live graph", () => {
  it("draws a silence as a gap, not as a line across it", () => {
    const { at, ownDown } = liveColumns([point(0), point(1), point(9), point(10)]);

    assert.deepEqual(at.map((one) => one - at[0]!), [0, 1, 2, 9, 10]);
    assert.deepEqual(ownDown, [100, 100, null, 100, 100]);
  });

  it("bears late ticks and passes over doubled ones", () => {
    assert.deepEqual(liveColumns([point(0), point(3), point(3), point(2), point(5)]).ownDown.length, 3);
  });

  it("keeps an unknown line unknown", () => {
    assert.deepEqual(liveColumns([point(0, 1, null)]).lineDown, [null]);
  });

  it("is said in one sentence's values", () => {
    assert.deepEqual(summarised([point(0, 100), point(1, 300)]), {
      meanDown: 200, meanUp: 10, peak: 310, peakAt: point(1).at, share: 420 / 880,
    });
    assert.equal(summarised([]), null);
    assert.equal(summarised([point(0, 1, null)])?.share, null);
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
