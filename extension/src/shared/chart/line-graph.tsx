import { useCallback, useEffect, useId, useMemo, useState } from "preact/hooks";
import uPlot from "uplot";
import type { Agent } from "../agent";
import type { LineHistory, LineNow, LivePoint } from "../api";
import { useAsked } from "../asked";
import { useAgent } from "../following";
import { Button, Choice, ProblemNotice, Skeleton } from "../parts";
import { useWords, type Words } from "../words";
import { lineColumns, type LineColumns, type LineScale } from "./line-columns";
import { summarised } from "./line-summary";
import { LineTable } from "./line-table";
import { Plot } from "./plot";
import { movedAxis, movedRange } from "./rate-axis";
import { lineQuery, liveSlices, ratesOf, slicesOf, type LineSpan, type Slice } from "./slices";
import type { ChartTheme } from "./theme";
import { sliceWords, timeAxis } from "./time-axis";

const LIVE_SECONDS = 300;
const HEIGHT_PIXELS = 280;
/** A quiet line is not drawn as a storm. */
const LEAST_RATE = 2_000;
/** Half of the last time below. */
const RIGHT_PIXELS = 22;
type Past = Exclude<LineSpan, "MINUTES">;

/** As long as a slice of a day is; longer times are longer answers and change less. */
const REFRESH_MILLIS: Readonly<Record<Past, number>> = { DAY: 60_000, MONTH: 600_000, YEAR: 600_000 };

/** What moves per second: ours, on it what others use, above them what the line can carry. Received above, sent below. */
export function LineGraph({ history, line }: { history: readonly LivePoint[]; line: LineNow | null }) {
  const { t } = useWords();
  const [span, setSpan] = useState<LineSpan>("MINUTES");
  const [scale, setScale] = useState<LineScale>("CAPACITY");
  const [frozen, setFrozen] = useState<readonly LivePoint[] | null>(null);
  const shown = frozen ?? history;
  const live = useMemo(() => liveSlices(shown, line?.capacity), [shown, line?.capacity.up, line?.capacity.down]);
  const spans: readonly { value: LineSpan; label: string }[] = [
    { value: "MINUTES", label: t("lineSpan_MINUTES") }, { value: "DAY", label: t("lineSpan_DAY") }, { value: "MONTH", label: t("lineSpan_MONTH") }, { value: "YEAR", label: t("lineSpan_YEAR") },
  ];
  const scales: readonly { value: LineScale; label: string }[] = [
    { value: "CAPACITY", label: t("lineScale_CAPACITY") }, { value: "ALL", label: t("lineScale_ALL") }, { value: "OWN", label: t("lineScale_OWN") },
  ];
  return (
    <figure class="chart">
      <div class="row row-apart">
        <Choice<LineSpan> label={t("spanChoice")} value={span} options={spans} onChange={setSpan} />
        <Choice<LineScale> label={t("chartScale")} value={scale} options={scales} onChange={setScale} />
        {span === "MINUTES" && <Button icon={frozen === null ? "pause" : "running"} aria-pressed={frozen !== null} onClick={() => setFrozen(frozen === null ? history : null)}>{t("freeze")}</Button>}
      </div>
      {span === "MINUTES" ? <Drawn slices={live} span={span} scale={scale} /> : <PastGraph span={span} scale={scale} />}
    </figure>
  );
}

/** What the agent has kept; asked again while it is on the screen. */
function PastGraph({ span, scale }: { span: Past; scale: LineScale }) {
  const { t, format } = useWords();
  const agent = useAgent();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => { if (document.visibilityState === "visible") setRound((before) => before + 1); }, REFRESH_MILLIS[span]);
    return () => clearInterval(timer);
  }, [span]);
  const asked = useAsked(() => pastOf(agent, span), [agent, span, round]);
  const known = asked.value?.span === span ? asked.value : null;
  const slices = useMemo(() => (known === null ? [] : known.slices), [known]);
  if (known === null) return asked.problem === null ? <Skeleton tall="20rem" /> : <ProblemNotice problem={asked.problem} onRetry={asked.again} />;
  const { bytes, secondsForHours, hoursForDays } = known.history.kept;
  return (
    <>
      <Drawn slices={slices} span={span} scale={scale} />
      <p class="quiet small">{t("lineKept", { hours: format.number(secondsForHours), days: format.number(hoursForDays), bytes: format.bytes(bytes) })}</p>
    </>
  );
}

async function pastOf(agent: Agent, span: Past): Promise<{ span: Past; history: LineHistory; slices: Slice[] }> {
  const query = lineQuery(span, new Date());
  const history = await agent.lineHistory(query.from, query.to, query.step);
  return { span, history, slices: slicesOf(history, query, span) };
}

