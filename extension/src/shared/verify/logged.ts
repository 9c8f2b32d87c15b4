import { readHex } from "./bytes";
import { isCount, isText, membersOf } from "./json";
import type { InclusionProof } from "./merkle";
import { bad, good, type Outcome } from "./outcome";

const MAX_PATH = 63;
const MAX_NOTE_CHARACTERS = 4_096;

/** Where a receipt is in the log, and the signed note that commits to it. */
export type Logged = InclusionProof & { checkpoint: string };

export function readLogged(value: unknown): Outcome<Logged> {
  const members = membersOf(value);
  const index = members?.["index"];
  const treeSize = members?.["treeSize"];
  const checkpoint = members?.["checkpoint"];
  const path = readPath(members?.["path"]);
  if (!isCount(index) || !isCount(treeSize) || !isText(checkpoint) || checkpoint.length > MAX_NOTE_CHARACTERS || path === null) {
    return bad({ code: "UNREADABLE_PROOF" });
  }
  return good({ index, treeSize, path, checkpoint });
}

function readPath(value: unknown): InclusionProof["path"] | null {
  if (!Array.isArray(value) || value.length > MAX_PATH) {
    return null;
  }
  const path = value.map((hash) => (isText(hash) ? readHex(hash) : null)).filter((hash) => hash?.length === 32);
  return path.length === value.length ? path.filter((hash) => hash !== null) : null;
}
