import { base64, concat, readBase64, utf8, type Bytes } from "./bytes";
import { keyBytes, verifies } from "./ed25519";
import { isText, membersOf } from "./json";
import { bad, good, type Outcome } from "./outcome";

const MAX_SIGNATURES = 4;

export type Signature = { keyid: string; sig: Bytes };
/** A DSSE v1 envelope: its payload is never encoded anew. */
export type Envelope = { payloadType: string; payload: Bytes; signatures: Signature[] };

export function readEnvelope(value: unknown): Outcome<Envelope> {
  const members = membersOf(value);
  const payload = isText(members?.["payload"]) ? readBase64(members["payload"]) : null;
  const signatures = readSignatures(members?.["signatures"]);
  if (!isText(members?.["payloadType"]) || payload === null || signatures === null) {
    return bad({ code: "NOT_AN_ENVELOPE" });
  }
  return good({ payloadType: members["payloadType"], payload, signatures });
}

function readSignatures(value: unknown): Signature[] | null {
  if (!Array.isArray(value) || value.length > MAX_SIGNATURES) {
    return null;
  }
  const signatures = value.map(readSignature).filter((signature) => signature !== null);
  const keys = new Set(signatures.map((signature) => signature.keyid));
  return keys.size === value.length ? signatures : null;
}

function readSignature(value: unknown): Signature | null {
  const members = membersOf(value);
  const keyid = members?.["keyid"];
  const sig = isText(members?.["sig"]) ? readBase64(members["sig"]) : null;
  return isText(keyid) && keyBytes(keyid) !== null && sig?.length === 64 ? { keyid, sig } : null;
}

/** What is signed: `"DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload`, lengths in decimal ASCII. */
export function preAuthenticationEncoding(payloadType: string, payload: Bytes): Bytes {
  const type = utf8(payloadType);
  return concat(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

export async function checkSignature(envelope: Envelope, key: string): Promise<Outcome<null>> {
  const signature = envelope.signatures.find((one) => one.keyid === key);
  const bytes = keyBytes(key);
  if (signature === undefined || bytes === null) {
    return bad({ code: "SIGNATURE_MISSING", key });
  }
  const message = preAuthenticationEncoding(envelope.payloadType, envelope.payload);
  return (await verifies(bytes, message, signature.sig)) ? good(null) : bad({ code: "SIGNATURE_WRONG", key });
}

/** The bytes of the log's entry: no white space, members and signatures in the order of PROTOCOL.md section 6. */
export function entryBytes(envelope: Envelope): Bytes {
  return utf8(
    JSON.stringify({
      payloadType: envelope.payloadType,
      payload: base64(envelope.payload),
      signatures: envelope.signatures.map(({ keyid, sig }) => ({ keyid, sig: base64(sig) })),
    }),
  );
}
