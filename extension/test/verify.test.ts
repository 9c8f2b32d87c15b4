import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { verifyAll } from "../src/shared/verify/batch";
import { base64, readBase64, readHex, utf8 } from "../src/shared/verify/bytes";
import { readCheckpoint } from "../src/shared/verify/checkpoint";
import { isSupported, isUsable, keyBytes, verifies } from "../src/shared/verify/ed25519";
import { preAuthenticationEncoding } from "../src/shared/verify/envelope";
import { checkInclusion, leafHash, nodeHash } from "../src/shared/verify/merkle";
import { readNote } from "../src/shared/verify/note";
import { verifyReceipt, type Claim, type Trusted } from "../src/shared/verify/verify";
import { STEPS, type Failure, type Verdict } from "../src/shared/verify/verdict";

type Envelope = { payloadType: string; payload: string; signatures: { keyid: string; sig: string }[] };
type Logged = { index: number; treeSize: number; path: string[]; checkpoint: string };
type Case = { name: string; sequence: number; envelope: Envelope; logged: Logged; failedStep?: string };
type File = { agent: string; coordinator: string; origin: string; cases: Case[] };

/** The agent's ReceiptCasesTest holds this file to the agent's own verdicts. */
const file = JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/receipts.json"), "utf8")) as File;
const trusted: Trusted = { agent: file.agent, coordinators: [{ key: file.coordinator, logOrigin: file.origin }] };
const genuine = file.cases.filter((one) => one.failedStep === undefined);
const first = genuine[0]!;

function delivered(envelope: Envelope): number {
  return (JSON.parse(Buffer.from(envelope.payload, "base64").toString()) as { delivered: number }).delivered;
}

function claim({ sequence, envelope, logged }: Case): Claim {
  return { coordinator: file.coordinator, sequence, delivered: delivered(envelope), envelope, logged };
}

function failure(verdict: Verdict): Failure["code"] | Verdict["kind"] {
  return verdict.kind === "BROKEN" ? verdict.failure.code : verdict.kind;
}

