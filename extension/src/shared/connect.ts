import type { Agent } from "./agent";
import { DemoAgent } from "./demo/demo-agent";
import { browserNetwork, type Network } from "./discovery";
import { reachPaired } from "./paired";
import { localStorageArea, type Keepsakes } from "./storage";

/** The agent that the user has chosen: the paired one, once it has proven its key, or the simulated one. */
export async function connect(keepsakes: Keepsakes, network: Network = browserNetwork): Promise<Agent> {
  const { demo } = await keepsakes.preferences();
  return demo ? new DemoAgent(localStorageArea, () => new Date()) : reachPaired(keepsakes, network);
}
