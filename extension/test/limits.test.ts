import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Slot } from "../src/shared/api";
import { amountText, byteUnits, fittingUnit, rateUnits, readAmount } from "../src/shared/limits/amount";
import { dayPeriod, forecast, monthPeriod } from "../src/shared/limits/forecast";
import { days, everyHour, hourOf, hoursOn, minutesOf, noRate, replaced, withHour, withMinutes } from "../src/shared/limits/week";
import { merge, withValue } from "../src/shared/merge";

const slot = (from: string, to: string, rateUp: number | null = null): Slot => ({ day: "MONDAY", from, to, rateUp, rateDown: null });

describe("the week", () => {
  it("turns an hour on, off and on again without leaving crumbs", () => {
    const on = withHour(withHour([], "MONDAY", 8, noRate), "MONDAY", 9, noRate);

    assert.deepEqual(on, [slot("08:00", "10:00")]);
    assert.deepEqual(withHour(on, "MONDAY", 8, null), [slot("09:00", "10:00")]);
    assert.deepEqual(withHour(withHour(on, "MONDAY", 8, null), "MONDAY", 9, null), []);
  });

  it("keeps minutes that the grid cannot show", () => {
    const slots = [slot("08:15", "17:45")];

    assert.deepEqual(withHour(slots, "MONDAY", 12, null), [slot("08:15", "12:00"), slot("13:00", "17:45")]);
    assert.deepEqual(hourOf(slots, "MONDAY", 8), { kind: "PART" });
    assert.deepEqual(hourOf(slots, "MONDAY", 9), { kind: "ON", rate: noRate });
    assert.deepEqual(hourOf(slots, "TUESDAY", 9), { kind: "OFF" });
  });

  it("joins neighbours of one rate only", () => {
    const slots = withMinutes([slot("08:00", "10:00", 500)], "MONDAY", 600, 720, { up: 500, down: null });

    assert.deepEqual(slots, [slot("08:00", "12:00", 500)]);
    assert.equal(withMinutes(slots, "MONDAY", 720, 780, noRate).length, 2);
  });

  it("shows two rates in one hour as part", () => {
    assert.deepEqual(hourOf([slot("08:00", "08:30", 500), slot("08:30", "09:00", 700)], "MONDAY", 8), { kind: "PART" });
  });

  it("sees an hour of two slots that meet as on", () => {
    assert.deepEqual(hourOf([slot("08:00", "08:30"), slot("08:30", "09:00")], "MONDAY", 8), { kind: "ON", rate: noRate });
  });

  it("ends a day at 24:00", () => {
    assert.deepEqual(withHour([], "SUNDAY", 23, noRate), [{ ...slot("23:00", "24:00"), day: "SUNDAY" }]);
    assert.equal(minutesOf("24:00"), 1440);
    assert.equal(minutesOf("24:01"), null);
    assert.equal(minutesOf("8:00"), null);
  });

  it("counts the hours of a week, overlaps once", () => {
    assert.equal(hoursOn(everyHour()), 168);
    assert.equal(hoursOn([slot("08:00", "10:30"), slot("10:00", "11:00")]), 3);
  });

  it("changes one slot of the list and leaves nonsense alone", () => {
    const slots = [slot("08:00", "10:00"), slot("12:00", "14:00")];

    assert.deepEqual(replaced(slots, slots[0]!, { ...slots[0]!, to: "12:00" }), [slot("08:00", "14:00")]);
    assert.deepEqual(replaced(slots, slots[0]!, { ...slots[0]!, to: "07:00" }), slots);
  });

  it("holds as many hours after any painting as were painted", () => {
    let slots: Slot[] = [];
    const painted = new Map<string, boolean>();
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let step = 0; step < 2_000; step++) {
      const day = days[next(7)]!;
      const hour = next(24);
      const on = next(2) === 0;
      slots = withHour(slots, day, hour, on ? noRate : null);
      painted.set(`${day} ${hour}`, on);
    }
    assert.equal(hoursOn(slots), [...painted.values()].filter(Boolean).length);
    for (const [key, on] of painted) {
      const [day, hour] = key.split(" ");
      assert.equal(hourOf(slots, days.find((one) => one === day)!, Number(hour)).kind, on ? "ON" : "OFF");
    }
  });
});