describe("a receipt", () => {
  for (const one of file.cases) {
    it(`${one.failedStep === undefined ? "is genuine" : `fails at ${one.failedStep}`}: ${one.name}`, async () => {
      const verdict = await verifyReceipt(claim(one), trusted);

      assert.equal(verdict.kind === "BROKEN" ? verdict.failed : undefined, one.failedStep);
      assert.equal(verdict.kind, one.failedStep === undefined ? "GENUINE" : "BROKEN");
    });
  }

  it("tells each step by name", async () => {
    const verdict = await verifyReceipt(claim(first), trusted);

    assert.ok(verdict.kind === "GENUINE");
    assert.deepEqual(verdict.steps, STEPS.map((name) => ({ name, result: { kind: "PASSED" } })));
    assert.equal(verdict.receipt.delivered, 1201);
  });

  it("has a result for the coordinator's signature also when the agent's is wrong", async () => {
    const flipped = file.cases.find(({ name }) => name === "agent's signature flipped")!;
    const verdict = await verifyReceipt(claim(flipped), trusted);

    assert.ok(verdict.kind === "BROKEN");
    assert.deepEqual(
      verdict.steps.map(({ name, result }) => [name, result.kind]),
      [
        ["FORM", "PASSED"],
        ["NAMES", "PASSED"],
        ["AGENT_SIGNATURE", "FAILED"],
        ["COORDINATOR_SIGNATURE", "PASSED"],
        ["CHECKPOINT", "PASSED"],
        ["INCLUSION", "FAILED"],
      ],
    );
  });

  it("is refused when the screen would show another amount than was signed", async () => {
    const verdict = await verifyReceipt({ ...claim(first), delivered: 9_999 }, trusted);

    assert.ok(verdict.kind === "BROKEN");
    assert.deepEqual(verdict.failure, { code: "OTHER_AMOUNT", signed: 1201, shown: 9_999 });
  });

  it("is refused when it names a coordinator that nobody trusts", async () => {
    const verdict = await verifyReceipt(claim(first), { agent: file.agent, coordinators: [] });

    assert.equal(failure(verdict), "UNKNOWN_COORDINATOR");
  });

  it("is refused when its log is another than the coordinator named", async () => {
    const elsewhere = { agent: file.agent, coordinators: [{ key: file.coordinator, logOrigin: "elsewhere.example/log" }] };

    assert.equal(failure(await verifyReceipt(claim(first), elsewhere)), "OTHER_LOG");
  });

  it("is believed when the log's name was not told yet", async () => {
    const unnamed = { agent: file.agent, coordinators: [{ key: file.coordinator, logOrigin: null }] };

    assert.equal(failure(await verifyReceipt(claim(first), unnamed)), "GENUINE");
  });

  it("is unreadable, never an exception, whatever stands in place of a member", async () => {
    const { envelope, logged } = first;
    const strange: unknown[] = [undefined, null, 7, -1, 1.5, "", "x", "=", [], [[]], {}, { payload: 1 }, true];
    for (const one of strange) {
      const spoiled: Claim[] = [
        { ...claim(first), envelope: one },
        { ...claim(first), logged: one },
        ...Object.keys(envelope).map((name) => ({ ...claim(first), envelope: { ...envelope, [name]: one } })),
        ...Object.keys(logged).map((name) => ({ ...claim(first), logged: { ...logged, [name]: one } })),
        { ...claim(first), envelope: { ...envelope, signatures: [one] } },
        { ...claim(first), logged: { ...logged, path: [one] } },
      ];
      for (const each of spoiled) {
        assert.equal((await verifyReceipt(each, trusted)).kind, "BROKEN");
      }
    }
  });

  it("has no more signatures than four, and none twice by one key", async () => {
    const { envelope } = first;
    const twice = { ...envelope, signatures: [...envelope.signatures, envelope.signatures[0]] };

    assert.equal(failure(await verifyReceipt({ ...claim(first), envelope: twice }, trusted)), "NOT_AN_ENVELOPE");
  });

  it("keeps no flipped byte of the signed note", async () => {
    const note = first.logged.checkpoint;
    for (let at = 0; at < note.length; at++) {
      const other = note[at] === "A" ? "B" : "A";
      const logged = { ...first.logged, checkpoint: note.slice(0, at) + other + note.slice(at + 1) };

      assert.equal((await verifyReceipt({ ...claim(first), logged }, trusted)).kind, "BROKEN", `at ${at}`);
    }
  });
});

describe("verifying a page", () => {
  it("tells how far it is after each chunk and names the broken ones", async () => {
    const claims = Array.from({ length: 500 }, (_, i) => claim(i === 333 ? file.cases.at(-1)! : genuine[i % genuine.length]!));
    const told: number[] = [];
    const broken: number[] = [];
    await verifyAll(
      claims,
      trusted,
      ({ done, total, latest }) => {
        told.push(done);
        assert.equal(total, 500);
        latest.forEach(({ verdict }, i) => verdict.kind === "BROKEN" && broken.push(done - latest.length + i));
      },
      new AbortController().signal,
      () => Promise.resolve(),
    );

    assert.equal(told.length, 25);
    assert.equal(told.at(-1), 500);
    assert.deepEqual(broken, [333]);
  });

  it("stops when it is asked to", async () => {
    const stop = new AbortController();
    let chunks = 0;
    await verifyAll(Array.from({ length: 100 }, () => claim(first)), trusted, () => (chunks++, stop.abort()), stop.signal, () => Promise.resolve());

    assert.equal(chunks, 1);
  });
});

