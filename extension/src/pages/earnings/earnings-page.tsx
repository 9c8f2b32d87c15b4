import type { Earnings } from "../../shared/api";
import { useAsked } from "../../shared/asked";
import { DayBars } from "../../shared/chart/day-bars";
import { useCoordinatorNames } from "../../shared/coordinator-names";
import { useAgent, useEvents } from "../../shared/following";
import { Icon } from "../../shared/icons";
import { Card, ProblemNotice, Skeleton } from "../../shared/parts";
import { PageHead } from "../../shared/shell";
import { useWords } from "../../shared/words";
import "./earnings.css";
import { Receipts } from "./receipts";

const receiptCame = ["receipt"] as const;

/** What is owed: waiting, confirmed, and what the coordinator says; and the evidence for it. */
export function EarningsPage() {
  const { t } = useWords();
  const agent = useAgent();
  const earnings = useAsked(() => agent.earnings(), [agent]);
  useEvents(receiptCame, earnings.again);
  return (
    <>
      <PageHead title={t("page_earnings")} lead={t("earningsLead")} />
      {earnings.problem && <ProblemNotice problem={earnings.problem} onRetry={earnings.again} />}
      {earnings.value === null ? !earnings.problem && <Skeleton tall="20rem" /> : (
        <>
          <Stages earnings={earnings.value} />
          <Card title={t("earnedPerDay")} hint={t("earnedPerDayHint")}><DayBars days={earnings.value.days} label={t("earnedPerDay")} /></Card>
        </>
      )}
      <Receipts />
    </>
  );
}

/** Three stages that are never added up: each is another kind of knowing. */
function Stages({ earnings: { pending, confirmed, balance } }: { earnings: Earnings }) {
  const { t, plural, format } = useWords();
  const nameOf = useCoordinatorNames();
  return (
    <ol class="stages" aria-label={t("stages")}>
      <li class="card">
        <h2><Icon name="waiting" />{t("pending")}</h2>
        <p class="stage-value">{plural("deliveriesCount", pending.deliveries)}</p>
        <p class="small quiet">{t("pendingText", { bytes: format.bytes(pending.bytes) })}</p>
      </li>
      <li class="card">
        <h2><Icon name="good" />{t("confirmed")}</h2>
        <p class="stage-value">{plural("receiptsCount", confirmed.receipts)}</p>
        <p class="small quiet">{t("confirmedText", { bytes: format.bytes(confirmed.bytes) })}</p>
      </li>
      <li class="card stage-balance">
        <h2><Icon name="earnings" />{t("balance")}</h2>
        <p class="stage-value">{balance === null ? t("balanceUnknown") : format.lmr(balance.microLmr)}</p>
        <p class="small quiet">{balance === null ? t("balanceUnknownText") : t("balanceText", { coordinator: nameOf(balance.statedBy), at: format.dateTime(balance.at), epoch: format.number(balance.epoch), entries: format.number(balance.treeSize) })}</p>
      </li>
    </ol>
  );
}
