import { textOf } from "./bytes";
import type { Envelope } from "./envelope";
import { isCount, isText, membersOf, parsed, type Members } from "./json";
import { bad, good, type Outcome } from "./outcome";

const PAYLOAD_TYPE = "application/vnd.lumora.receipt.v1+json";
const TEXTS = ["taskId", "leaseId", "agent", "coordinator", "consumer", "outcome", "code", "deliveredSha256", "startedAt", "endedAt"] as const;
const COUNTS = ["sequence", "sourceUp", "sourceDown", "delivered"] as const;

/** What the agent signed for one task and the coordinator counter-signed. */
export type Receipt = Readonly<Record<(typeof TEXTS)[number], string> & Record<(typeof COUNTS)[number], number>>;

/**
 * A receipt, and what proves it.
 *
 * @property byAgent what the agent has signed
 * @property byReceiver what the end that was served has signed; null where that is the coordinator
 * @property byCoordinator all that the coordinator must have signed
 */
export type Evidence = { receipt: Receipt; byAgent: Envelope; byReceiver: { envelope: Envelope; key: string } | null; byCoordinator: readonly Envelope[] };

export function readPage(envelope: Envelope): Outcome<Evidence> {
  if (envelope.payloadType !== PAYLOAD_TYPE) {
    return bad({ code: "NOT_A_RECEIPT", payloadType: envelope.payloadType });
  }
  const text = textOf(envelope.payload);
  const members = text === null ? null : membersOf(parsed(text));
  return members !== null && isReceipt(members) ? good({ receipt: members, byAgent: envelope, byReceiver: null, byCoordinator: [envelope] }) : bad({ code: "UNREADABLE_RECEIPT" });
}

function isReceipt(members: Members): members is Receipt {
  return TEXTS.every((name) => isText(members[name])) && COUNTS.every((name) => isCount(members[name]));
}
