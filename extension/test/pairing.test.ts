import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { normalisedCode, PairingProofs, transcriptOf, type PairingTalk } from "../src/shared/pairing";
import { browserName, clientNameOf, pairBrowser } from "../src/shared/pair-browser";
import { AgentProblem, type ProblemCode } from "../src/shared/problem";
import { FakeAgent, networkOf } from "./fake-agent";

const agents: FakeAgent[] = [];
after(() => Promise.all(agents.map((agent) => agent.close())));

async function running(): Promise<FakeAgent> {
  const agent = await new FakeAgent().listen();
  agents.push(agent);
  return agent;
}

const wish = (agent: FakeAgent, code = "k7qm-2r4x") => ({ code, port: agent.port, origin: "chrome-extension://test", clientName: "Chromium, Linux", now: new Date("2026-11-22T06:30:00Z") });
const straight = (agent: FakeAgent) => networkOf(new Map([[agent.port, agent.port]]));
const fails = (code: ProblemCode) => (thrown: unknown) => thrown instanceof AgentProblem && thrown.code === code;

test("pairs with an agent that knows the code, and keeps its key, token and name", async () => {
  const agent = await running();
  const pairing = await pairBrowser(wish(agent), straight(agent));
  assert.deepEqual(pairing, { agentName: "study", agentKey: agent.publicKey, token: agent.token, clientId: "c1", port: agent.port, pairedAt: "2026-11-22T06:30:00.000Z" });
});

test("a wrong code is told apart from a window that is closed", async () => {
  const agent = await running();
  await assert.rejects(pairBrowser(wish(agent, "K7QM-2R4Y"), straight(agent)), fails("WRONG_CODE"));
  agent.pairing = "CLOSED";
  await assert.rejects(pairBrowser(wish(agent), straight(agent)), fails("PAIRING_CLOSED"));
});

test("an agent that takes any code but does not know it is refused", async () => {
  const agent = await running();
  agent.knowsCode = false;
  await assert.rejects(pairBrowser(wish(agent), straight(agent)), fails("AGENT_NOT_PROVEN"));
});

test("a relay on another port is refused, for the port is part of the proof", async () => {
  const agent = await running();
  await assert.rejects(pairBrowser({ ...wish(agent), port: 17480 }, networkOf(new Map([[17480, agent.port]]))), fails("WRONG_CODE"));
});

test("no proof is sent to a program that asks for one which is easy to guess from", async () => {
  const agent = await running();
  agent.iterations = 1_000;
  await assert.rejects(pairBrowser(wish(agent), straight(agent)), fails("AGENT_NOT_PROVEN"));
  assert.ok(!agent.requests.some(({ path }) => path === "/v1/pair/finish"));
});

test("a code that cannot be one is not sent at all", async () => {
  const agent = await running();
  await assert.rejects(pairBrowser(wish(agent, "K7QM"), straight(agent)), fails("CODE_MALFORMED"));
  assert.equal(agent.requests.length, 0);
});

test("nobody on the port is told as an agent that does not run", async () => {
  const agent = await running();
  await assert.rejects(pairBrowser(wish(agent), networkOf(new Map())), fails("NOT_RUNNING"));
});

test("a code may be typed with dashes, spaces, small letters and look-alikes", () => {
  assert.equal(normalisedCode(" k7qm-2r4x "), "K7QM2R4X");
  assert.equal(normalisedCode("oil0 OIL0"), "01100110");
  for (const none of ["", "K7QM2R4", "K7QM2R4XX", "K7QM-2R4U", "K7QM_2R4X"]) assert.equal(normalisedCode(none), null, none);
});

test("names with control characters, empty or too long are not sent", () => {
  assert.equal(clientNameOf(" Firefox, Linux "), "Firefox, Linux");
  for (const none of ["", "  ", "a\nb", "x".repeat(61)]) assert.equal(clientNameOf(none), null);
  assert.equal(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"), "Firefox, Linux");
});

interface Vector {
  title: string; typed: string; code: string; pairingId: string; nonceExtension: string; nonceAgent: string; origin: string; port: number; clientName: string;
  iterations: number; transcript: string; token: string; agentKey: string; clientProof: string; serverProof: string;
}

const path = join(import.meta.dirname, "../../extension-bridge/src/test/resources/vectors/pairing.json");
const skip = existsSync(path) ? false : "the agent's vectors are not there; the source package for stores has none";

test("computes what the agent's own test vectors say", { skip }, async () => {
  const { vectors } = JSON.parse(readFileSync(path, "utf8")) as { vectors: Vector[] };
  assert.ok(vectors.length > 0);
  for (const vector of vectors) {
    const talk: PairingTalk = {
      started: { pairingId: vector.pairingId, nonce: vector.nonceAgent, agentName: "agent", iterations: vector.iterations },
      nonce: vector.nonceExtension, origin: vector.origin, port: vector.port, clientName: vector.clientName,
    };
    assert.equal(normalisedCode(vector.typed), vector.code, vector.title);
    assert.equal(transcriptOf(talk), vector.transcript, vector.title);
    const proofs = await PairingProofs.of(vector.code, talk);
    assert.equal(await proofs.client(), vector.clientProof, vector.title);
    const paired = { proof: vector.serverProof, token: vector.token, agentKey: vector.agentKey, clientId: "c", scopes: [], expiresAt: "" };
    assert.ok(await proofs.proves(paired), vector.title);
    assert.ok(!(await proofs.proves({ ...paired, token: `${vector.token}x` })), vector.title);
  }
});
