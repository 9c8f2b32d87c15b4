import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { JournalRow, Rules } from "../src/shared/api";
import { received } from "../src/shared/draft";
import { isDenied, takenBack } from "../src/shared/rules/denial";
import { withRow } from "../src/shared/rows";
import { matches, queryOf } from "../src/pages/activity/filter";
import { arrived, broughtIn, type JournalRows } from "../src/pages/activity/waiting-rows";
import { stretches } from "../src/pages/limits/stretches";

const rules: Rules = {
  sites: { mode: "ALL_BUT_DENIED", denied: ["a.org"], allowed: [] }, categories: { denied: ["ADULT"] },
  coordinators: [{ key: "k1", name: "One", trust: "LISTED_ONLY", perMonth: 7 }],
};

describe("never again, taken back", () => {
  it("gives a coordinator the trust and cap it had", () => {
    const now: Rules = { ...rules, coordinators: [{ key: "k1", name: "One", trust: "BLOCKED", perMonth: 7 }] };

    assert.deepEqual(takenBack(now, rules, { kind: "COORDINATOR", value: "k1" }), rules);
    assert.equal(isDenied(now, { kind: "COORDINATOR", value: "k1" }), true);
  });

  it("takes out a site and a category, and keeps what others have added since", () => {
    const now: Rules = { ...rules, sites: { ...rules.sites, denied: ["a.org", "b.org", "c.org"] }, categories: { denied: ["ADULT", "NEWS"] } };

    assert.deepEqual(takenBack(now, rules, { kind: "SITE", value: "b.org" }).sites.denied, ["a.org", "c.org"]);
    assert.deepEqual(takenBack(now, rules, { kind: "CATEGORY", value: "NEWS" }).categories.denied, ["ADULT"]);
  });

  it("leaves denied what was denied before", () => {
    assert.deepEqual(takenBack(rules, rules, { kind: "SITE", value: "a.org" }), rules);
    assert.deepEqual(takenBack(rules, rules, { kind: "CATEGORY", value: "ADULT" }), rules);
  });

  it("forgets a coordinator that had no rule", () => {
    const now: Rules = { ...rules, coordinators: [...rules.coordinators, { key: "k2", name: null, trust: "BLOCKED", perMonth: 0 }] };

    assert.deepEqual(takenBack(now, rules, { kind: "COORDINATOR", value: "k2" }), rules);
  });
});

const row = (number: number, changed: Partial<JournalRow> = {}): JournalRow => ({
  number, at: "2026-11-22T06:00:00Z", coordinator: "k1", coordinatorName: "Aurora", trust: "FULL", consumer: "c", kind: "SCRAPE", purpose: "prices", category: "SHOPPING",
  task: "t/1", site: "shop.example", host: "www.shop.example", up: 1, down: 2, outcome: "OK", code: "NONE", rule: null, sequence: null, receipt: "WAITING", ...changed,
});

const numbers = ({ rows, waiting }: JournalRows): number[][] => [rows.map(({ number }) => number), waiting.map(({ number }) => number)];

describe("the journal on the screen", () => {
  it("puts a new row first and a changed one where it was", () => {
    const rows = [row(5), row(4), row(2)];

    assert.deepEqual(withRow(rows, row(6)).map(({ number }) => number), [6, 5, 4, 2]);
    assert.deepEqual(withRow(rows, row(3)).map(({ number }) => number), [5, 4, 3, 2]);
    assert.deepEqual(withRow(rows, row(4, { receipt: "SETTLED" }))[1]?.receipt, "SETTLED");
    assert.deepEqual(withRow(rows, row(2, { receipt: "SETTLED" }))[2]?.receipt, "SETTLED");
    assert.deepEqual(withRow(rows, row(1)).map(({ number }) => number), [5, 4, 2]);
    assert.deepEqual(withRow([], row(1)).map(({ number }) => number), [1]);
  });

  it("holds new rows back while somebody is at the list, and tells at once what changes in those shown", () => {
    let shown: JournalRows = { rows: [row(5), row(4)], waiting: [] };
    shown = arrived(shown, row(6), true);
    shown = arrived(shown, row(7), true);
    shown = arrived(shown, row(6, { receipt: "SETTLED" }), true);
    shown = arrived(shown, row(4, { receipt: "SETTLED" }), true);

    assert.deepEqual(shown.rows.map(({ number, receipt }) => [number, receipt]), [[5, "WAITING"], [4, "SETTLED"]]);
    assert.deepEqual(shown.waiting.map(({ number, receipt }) => [number, receipt]), [[7, "WAITING"], [6, "SETTLED"]]);
    assert.deepEqual(numbers(broughtIn(shown)), [[7, 6, 5, 4], []]);
    assert.deepEqual(numbers(arrived(shown, row(8), false)), [[8, 7, 6, 5, 4], []]);
  });

  it("holds nothing back from an empty list, and never more than a thousand rows", () => {
    assert.deepEqual(numbers(arrived({ rows: [], waiting: [] }, row(1), true)), [[1], []]);
    let shown: JournalRows = { rows: [row(1)], waiting: [] };
    for (let number = 2; number <= 1_001; number++) shown = arrived(shown, row(number), true);
    assert.deepEqual([shown.rows.length, shown.waiting.length], [1_001, 0]);
  });

  it("shows new rows only where the filter wants them", () => {
    assert.equal(matches({ outcome: "ALL", text: " PRICES " }, row(1)), true);
    assert.equal(matches({ outcome: "BLOCKED", text: "" }, row(1)), false);
    assert.equal(matches({ outcome: "ALL", text: "news" }, row(1)), false);
  });

  it("asks for what is filtered, and nothing that is not", () => {
    assert.deepEqual(queryOf({ outcome: "ALL", text: " " }, null), { limit: 50 });
    assert.deepEqual(queryOf({ outcome: "BLOCKED", text: "x " }, 9), { limit: 50, before: 9, outcome: "BLOCKED", q: "x" });
  });
});

describe("hours of a day", () => {
  it("are said as stretches", () => {
    assert.deepEqual(stretches([false, true, true, false, true]), [{ from: 1, to: 3 }, { from: 4, to: 5 }]);
    assert.deepEqual(stretches([]), []);
  });
});

describe("a document that is changed here and elsewhere", () => {
  const state = { base: { value: { a: 1, b: 1 }, etag: "1" }, value: { a: 1, b: 1 }, busy: false, saved: false, problem: null, conflicts: [], takenOver: [] };

  it("is the agent's as long as nobody typed", () => {
    assert.deepEqual(received(state, { value: { a: 2, b: 1 }, etag: "2" }).value, { a: 2, b: 1 });
  });

  it("keeps what was typed, takes over the rest, and says so", () => {
    const after = received({ ...state, value: { a: 1, b: 7 } }, { value: { a: 2, b: 1 }, etag: "2" });

    assert.deepEqual([after.value, after.base?.etag, after.takenOver, after.conflicts], [{ a: 2, b: 7 }, "2", ["a"], []]);
  });

  it("asks which to keep when the same was changed", () => {
    const after = received({ ...state, value: { a: 3, b: 1 } }, { value: { a: 2, b: 1 }, etag: "2" });

    assert.deepEqual(after.conflicts, [{ path: "a", mine: 3, theirs: 2 }]);
  });

  it("loses nothing when the same version is told again", () => {
    const typed = { ...state, value: { a: 9, b: 1 } };

    assert.equal(received(typed, { value: { a: 1, b: 1 }, etag: "1" }), typed);
  });
});
