import { useCallback, useId, useMemo, useState } from "preact/hooks";
import uPlot from "uplot";
import { TableWrap } from "../parts";
import { useWords, type Words } from "../words";
import { Plot } from "./plot";
import { busiest, total, type Bar, type Bucket } from "./range";
import { movedAxis, movedRange } from "./rate-axis";
import type { ChartTheme } from "./theme";

const HEIGHT_PIXELS = 240;
const LEAST_BYTES = 2_000;
const BAR_SHARE = 0.72;
const MOST_BAR_PIXELS = 44;

/** Bytes of each hour or day, received above and sent below. Where nothing was recorded there is a gap, with a floor in grey. */
export function HistoryGraph({ all, bucket, label }: { all: readonly Bar[]; bucket: Bucket; label: string }) {
  const words = useWords();
  const { t, format } = words;
  const id = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const data = useMemo((): uPlot.AlignedData => [all.map((_, at) => at), all.map(({ moved }) => moved?.down ?? null), all.map(({ moved }) => (moved === null ? null : -moved.up))], [all]);
  const options = useCallback((theme: ChartTheme) => chartOptions(theme, all, bucket, words), [all, bucket, words]);
  const shown = pointed === null ? null : all[pointed] ?? null;
  const sum = total(all);
  return (
    <figure class="chart">
      <Plot data={data} options={options} heightPixels={HEIGHT_PIXELS} label={label} describedBy={id}
        describe={(at) => described(all[at], bucket, words)} onPoint={setPointed} />
      <div class="chart-legend" aria-hidden="true">
        <span><i data-line="down" />{t("down")} <strong>{shown === null ? format.bytes(sum.down) : amount(shown.moved?.down, words)}</strong></span>
        <span><i data-line="up" />{t("up")} <strong>{shown === null ? format.bytes(sum.up) : amount(shown.moved?.up, words)}</strong></span>
        <time>{shown === null ? t("allTogether") : startWords(shown.start, bucket, words)}</time>
      </div>
      <figcaption class="chart-summary" id={id}>{summary(all, bucket, words)}</figcaption>
      <details>
        <summary>{t("showTable")}</summary>
        <TableWrap label={label}>
          <table class="table">
            <thead><tr><th scope="col">{t(bucket === "HOUR" ? "hour" : "day")}</th><th scope="col" class="end">{t("down")}</th><th scope="col" class="end">{t("up")}</th></tr></thead>
            <tbody>{all.filter(({ isFuture }) => !isFuture).map((bar) => (
              <tr key={bar.start.getTime()}><th scope="row">{startWords(bar.start, bucket, words)}</th><td class="end">{amount(bar.moved?.down, words)}</td><td class="end">{amount(bar.moved?.up, words)}</td></tr>
            ))}</tbody>
          </table>
        </TableWrap>
      </details>
    </figure>
  );
}

const amount = (bytes: number | undefined, { t, format }: Words): string => (bytes === undefined ? t("nothingRecorded") : format.bytes(bytes));

function chartOptions(theme: ChartTheme, all: readonly Bar[], bucket: Bucket, words: Words): Omit<uPlot.Options, "width" | "height"> {
  const bars = uPlot.paths.bars?.({ size: [BAR_SHARE, MOST_BAR_PIXELS], radius: 0.18 });
  const series = (colour: string): uPlot.Series => ({ stroke: colour, fill: colour, width: 0, points: { show: false }, ...(bars === undefined ? {} : { paths: bars }) });
  return {
    padding: [8, 4, 0, 0],
    cursor: { points: { show: false }, drag: { x: false, y: false } },
    scales: { x: { time: false, range: () => [-0.5, all.length - 0.5] }, y: { range: movedRange(LEAST_BYTES) } },
    axes: [
      { stroke: theme.ink, font: theme.font, grid: { show: false }, ticks: { show: false }, incrs: [1, 2, 3, 4, 6, 7, 12, 14, 28], space: bucket === "HOUR" ? 46 : 56, gap: 6, size: 28,
        values: (_, splits) => splits.map((at) => axisWords(all[at]?.start, bucket, words)) },
      movedAxis(theme, words.format.bytes),
    ],
    series: [{}, series(theme.down), series(theme.up)],
    hooks: { drawClear: [(plot) => drawGaps(plot, all, theme.gap)] },
  };
}

/** A grey floor where nothing was recorded, so that a gap is not taken for zero. */
function drawGaps(plot: uPlot, all: readonly Bar[], colour: string): void {
  const { ctx, bbox } = plot;
  const width = bbox.width / Math.max(all.length, 1);
  const middle = plot.valToPos(0, "y", true);
  const height = 3 * devicePixelRatio;
  ctx.fillStyle = colour;
  all.forEach(({ moved, isFuture }, at) => {
    if (moved === null && !isFuture) ctx.fillRect(bbox.left + (at + (1 - BAR_SHARE) / 2) * width, middle - height / 2, width * BAR_SHARE, height);
  });
}

function axisWords(start: Date | undefined, bucket: Bucket, { locale }: Words): string {
  if (start === undefined) return "";
  const options: Intl.DateTimeFormatOptions = bucket === "HOUR" ? { hour: "numeric" } : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(locale, options).format(start);
}

export function startWords(start: Date, bucket: Bucket, { locale }: Words): string {
  const day: Intl.DateTimeFormatOptions = { weekday: "short", day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(locale, bucket === "HOUR" ? { ...day, hour: "numeric", minute: "2-digit" } : { ...day, year: "numeric" }).format(start);
}

function described(bar: Bar | undefined, bucket: Bucket, words: Words): string {
  if (bar === undefined) return "";
  const start = startWords(bar.start, bucket, words);
  if (bar.moved === null) return words.t("nothingRecordedAt", { start });
  return words.t("movedAt", { start, down: words.format.bytes(bar.moved.down), up: words.format.bytes(bar.moved.up) });
}

function summary(all: readonly Bar[], bucket: Bucket, words: Words): string {
  const { t, format } = words;
  const most = busiest(all);
  const { up, down } = total(all);
  if (most?.moved === null || most === null) return t("historyNothing");
  const values = { down: format.bytes(down), up: format.bytes(up), start: startWords(most.start, bucket, words), most: format.bytes(most.moved.up + most.moved.down) };
  const said = t(bucket === "HOUR" ? "historySummaryHours" : "historySummaryDays", values);
  return all.some(({ moved, isFuture }) => moved === null && !isFuture) ? `${said} ${t("greyFloor")}` : said;
}
