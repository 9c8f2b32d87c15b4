import type { Agent } from "../../shared/agent";
import type { Health } from "../../shared/api";
import { useAsked } from "../../shared/asked";
import { BrowserHints } from "../../shared/browser-hints";
import { useAgent, useLive } from "../../shared/following";
import { Button, Card, CopyButton, Figure, ProblemNotice, Skeleton } from "../../shared/parts";
import { PageHead } from "../../shared/shell";
import { useWords } from "../../shared/words";
import { PairedBrowsers } from "./paired-browsers";
import { RefusedList } from "./refused-list";
import { Uninstall } from "./uninstall";

/** What the agent costs, who may call it, whom it refused, and how to be rid of it. */
export function HealthPage() {
  const { t } = useWords();
  const agent = useAgent();
  const health = useAsked(() => agent.health(), [agent]);
  return (
    <>
      <PageHead title={t("page_health")} lead={t("healthLead")}><Button icon="retry" disabled={health.asking} onClick={health.again}>{t("healthAgain")}</Button></PageHead>
      {health.problem && <ProblemNotice problem={health.problem} onRetry={health.again} />}
      {health.value === null ? health.asking && <Skeleton tall="12rem" /> : <><Footprint health={health.value} /><RefusedList refused={health.value.refused} /></>}
      <PairedBrowsers />
      <Card title={t("hintsTitle")}><BrowserHints onWanted={() => heedHints(agent)} /></Card>
      <Versions health={health.value} />
      <Uninstall />
    </>
  );
}

/** Hints are of use only if the agent's own setting takes them. */
async function heedHints(agent: Agent): Promise<void> {
  const { value, etag } = await agent.settings();
  if (!value.idle.hints) await agent.putSettings({ ...value, idle: { ...value.idle, hints: true } }, etag);
}

function Footprint({ health }: { health: Health }) {
  const { t, format } = useWords();
  const seconds = Math.max(1, (Date.now() - Date.parse(health.startedAt)) / 1000);
  const share = new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumSignificantDigits: 2 }).format(health.cpuSeconds / seconds);
  return (
    <Card title={t("footprintTitle")} hint={t("footprintText")}>
      <dl class="columns figures">
        <Figure label={t("footprintMemory")} note={t("footprintHeap", { bytes: format.bytes(health.heapBytes) })}>{format.bytes(health.rssBytes)}</Figure>
        <Figure label={t("footprintCpu")} note={t("footprintCpuNote")}>{share}</Figure>
        <Figure label={t("footprintData")} note={t("footprintDataNote")}>{format.bytes(health.dataBytes)}</Figure>
        <Figure label={t("footprintSince")} note={format.dateTime(health.startedAt)}>{format.ago(health.startedAt)}</Figure>
      </dl>
    </Card>
  );
}

function Versions({ health }: { health: Health | null }) {
  const { t } = useWords();
  const { status } = useLive();
  return (
    <Card title={t("versionsTitle")}>
      <dl class="facts">
        <dt>{t("versionExtension")}</dt><dd>{chrome.runtime.getManifest().version}</dd>
        <dt>{t("versionAgent")}</dt><dd>{health?.version ?? t("unknown")}</dd>
        <dt>{t("versionJava")}</dt><dd>{health?.java ?? t("unknown")}</dd>
        <dt>{t("versionPort")}</dt><dd>{health === null ? t("unknown") : `127.0.0.1:${health.port}`}</dd>
        <dt>{t("versionCoordinator")}</dt><dd>{status?.connection.coordinator ?? t("unknown")}</dd>
        <dt>{t("versionKey")}</dt><dd><code>{status?.agent ?? t("unknown")}</code> {status && <CopyButton text={status.agent} label={t("copyKey")} />}</dd>
      </dl>
    </Card>
  );
}
