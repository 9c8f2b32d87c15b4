import type { State, Status } from "../shared/api";
import type { AgentProblem } from "../shared/problem";
import { reasonWords } from "../shared/reasons";
import type { Words } from "../shared/wording";

/** What the toolbar button shows: never by colour alone. */
export interface Badge { text: string; colour: string; title: string }

const CALM = "#4b5563";
const GOOD = "#136f45";
const WAIT = "#8a5200";
const BAD = "#b42318";

const looks: Record<State, { text: string; colour: string }> = {
  RUNNING: { text: "R", colour: GOOD },
  WAITING: { text: "W", colour: CALM },
  PAUSED: { text: "P", colour: CALM },
  FINISHING: { text: "F", colour: WAIT },
  CAPPED: { text: "C", colour: WAIT },
  SCHEDULED_OFF: { text: "S", colour: CALM },
  NO_CONSENT: { text: "?", colour: WAIT },
  STORAGE_FAILED: { text: "!", colour: BAD },
  STOPPED: { text: "!", colour: BAD },
};

export const badgeOf = (status: Status, words: Words): Badge =>
  ({ ...looks[status.state], title: `Lumora: ${words.code("state", status.state)}. ${reasonWords(words, status)}` });

export const demoBadge = ({ t }: Words): Badge => ({ text: "D", colour: CALM, title: `Lumora: ${t("demoBand")}` });

export function problemBadge(problem: AgentProblem, { problemTitle }: Words): Badge {
  const text = problem.code === "NOT_PAIRED" ? "" : "!";
  return { text, colour: BAD, title: `Lumora: ${problemTitle(problem.code)}` };
}