function Drawn({ slices, span, scale }: { slices: readonly Slice[]; span: LineSpan; scale: LineScale }) {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const columns = useMemo(() => lineColumns(slices, scale), [slices, scale]);
  const options = useCallback((theme: ChartTheme) => chartOptions(theme, span, words), [span, words]);
  const data = useMemo((): uPlot.AlignedData => drawn(columns), [columns]);
  const slice = slices[pointed ?? slices.length - 1];
  const label = t("lineGraphOf", { span: t(`lineSpan_${span}`) });
  return (
    <>
      <Plot data={data} options={options} heightPixels={HEIGHT_PIXELS} label={label} describedBy={id}
        describe={(at) => described(slices[at], span, words)} onPoint={setPointed} />
      <Legend slice={slice} span={span} scale={scale} />
      <figcaption class="chart-summary" id={id}>{summary(slices, span, words)}</figcaption>
      <details>
        <summary>{t("showTable")}</summary>
        <LineTable slices={slices} span={span} label={label} />
      </details>
    </>
  );
}

function Legend({ slice, span, scale }: { slice: Slice | undefined; span: LineSpan; scale: LineScale }) {
  const words = useWords();
  const { t, format } = words;
  const rates = slice === undefined ? null : ratesOf(slice);
  const value = (rate: number | null | undefined): string => (rate === null || rate === undefined ? t("unknown") : format.rate(rate));
  return (
    <div class="chart-legend" aria-hidden="true">
      <span><i data-line="down" />{t("ownDown")} <strong>{value(rates?.ownDown)}</strong></span>
      <span><i data-line="up" />{t("ownUp")} <strong>{value(rates?.ownUp)}</strong></span>
      {scale !== "OWN" && <span><i data-line="other" />{t("otherDown")} <strong>{value(rates?.otherDown)}</strong></span>}
      {scale !== "OWN" && <span><i data-line="other" />{t("otherUp")} <strong>{value(rates?.otherUp)}</strong></span>}
      {scale === "CAPACITY" && <span><i data-line="capacity" />{t("lineCapacity")} <strong>{t("downUp", { down: value(slice?.capacity.down), up: value(slice?.capacity.up) })}</strong></span>}
      <time>{slice === undefined ? "" : sliceWords(span, slice.at, words)}</time>
    </div>
  );
}

const drawn = (columns: LineColumns): uPlot.AlignedData =>
  [columns.at, columns.capacityDown, columns.capacityUp, columns.allDown, columns.allUp, columns.ownDown, columns.ownUp];

/** Places of the columns, as above. */
const ALL_DOWN = 3;
const ALL_UP = 4;
const OWN_DOWN = 5;
const OWN_UP = 6;

function chartOptions(theme: ChartTheme, span: LineSpan, words: Words): Omit<uPlot.Options, "width" | "height"> {
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const plain = { points: { show: false } };
  const capacity: uPlot.Series = { ...plain, stroke: theme.capacity, width: 1.5, dash: [7, 4], ...(stepped === undefined ? {} : { paths: stepped }) };
  const all: uPlot.Series = { ...plain, stroke: theme.line, width: 1 };
  const own = (stroke: string, fill: string): uPlot.Series => ({ ...plain, stroke, fill, fillTo: 0, width: span === "MINUTES" ? 2 : 1.25 });
  return {
    padding: [8, RIGHT_PIXELS, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    scales: { x: { time: false, range: (_, first, last) => (span === "MINUTES" ? [last - LIVE_SECONDS, last] : [first, last]) }, y: { range: movedRange(LEAST_RATE) } },
    axes: [timeAxis(theme, span, words), movedAxis(theme, words.format.rate)],
    series: [{}, capacity, capacity, all, all, own(theme.down, theme.downSoft), own(theme.up, theme.upSoft)],
    bands: [{ series: [ALL_DOWN, OWN_DOWN], fill: theme.lineSoft }, { series: [OWN_UP, ALL_UP], fill: theme.lineSoft }],
  };
}

function described(slice: Slice | undefined, span: LineSpan, words: Words): string {
  if (slice === undefined) return "";
  const { t, format } = words;
  const { ownDown, ownUp, otherDown, otherUp } = ratesOf(slice);
  const time = sliceWords(span, slice.at, words);
  if (ownDown === null || ownUp === null) return t("nothingMeasuredAt", { time });
  const own = t("liveAt", { time, down: format.rate(ownDown), up: format.rate(ownUp) });
  return otherDown === null || otherUp === null ? own : `${own}; ${t("othersAt", { down: format.rate(otherDown), up: format.rate(otherUp) })}`;
}

function summary(slices: readonly Slice[], span: LineSpan, words: Words): string {
  const { t, format } = words;
  const told = summarised(slices);
  if (told === null) return t(span === "MINUTES" ? "liveNothing" : "historyNothing");
  const values = {
    down: format.rate(told.meanDown), up: format.rate(told.meanUp), peak: format.rate(told.peak), at: sliceWords(span, told.peakAt, words),
    share: told.share === null ? "" : format.percent(told.share),
  };
  const said = told.share === null ? t("liveSummary", values) : t("liveSummaryShare", values);
  return told.isWhole || span === "MINUTES" ? said : `${said} ${t("lineGaps")}`;
}
