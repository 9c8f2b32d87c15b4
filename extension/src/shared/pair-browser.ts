import type { Paired, PairStarted } from "./api";
import { randomHex } from "./bytes";
import { browserNetwork, type Network } from "./discovery";
import { normalisedCode, PairingProofs } from "./pairing";
import { AgentProblem } from "./problem";
import { publicKeyBytes } from "./public-key";
import type { Pairing } from "./storage";

const CALL_TIMEOUT_MILLIS = 15_000;
const LONGEST_NAME = 60;

export interface PairingWish { code: string; port: number; origin: string; clientName: string; now: Date }

/** Pairs by the code that the agent shows; nothing of the agent's answer is returned before it has proven that it knows the code. */
export async function pairBrowser({ code: typed, port, origin, clientName, now }: PairingWish, network: Network = browserNetwork): Promise<Pairing> {
  const code = normalisedCode(typed);
  if (code === null) throw new AgentProblem("CODE_MALFORMED");
  const nonce = randomHex(16);
  const started = await post<PairStarted>(network, port, "start", { clientName, nonce });
  const proofs = await PairingProofs.of(code, { started, nonce, origin, port, clientName });
  const paired = await post<Paired>(network, port, "finish", { pairingId: started.pairingId, proof: await proofs.client() });
  if (!(await proofs.proves(paired)) || !isKey(paired.agentKey)) throw new AgentProblem("AGENT_NOT_PROVEN");
  const { agentKey, token, clientId } = paired;
  return { agentName: started.agentName, agentKey, token, clientId, port, pairedAt: now.toISOString() };
}

async function post<T>(network: Network, port: number, step: "start" | "finish", body: object): Promise<T> {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), cache: "no-store", credentials: "omit", redirect: "error" } as const;
  const response = await network.fetch(`http://127.0.0.1:${port}/v1/pair/${step}`, { ...init, signal: AbortSignal.timeout(CALL_TIMEOUT_MILLIS) })
    .catch(() => { throw new AgentProblem("NOT_RUNNING", "no answer on the agent's port"); });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw AgentProblem.from(answer, response.status);
  return answer as T;
}

function isKey(text: string): boolean {
  try {
    return publicKeyBytes(text).length > 0;
  } catch {
    return false;
  }
}

/** A name that the agent takes: no control characters, 1 to 60 characters; null if it is none. */
export function clientNameOf(typed: string): string | null {
  const name = typed.trim();
  return /^[^\p{Cc}]+$/u.test(name) && name.length <= LONGEST_NAME ? name : null;
}

/** What most people would call this browser. */
export function browserName(userAgent: string): string {
  const browser = /Firefox/.test(userAgent) ? "Firefox" : /Edg\//.test(userAgent) ? "Edge" : /OPR\//.test(userAgent) ? "Opera" : "Chromium";
  const system = /Windows/.test(userAgent) ? "Windows" : /Mac OS/.test(userAgent) ? "macOS" : /CrOS/.test(userAgent) ? "ChromeOS" : "Linux";
  return `${browser}, ${system}`;
}
