import { textOf } from "./bytes";
import { readEnvelope, type Envelope } from "./envelope";
import { isCount, isText, membersOf, parsed, type Members } from "./json";
import { bad, good, type Outcome } from "./outcome";
import type { Evidence } from "./receipt";

export const SESSION_TYPE = "application/vnd.lumora.session-counted.v1+json";
const GRANT_TYPE = "application/vnd.lumora.grant.v1+json";
const WINDOW_TYPE = "application/vnd.lumora.window-receipt.v1+json";

const GRANT_TEXTS = ["grantId", "coordinator", "provider", "receiver", "payer", "notBefore"] as const;
const WINDOW_TEXTS = ["grantId", "endedAt", "transcriptSha256"] as const;
const WINDOW_COUNTS = ["sequence", "up", "down"] as const;

type Grant = Readonly<Record<(typeof GRANT_TEXTS)[number], string>>;
type Window = Readonly<Record<(typeof WINDOW_TEXTS)[number], string> & Record<(typeof WINDOW_COUNTS)[number], number>>;

/** What was carried for somebody: the coordinator's grant, and the newest receipt that both ends have signed. */
export function readSession(envelope: Envelope): Outcome<Evidence> {
  const counted = payloadOf(envelope);
  const grantEnvelope = readEnvelope(counted?.["grant"]);
  const windowEnvelope = readEnvelope(counted?.["receipt"]);
  if (counted === null || !grantEnvelope.ok || !windowEnvelope.ok) {
    return bad({ code: "UNREADABLE_RECEIPT" });
  }
  const grant = readGrant(grantEnvelope.value);
  const window = readWindow(windowEnvelope.value);
  if (grant === null || window === null || grant.grantId !== window.grantId || grant.coordinator !== counted["coordinator"]) {
    return bad({ code: "UNREADABLE_RECEIPT" });
  }
  return good({
    receipt: {
      taskId: grant.grantId, leaseId: grant.grantId, agent: grant.provider, coordinator: grant.coordinator, consumer: grant.payer,
      outcome: "OK", code: "NONE", sequence: window.sequence, sourceUp: window.up, sourceDown: window.down,
      delivered: window.up + window.down, deliveredSha256: window.transcriptSha256, startedAt: grant.notBefore, endedAt: window.endedAt,
    },
    byAgent: windowEnvelope.value,
    byReceiver: { envelope: windowEnvelope.value, key: grant.receiver },
    byCoordinator: [envelope, grantEnvelope.value],
  });
}

function payloadOf(envelope: Envelope): Members | null {
  const text = textOf(envelope.payload);
  return text === null ? null : membersOf(parsed(text));
}

function readGrant(envelope: Envelope): Grant | null {
  const members = envelope.payloadType === GRANT_TYPE ? payloadOf(envelope) : null;
  return members !== null && isGrant(members) ? members : null;
}

function isGrant(members: Members): members is Grant {
  return GRANT_TEXTS.every((name) => isText(members[name]));
}

function readWindow(envelope: Envelope): Window | null {
  const members = envelope.payloadType === WINDOW_TYPE ? payloadOf(envelope) : null;
  return members !== null && isWindow(members) ? members : null;
}

function isWindow(members: Members): members is Window {
  return WINDOW_TEXTS.every((name) => isText(members[name])) && WINDOW_COUNTS.every((name) => isCount(members[name]));
}
