import { TableWrap } from "../parts";
import { useWords } from "../words";
import { ratesOf, tableRows, type LineSpan, type Slice } from "./slices";
import { rowWords } from "./time-axis";

/** The same as the graph, in fewer steps, newest first. */
export function LineTable({ slices, span, label }: { slices: readonly Slice[]; span: LineSpan; label: string }) {
  const words = useWords();
  const { t, format } = words;
  const rows = tableRows(slices, span).reverse();
  const cell = (value: number | null): string => (value === null ? t("unknown") : format.rate(value));
  return (
    <TableWrap label={label}>
      <table class="table">
        <thead><tr>
          <th scope="col">{t("time")}</th><th scope="col" class="end">{t("ownDown")}</th><th scope="col" class="end">{t("ownUp")}</th><th scope="col" class="end">{t("otherDown")}</th><th scope="col" class="end">{t("otherUp")}</th>
          <th scope="col" class="end">{t("capacityDown")}</th><th scope="col" class="end">{t("capacityUp")}</th>
        </tr></thead>
        <tbody>{rows.map((row) => {
          const { ownDown, ownUp, otherDown, otherUp } = ratesOf(row);
          return (
            <tr key={row.at.getTime()}>
              <th scope="row">{rowWords(span, row.at, words)}</th><td class="end">{cell(ownDown)}</td><td class="end">{cell(ownUp)}</td><td class="end">{cell(otherDown)}</td><td class="end">{cell(otherUp)}</td>
              <td class="end">{cell(row.capacity.down)}</td><td class="end">{cell(row.capacity.up)}</td>
            </tr>
          );
        })}</tbody>
      </table>
    </TableWrap>
  );
}
