import { useEffect, useState } from "preact/hooks";
import { ProblemCure } from "../../shared/cure";
import { findAnyAgent, type Found } from "../../shared/discovery";
import { Card, Notice, ProblemNotice } from "../../shared/parts";
import { problemOf, type AgentProblem } from "../../shared/problem";
import { useWords } from "../../shared/words";

const LOOK_MILLIS = 3_000;

/** Looks until an agent waits for a code; says meanwhile what is missing and how to get it. */
export function Detect({ onFound }: { onFound: (found: Found) => void }) {
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<AgentProblem | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => { timer = setTimeout(() => setRound(round + 1), LOOK_MILLIS); };
    findAnyAgent().then(
      (agent) => {
        if (!current) return;
        if (agent.hello.pairing === "OPEN") return onFound(agent);
        setFound(agent);
        setProblem(null);
        again();
      },
      (thrown: unknown) => {
        if (!current) return;
        const next = problemOf(thrown);
        setFound(null);
        setProblem((before) => (before?.code === next.code ? before : next));
        again();
      },
    );
    return () => { current = false; clearTimeout(timer); };
  }, [round]);
  if (problem !== null) return <><ProblemNotice problem={problem} /><ProblemCure code={problem.code} onCured={() => setRound(round + 1)} /><Looking /></>;
  return found === null ? <Looking /> : <AskForCode found={found} />;
}

function Looking() {
  const { t } = useWords();
  return <p class="looking quiet" role="status"><span class="pulse" aria-hidden="true" />{t("pairLooking")}</p>;
}

function AskForCode({ found }: { found: Found }) {
  const { t } = useWords();
  return (
    <>
      <Notice tone="good" title={t("pairFound")}><p>{t("pairFoundText", { version: found.hello.version, port: String(found.port) })}</p></Notice>
      <Card title={t("pairAskTitle")}>
        <p class="measure">{t("pairAskText")}</p>
        <pre class="command"><code>lumora pair</code></pre>
        <p class="looking quiet" role="status"><span class="pulse" aria-hidden="true" />{t("pairWaiting")}</p>
      </Card>
    </>
  );
}
