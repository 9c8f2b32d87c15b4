import assert from "node:assert/strict";
import { test } from "node:test";
import type { Agent, NumberedEvent } from "../src/shared/agent";
import type { JournalRow, LivePoint, Status } from "../src/shared/api";
import { after, Follower, HISTORY_POINTS, notYet, type Sight } from "../src/shared/live";
import { AgentProblem } from "../src/shared/problem";

const status = { state: "RUNNING" } as Status;
const point = (second: number): LivePoint => ({ at: new Date(second * 1000).toISOString(), ownUp: 0, ownDown: second, lineUp: null, lineDown: null });
const row = (number: number) => ({ number }) as JournalRow;
const snapshot: NumberedEvent = { id: "1", event: { type: "snapshot", data: { status, rows: [row(1)], history: [] } } };

class Eyes implements Sight {
  private listener = (): void => undefined;
  open = true;
  visible = (): boolean => this.open;
  onChange(listener: () => void): void { this.listener = listener; }
  set(open: boolean): void { this.open = open; this.listener(); }
}

/** Gives what it is told to and then stays silent until it is aborted. */
class ScriptedAgent {
  readonly resumedAfter: (string | null)[] = [];
  readonly signals: AbortSignal[] = [];
  constructor(private readonly scripts: NumberedEvent[][]) {}

  async *events(last: string | null, signal: AbortSignal): AsyncIterable<NumberedEvent> {
    this.resumedAfter.push(last);
    this.signals.push(signal);
    const script = this.scripts.shift();
    if (script === undefined) throw new AgentProblem("NOT_RUNNING");
    yield* script;
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !holds(); turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(holds());
}

test("one stream while the page is seen, none while it is hidden, and it resumes after the last event", async () => {
  const agent = new ScriptedAgent([[snapshot, { id: "9", event: { type: "row", data: row(2) } }], []]);
  const eyes = new Eyes();
  const follower = new Follower(() => Promise.resolve(agent as unknown as Agent), eyes);
  follower.start();
  await until(() => follower.live.value.rows.length === 2);
  eyes.set(false);
  assert.ok(agent.signals[0]?.aborted);
  eyes.set(true);
  await until(() => agent.signals.length === 2);
  assert.deepEqual(agent.resumedAfter, [null, "9"]);
  eyes.set(false);
});

test("what waiting cures is tried again, ever later; what it does not is left to the user", async () => {
  const waits: number[] = [];
  const problems: AgentProblem[] = [...Array<AgentProblem>(7).fill(new AgentProblem("NOT_RUNNING")), new AgentProblem("REVOKED")];
  const follower = new Follower(() => Promise.reject(problems.shift() ?? new AgentProblem("UNEXPECTED")), new Eyes(), (millis) => { waits.push(millis); return Promise.resolve(); });
  follower.start();
  await until(() => follower.live.value.problem?.code === "REVOKED");
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  assert.equal(follower.live.value.connection, "LOST");
});

test("a row that says something new stays where it is", () => {
  let live = notYet;
  for (const number of [1, 2, 3]) live = after(live, { type: "row", data: row(number) });
  live = after(live, { type: "row", data: { ...row(2), receipt: "SETTLED" } });
  assert.deepEqual(live.rows.map(({ number, receipt }) => [number, receipt]), [[3, undefined], [2, "SETTLED"], [1, undefined]]);
});

test("history and rows stay bounded, and a row told twice stands once", () => {
  let live = after(notYet, snapshot.event);
  for (let second = 0; second < HISTORY_POINTS + 50; second++) live = after(live, { type: "usage", data: point(second) });
  for (const number of [2, 3, 3, ...Array.from({ length: 40 }, (_, at) => at + 4)]) live = after(live, { type: "row", data: row(number) });
  assert.equal(live.history.length, HISTORY_POINTS);
  assert.equal(live.history[0]?.ownDown, 50);
  assert.equal(live.rows.length, 20);
  assert.equal(new Set(live.rows.map(({ number }) => number)).size, 20);
});
