import { LiveGraph } from "../../shared/chart/live-graph";
import { useLive } from "../../shared/following";
import { Card } from "../../shared/parts";
import { PageHead } from "../../shared/shell";
import { useWords } from "../../shared/words";
import "./dashboard.css";
import { History } from "./history";
import { Now } from "./now";
import { TasksNow } from "./tasks-now";
import { Used } from "./used";

export function Dashboard() {
  const { t } = useWords();
  const { status, history } = useLive();
  if (status === null) return null;
  return (
    <>
      <PageHead title={t("page_dashboard")} lead={t("dashboardLead")} />
      <div class="dash-top">
        <Now status={status} />
        <Used status={status} />
      </div>
      <Card title={t("liveGraph")} hint={t("liveGraphHint")}><LiveGraph history={history} /></Card>
      <TasksNow tasks={status.tasks} slots={status.work.slots} />
      <History />
    </>
  );
}
