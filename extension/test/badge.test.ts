import assert from "node:assert/strict";
import { test } from "node:test";
import { badgeOf, demoBadge, problemBadge } from "../src/background/badge";
import { look } from "../src/background/look";
import type { Agent } from "../src/shared/agent";
import type { State, Status } from "../src/shared/api";
import { Language } from "../src/shared/i18n";
import { AgentProblem } from "../src/shared/problem";
import { Keepsakes } from "../src/shared/storage";
import { wordsIn } from "../src/shared/words";
import { inMemory } from "./in-memory";

const words = wordsIn(Language.of("en"));
const status = (state: State): Status => ({ state, reasons: [{ code: "PAUSED_BY_USER", text: "", until: null }] }) as unknown as Status;

test("each state has a letter, a colour and a sentence", () => {
  const letters: Record<State, string> = { RUNNING: "R", WAITING: "W", PAUSED: "P", FINISHING: "F", CAPPED: "C", SCHEDULED_OFF: "S", NO_CONSENT: "?", STORAGE_FAILED: "!", STOPPED: "!" };
  for (const [state, letter] of Object.entries(letters)) {
    const badge = badgeOf(status(state as State), words);
    assert.equal(badge.text, letter);
    assert.match(badge.colour, /^#[0-9a-f]{6}$/);
    assert.match(badge.title, /^Lumora: .+\. Paused by you$/);
  }
});

test("demo and trouble are told, and a browser that is not set up is left alone", () => {
  assert.deepEqual([demoBadge(words).text, demoBadge(words).title], ["D", "Lumora: Demo: simulated numbers"]);
  assert.equal(problemBadge(new AgentProblem("NOT_RUNNING"), words).text, "!");
  assert.equal(problemBadge(new AgentProblem("NOT_PAIRED"), words).text, "");
});

test("in the demo nobody is called", async () => {
  const keepsakes = new Keepsakes(inMemory());
  await keepsakes.prefer({ demo: true, language: "en" });
  const looked = await look(keepsakes, () => Promise.reject(new Error("called")));
  assert.equal(looked.badge.text, "D");
});

test("what the agent answers becomes the badge, also for a worker that has just been started", async () => {
  const kept = inMemory();
  await new Keepsakes(kept).prefer({ language: "de" });
  const agent = { status: () => Promise.resolve(status("PAUSED")) } as unknown as Agent;
  const looked = await look(new Keepsakes(kept), () => Promise.resolve(agent));
  assert.deepEqual([looked.badge.text, looked.badge.title], ["P", "Lumora: Pausiert. Von dir pausiert"]);
});
