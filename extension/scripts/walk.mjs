// Walks through what the demo cannot show, against the tests' own agent: agreeing, pairing with a wrong and the right code, consent, the
// popup's keyboard, an agent that is gone, one that is a stranger, a worker that was killed, and the badge. Pictures in $LOOK or /tmp/look.
import assert from "node:assert/strict";
import { build } from "esbuild";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { faultsOf, onComplaint, withExtension } from "./browser.mjs";
import { root } from "./build.mjs";

const out = process.env["LOOK"] ?? "/tmp/look";
await mkdir(out, { recursive: true });
const bundle = join(root, "node_modules/.cache/lumora-walk/fake-agent.mjs");
await build({ absWorkingDir: root, entryPoints: ["test/fake-agent.ts"], outfile: bundle, bundle: true, platform: "node", format: "esm", logLevel: "warning" });
const { FakeAgent } = await import(pathToFileURL(bundle).href);

let faults = 0;
const fault = (text) => { faults++; console.error(text); };

async function free(agent) {
  for (const port of [17480, 17481, 17482, 17483]) {
    try { return await agent.listen(port); } catch { /* taken: the next */ }
  }
  throw new Error("none of the agent's four ports is free");
}

async function expectSoon(holds, otherwise) {
  for (let tries = 0; tries < 100 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(holds(), otherwise);
}

await withExtension(async (browser, origin) => {
  const page = await browser.newPage();
  onComplaint(page, (complaint) => { if (!/status of (403|409|401)|ERR_INCOMPLETE_CHUNKED_ENCODING/.test(complaint)) fault(complaint); });
  const picture = async (name) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(out, `walk-${name}.png`), fullPage: true });
    for (const each of await faultsOf(page)) fault(`${name}: ${each}`);
  };
  const badge = () => page.evaluate(async () => [await chrome.action.getBadgeText({}), await chrome.action.getTitle({})]);

  await page.goto(`${origin}/popup/index.html`);
  await page.getByText("Not set up yet").waitFor();
  await picture("popup-unpaired");
  await page.goto(`${origin}/pages/dashboard/index.html`);
  await page.waitForURL(/welcome/);

  const agent = new FakeAgent("K7QM2R4X", origin);
  agent.pairing = "CLOSED";
  await free(agent);
  await page.getByRole("button", { name: "I agree, pair this browser" }).click();
  await page.getByText("The agent runs").waitFor();
  await picture("pair-closed");
  agent.pairing = "OPEN";
  const code = page.getByRole("textbox", { name: "Code" });
  await code.waitFor({ timeout: 15_000 });
  await picture("pair-code");
  await code.fill("k7qm-2r4y");
  await page.keyboard.press("Enter");
  await page.getByText("That is not the code").waitFor({ timeout: 20_000 });
  await page.getByText("2 tries are left.").waitFor();
  await picture("pair-wrong");
  const { sha256, text } = FakeAgent.consent;
  agent.answers.set("/v1/consent", { status: 200, body: { given: false, version: 1, sha256, text, givenAt: null } });
  await code.fill("k7qm-2r4x");
  await page.keyboard.press("Enter");
  await page.getByText("Paired with study").waitFor({ timeout: 20_000 });
  await page.getByRole("button", { name: "I agree", exact: true }).waitFor();
  await picture("consent");
  agent.answers.set("/v1/consent", { status: 200, body: { given: true, version: 1, sha256, text, givenAt: "2026-11-22T06:30:00Z" } });
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.getByText("Everything is ready").waitFor();
  await picture("consent-given");

  agent.answers.set("/v1/status", { status: 200, body: FakeAgent.status });
  agent.answers.set("/v1/earnings", { status: 200, body: { pending: { deliveries: 0, bytes: 0 }, confirmed: { receipts: 0, bytes: 0 }, balance: null, days: [] } });
  agent.events = [{ id: "1", type: "snapshot", data: { status: FakeAgent.status, rows: [], history: [] } }];
  await page.goto(`${origin}/popup/index.html`);
  await page.getByRole("button", { name: "Pause for 1 hour" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Pause for 1 hour", "the popup opens with its first button focused");
  agent.answers.set("/v1/pause", { status: 200, body: { ...FakeAgent.status, state: "PAUSED", reasons: [{ code: "PAUSED_BY_USER", text: "", until: null }] } });
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Resume" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Resume", "the focus goes on to what can be done next");
  await picture("popup-paused");
  assert.ok(agent.requests.some(({ path }) => path === "/v1/pause"));

  agent.answers.set("/v1/activity", { status: 204, body: null });
  await page.evaluate(async () => chrome.storage.local.set({ preferences: { hints: true } }));
  const surfing = await browser.newPage();
  await surfing.goto(`http://127.0.0.1:${agent.port}/v1/hello?secret=page`);
  const hints = () => agent.requests.filter(({ path, body }) => path === "/v1/activity" && body !== "").map(({ body }) => body);
  await expectSoon(() => hints().length > 0, "no hint of a navigation arrived");
  for (const hint of hints()) assert.match(hint, /^\{"kind":"(NAVIGATION|MEDIA|CALL)","active":(true|false),"seconds":\d+\}$/);
  await surfing.close();

  agent.answers.set("/v1/status", { status: 200, body: agent.answers.get("/v1/pause").body });
  const devtools = await browser.newCDPSession(page);
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.stopAllWorkers");
  await page.evaluate(() => chrome.action.setBadgeText({ text: "x" }));
  for (let tries = 0; tries < 90 && (await page.evaluate(() => chrome.action.getBadgeText({}))) === "x"; tries++) await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => chrome.action.getBadgeText({})), "P", "the alarm wakes the killed worker, which finds its way from what is kept");

  const settings = {
    limits: { rateUp: 0, rateDown: 0, perDay: 0, perMonth: 0 }, monthStartsOn: 1, schedule: { enabled: false, slots: [] },
    idle: { onlyWhenIdle: false, idleMinutes: 5, hints: true, lineBusyBytesPerSecond: null }, power: { pauseOnBattery: true },
    network: { pauseOnMetered: true, metered: "AUTO" }, journal: { retentionDays: 30 },
  };
  agent.answers.set("/v1/settings", { status: 200, body: settings });
  agent.answers.set("/v1/settings/preview", { status: 200, body: { wouldRun: true, reasons: [{ code: "READY", text: "", until: null }], nextChange: null, rate: { up: null, down: null }, at: "2026-11-22T06:30:00Z", week: null } });
  agent.answers.set("/v1/network", { status: 200, body: { metered: "UNKNOWN", source: "none", override: "AUTO", onBattery: null } });
  await page.goto(`${origin}/pages/limits/index.html`);
  const perDay = page.getByRole("textbox", { name: "At most in a day" });
  await perDay.fill("7");
  const { port } = agent;
  await agent.close();
  await page.getByText("Connection to the agent lost").waitFor({ timeout: 20_000 });
  await agent.listen(port);
  await page.getByText("Connection to the agent lost").waitFor({ state: "detached", timeout: 40_000 });
  assert.equal(await perDay.inputValue(), "7", "what was typed outlives an agent that was away");

  agent.answers.set("/v1/status", { status: 401, body: { code: "REVOKED", detail: "unpaired", status: 401, title: "", type: "about:blank" } });
  agent.answers.set("/v1/events", agent.answers.get("/v1/status"));
  await page.goto(`${origin}/pages/health/index.html`);
  await page.getByText("This browser was unpaired").waitFor();
  await picture("revoked");

  await agent.close();
  const stranger = await free(new FakeAgent("K7QM2R4X", origin));
  await page.goto(`${origin}/pages/health/index.html`);
  await page.getByText("This is not the agent you paired with").waitFor();
  await picture("stranger");
  assert.ok(stranger.requests.every(({ authorization }) => authorization === undefined), "a stranger got the token");
  await stranger.close();
  await page.goto(`${origin}/pages/health/index.html`);
  await page.getByText("No agent is running").waitFor();
  await picture("not-running");
  await page.evaluate(() => chrome.storage.local.set({ preferences: { language: "en", theme: "AUTO", hints: false, demo: true } }));
  await page.waitForFunction(async () => (await chrome.action.getBadgeText({})) === "D", undefined, { timeout: 5_000 }).catch(() => {});
  assert.deepEqual(await badge(), ["D", "Lumora: Demo: simulated numbers"]);
});
console.log(`walked; pictures in ${out}; ${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
