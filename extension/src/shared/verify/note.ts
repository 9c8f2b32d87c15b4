import { concat, equal, readBase64, sha256, utf8, type Bytes } from "./bytes";
import { verifies } from "./ed25519";
import { bad, good, type Outcome } from "./outcome";

const ED25519 = Uint8Array.of(1);
const KEY_ID_BYTES = 4;
const MAX_SIGNATURES = 32;

type NoteSignature = { name: string; keyId: Bytes; signature: Bytes };
/** Text with signatures (c2sp.org/signed-note). @property text ends in a newline */
export type Note = { text: string; signatures: NoteSignature[] };

export function readNote(note: string): Outcome<Note> {
  const blankLine = note.lastIndexOf("\n\n");
  if (blankLine < 0 || !note.endsWith("\n") || !isPlain(note)) {
    return bad({ code: "NOT_A_CHECKPOINT" });
  }
  const lines = note.slice(blankLine + 2).split("\n").filter((line) => line !== "");
  const signatures = lines.slice(0, MAX_SIGNATURES + 1).map(readSignature).filter((signature) => signature !== null);
  return signatures.length > 0 && signatures.length === lines.length && lines.length <= MAX_SIGNATURES
    ? good({ text: note.slice(0, blankLine + 1), signatures })
    : bad({ code: "NOT_A_CHECKPOINT" });
}

/** One line: em dash, space, key name, space, base64 of key id and signature. */
function readSignature(line: string): NoteSignature | null {
  const [, name, coded] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  const bytes = coded === undefined ? null : readBase64(coded);
  if (name === undefined || bytes === null || bytes.length <= KEY_ID_BYTES) {
    return null;
  }
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

/** SHA-256(name || 0x0A || 0x01 || key), its first four bytes. */
export async function keyId(name: string, key: Bytes): Promise<Bytes> {
  return (await sha256(concat(utf8(`${name}\n`), ED25519, key))).slice(0, KEY_ID_BYTES);
}

/** Every signature under this name and key id must verify, and there must be one; those of others do not matter. */
export async function checkNote(note: Note, name: string, key: Bytes): Promise<Outcome<null>> {
  const id = await keyId(name, key);
  const claimed = note.signatures.filter((one) => one.name === name && equal(one.keyId, id));
  if (claimed.length === 0) {
    return bad({ code: "CHECKPOINT_UNSIGNED" });
  }
  const valid = await Promise.all(claimed.map((one) => verifies(key, utf8(note.text), one.signature)));
  return valid.every(Boolean) ? good(null) : bad({ code: "CHECKPOINT_SIGNATURE_WRONG" });
}

function isPlain(text: string): boolean {
  return !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
