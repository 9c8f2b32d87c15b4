import type { State } from "./api";
import type { IconName } from "./icons";
import { Pill, type Tone } from "./parts";
import { useWords } from "./words";

export { nextChangeWords, reasonWords } from "./reasons";

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  RUNNING: { tone: "good", icon: "running" },
  WAITING: { tone: "calm", icon: "waiting" },
  PAUSED: { tone: "calm", icon: "pause" },
  FINISHING: { tone: "wait", icon: "finishing" },
  CAPPED: { tone: "wait", icon: "capped" },
  SCHEDULED_OFF: { tone: "calm", icon: "schedule" },
  NO_CONSENT: { tone: "wait", icon: "lock" },
  STORAGE_FAILED: { tone: "bad", icon: "trouble" },
  STOPPED: { tone: "bad", icon: "trouble" },
};

export function StatePill({ state }: { state: State }) {
  const { code } = useWords();
  const look = looks[state];
  return <Pill tone={look.tone} icon={look.icon}>{code("state", state)}</Pill>;
}
