import type { Agent } from "../../shared/agent";
import { keepsakes } from "../../shared/open";
import type { Trusted } from "../../shared/verify/verify";

/** The agent's key as it was stored at pairing, not as the agent names it today; the demo has no pairing. */
export async function trustedBy(agent: Agent): Promise<Trusted> {
  const [keys, pairing] = await Promise.all([agent.keys(), keepsakes.pairing()]);
  return { agent: agent.isDemo || pairing === null ? keys.agent : pairing.agentKey, coordinators: keys.coordinators };
}
