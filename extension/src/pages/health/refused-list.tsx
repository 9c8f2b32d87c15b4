import type { RefusedCalls } from "../../shared/api";
import { Card, Empty, TableWrap } from "../../shared/parts";
import { useWords } from "../../shared/words";

/** Who tried to call the agent and was turned away. */
export function RefusedList({ refused }: { refused: readonly RefusedCalls[] }) {
  const { t, format, code } = useWords();
  return (
    <Card title={t("refusedTitle")} hint={t("refusedText")}>
      {refused.length === 0 ? <Empty icon="good" title={t("refusedNone")} /> : (
        <TableWrap label={t("refusedTitle")}>
          <table class="table">
            <thead><tr><th scope="col">{t("refusedOrigin")}</th><th scope="col">{t("refusedWhy")}</th><th scope="col" class="end">{t("refusedCount")}</th><th scope="col" class="end">{t("refusedLast")}</th></tr></thead>
            <tbody>
              {refused.map(({ origin, code: why, count, lastAt }) => (
                <tr key={`${origin} ${why}`}>
                  <th scope="row">{origin ?? t("refusedNoOrigin")}</th><td>{code("refusedCode", why)}</td><td class="end">{format.number(count)}</td><td class="end">{format.ago(lastAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
    </Card>
  );
}
