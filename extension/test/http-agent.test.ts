import assert from "node:assert/strict";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { HttpAgent } from "../src/shared/http-agent";
import { AgentProblem, type ProblemCode } from "../src/shared/problem";

interface Seen { method: string; url: string; headers: IncomingMessage["headers"]; body: string }

const seen: Seen[] = [];
let reply: { status: number; body: string } = { status: 200, body: "{}" };
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => { body += chunk.toString(); });
  request.on("end", () => {
    seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    response.writeHead(reply.status, { ETag: '"7"', "Content-Type": "application/json" }).end(reply.body);
  });
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));
after(() => server.close());

const agent = new HttpAgent((server.address() as AddressInfo).port, "secret");
const fails = (code: ProblemCode) => (thrown: unknown) => thrown instanceof AgentProblem && thrown.code === code;
const last = () => seen.at(-1) ?? assert.fail("nothing was called");

test("every call carries the token in a header and never in the address", async () => {
  await agent.status();
  await agent.journal({ limit: 20, outcome: "BLOCKED", q: "a b" });
  await agent.pause(3600);
  assert.ok(seen.every(({ headers }) => headers.authorization === "Bearer secret"));
  assert.ok(seen.every(({ url }) => !url.includes("secret")));
  assert.equal(seen.at(-2)?.url, "/v1/journal?limit=20&outcome=BLOCKED&q=a+b");
});

test("writes are JSON, and a document's write names the version it changes", async () => {
  const settings = await agent.settings();
  assert.equal(settings.etag, '"7"');
  await agent.putSettings(settings.value, settings.etag);
  assert.deepEqual([last().method, last().headers["if-match"], last().headers["content-type"]], ["PUT", '"7"', "application/json"]);
});

test("an activity hint holds kind, active and seconds only, whatever it was handed", async () => {
  reply = { status: 204, body: "" };
  const handed = { kind: "NAVIGATION" as const, active: true, seconds: 20, url: "https://private.example/path" };
  await agent.activity(handed);
  assert.equal(last().body, '{"kind":"NAVIGATION","active":true,"seconds":20}');
});

test("an answer that is no problem of the agent's is unexpected, one that is keeps its code", async () => {
  reply = { status: 412, body: '{"type":"about:blank","title":"","status":412,"code":"CHANGED_MEANWHILE","detail":"newer"}' };
  await assert.rejects(agent.status(), fails("CHANGED_MEANWHILE"));
  reply = { status: 502, body: "<html>" };
  await assert.rejects(agent.status(), fails("UNEXPECTED"));
  reply = { status: 400, body: '{"code":"FROM_THE_FUTURE"}' };
  await assert.rejects(agent.status(), fails("UNEXPECTED"));
});

test("an agent that does not answer is told as not running", async () => {
  await assert.rejects(new HttpAgent(1, "secret").status(), fails("NOT_RUNNING"));
});