describe("an amount", () => {
  it("is read with comma or point and said in bytes", () => {
    assert.deepEqual(readAmount("1,5", rateUnits["Mbit/s"]), { kind: "AMOUNT", bytes: 187_500 });
    assert.deepEqual(readAmount(" 20 ", byteUnits.GB), { kind: "AMOUNT", bytes: 20_000_000_000 });
  });

  it("is no limit when empty, and neither a word nor zero", () => {
    assert.deepEqual(readAmount("", 1), { kind: "EMPTY" });
    for (const text of ["much", "-1", "1.2.3", "1e9", "1 000", "Infinity"]) assert.deepEqual(readAmount(text, 1), { kind: "MALFORMED" }, text);
    assert.deepEqual(readAmount("0", 1), { kind: "TOO_SMALL" });
  });

  it("comes back as it was typed", () => {
    for (const text of ["0.5", "1", "12.25", "1500"]) {
      const read = readAmount(text, rateUnits["kbit/s"]);
      assert.ok(read.kind === "AMOUNT");
      assert.equal(Number(amountText(read.bytes, rateUnits["kbit/s"], "en")), Math.round(Number(text) * 125) / 125);
    }
    assert.equal(amountText(187_500, rateUnits["Mbit/s"], "de"), "1,5");
  });

  it("stands in the largest unit that fits", () => {
    assert.equal(fittingUnit(500_000, rateUnits, ["kB/s", "MB/s"]), "kB/s");
    assert.equal(fittingUnit(2_500_000, rateUnits, ["kB/s", "MB/s"]), "MB/s");
    assert.equal(fittingUnit(10, byteUnits, ["MB", "GB"]), "MB");
  });
});

describe("a forecast", () => {
  const noon = new Date(2026, 10, 16, 0, 0);
  const month = monthPeriod(noon, 1);

  it("names the day on which the cap is reached at this pace", () => {
    const told = forecast(60, 100, month, noon);

    assert.ok(told.kind === "ON");
    assert.equal(told.at.getMonth(), 10);
    assert.equal(told.at.getDate(), 26);
  });

  it("says how much it will be when the cap is not reached", () => {
    assert.deepEqual(forecast(40, 100, month, noon), { kind: "WITHIN", expected: 80, share: 0.8 });
    assert.deepEqual(forecast(0, 100, month, noon), { kind: "WITHIN", expected: 0, share: 0 });
  });

  it("says nothing without a cap, after it, or in the first hours", () => {
    assert.deepEqual(forecast(50, 0, month, noon), { kind: "NO_CAP" });
    assert.deepEqual(forecast(100, 100, month, noon), { kind: "REACHED" });
    assert.deepEqual(forecast(5, 100, month, new Date(2026, 10, 1, 3)), { kind: "TOO_EARLY" });
  });

  it("counts months from the day on the user's bill", () => {
    assert.deepEqual(monthPeriod(new Date(2026, 0, 14), 15), { start: new Date(2025, 11, 15), end: new Date(2026, 0, 15) });
    assert.deepEqual(monthPeriod(new Date(2026, 0, 15), 15), { start: new Date(2026, 0, 15), end: new Date(2026, 1, 15) });
    assert.deepEqual(dayPeriod(new Date(2026, 11, 31, 9)).end, new Date(2027, 0, 1));
  });
});

describe("two changes of one document", () => {
  const base = { limits: { rateUp: 1, perDay: 2 }, slots: [1, 2], name: "a" };

  it("are both kept when they do not meet", () => {
    const { merged, conflicts } = merge(base, { ...base, name: "b" }, { ...base, limits: { rateUp: 9, perDay: 2 } });

    assert.deepEqual(merged, { limits: { rateUp: 9, perDay: 2 }, slots: [1, 2], name: "b" });
    assert.deepEqual(conflicts, []);
  });

  it("are a conflict by name when they meet, and theirs stands until someone chooses", () => {
    const { merged, conflicts } = merge(base, { ...base, slots: [1] }, { ...base, slots: [2, 3] });

    assert.deepEqual(conflicts, [{ path: "slots", mine: [1], theirs: [2, 3] }]);
    assert.deepEqual(merged.slots, [2, 3]);
    assert.deepEqual(withValue(merged, "slots", [1]).slots, [1]);
    assert.deepEqual(withValue(merged, "limits.perDay", 7).limits, { rateUp: 1, perDay: 7 });
  });

  it("are none when both have done the same", () => {
    const changed = { ...base, name: "c" };

    assert.deepEqual(merge(base, changed, changed), { merged: changed, conflicts: [], theirChanges: ["name"] });
  });
});
