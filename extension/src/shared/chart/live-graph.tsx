import { useCallback, useId, useMemo, useState } from "preact/hooks";
import type uPlot from "uplot";
import type { LivePoint } from "../api";
import { Button, Choice, TableWrap } from "../parts";
import { useWords, type Words } from "../words";
import { liveColumns, type LiveColumns, type Values } from "./live-columns";
import { summarised } from "./live-summary";
import { Plot } from "./plot";
import { movedAxis, movedRange } from "./rate-axis";
import type { ChartTheme } from "./theme";

const SPAN_SECONDS = 300;
const HEIGHT_PIXELS = 260;
/** A quiet line is not drawn as a storm. */
const LEAST_RATE = 2_000;
const ROW_SECONDS = 10;
const MINUTE_SECONDS = 60;

type Scale = "OWN" | "LINE";

/** What moves per second, ours beside the whole line: received above, sent below. */
export function LiveGraph({ history }: { history: readonly LivePoint[] }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [scale, setScale] = useState<Scale>("LINE");
  const [pointed, setPointed] = useState<number | null>(null);
  const [frozen, setFrozen] = useState<readonly LivePoint[] | null>(null);
  const shown = frozen ?? history;
  const columns = useMemo(() => liveColumns(shown), [shown]);
  const data = useMemo(() => drawn(columns, scale), [columns, scale]);
  const options = useCallback((theme: ChartTheme) => chartOptions(theme, words), [words]);
  const index = pointed ?? columns.at.length - 1;
  return (
    <figure class="chart">
      <div class="row row-apart">
        <Choice<Scale> label={t("chartScale")} value={scale} onChange={setScale}
          options={[{ value: "LINE", label: t("chartScaleLine") }, { value: "OWN", label: t("chartScaleOwn") }]} />
        <span class="row">
          <time class="small quiet numbers">{timeAt(columns, index, words)}</time>
          <Button icon={frozen === null ? "pause" : "running"} aria-pressed={frozen !== null} onClick={() => setFrozen(frozen === null ? history : null)}>{t("freeze")}</Button>
        </span>
      </div>
      <Plot data={data} options={options} heightPixels={HEIGHT_PIXELS} label={t("liveGraph")} describedBy={id}
        describe={(at) => described(columns, at, words)} onPoint={setPointed} />
      <div class="chart-legend" aria-hidden="true">
        <LineValue line="down" name={t("ownDown")} value={columns.ownDown[index]} />
        <LineValue line="up" name={t("ownUp")} value={columns.ownUp[index]} />
        {scale === "LINE" && <LineValue line="other" name={t("lineDown")} value={columns.lineDown[index]} />}
        {scale === "LINE" && <LineValue line="other" name={t("lineUp")} value={columns.lineUp[index]} />}
      </div>
      <figcaption class="chart-summary" id={id}>{summary(shown, words)}</figcaption>
      <details>
        <summary>{t("showTable")}</summary>
        <LiveTable history={shown} label={t("liveGraph")} />
      </details>
    </figure>
  );
}

function LineValue({ line, name, value }: { line: "down" | "up" | "other"; name: string; value: number | null | undefined }) {
  const { t, format } = useWords();
  return <span><i data-line={line} />{name} <strong>{value === null || value === undefined ? t("unknown") : format.rate(value)}</strong></span>;
}

function drawn(columns: LiveColumns, scale: Scale): uPlot.AlignedData {
  const line = (values: Values): Values => (scale === "LINE" ? values : values.map(() => null));
  return [columns.at, line(columns.lineDown), below(line(columns.lineUp)), columns.ownDown, below(columns.ownUp)];
}

const below = (values: Values): Values => values.map((value) => (value === null ? null : -value));

function chartOptions(theme: ChartTheme, { format }: Words): Omit<uPlot.Options, "width" | "height"> {
  const area = { points: { show: false }, fillTo: 0 };
  const line = { ...area, stroke: theme.line, fill: theme.lineSoft, width: 1, dash: [3, 3] };
  return {
    padding: [8, 4, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { time: false, range: (_, __, newest) => [newest - SPAN_SECONDS, newest] }, y: { range: movedRange(LEAST_RATE) } },
    axes: [
      { stroke: theme.ink, font: theme.font, grid: { show: false }, ticks: { show: false }, incrs: [MINUTE_SECONDS], space: 70, gap: 6, size: 28,
        values: (_, splits) => splits.map((at) => format.time(new Date(at * 1000).toISOString())) },
      movedAxis(theme, format.rate),
    ],
    series: [
      {},
      line,
      line,
      { ...area, stroke: theme.down, fill: theme.downSoft, width: 2 },
      { ...area, stroke: theme.up, fill: theme.upSoft, width: 2 },
    ],
  };
}

function timeAt({ at }: LiveColumns, index: number, { format }: Words): string {
  const seconds = at[index];
  return seconds === undefined ? "" : format.timeToTheSecond(new Date(seconds * 1000).toISOString());
}

function described(columns: LiveColumns, index: number, words: Words): string {
  const own = columns.ownDown[index];
  const time = timeAt(columns, index, words);
  if (own === null || own === undefined) return words.t("nothingMeasuredAt", { time });
  return words.t("liveAt", { time, down: words.format.rate(own), up: words.format.rate(columns.ownUp[index] ?? 0) });
}

function summary(history: readonly LivePoint[], { t, format }: Words): string {
  const told = summarised(history);
  if (told === null) return t("liveNothing");
  const values = {
    down: format.rate(told.meanDown), up: format.rate(told.meanUp), peak: format.rate(told.peak), at: format.timeToTheSecond(told.peakAt),
    share: told.share === null ? "" : format.percent(told.share),
  };
  return told.share === null ? t("liveSummary", values) : t("liveSummaryShare", values);
}

function LiveTable({ history, label }: { history: readonly LivePoint[]; label: string }) {
  const { t, format } = useWords();
  const rows = history.filter((_, at) => (history.length - 1 - at) % ROW_SECONDS === 0).reverse();
  const cell = (value: number | null): string => (value === null ? t("unknown") : format.rate(value));
  return (
    <TableWrap label={label}>
      <table class="table">
        <thead><tr><th scope="col">{t("time")}</th><th scope="col" class="end">{t("ownDown")}</th><th scope="col" class="end">{t("ownUp")}</th><th scope="col" class="end">{t("lineDown")}</th><th scope="col" class="end">{t("lineUp")}</th></tr></thead>
        <tbody>{rows.map((row) => (
          <tr key={row.at}><th scope="row">{format.timeToTheSecond(row.at)}</th><td class="end">{cell(row.ownDown)}</td><td class="end">{cell(row.ownUp)}</td><td class="end">{cell(row.lineDown)}</td><td class="end">{cell(row.lineUp)}</td></tr>
        ))}</tbody>
      </table>
    </TableWrap>
  );
}
