import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Agent } from "./agent";
import type { AgentEvent } from "./api";
import { useCell } from "./cell";
import type { Follower, Live } from "./live";

export const FollowerContext = createContext<Follower | null>(null);

export function useFollower(): Follower {
  const follower = useContext(FollowerContext);
  if (follower === null) throw new Error("this screen was opened without an agent to follow");
  return follower;
}

export const useLive = (): Live => useCell(useFollower().live);

/** The agent of this page; only below the shell, which waits for it. While it is away, the one that was; draws anew when it is another. */
export function useAgent(): Agent {
  const { live } = useFollower();
  const [agent, setAgent] = useState(live.value.agent);
  useEffect(() => live.listen((next) => { if (next.agent !== null) setAgent(next.agent); }), [live]);
  if (agent === null) throw new Error("the shell shows no screen without an agent");
  return agent;
}

/** Does something at events of these kinds, such as asking again when `rules` have changed elsewhere. */
export function useEvents(types: readonly AgentEvent["type"][], act: (event: AgentEvent) => void): void {
  const follower = useFollower();
  useEffect(() => follower.hear((event) => { if (types.includes(event.type)) act(event); }), [follower, act]);
}
