import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useAgent, useFollower, useLive } from "./following";
import { languages } from "./i18n";
import { Icon, Logo, type IconName } from "./icons";
import { isFinal, type Live } from "./live";
import { Button, Notice, ProblemNotice, Skeleton } from "./parts";
import { reasonWords, StatePill } from "./state-words";
import type { Preferences, Theme } from "./storage";
import { useWords } from "./words";
import { ProblemCure } from "./cure";

export const pages = ["dashboard", "activity", "limits", "rules", "earnings", "health"] as const satisfies readonly IconName[];
export type PageName = (typeof pages)[number];

/** What a screen reader is told by itself at most this often. */
const ANNOUNCE_MILLIS = 10_000;

interface ShellProps { page: PageName; preferences: Preferences; onPrefer: (changed: Partial<Preferences>) => void; children: ComponentChildren }

/** What is around every page: navigation, what stands in the way, and the page itself. */
export function Shell({ page, preferences, onPrefer, children }: ShellProps) {
  const { t } = useWords();
  return (
    <>
      <a class="skip" href="#main">{t("skipToContent")}</a>
      <div class="shell">
        <Side page={page} preferences={preferences} onPrefer={onPrefer} />
        <div class="main">
          {preferences.demo && <DemoBand />}
          <main class="page" id="main" tabIndex={-1}><Reached>{children}</Reached></main>
        </div>
      </div>
      <Announcer />
    </>
  );
}

/** Its first heading, with the words and buttons beside it. */
export function PageHead({ title, lead, children }: { title: string; lead?: string; children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <div><h1>{title}</h1>{lead && <p>{lead}</p>}</div>
      {children && <div class="page-tools">{children}</div>}
    </header>
  );
}

function Side({ page, preferences, onPrefer }: Omit<ShellProps, "children">) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <header class="side" data-open={open ? "" : undefined}><div class="side-inner">
      <a class="brand" href="/pages/dashboard/index.html"><Logo />Lumora</a>
      <Button icon="menu" class="button menu-button" aria-expanded={open} aria-controls="nav" onClick={() => setOpen(!open)}>{t("menu")}</Button>
      <nav class="nav" id="nav" aria-label={t("navigation")}>
        <ul>
          {pages.map((each) => (
            <li key={each}>
              <a href={`/pages/${each}/index.html`} aria-current={each === page ? "page" : undefined}><Icon name={each} />{t(`page_${each}`)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="side-foot">
        <SideState />
        <Looks preferences={preferences} onPrefer={onPrefer} />
      </div>
    </div></header>
  );
}

function SideState() {
  const words = useWords();
  const { status } = useLive();
  if (status === null) return null;
  return <div class="stack-2 small"><div><StatePill state={status.state} /></div><span class="quiet">{reasonWords(words, status)}</span></div>;
}

/** Language and theme, on each page: nobody should have to read a foreign menu to change it. */
export function Looks({ preferences, onPrefer }: Pick<ShellProps, "preferences" | "onPrefer">) {
  const { t } = useWords();
  const themes: Record<Theme, string> = { AUTO: t("theme_AUTO"), LIGHT: t("theme_LIGHT"), DARK: t("theme_DARK") };
  return (
    <>
      <label>
        {t("language")}
        <select class="select" value={preferences.language} onChange={(event) => onPrefer({ language: event.currentTarget.value })}>
          <option value="AUTO">{t("languageAuto")}</option>
          {Object.entries(languages).map(([locale, name]) => <option key={locale} value={locale} lang={locale}>{name}</option>)}
        </select>
      </label>
      <label>
        {t("theme")}
        <select class="select" value={preferences.theme} onChange={(event) => onPrefer({ theme: event.currentTarget.value as Theme })}>
          {Object.entries(themes).map(([theme, name]) => <option key={theme} value={theme}>{name}</option>)}
        </select>
      </label>
    </>
  );
}

export function DemoBand() {
  const { t } = useWords();
  const leave = location.pathname.startsWith("/pages/welcome/") ? null : <a href="/pages/welcome/index.html">{t("demoLeave")}</a>;
  return <aside class="demo-band" aria-label={t("demoLabel")}><span>{t("demoBand")}</span>{leave}</aside>;
}

/** The page once the agent has answered; before that, why not. It stays, with all that was typed, while the agent is away for a while. */
function Reached({ children }: { children: ComponentChildren }) {
  const follower = useFollower();
  const live = useLive();
  const wasReached = useRef(false);
  wasReached.current ||= live.agent !== null && live.status !== null;
  const isOver = live.agent === null && live.problem !== null && isFinal(live.problem);
  if (!wasReached.current || live.status === null || isOver) {
    return live.problem === null ? <Skeleton tall="20rem" /> : <Unreached live={live} onRetry={() => follower.retry()} />;
  }
  return <>{live.connection === "LOST" && <LostBand live={live} onRetry={() => follower.retry()} />}{live.status.state === "NO_CONSENT" && <ConsentBand />}{children}</>;
}

function Unreached({ live, onRetry }: { live: Live; onRetry: () => void }) {
  const { t } = useWords();
  return (
    <>
      <PageHead title={t("notReachedTitle")} lead={t("notReachedLead")} />
      {live.problem && <><ProblemNotice problem={live.problem} onRetry={onRetry} /><ProblemCure code={live.problem.code} onCured={onRetry} /></>}
    </>
  );
}

function LostBand({ live: { problem }, onRetry }: { live: Live; onRetry: () => void }) {
  const { t, problemTitle, problemHelp } = useWords();
  return (
    <Notice tone="wait" title={t("lostTitle")}>
      {problem && <p>{problemTitle(problem.code)}. {problemHelp(problem.code)}</p>}
      <p>{t("lostText")}</p>
      <Button icon="retry" onClick={onRetry}>{t("tryAgain")}</Button>
    </Notice>
  );
}

function ConsentBand() {
  const { t } = useWords();
  const agent = useAgent();
  if (agent.isDemo) return null;
  return <Notice tone="wait" title={t("consentMissingTitle")}><p>{t("consentMissingText")}</p><a class="button" data-look="primary" href="/pages/pair/index.html#consent">{t("consentRead")}</a></Notice>;
}

/** Tells a screen reader of changes of state, politely and not more often than each ten seconds. */
export function Announcer() {
  const words = useWords();
  const { status, connection } = useLive();
  const [said, setSaid] = useState("");
  const lastAt = useRef(-ANNOUNCE_MILLIS);
  const text = status === null ? "" : connection === "LOST" ? words.t("lostTitle") : `${words.code("state", status.state)}. ${reasonWords(words, status)}`;
  useEffect(() => {
    const wait = Math.max(0, lastAt.current + ANNOUNCE_MILLIS - performance.now());
    const timer = setTimeout(() => { lastAt.current = performance.now(); setSaid(text); }, wait);
    return () => clearTimeout(timer);
  }, [text]);
  return <div class="visually-hidden" role="status" aria-live="polite">{said}</div>;
}
