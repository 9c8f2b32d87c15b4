import type { Agent } from "./agent";
import { DemoAgent } from "./demo/demo-agent";
import { browserNetwork, findPairedAgent, type Network } from "./discovery";
import { HttpAgent } from "./http-agent";
import { AgentProblem } from "./problem";
import { Keepsakes, localStorageArea } from "./storage";

/** The agent that the user has chosen: the paired one, once it has proven its key, or the simulated one. */
export async function connect(keepsakes: Keepsakes = new Keepsakes(), network: Network = browserNetwork): Promise<Agent> {
  if ((await keepsakes.preferences()).demo) return new DemoAgent(localStorageArea, () => new Date());
  const pairing = await keepsakes.pairing();
  if (pairing === null || (await keepsakes.disclosure()) === null) throw new AgentProblem("NOT_PAIRED");
  const { port } = await findPairedAgent(pairing.agentKey, pairing.port, network);
  if (port !== pairing.port) await keepsakes.keepPairing({ ...pairing, port });
  return new HttpAgent(port, pairing.token);
}
