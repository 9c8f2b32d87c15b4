import type { Envelope, Logged, ReceiptRow } from "../api";
import { base64, base64Url, concat, fromBase64Url, hex, sha256, utf8, type Bytes } from "../bytes";
import { dice } from "./dice";

/** PKCS #8 of an Ed25519 key, up to its 32 secret bytes (RFC 8410). */
const PKCS8_PREFIX = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/** A key that everybody can compute: it signs the demo's receipts, which are real in form and worth nothing. */
export class DemoKey {
  private constructor(private readonly secret: CryptoKey, readonly raw: Bytes, readonly name: string) {}

  static async of(seed: number): Promise<DemoKey> {
    const bytes = Uint8Array.from([...PKCS8_PREFIX, ...Array.from({ length: 32 }, (_, at) => Math.floor(dice(at, 1000 + seed) * 256))]);
    const secret = await crypto.subtle.importKey("pkcs8", bytes, { name: "Ed25519" }, true, ["sign"]);
    const { x = "" } = await crypto.subtle.exportKey("jwk", secret);
    const raw = fromBase64Url(x);
    return new DemoKey(secret, raw, `ed25519:${base64Url(raw)}`);
  }

  async sign(message: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, this.secret, message));
  }
}

const RECEIPT_TYPE = "application/vnd.lumora.receipt.v1+json";

/** An envelope signed by both ends over the bytes as sent (DSSE). */
export async function signedByBoth(statement: object, agent: DemoKey, coordinator: DemoKey): Promise<Envelope> {
  const payload = utf8(JSON.stringify(statement));
  const signed = concat(utf8(`DSSEv1 ${RECEIPT_TYPE.length} ${RECEIPT_TYPE} ${payload.length} `), payload);
  const signatures = await Promise.all([agent, coordinator].map(async (key) => ({ keyid: key.name, sig: base64(await key.sign(signed)) })));
  return { payloadType: RECEIPT_TYPE, payload: base64(payload), signatures };
}

export const entryOf = ({ payloadType, payload, signatures }: Envelope): Bytes =>
  utf8(JSON.stringify({ payloadType, payload, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) }));

const leaf = (entry: Bytes): Promise<Bytes> => sha256(concat(Uint8Array.of(0), entry));
const node = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(concat(Uint8Array.of(1), left, right));

/** RFC 6962: the largest power of two below the count. */
const splitOf = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));

async function rootOf(leaves: Bytes[]): Promise<Bytes> {
  const [only] = leaves;
  if (only !== undefined && leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return node(await rootOf(leaves.slice(0, split)), await rootOf(leaves.slice(split)));
}

/** From the leaf's sibling upwards. */
async function pathOf(leaves: Bytes[], index: number): Promise<Bytes[]> {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const left = leaves.slice(0, split);
  const right = leaves.slice(split);
  return index < split ? [...(await pathOf(left, index)), await rootOf(right)] : [...(await pathOf(right, index - split)), await rootOf(left)];
}

/** Where each entry stands in a log of just these, under a checkpoint that the key has signed. */
export async function logged(entries: Bytes[], origin: string, key: DemoKey): Promise<Logged[]> {
  const leaves = await Promise.all(entries.map(leaf));
  const checkpoint = await checkpointOf(origin, leaves.length, await rootOf(leaves), key);
  return Promise.all(leaves.map(async (_, index) => ({ index, treeSize: leaves.length, path: (await pathOf(leaves, index)).map(hex), checkpoint })));
}

/** C2SP tlog-checkpoint in a signed note. */
async function checkpointOf(origin: string, size: number, root: Bytes, key: DemoKey): Promise<string> {
  const text = `${origin}\n${size}\n${base64(root)}\n`;
  const keyId = (await sha256(concat(utf8(`${origin}\n`), Uint8Array.of(1), key.raw))).slice(0, 4);
  return `${text}\n\u2014 ${origin} ${base64(concat(keyId, await key.sign(utf8(text))))}\n`;
}

/** The same receipt claiming ten times the bytes: its signatures no longer fit. */
export function tampered(row: ReceiptRow): ReceiptRow {
  const statement = JSON.parse(atob(row.envelope.payload)) as { delivered: number };
  const payload = btoa(JSON.stringify({ ...statement, delivered: statement.delivered * 10 }));
  return { ...row, delivered: statement.delivered * 10, envelope: { ...row.envelope, payload } };
}
