import { isSupported, keyBytes } from "./ed25519";
import { checkSignature, entryBytes, readEnvelope, type Envelope } from "./envelope";
import { readCheckpoint, type Checkpoint } from "./checkpoint";
import { readLogged, type Logged } from "./logged";
import { checkInclusion, leafHash } from "./merkle";
import { checkNote, readNote } from "./note";
import { bad, good, type Outcome } from "./outcome";
import { readPage, type Evidence, type Receipt } from "./receipt";
import { readSession, SESSION_TYPE } from "./session";
import { STEPS, type Failure, type Step, type StepName, type StepResult, type Verdict } from "./verdict";

/** A receipt as the agent keeps it: what it claims, and the raw evidence. */
export type Claim = { coordinator: string; sequence: number; delivered: number; envelope: unknown; logged: unknown };

/** Whom we believe. @property agent the key that was stored at pairing @property logOrigin null when not told yet */
export type Trusted = { agent: string; coordinators: readonly { key: string; logOrigin: string | null }[] };

type Read = { envelope: Envelope; evidence: Evidence; logged: Logged };

/** Checks one receipt offline. All that can be checked is checked, so that each step has its own result. */
export async function verifyReceipt(claim: Claim, trusted: Trusted): Promise<Verdict> {
  if (!(await supported())) {
    return { kind: "UNSUPPORTED" };
  }
  const form = read(claim);
  if (!form.ok) {
    return verdict({ FORM: failed(form.failure) }, null);
  }
  const { evidence } = form.value;
  const { receipt } = evidence;
  const checkpoint = await checkCheckpoint(form.value, claim, trusted);
  return verdict(
    {
      FORM: { kind: "PASSED" },
      NAMES: result(checkNames(receipt, claim, trusted)),
      AGENT_SIGNATURE: result(await checkBothEnds(evidence, trusted.agent)),
      COORDINATOR_SIGNATURE: result(await checkAll(evidence.byCoordinator, claim.coordinator)),
      CHECKPOINT: result(checkpoint),
      INCLUSION: checkpoint.ok ? result(await checkPlace(form.value, checkpoint.value)) : { kind: "SKIPPED" },
    },
    receipt,
  );
}

let support: Promise<boolean> | null = null;

function supported(): Promise<boolean> {
  support ??= isSupported();
  return support;
}

function read(claim: Claim): Outcome<Read> {
  const envelope = readEnvelope(claim.envelope);
  if (!envelope.ok) {
    return envelope;
  }
  const evidence = envelope.value.payloadType === SESSION_TYPE ? readSession(envelope.value) : readPage(envelope.value);
  if (!evidence.ok) {
    return evidence;
  }
  const logged = readLogged(claim.logged);
  return logged.ok ? good({ envelope: envelope.value, evidence: evidence.value, logged: logged.value }) : logged;
}

async function checkBothEnds({ byAgent, byReceiver }: Evidence, agent: string): Promise<Outcome<null>> {
  const own = await checkSignature(byAgent, agent);
  return own.ok && byReceiver !== null ? checkSignature(byReceiver.envelope, byReceiver.key) : own;
}

async function checkAll(envelopes: readonly Envelope[], key: string): Promise<Outcome<null>> {
  for (const envelope of envelopes) {
    const checked = await checkSignature(envelope, key);
    if (!checked.ok) return checked;
  }
  return good(null);
}

/** What is signed must be what the screen shows. */
function checkNames(receipt: Receipt, claim: Claim, trusted: Trusted): Outcome<null> {
  if (!trusted.coordinators.some(({ key }) => key === claim.coordinator)) {
    return bad({ code: "UNKNOWN_COORDINATOR", coordinator: claim.coordinator });
  }
  if (receipt.agent !== trusted.agent) {
    return bad({ code: "OTHER_AGENT", agent: receipt.agent });
  }
  if (receipt.coordinator !== claim.coordinator) {
    return bad({ code: "OTHER_COORDINATOR", coordinator: receipt.coordinator });
  }
  if (receipt.sequence !== claim.sequence) {
    return bad({ code: "OTHER_SEQUENCE", signed: receipt.sequence, shown: claim.sequence });
  }
  return receipt.delivered === claim.delivered
    ? good(null)
    : bad({ code: "OTHER_AMOUNT", signed: receipt.delivered, shown: claim.delivered });
}

async function checkCheckpoint({ logged }: Read, claim: Claim, trusted: Trusted): Promise<Outcome<Checkpoint>> {
  const note = readNote(logged.checkpoint);
  if (!note.ok) {
    return note;
  }
  const checkpoint = readCheckpoint(note.value.text);
  const key = keyBytes(claim.coordinator);
  if (!checkpoint.ok || key === null) {
    return checkpoint.ok ? bad({ code: "CHECKPOINT_UNSIGNED" }) : checkpoint;
  }
  const { origin, size } = checkpoint.value;
  const expected = trusted.coordinators.find((one) => one.key === claim.coordinator)?.logOrigin ?? origin;
  if (origin !== expected) {
    return bad({ code: "OTHER_LOG", origin, expected });
  }
  const signed = await checkNote(note.value, origin, key);
  if (!signed.ok) {
    return signed;
  }
  return size === logged.treeSize ? checkpoint : bad({ code: "OTHER_TREE_SIZE", proof: logged.treeSize, checkpoint: size });
}

async function checkPlace({ envelope, logged }: Read, checkpoint: Checkpoint): Promise<Outcome<null>> {
  return checkInclusion(logged, await leafHash(entryBytes(envelope)), checkpoint.root);
}

function result(outcome: Outcome<unknown>): StepResult {
  return outcome.ok ? { kind: "PASSED" } : failed(outcome.failure);
}

function failed(failure: Failure): StepResult {
  return { kind: "FAILED", failure };
}

function verdict(results: Partial<Record<StepName, StepResult>>, receipt: Receipt | null): Verdict {
  const steps = STEPS.map((name): Step => ({ name, result: results[name] ?? { kind: "SKIPPED" } }));
  for (const { name, result } of steps) {
    if (result.kind === "FAILED") {
      return { kind: "BROKEN", failed: name, failure: result.failure, steps };
    }
  }
  return receipt !== null && steps.every(({ result }) => result.kind === "PASSED")
    ? { kind: "GENUINE", receipt, steps }
    : { kind: "BROKEN", failed: "FORM", failure: { code: "NOT_AN_ENVELOPE" }, steps };
}
