import { browserNetwork, findPairedAgent, type Network } from "./discovery";
import { HttpAgent } from "./http-agent";
import { AgentProblem } from "./problem";
import type { Keepsakes } from "./storage";

/** The paired agent; it gets the token only after it has proven its key. Without the user's agreement nothing is called. */
export async function reachPaired(keepsakes: Keepsakes, network: Network = browserNetwork): Promise<HttpAgent> {
  const pairing = await keepsakes.pairing();
  if (pairing === null || (await keepsakes.disclosure()) === null) throw new AgentProblem("NOT_PAIRED");
  const { port } = await findPairedAgent(pairing.agentKey, pairing.port, network);
  if (port !== pairing.port) await keepsakes.keepPairing({ ...pairing, port });
  return new HttpAgent(port, pairing.token);
}
