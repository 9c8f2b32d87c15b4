import type { Status } from "./api";
import type { Words } from "./wording";

/** Why it is so, such as "Paused by you until 15:30". */
export function reasonWords({ t, code, format }: Words, status: Status): string {
  const reasons = status.reasons.map(({ code: reason, until }) =>
    until === null ? code("reason", reason) : t("reasonUntil", { reason: code("reason", reason), until: format.moment(until) }));
  return reasons.join(" · ");
}

/** When something changes by itself next; null when nothing will. */
export const nextChangeWords = ({ t, format }: Words, status: Status): string | null =>
  status.nextChange === null ? null : t("nextChange", { when: format.moment(status.nextChange) });