describe("the parts", () => {
  it("encode what DSSE's own example has", () => {
    const encoded = preAuthenticationEncoding("http://example.com/HelloWorld", utf8("hello world"));

    assert.equal(new TextDecoder().decode(encoded), "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  });

  it("count bytes, not characters, in the encoding", () => {
    assert.equal(new TextDecoder().decode(preAuthenticationEncoding("é", utf8("ü"))), "DSSEv1 2 é 2 ü");
  });

  it("read only the canonical base64", () => {
    assert.deepEqual(readBase64("AQ=="), Uint8Array.of(1));
    for (const text of ["AQ", "AR==", "AQ==\n", " AQ==", "A-==", "AQ=", "===="]) {
      assert.equal(readBase64(text), null, text);
    }
    assert.equal(base64(Uint8Array.of(0xfb, 0xff)), "+/8=");
  });

  it("find Ed25519 in this runtime", async () => {
    assert.equal(await isSupported(), true);
  });

  it("refuse keys of small order and keys that are not canonical", () => {
    for (const y of ["00".repeat(32), `01${"00".repeat(31)}`, `01${"00".repeat(30)}80`, `${"ff".repeat(31)}7f`, `ed${"ff".repeat(30)}7f`]) {
      assert.equal(isUsable(readHex(y)!), false, y);
    }
    assert.equal(isUsable(keyBytes(file.agent)!), true);
  });

  it("refuse a signature whose S is not below the group's order", async () => {
    const key = readHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")!;
    const half = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da";
    // The S of RFC 8032 section 7.1, test 2, and the same with the order added: equal modulo the order.
    const good = "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const s = BigInt(`0x${good.match(/../g)!.reverse().join("")}`) + order;
    const malleable = s.toString(16).padStart(64, "0").match(/../g)!.reverse().join("");

    assert.equal(await verifies(key, Uint8Array.of(0x72), readHex(half + good)!), true);
    assert.equal(await verifies(key, Uint8Array.of(0x72), readHex(half + malleable)!), false);
  });

  it("climb trees of every size to their root", async () => {
    const leaves = await Promise.all(Array.from({ length: 33 }, (_, i) => leafHash(utf8(`entry ${i}`))));
    for (let size = 1; size <= leaves.length; size++) {
      const tree = leaves.slice(0, size);
      const root = await rootOf(tree);
      for (let index = 0; index < size; index++) {
        const path = await pathOf(index, tree);
        assert.equal((await checkInclusion({ index, treeSize: size, path }, leaves[index]!, root)).ok, true, `${index} of ${size}`);
        assert.equal((await checkInclusion({ index, treeSize: size, path }, leaves[32 - index]!, root)).ok, index === 32 - index);
      }
    }
  });

  it("refuse a place outside the tree", async () => {
    const hash = await leafHash(utf8("x"));

    assert.deepEqual(await checkInclusion({ index: 3, treeSize: 3, path: [] }, hash, hash), {
      ok: false,
      failure: { code: "NOT_IN_TREE", index: 3, treeSize: 3 },
    });
  });

  it("read a checkpoint only in its plain form", () => {
    const root = base64(new Uint8Array(32));
    assert.ok(readCheckpoint(`log\n7\n${root}\n`).ok);
    assert.ok(readCheckpoint(`log\n7\n${root}\nextension\n`).ok);
    for (const text of ["", "log\n7\n", `log\n07\n${root}\n`, `log\n-1\n${root}\n`, `log\n7\n${root}`, `\n7\n${root}\n`, `log\n7\nAAAA\n`, `log\n7\n${root}\n\n`]) {
      assert.equal(readCheckpoint(text).ok, false, JSON.stringify(text));
    }
  });

  it("read a note only with signatures and without control characters", () => {
    assert.ok(readNote("text\n\n— name AAAAAAA=\n").ok);
    for (const text of ["", "text\n", "text\n\n", "text\n\n— name\n", "text\n\nname AAAAAAA=\n", "te\txt\n\n— name AAAAAAA=\n", "text\n\n— na+me AAAAAAA=\n", "text\n\n— name AAAA\n"]) {
      assert.equal(readNote(text).ok, false, JSON.stringify(text));
    }
  });
});

type Hash = Awaited<ReturnType<typeof leafHash>>;

function middle(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** RFC 6962 section 2.1, as defined. */
async function rootOf(leaves: Hash[]): Promise<Hash> {
  if (leaves.length === 1) {
    return leaves[0]!;
  }
  const k = middle(leaves.length);
  return nodeHash(await rootOf(leaves.slice(0, k)), await rootOf(leaves.slice(k)));
}

async function pathOf(index: number, leaves: Hash[]): Promise<Hash[]> {
  if (leaves.length === 1) {
    return [];
  }
  const k = middle(leaves.length);
  return index < k
    ? [...(await pathOf(index, leaves.slice(0, k))), await rootOf(leaves.slice(k))]
    : [...(await pathOf(index - k, leaves.slice(k))), await rootOf(leaves.slice(0, k))];
}
