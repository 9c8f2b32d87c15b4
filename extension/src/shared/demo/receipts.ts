import type { JournalRow, ReceiptRow } from "../api";
import { hex, sha256, utf8, type Bytes } from "../bytes";
import { coordinators } from "./journal";
import { DemoKey, entryOf, logged, signedByBoth, tampered } from "./signing";

/** Counted from the newest. */
const TAMPERED_AT = 3;

/** Receipts for those tasks, newest first: real signatures and proofs by the demo's keys, and one that was tampered with. */
export async function receiptsFor(rows: JournalRow[], agent: DemoKey, keys: readonly [DemoKey, DemoKey]): Promise<ReceiptRow[]> {
  const all = await Promise.all(([0, 1] as const).map((which) => receiptsOf(rows.filter(({ coordinator }) => coordinator === keys[which].name), agent, keys[which], which)));
  const newestFirst = all.flat().sort((one, other) => other.sequence - one.sequence);
  return newestFirst.map((row, at) => (at === TAMPERED_AT ? tampered(row) : row));
}

async function receiptsOf(rows: JournalRow[], agent: DemoKey, coordinator: DemoKey, which: 0 | 1): Promise<ReceiptRow[]> {
  const oldestFirst = [...rows].sort((one, other) => one.number - other.number);
  const envelopes = await Promise.all(oldestFirst.map(async (row) => signedByBoth(await statementOf(row, agent), agent, coordinator)));
  const proofs = await logged([await genesisEntry(), ...envelopes.map(entryOf)], coordinators[which].logOrigin, coordinator);
  return oldestFirst.flatMap((row, at) => {
    const envelope = envelopes[at];
    const proof = proofs[at + 1];
    if (envelope === undefined || proof === undefined) return [];
    const settledAt = new Date(Date.parse(row.at) + 3_000).toISOString();
    return [{ id: String(row.number), coordinator: row.coordinator, sequence: row.number, settledAt, delivered: deliveredBy(row), envelope, logged: proof }];
  });
}

const deliveredBy = ({ outcome, down }: JournalRow): number => (outcome === "OK" ? Math.round(down / 7) : 420);

async function statementOf(row: JournalRow, agent: DemoKey): Promise<object> {
  const digest = await sha256(utf8(row.task));
  return {
    taskId: row.task, leaseId: hex(digest.slice(0, 16)), agent: agent.name, coordinator: row.coordinator, consumer: row.consumer, sequence: row.number,
    outcome: row.outcome, code: row.code, sourceUp: row.up, sourceDown: row.down, delivered: deliveredBy(row), deliveredSha256: hex(digest),
    startedAt: row.at, endedAt: new Date(Date.parse(row.at) + 1_400).toISOString(),
  };
}

const genesisEntry = async (): Promise<Bytes> => utf8('{"payloadType":"application/vnd.lumora.genesis.v1+json","payload":"e30=","signatures":[]}');
