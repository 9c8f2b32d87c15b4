import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Envelope } from "../src/shared/api";
import { base64, concat, utf8 } from "../src/shared/bytes";
import { DemoKey, entryOf, logged } from "../src/shared/demo/signing";
import { verifyReceipt, type Claim, type Trusted } from "../src/shared/verify/verify";
import type { Verdict } from "../src/shared/verify/verdict";

const ORIGIN = "lumora.test/log";
const coordinator = await DemoKey.of(1);
const agent = await DemoKey.of(2);
const payer = await DemoKey.of(3);
const stranger = await DemoKey.of(4);
const trusted: Trusted = { agent: agent.name, coordinators: [{ key: coordinator.name, logOrigin: ORIGIN }] };

async function signed(name: string, statement: object, ...keys: DemoKey[]): Promise<Envelope> {
  const payloadType = `application/vnd.lumora.${name}.v1+json`;
  const payload = utf8(JSON.stringify(statement));
  const message = concat(utf8(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload);
  const signatures = await Promise.all(keys.map(async (key) => ({ keyid: key.name, sig: base64(await key.sign(message)) })));
  return { payloadType, payload: base64(payload), signatures };
}

const GRANT = {
  grantId: "0".repeat(32), coordinator: coordinator.name, provider: agent.name, receiver: payer.name, payer: payer.name, notBefore: "2026-11-22T03:00:00Z",
};
const WINDOW = { grantId: GRANT.grantId, sequence: 24, up: 12_000_000, down: 40_960, endedAt: "2026-11-22T03:01:00Z", transcriptSha256: "1".repeat(64) };

interface Signers { granted?: DemoKey; window?: DemoKey[]; entry?: DemoKey }

async function claim({ granted = coordinator, window = [payer, agent], entry = coordinator }: Signers = {}, changed: object = {}): Promise<Claim> {
  const counted = {
    coordinator: coordinator.name,
    grant: await signed("grant", GRANT, granted),
    receipt: await signed("window-receipt", { ...WINDOW, ...changed }, ...window),
  };
  const envelope = await signed("session-counted", counted, entry);
  const [proof] = await logged([entryOf(envelope)], ORIGIN, coordinator);
  return { coordinator: coordinator.name, sequence: 24, delivered: 12_040_960, envelope, logged: proof };
}

const failedAt = (verdict: Verdict): string => (verdict.kind === "BROKEN" ? verdict.failed : verdict.kind);

describe("a relay's receipt", () => {
  it("is genuine when the coordinator granted it and both ends signed the same bytes", async () => {
    const verdict = await verifyReceipt(await claim(), trusted);

    assert.ok(verdict.kind === "GENUINE", failedAt(verdict));
    assert.equal(verdict.receipt.consumer, payer.name);
    assert.equal(verdict.receipt.delivered, 12_040_960);
  });

  it("fails without the payer's signature or the agent's", async () => {
    assert.equal(failedAt(await verifyReceipt(await claim({ window: [agent] }), trusted)), "AGENT_SIGNATURE");
    assert.equal(failedAt(await verifyReceipt(await claim({ window: [payer] }), trusted)), "AGENT_SIGNATURE");
  });

  it("fails when somebody else has granted or counted it", async () => {
    assert.equal(failedAt(await verifyReceipt(await claim({ granted: stranger }), trusted)), "COORDINATOR_SIGNATURE");
    assert.equal(failedAt(await verifyReceipt(await claim({ entry: stranger }), trusted)), "COORDINATOR_SIGNATURE");
  });

  it("fails when it is for other bytes than the screen shows, or of another grant", async () => {
    assert.equal(failedAt(await verifyReceipt(await claim({}, { up: 11_000_000 }), trusted)), "NAMES");
    assert.equal(failedAt(await verifyReceipt(await claim({}, { grantId: "2".repeat(32) }), trusted)), "FORM");
  });

  it("is unreadable, never an exception, whatever stands in it", async () => {
    for (const strange of [{}, { coordinator: coordinator.name, grant: 7, receipt: null }, { grant: {}, receipt: [] }]) {
      const envelope = await signed("session-counted", strange, coordinator);

      assert.equal(failedAt(await verifyReceipt({ ...(await claim()), envelope }, trusted)), "FORM");
    }
  });
});
