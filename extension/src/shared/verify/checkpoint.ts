import { readBase64, type Bytes } from "./bytes";
import { bad, good, type Outcome } from "./outcome";

/** What a log states about itself (c2sp.org/tlog-checkpoint): so many entries, under this root. */
export type Checkpoint = { origin: string; size: number; root: Bytes };

export function readCheckpoint(text: string): Outcome<Checkpoint> {
  const lines = text.split("\n");
  const [origin, size, root] = lines;
  const hash = readBase64(root ?? "");
  if (lines.length < 4 || lines.pop() !== "" || lines.includes("") || !isPlainNumber(size) || hash?.length !== 32) {
    return bad({ code: "NOT_A_CHECKPOINT" });
  }
  return good({ origin: origin ?? "", size: Number(size), root: hash });
}

function isPlainNumber(text: string | undefined): boolean {
  return text !== undefined && /^(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text));
}
