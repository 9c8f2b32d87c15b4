import type { Agent } from "../shared/agent";
import { problemOf } from "../shared/problem";
import { browserLanguage, Language } from "../shared/i18n";
import type { Keepsakes } from "../shared/storage";
import { wordsIn } from "../shared/wording";
import { badgeOf, demoBadge, problemBadge, type Badge } from "./badge";

export interface Looked { badge: Badge; agent: Agent | null }

/** Asks the agent once how things stand. All that it needs is kept: a worker that was killed in between loses nothing. */
export async function look(keepsakes: Keepsakes, reach: () => Promise<Agent>): Promise<Looked> {
  const { demo, language } = await keepsakes.preferences();
  const words = wordsIn(Language.of(language === "AUTO" ? browserLanguage() : language));
  if (demo) return { badge: demoBadge(words), agent: null };
  try {
    const agent = await reach();
    return { badge: badgeOf(await agent.status(), words), agent };
  } catch (thrown) {
    return { badge: problemBadge(problemOf(thrown), words), agent: null };
  }
}
