import assert from "node:assert/strict";
import { test } from "node:test";
import type { Activity } from "../src/shared/api";
import { ActivityHints, type TabSigns } from "../src/shared/hints";
import { inMemory } from "./in-memory";

function hints() {
  const told: Activity[] = [];
  const clock = { millis: 0 };
  const kept = inMemory();
  const make = () => new ActivityHints((activity) => { told.push(activity); return Promise.resolve(); }, kept, () => new Date(clock.millis));
  return { told, clock, make, hints: make() };
}

/** A tab that complains when somebody looks where a page could be recognised. */
function guardedTab(signs: TabSigns): TabSigns {
  return new Proxy(signs, {
    get(target, name) {
      assert.ok(name === "audible" || name === "sharingState", `read ${String(name)} of a tab`);
      return target[name];
    },
  });
}

test("no address, title or other word of a page is read, and nothing but kind, active and seconds is told", async () => {
  const { told, hints: to } = hints();
  await to.navigation();
  await to.tabs([guardedTab({}), guardedTab({ audible: true, sharingState: { microphone: true } })]);
  await to.input(true);
  assert.deepEqual(told.map((activity) => Object.keys(activity).sort().join()), Array(4).fill("active,kind,seconds"));
  assert.deepEqual(told.map(({ kind, active }) => `${kind} ${active}`), ["NAVIGATION true", "MEDIA true", "CALL true", "INPUT true"]);
});

test("a hint holds at most as long as the agent takes", async () => {
  const { told, hints: to } = hints();
  await to.navigation();
  await to.tabs([{ audible: true }]);
  assert.ok(told.every(({ seconds }) => seconds > 0 && seconds <= 300));
});

test("the same is told again only after a while, its end at once and once", async () => {
  const { told, clock, hints: to } = hints();
  await to.tabs([{ audible: true }]);
  clock.millis = 9_999;
  await to.tabs([{ audible: true }]);
  assert.equal(told.length, 1);
  clock.millis = 10_000;
  await to.tabs([{ audible: true }]);
  assert.equal(told.length, 2);
  await to.tabs([{ audible: false }]);
  await to.tabs([]);
  assert.deepEqual(told.map(({ active }) => active), [true, true, false]);
});

test("each navigation is told at once, though not more than one a second", async () => {
  const { told, clock, hints: to } = hints();
  await to.navigation();
  clock.millis = 999;
  await to.navigation();
  assert.equal(told.length, 1);
  clock.millis = 1_000;
  await to.navigation();
  clock.millis = 2_000;
  await to.navigation();
  assert.equal(told.length, 3);
});

test("a worker that was killed in between goes on as if it had lived", async () => {
  const { told, make } = hints();
  await make().tabs([{ audible: true }]);
  await make().tabs([{ audible: true }]);
  await make().tabs([]);
  assert.deepEqual(told.map(({ active }) => active), [true, false]);
});

test("a hint that did not arrive is given again at the next sign", async () => {
  const told: Activity[] = [];
  let isAway = true;
  const tell = (activity: Activity) => {
    if (isAway) return Promise.reject(new Error("nobody answers"));
    told.push(activity);
    return Promise.resolve();
  };
  const to = new ActivityHints(tell, inMemory(), () => new Date(0));
  await assert.rejects(to.navigation());
  isAway = false;
  await to.navigation();
  assert.deepEqual(told.map(({ kind }) => kind), ["NAVIGATION"]);
});
