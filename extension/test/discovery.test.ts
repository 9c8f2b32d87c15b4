import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { findAnyAgent, findPairedAgent, type Network } from "../src/shared/discovery";
import { reachPaired } from "../src/shared/paired";
import { AgentProblem, type ProblemCode } from "../src/shared/problem";
import { Keepsakes } from "../src/shared/storage";
import { FakeAgent, networkOf } from "./fake-agent";
import { inMemory } from "./in-memory";

const closing: (() => Promise<unknown>)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function agentOn(): Promise<FakeAgent> {
  const agent = await new FakeAgent().listen();
  closing.push(() => agent.close());
  return agent;
}

async function otherProgram(body: string): Promise<number> {
  const server = createServer((_, response) => response.end(body)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

const fails = (code: ProblemCode) => (thrown: unknown) => thrown instanceof AgentProblem && thrown.code === code;

/** The key in the signed hello is checked over the port that was dialled, so tests dial the real one. */
const dialled = (agent: FakeAgent): Network => networkOf(new Map([[agent.port, agent.port]]));

test("finds an agent on a later port when others are on the first", async () => {
  const agent = await agentOn();
  const found = await findAnyAgent(networkOf(new Map([[17480, await otherProgram("hello")], [17482, agent.port]])));
  assert.equal(found.port, 17482);
  assert.equal(found.hello.version, "0.1.0");
});

test("of two agents the one that waits for a code is taken", async () => {
  const [closed, open] = [await agentOn(), await agentOn()];
  closed.pairing = "CLOSED";
  assert.equal((await findAnyAgent(networkOf(new Map([[17480, closed.port], [17483, open.port]])))).port, 17483);
});

test("nothing, another program, and a browser that blocks are told apart", async () => {
  await assert.rejects(findAnyAgent(networkOf(new Map())), fails("NOT_RUNNING"));
  await assert.rejects(findAnyAgent(networkOf(new Map(), true)), fails("BROWSER_BLOCKED"));
  await assert.rejects(findAnyAgent(networkOf(new Map([[17481, await otherProgram("not JSON")]]))), fails("OTHER_PROGRAM"));
  await assert.rejects(findAnyAgent(networkOf(new Map([[17481, await otherProgram('{"product":"else"}')]]))), fails("OTHER_PROGRAM"));
});

test("a program that lets nobody read its answer still counts as another program", async () => {
  const network: Network = {
    isBlocked: () => Promise.resolve(false),
    fetch: (url, init) => (url.includes(":17480/") && init.mode === "no-cors" ? Promise.resolve(new Response("")) : Promise.reject(new TypeError("blocked by CORS"))),
  };
  await assert.rejects(findAnyAgent(network), fails("OTHER_PROGRAM"));
});

test("an agent of another version is told as such", async () => {
  const agent = await agentOn();
  agent.api = ["v2"];
  await assert.rejects(findAnyAgent(networkOf(new Map([[17480, agent.port]]))), fails("VERSION_TOO_OLD"));
});

test("the paired agent is known by its key, and a stranger is not asked further", async () => {
  const [ours, stranger] = [await agentOn(), await agentOn()];
  assert.equal((await findPairedAgent(ours.publicKey, ours.port, dialled(ours))).port, ours.port);
  await assert.rejects(findPairedAgent(ours.publicKey, 17480, networkOf(new Map([[17480, stranger.port]]))), fails("NOT_OUR_AGENT"));
});

test("a hello that was signed for another port does not count", async () => {
  const agent = await agentOn();
  await assert.rejects(findPairedAgent(agent.publicKey, 17480, networkOf(new Map([[17480, agent.port]]))), fails("NOT_OUR_AGENT"));
});

test("a program that squats the port never sees the token", async () => {
  const squatter = await agentOn();
  const keepsakes = new Keepsakes(inMemory());
  await keepsakes.agreeToDisclosure(new Date());
  await keepsakes.keepPairing({ agentName: "study", agentKey: new FakeAgent().publicKey, token: "secret", clientId: "c", port: 17480, pairedAt: "" });
  await assert.rejects(reachPaired(keepsakes, networkOf(new Map([[17480, squatter.port], [17481, squatter.port]]))), fails("NOT_OUR_AGENT"));
  assert.ok(squatter.requests.every(({ path, authorization }) => path === "/v1/hello" && authorization === undefined));
});

test("nobody is called before the user has agreed", async () => {
  const agent = await agentOn();
  const keepsakes = new Keepsakes(inMemory());
  await keepsakes.keepPairing({ agentName: "study", agentKey: agent.publicKey, token: agent.token, clientId: "c", port: agent.port, pairedAt: "" });
  await assert.rejects(reachPaired(keepsakes, dialled(agent)), fails("NOT_PAIRED"));
  assert.equal(agent.requests.length, 0);
});
