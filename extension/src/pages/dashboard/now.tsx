import type { Status } from "../../shared/api";
import { useDoing } from "../../shared/asked";
import { useAgent, useFollower } from "../../shared/following";
import { Button, Figure, ProblemNotice } from "../../shared/parts";
import { nextChangeWords, StatePill } from "../../shared/state-words";
import { useWords } from "../../shared/words";

const HOUR_SECONDS = 3_600;

/** How it stands, why, when that changes, and what can be done about it. */
export function Now({ status }: { status: Status }) {
  const words = useWords();
  const { t, code, format } = words;
  const next = nextChangeWords(words, status);
  const { live, rateNow } = status;
  return (
    <section class="card now" data-state={status.state} aria-labelledby="now-title">
      <header><h2 id="now-title">{t("nowTitle")}</h2><StatePill state={status.state} /></header>
      <ul class="now-reasons">
        {status.reasons.map((reason) => (
          <li key={reason.code}>{reason.until === null ? code("reason", reason.code) : t("reasonUntil", { reason: code("reason", reason.code), until: format.moment(reason.until) })}</li>
        ))}
      </ul>
      <p class="quiet small">{next ?? t("noNextChange")}</p>
      <dl class="now-rates">
        <Figure label={t("ownDown")} icon="down" iconClass="arrow-down" note={t("allowedNow", { rate: allowed(rateNow.down) })}>{live === null ? "–" : format.rate(live.ownDown)}</Figure>
        <Figure label={t("ownUp")} icon="up" iconClass="arrow-up" note={t("allowedNow", { rate: allowed(rateNow.up) })}>{live === null ? "–" : format.rate(live.ownUp)}</Figure>
      </dl>
      <Steering status={status} />
    </section>
  );

  function allowed(rate: number | null): string {
    return rate === null ? t("noLimit") : rate === 0 ? t("nothingNow") : format.rate(rate);
  }
}

function Steering({ status }: { status: Status }) {
  const { t } = useWords();
  const agent = useAgent();
  const follower = useFollower();
  const { busy, problem, run } = useDoing();
  const act = (call: () => Promise<Status>) => (): void => run(async () => follower.know(await call()));
  const stopped = status.state === "PAUSED" || status.state === "FINISHING";
  return (
    <footer class="stack-2">
      <div class="row">
        {stopped && <Button look="primary" icon="running" disabled={busy} onClick={act(() => agent.resume())}>{t("resume")}</Button>}
        {status.state !== "PAUSED" && <Button icon="pause" disabled={busy} onClick={act(() => agent.pause(HOUR_SECONDS))}>{t("pauseHour")}</Button>}
        {!stopped && <Button icon="finishing" disabled={busy} onClick={act(() => agent.pause(0, "FINISH"))}>{t("pauseFinish")}</Button>}
        {status.state !== "PAUSED" && <Button look="plain" disabled={busy} onClick={act(() => agent.pause(0))}>{t("pauseOpen")}</Button>}
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </footer>
  );
}
