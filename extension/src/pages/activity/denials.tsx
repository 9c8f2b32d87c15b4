import { useState } from "preact/hooks";
import type { Rules } from "../../shared/api";
import { useDoing } from "../../shared/asked";
import { useAgent } from "../../shared/following";
import { Button, Notice, ProblemNotice } from "../../shared/parts";
import { problemOf, type AgentProblem } from "../../shared/problem";
import { takenBack, type Denial } from "../../shared/rules/denial";
import { useWords } from "../../shared/words";

interface Done extends Denial { label: string; before: Rules }

/** What was denied on this page since it was opened. */
export interface DenialsState {
  done: readonly Done[];
  busy: boolean;
  problem: AgentProblem | null;
  has: (denial: Denial) => boolean;
  deny: (denial: Denial, label: string) => void;
  undo: (done: Done) => void;
}

export function useDenials(): DenialsState {
  const agent = useAgent();
  const { busy, problem, run } = useDoing();
  const [done, setDone] = useState<readonly Done[]>([]);
  const undo = async (one: Done, triesLeft: number): Promise<void> => {
    const now = await agent.rules();
    try {
      await agent.putRules(takenBack(now.value, one.before, one), now.etag);
    } catch (thrown) {
      if (problemOf(thrown).code !== "CHANGED_MEANWHILE" || triesLeft === 0) throw thrown;
      return undo(one, triesLeft - 1);
    }
    setDone((before) => before.filter((other) => other !== one));
  };
  return {
    done,
    busy,
    problem,
    has: ({ kind, value }) => done.some((one) => one.kind === kind && one.value === value),
    deny: (denial, label) => run(async () => {
      const before = (await agent.rules()).value;
      await agent.deny(denial.kind, denial.value);
      setDone((others) => [{ ...denial, label, before }, ...others]);
    }),
    undo: (one) => run(() => undo(one, 2)),
  };
}

/** Says what was denied, and takes it back. */
export function Denials({ denials }: { denials: DenialsState }) {
  const { t } = useWords();
  return (
    <>
      {denials.problem && <ProblemNotice problem={denials.problem} />}
      {denials.done.map((one) => (
        <Notice key={`${one.kind} ${one.value}`} tone="good" title={one.label} alert>
          <p>{t("deniedText")}</p>
          <span class="row"><Button icon="retry" disabled={denials.busy} onClick={() => denials.undo(one)}>{t("undo")}</Button><a href="/pages/rules/index.html">{t("allRules")}</a></span>
        </Notice>
      ))}
    </>
  );
}
