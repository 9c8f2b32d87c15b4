import { LineGraph } from "../../shared/chart/line-graph";
import { useLive } from "../../shared/following";
import { Card } from "../../shared/parts";
import { PageHead } from "../../shared/shell";
import { useWords } from "../../shared/words";
import "./dashboard.css";
import { History } from "./history";
import { LinePanel } from "./line-panel";
import { Now } from "./now";
import { TasksNow } from "./tasks-now";
import { Used } from "./used";

export function Dashboard() {
  const { t } = useWords();
  const { status, line, history } = useLive();
  if (status === null) return null;
  return (
    <>
      <PageHead title={t("page_dashboard")} lead={t("dashboardLead")} />
      <div class="dash-top">
        <Now status={status} />
        <Used status={status} />
      </div>
      <Card title={t("lineGraph")} hint={t("lineGraphHint")}><LineGraph history={history} line={line} /></Card>
      <LinePanel line={line} />
      <TasksNow tasks={status.tasks} slots={status.work.slots} />
      <History />
    </>
  );
}
