import { useCallback, useId, useMemo, useState } from "preact/hooks";
import uPlot from "uplot";
import { TableWrap } from "../parts";
import { useWords, type Words } from "../words";
import { Plot } from "./plot";
import { movedAxis } from "./rate-axis";
import type { ChartTheme } from "./theme";

const HEIGHT_PIXELS = 200;
const LEAST_BYTES = 2_000;

/** @property day local, such as 2026-11-22 */
export interface DayValue { day: string; receipts: number; bytes: number }

/** Bytes paid for, day by day. */
export function DayBars({ days, label }: { days: readonly DayValue[]; label: string }) {
  const words = useWords();
  const { t, plural, format } = words;
  const id = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const data = useMemo((): uPlot.AlignedData => [days.map((_, at) => at), days.map(({ bytes }) => bytes)], [days]);
  const options = useCallback((theme: ChartTheme) => chartOptions(theme, days, words), [days, words]);
  const shown = pointed === null ? null : days[pointed] ?? null;
  const sum = days.reduce((all, { receipts, bytes }) => ({ receipts: all.receipts + receipts, bytes: all.bytes + bytes }), { receipts: 0, bytes: 0 });
  const told = shown ?? sum;
  const dayWords = ({ day, receipts, bytes }: DayValue): string => t("earnedAt", { day: format.date(noon(day)), receipts: plural("receiptsCount", receipts), bytes: format.bytes(bytes) });
  const most = days.reduce<DayValue | null>((best, one) => (one.bytes > (best?.bytes ?? 0) ? one : best), null);
  return (
    <figure class="chart">
      <Plot data={data} options={options} heightPixels={HEIGHT_PIXELS} label={label} describedBy={id} describe={(at) => (days[at] === undefined ? "" : dayWords(days[at]))} onPoint={setPointed} />
      <div class="chart-legend" aria-hidden="true">
        <span><i data-line="up" />{t("confirmedBytes")} <strong>{format.bytes(told.bytes)}</strong></span><span><strong>{plural("receiptsCount", told.receipts)}</strong></span>
        <time>{shown === null ? t("allTogether") : format.date(noon(shown.day))}</time>
      </div>
      <figcaption class="chart-summary" id={id}>{most === null ? t("earnedNothing") : t("earnedSummary", { bytes: format.bytes(sum.bytes), receipts: plural("receiptsCount", sum.receipts), most: dayWords(most) })}</figcaption>
      <details>
        <summary>{t("showTable")}</summary>
        <TableWrap label={label}>
          <table class="table">
            <thead><tr><th scope="col">{t("day")}</th><th scope="col" class="end">{t("receiptsColumn")}</th><th scope="col" class="end">{t("confirmedBytes")}</th></tr></thead>
            <tbody>{[...days].reverse().map(({ day, receipts, bytes }) => (
              <tr key={day}><th scope="row">{format.date(noon(day))}</th><td class="end">{format.number(receipts)}</td><td class="end">{format.bytes(bytes)}</td></tr>
            ))}</tbody>
          </table>
        </TableWrap>
      </details>
    </figure>
  );
}

/** A local day's middle, which is on that day in every zone of the screen. */
const noon = (day: string): string => `${day}T12:00:00`;

function chartOptions(theme: ChartTheme, days: readonly DayValue[], { locale, format }: Words): Omit<uPlot.Options, "width" | "height"> {
  const bars = uPlot.paths.bars?.({ size: [0.7, 36], radius: 0.2 });
  const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  return {
    padding: [8, 4, 0, 0],
    cursor: { points: { show: false }, drag: { x: false, y: false } },
    scales: { x: { time: false, range: () => [-0.5, days.length - 0.5] }, y: { range: (_, __, most) => [0, Math.max(most ?? 0, LEAST_BYTES) * 1.08] } },
    axes: [
      { stroke: theme.ink, font: theme.font, grid: { show: false }, ticks: { show: false }, incrs: [1, 2, 3, 5, 7, 14], space: 64, gap: 8, size: 30,
        values: (_, splits) => splits.map((at) => (days[at] === undefined ? "" : short.format(new Date(noon(days[at].day))))) },
      movedAxis(theme, format.bytes),
    ],
    series: [{}, { stroke: theme.up, fill: theme.up, width: 0, points: { show: false }, ...(bars === undefined ? {} : { paths: bars }) }],
  };
}
