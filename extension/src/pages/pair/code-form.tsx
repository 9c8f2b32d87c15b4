import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useDoing } from "../../shared/asked";
import type { Found } from "../../shared/discovery";
import { keepsakes } from "../../shared/open";
import { browserName, clientNameOf, pairBrowser } from "../../shared/pair-browser";
import { Button, Card, Field, ProblemNotice } from "../../shared/parts";
import type { AgentProblem } from "../../shared/problem";
import type { Pairing } from "../../shared/storage";
import { useWords } from "../../shared/words";

/** Takes the code that the agent shows and proves both ends to each other. */
export function CodeForm({ found, onPaired, onClosed }: { found: Found; onPaired: (pairing: Pairing) => void; onClosed: () => void }) {
  const { t, plural } = useWords();
  const [code, setCode] = useState("");
  const [name, setName] = useState(browserName(navigator.userAgent));
  const { busy, problem, run } = useDoing();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => { if (problem !== null) input.current?.focus(); }, [problem]);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(async () => {
      const clientName = clientNameOf(name) ?? browserName(navigator.userAgent);
      const pairing = await pairBrowser({ code, port: found.port, origin: location.origin, clientName, now: new Date() });
      await keepsakes.keepPairing(pairing);
      await keepsakes.prefer({ demo: false });
      onPaired(pairing);
    });
  };
  return (
    <Card title={t("pairCodeTitle")} hint={t("pairCodeText")}>
      <form class="stack pair-form" onSubmit={submit}>
        {problem && <ProblemNotice problem={problem} onRetry={isOver(problem) ? onClosed : undefined} />}
        <Field label={t("pairCode")} hint={t("pairCodeHint")} error={problem?.code === "WRONG_CODE" ? plural("pairTries", triesLeft(problem.detail)) : undefined}>
          {(ids) => <input {...ids} ref={input} class="input code-input" value={code} onInput={(event) => setCode(event.currentTarget.value)} autoFocus autocomplete="off" autocapitalize="characters" spellcheck={false} maxLength={16} required aria-invalid={problem?.code === "WRONG_CODE" || problem?.code === "CODE_MALFORMED"} />}
        </Field>
        <Field label={t("pairName")} hint={t("pairNameHint")}>
          {(ids) => <input {...ids} class="input" value={name} onInput={(event) => setName(event.currentTarget.value)} maxLength={60} />}
        </Field>
        <div class="row"><Button type="submit" look="primary" icon="pair" disabled={busy}>{t(busy ? "pairBusy" : "pairDo")}</Button></div>
        {busy && <p class="looking quiet" role="status"><span class="pulse" aria-hidden="true" />{t("pairProving")}</p>}
      </form>
    </Card>
  );
}

/** No further try here helps: a new code, or an agent, is needed first. */
const isOver = ({ code, detail }: AgentProblem): boolean => code === "PAIRING_CLOSED" || code === "NOT_RUNNING" || (code === "WRONG_CODE" && triesLeft(detail) === 0);

/** The agent's detail of WRONG_CODE says how many tries are left; without a number none is promised. */
const triesLeft = (detail: string): number => Number(/\d+/.exec(detail)?.[0] ?? 0);
