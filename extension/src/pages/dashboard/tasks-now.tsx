import type { TaskNow } from "../../shared/api";
import { useCoordinatorNames } from "../../shared/coordinator-names";
import { Card, Empty } from "../../shared/parts";
import { useWords } from "../../shared/words";

/** What runs at this moment. */
export function TasksNow({ tasks, slots }: { tasks: readonly TaskNow[]; slots: number }) {
  const { t, format } = useWords();
  const nameOf = useCoordinatorNames();
  return (
    <Card title={t("tasksNow")} hint={t("tasksNowHint", { working: format.number(tasks.length), slots: format.number(slots) })}>
      {tasks.length === 0 && <Empty icon="waiting" title={t("tasksNone")} />}
      <ul class="tasks">
        {tasks.map((task) => (
          <li key={task.task}>
            <strong>{task.site}</strong>
            <span class="small quiet">{t("taskFor", { coordinator: nameOf(task.coordinator), since: format.ago(task.since) })}</span>
            <span class="small numbers">{t("movedShort", { down: format.bytes(task.down), up: format.bytes(task.up) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
