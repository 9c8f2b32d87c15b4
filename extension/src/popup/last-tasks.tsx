import type { JournalOutcome, JournalRow } from "../shared/api";
import { Icon, type IconName } from "../shared/icons";
import { useWords } from "../shared/words";

const icons: Record<JournalOutcome, IconName> = { OK: "good", REFUSED: "rules", FAILED: "trouble", STOPPED: "pause", BLOCKED: "lock" };

/** What went over the line last. */
export function LastTasks({ rows }: { rows: readonly JournalRow[] }) {
  const { t, code, format } = useWords();
  return (
    <section class="stack-2" aria-labelledby="last">
      <h2 class="popup-heading" id="last">{t("popupLast")}</h2>
      {rows.length === 0 && <p class="quiet small">{t("popupLastNone")}</p>}
      <ul class="popup-tasks">
        {rows.map((row) => (
          <li key={row.number}>
            <span class="popup-task-icon" data-outcome={row.outcome}><Icon name={icons[row.outcome]} size={16} /></span>
            <span class="popup-task-site">{row.site}<small class="quiet">{code("outcome", row.outcome)} · {format.ago(row.at)}</small></span>
            <span class="numbers quiet small">{format.bytes(row.up + row.down)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
