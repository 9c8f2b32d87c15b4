import type { Agent } from "../shared/agent";
import type { Status } from "../shared/api";
import { useAsked } from "../shared/asked";
import { useAgent, useFollower, useLive } from "../shared/following";
import { Icon, Logo } from "../shared/icons";
import { CapMeter, Notice, ProblemNotice, Skeleton } from "../shared/parts";
import { Announcer } from "../shared/shell";
import { nextChangeWords, reasonWords, StatePill } from "../shared/state-words";
import { useWords } from "../shared/words";
import { PauseButtons } from "./pause-buttons";
import { LastTasks } from "./last-tasks";
import "./popup.css";

/** How things stand and how to stop them, at a glance and by keyboard. */
export function Popup({ demo }: { demo: boolean }) {
  const { t } = useWords();
  const follower = useFollower();
  const { agent, status, problem } = useLive();
  return (
    <main class="popup">
      {demo && <p class="popup-demo">{t("demoBand")}</p>}
      {agent === null || status === null
        ? problem === null ? <><Head /><Skeleton tall="14rem" /></> : <><Head /><ProblemNotice problem={problem} onRetry={() => follower.retry()} /></>
        : <Now status={status} />}
      <a class="button popup-open" href="/pages/dashboard/index.html" target="_blank">{t("popupOpen")}<Icon name="outside" size={16} /></a>
      <Announcer />
    </main>
  );
}

function Head({ status }: { status?: Status }) {
  return <header class="row row-apart"><span class="brand"><Logo size={24} />Lumora</span>{status && <StatePill state={status.state} />}</header>;
}

function Now({ status }: { status: Status }) {
  const words = useWords();
  const { t, code } = words;
  const { rows, connection } = useLive();
  const next = nextChangeWords(words, status);
  return (
    <>
      <Head status={status} />
      {connection === "LOST" && <Notice tone="wait" title={t("lostTitle")} />}
      <div>
        <h1 class="popup-state">{reasonWords(words, status)}</h1>
        <p class="quiet small"><span class="visually-hidden">{code("state", status.state)}. </span>{next ?? t("popupNoChange")}</p>
      </div>
      {status.state === "NO_CONSENT" ? <a class="button" data-look="primary" href="/pages/pair/index.html#consent" target="_blank">{t("consentRead")}</a> : <PauseButtons status={status} />}
      <Rates />
      <CapMeter label={t("today")} used={status.today.up + status.today.down} cap={status.limits.perDay} />
      <BalanceLine />
      <LastTasks rows={rows.slice(0, 3)} />
    </>
  );
}

function Rates() {
  const { t, format } = useWords();
  const { history, status } = useLive();
  const point = history.at(-1) ?? status?.live ?? null;
  const shown = (rate: number | undefined) => (rate === undefined ? "–" : format.rate(rate));
  return (
    <dl class="popup-rates">
      <div><dt><span class="arrow-down"><Icon name="down" size={16} /></span>{t("down")}</dt><dd class="numbers">{shown(point?.ownDown)}</dd></div>
      <div><dt><span class="arrow-up"><Icon name="up" size={16} /></span>{t("up")}</dt><dd class="numbers">{shown(point?.ownUp)}</dd></div>
    </dl>
  );
}

const balanceOf = async (agent: Agent) => (await agent.earnings()).balance;

function BalanceLine() {
  const { t, format } = useWords();
  const agent = useAgent();
  const { value: balance, asking } = useAsked(() => balanceOf(agent), [agent]);
  return <p class="row row-apart small"><span>{t("popupBalance")}</span><strong class="numbers">{balance === null ? (asking ? "…" : t("popupBalanceUnknown")) : format.lmr(balance.microLmr)}</strong></p>;
}

/** The popup of a browser that has neither agent nor demo. */
export function Unpaired() {
  const { t } = useWords();
  return (
    <main class="popup">
      <Head />
      <h1 class="popup-state">{t("popupUnpaired")}</h1>
      <p class="quiet small">{t("popupUnpairedText")}</p>
      <a class="button" data-look="primary" href="/pages/welcome/index.html" target="_blank">{t("popupBegin")}</a>
    </main>
  );
}
