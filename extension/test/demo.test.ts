import assert from "node:assert/strict";
import { test } from "node:test";
import { DemoAgent } from "../src/shared/demo/demo-agent";
import { lineQuery, ratesOf, slicesOf } from "../src/shared/chart/slices";
import { AgentProblem } from "../src/shared/problem";
import { verifyReceipt } from "../src/shared/verify/verify";
import { inMemory } from "./in-memory";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const demo = (millis = NOON) => new DemoAgent(inMemory(), () => new Date(millis));

test("the same moment shows the same numbers in each page", async () => {
  const [one, other] = [demo(), demo()];
  assert.deepEqual(await one.status(), await other.status());
  assert.deepEqual(await one.journal({ limit: 50 }), await other.journal({ limit: 50 }));
  assert.deepEqual(await one.receipts(null, 50), await other.receipts(null, 50));
});

test("its receipts verify like real ones, but for the one that was tampered with", async () => {
  const agent = demo();
  const { agent: key, coordinators } = await agent.keys();
  const { receipts } = await agent.receipts(null, 200);
  assert.ok(receipts.length >= 20);
  const verdicts = await Promise.all(receipts.map((receipt) => verifyReceipt(receipt, { agent: key, coordinators })));
  const broken = verdicts.filter(({ kind }) => kind !== "GENUINE");
  assert.deepEqual(broken.map((verdict) => (verdict.kind === "BROKEN" ? verdict.failed : verdict.kind)), ["AGENT_SIGNATURE"]);
});

test("receipts come in pages without a gap", async () => {
  const agent = demo();
  const whole = (await agent.receipts(null, 200)).receipts.map(({ id }) => id);
  const first = await agent.receipts(null, 10);
  const second = await agent.receipts(first.next, 200);
  assert.deepEqual([...first.receipts, ...second.receipts].map(({ id }) => id), whole);
  assert.equal(second.next, null);
});

test("a pause holds in every page and ends by itself", async () => {
  const kept = inMemory();
  const clock = { millis: NOON };
  const page = () => new DemoAgent(kept, () => new Date(clock.millis));
  assert.equal((await page().pause(3_600)).state, "PAUSED");
  const paused = await page().status();
  assert.deepEqual([paused.state, paused.reasons[0]?.code, paused.nextChange], ["PAUSED", "PAUSED_BY_USER", "2026-11-22T13:00:00.000Z"]);
  assert.equal(paused.live?.ownDown, 0);
  clock.millis += 3_600_000;
  assert.equal((await page().status()).state, "RUNNING");
});

test("a write that names an old version is refused", async () => {
  const agent = demo();
  const { value, etag } = await agent.settings();
  await agent.putSettings({ ...value, monthStartsOn: 15 }, etag);
  assert.equal((await agent.settings()).value.monthStartsOn, 15);
  await assert.rejects(agent.putSettings(value, etag), (thrown) => thrown instanceof AgentProblem && thrown.code === "CHANGED_MEANWHILE");
});

test("nothing is carried for others before the host agrees, to each kind by itself", async () => {
  const agent = demo();
  const { value, etag } = await agent.settings();
  assert.deepEqual(value.relay, { parties: false, destinations: false });
  await agent.putSettings({ ...value, relay: { parties: true, destinations: false } }, etag);
  assert.deepEqual((await agent.settings()).value.relay, { parties: true, destinations: false });
});

test("never again holds in the test box", async () => {
  const agent = demo();
  assert.ok((await agent.testRule("www.open-atlas.example", null, null)).allowed);
  await agent.deny("SITE", "open-atlas.example");
  assert.equal((await agent.testRule("www.open-atlas.example", null, null)).code, "SITE_DENIED");
  assert.equal((await agent.testRule("lucky-seven.example", null, null)).code, "CATEGORY_DENIED");
});

test("a schedule without hours never runs", async () => {
  const agent = demo();
  const { value } = await agent.settings();
  const preview = await agent.preview({ ...value, schedule: { enabled: true, slots: [] } }, null);
  assert.deepEqual([preview.wouldRun, preview.reasons[0]?.code], [false, "OUTSIDE_SCHEDULE"]);
});

test("usage by day and by hour count the same bytes", async () => {
  const agent = demo(Date.parse("2026-11-22T23:59:59Z"));
  const sum = (buckets: { down: number }[]) => buckets.reduce((total, { down }) => total + down, 0);
  const [byDay, byHour] = [await agent.usage("2026-11-20", "2026-11-21", "DAY"), await agent.usage("2026-11-20", "2026-11-21", "HOUR")];
  assert.equal(byDay.buckets.length, 2);
  assert.equal(byHour.buckets.length, 48);
  assert.equal(sum(byDay.buckets), sum(byHour.buckets));
});

test("its line gives way to the user, and never carries more than was proven", async () => {
  const standings = new Set<string>();
  for (let second = 0; second < 600; second++) {
    const { standing, own, other, capacity, idle } = await demo(NOON + second * 1_000).line();
    standings.add(`${standing.state} ${standing.why}`);
    assert.ok((own.down ?? 0) + (other.down ?? 0) <= (capacity.down ?? 0));
    assert.equal(idle.down, (capacity.down ?? 0) - (other.down ?? 0));
    if (standing.state === "YIELD") assert.ok((own.down ?? 0) < 10_000);
  }
  assert.deepEqual([...standings].sort(), ["HOLD SETTLING", "RUN LINE_QUIET", "YIELD OTHER_TRAFFIC"]);
});

test("its line's past goes back thirteen months at most, with gaps, and stays within the capacity of its time", async () => {
  for (const span of ["DAY", "MONTH", "YEAR"] as const) {
    const query = lineQuery(span, new Date(NOON));
    const history = await demo().lineHistory(query.from, query.to, query.step);
    const slices = slicesOf(history, query, span);
    assert.ok(slices.some(({ own }) => own === null), span);
    assert.ok(slices.some(({ own, other }) => own !== null && other !== null), span);
    for (const slice of slices.filter(({ own }) => own !== null)) {
      const { ownDown, otherDown } = ratesOf(slice);
      assert.ok((ownDown ?? 0) + (otherDown ?? 0) <= (slice.capacity.down ?? 0), `${span} ${slice.at.toISOString()}`);
    }
  }
});

test("its stream begins with a snapshot and ends when aborted", async () => {
  const stop = new AbortController();
  const types: string[] = [];
  for await (const { event } of demo().events(null, stop.signal)) {
    types.push(event.type);
    stop.abort();
  }
  assert.deepEqual(types, ["snapshot"]);
});
