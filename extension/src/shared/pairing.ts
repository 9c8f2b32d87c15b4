import type { Paired, PairStarted } from "./api";
import { fromHex, hex, sha256, utf8, type Bytes } from "./bytes";
import { AgentProblem } from "./problem";

const CODE_CHARACTERS = 8;

/** Fewer would let a program that stands in the agent's place guess the code from our proof while it still holds. */
export const LEAST_ITERATIONS = 600_000;
/** More would keep this page busy for no gain. */
export const MOST_ITERATIONS = 5_000_000;

/** The code as both ends compute with it: capitals, no dash or space, I and L are 1, O is 0; null if it is none. */
export function normalisedCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll(/[IL]/g, "1").replaceAll("O", "0");
  return new RegExp(`^[0-9A-HJKMNP-TV-Z]{${CODE_CHARACTERS}}$`).test(code) ? code : null;
}

/** What both ends must have seen alike. A program that relays from another port or origin has another transcript. */
export interface PairingTalk { started: PairStarted; nonce: string; origin: string; port: number; clientName: string }

export const transcriptOf = ({ started, nonce, origin, port, clientName }: PairingTalk): string =>
  `lumora-pair-v1\n${started.pairingId}\n${nonce}\n${started.nonce}\n${origin}\n${port}\n${clientName}\n`;

/** The proofs of one pairing, keyed by the code and bound to the talk. */
export class PairingProofs {
  private constructor(private readonly key: CryptoKey, private readonly transcript: string) {}

  static async of(code: string, talk: PairingTalk): Promise<PairingProofs> {
    const { iterations } = talk.started;
    if (!(iterations >= LEAST_ITERATIONS && iterations <= MOST_ITERATIONS)) throw new AgentProblem("AGENT_NOT_PROVEN", "weak proof asked for");
    const transcript = transcriptOf(talk);
    const key = await stretched(utf8(code), await sha256(utf8(transcript)), iterations);
    return new PairingProofs(key, transcript);
  }

  async client(): Promise<string> {
    return hex(new Uint8Array(await crypto.subtle.sign("HMAC", this.key, utf8(`client\n${this.transcript}`))));
  }

  /** Whether the agent knows the code too; nothing of its answer may be kept before. */
  async proves({ proof, token, agentKey }: Paired): Promise<boolean> {
    if (!/^[0-9a-f]{64}$/.test(proof)) return false;
    const expected = utf8(`server\n${this.transcript}${token}\n${agentKey}\n`);
    return crypto.subtle.verify("HMAC", this.key, fromHex(proof), expected);
  }
}

async function stretched(code: Bytes, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", code, "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, material, 256);
  return crypto.subtle.importKey("raw", bits, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}
