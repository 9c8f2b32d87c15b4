import type { State, Status } from "./api";
import type { IconName } from "./icons";
import { Pill, type Tone } from "./parts";
import { useWords, type Words } from "./words";

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

/** Why it is so, such as "Paused by you until 15:30." */
export function reasonWords({ t, code, format }: Words, status: Status): string {
  const reasons = status.reasons.map(({ code: reason, until }) =>
    until === null ? code("reason", reason) : t("reasonUntil", { reason: code("reason", reason), until: format.moment(until) }));
  return reasons.join(" · ");
}

/** When something changes by itself next; null when nothing will. */
export const nextChangeWords = ({ t, format }: Words, status: Status): string | null =>
  status.nextChange === null ? null : t("nextChange", { when: format.moment(status.nextChange) });
