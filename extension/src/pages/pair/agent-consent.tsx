import { useAsked, useDoing } from "../../shared/asked";
import type { ConsentState } from "../../shared/api";
import { hex, sha256, utf8 } from "../../shared/bytes";
import { keepsakes } from "../../shared/open";
import { reachPaired } from "../../shared/paired";
import { Button, Card, Notice, ProblemNotice, Skeleton } from "../../shared/parts";
import { AgentProblem } from "../../shared/problem";
import { abbreviated } from "../../shared/public-key";
import type { Pairing } from "../../shared/storage";
import { useWords } from "../../shared/words";

/** The agent's own text, to the letter, and the host's answer to it. */
export function AgentConsent({ pairing }: { pairing: Pairing }) {
  const { t } = useWords();
  const consent = useAsked(async () => verified(await (await reachPaired(keepsakes)).consent()), []);
  return (
    <>
      <Notice tone="good" title={t("pairedTitle", { agent: pairing.agentName })}><p>{t("pairedText")} <code>{abbreviated(pairing.agentKey)}…</code></p></Notice>
      {consent.problem && <ProblemNotice problem={consent.problem} onRetry={consent.again} />}
      {consent.value === null ? consent.asking && <Skeleton tall="16rem" /> : consent.value.given ? <Given at={consent.value.givenAt} /> : <Ask consent={consent.value} onGiven={consent.set} />}
    </>
  );
}

/** What is shown must be what its digest names; else the host would agree to other words. */
async function verified(consent: ConsentState): Promise<ConsentState> {
  if (hex(await sha256(utf8(consent.text))) !== consent.sha256) throw new AgentProblem("UNEXPECTED", "the consent text and its digest differ");
  return consent;
}

function Given({ at }: { at: string | null }) {
  const { t, format } = useWords();
  return (
    <Card title={t("consentGiven")}>
      {at !== null && <p class="quiet">{t("consentGivenAt", { when: format.dateTime(at) })}</p>}
      <div><a class="button" data-look="primary" href="/pages/dashboard/index.html">{t("openDashboard")}</a></div>
    </Card>
  );
}

function Ask({ consent, onGiven }: { consent: ConsentState; onGiven: (given: ConsentState) => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const agree = () => run(async () => onGiven(await (await reachPaired(keepsakes)).giveConsent(consent.version, consent.sha256)));
  const decline = () => void keepsakes.prefer({ demo: true }).then(() => location.assign("/pages/dashboard/index.html"));
  return (
    <Card title={t("consentAsk")} hint={t("consentAskText")}>
      {problem && <ProblemNotice problem={problem} />}
      <pre class="consent-text" lang="en" tabIndex={0} role="region" aria-label={t("consentTextLabel", { version: String(consent.version) })}>{consent.text}</pre>
      <div class="row">
        <Button look="primary" icon="good" disabled={busy} onClick={agree}>{t("consentAgree")}</Button>
        <Button onClick={decline}>{t("consentDecline")}</Button>
      </div>
      <p class="small quiet">{t("consentDigest", { version: String(consent.version) })} <code>{consent.sha256.slice(0, 16)}…</code></p>
    </Card>
  );
}
