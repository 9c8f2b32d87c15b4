import type { TargetedKeyboardEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import "./chart.css";
import { chartTheme, useThemeChanges, type ChartTheme } from "./theme";

interface PlotProps {
  data: uPlot.AlignedData;
  /** Everything but the size; asked again when colours change. */
  options: (theme: ChartTheme) => Omit<uPlot.Options, "width" | "height">;
  heightPixels: number;
  label: string;
  /** Ids of what describes the chart. */
  describedBy: string;
  /** What is at that index, in words; told to screen readers as the arrow keys move. */
  describe: (index: number) => string;
  /** Called with the index under pointer or keys, null when there is none. */
  onPoint: (index: number | null) => void;
}

/** A chart that can be walked by the arrow keys. Time runs from left to right in every script. */
export function Plot({ data, options, heightPixels, label, describedBy, describe, onPoint }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [index, setIndex] = useState<number | null>(null);
  const changes = useThemeChanges();
  const latest = useRef(data);
  latest.current = data;
  const point = useRef(onPoint);
  point.current = onPoint;

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const pointed: uPlot.Plugin = { hooks: { setCursor: (made) => point.current(made.cursor.idx ?? null) } };
    const size = { width: Math.max(element.clientWidth, 200), height: heightPixels };
    const own = options(chartTheme());
    const made = new uPlot({ ...own, ...size, legend: { show: false }, plugins: [...(own.plugins ?? []), pointed] }, latest.current, element);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: Math.max(element.clientWidth, 200), height: heightPixels }));
    resized.observe(element);
    return () => {
      resized.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [changes, options, heightPixels]);

  useEffect(() => plot.current?.setData(data), [data]);

  const last = data[0].length - 1;
  const walkTo = (wanted: number): void => {
    const made = plot.current;
    if (made === null || last < 0) return;
    const next = Math.min(Math.max(wanted, 0), last);
    setIndex(next);
    made.setCursor({ left: made.valToPos(data[0][next] ?? 0, "x"), top: made.over.clientHeight / 2 });
  };
  const leave = (): void => {
    setIndex(null);
    plot.current?.setCursor({ left: -10, top: -10 });
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const step = steps[event.key];
    if (event.key === "Escape") leave();
    else if (step !== undefined) {
      event.preventDefault();
      walkTo(step(index ?? last, last));
    }
  };
  const at = Math.min(index ?? last, last);
  return (
    <div class="plot" dir="ltr" style={{ minBlockSize: `${heightPixels}px` }} role="slider" tabIndex={0} aria-label={label} aria-describedby={describedBy}
      aria-valuemin={0} aria-valuemax={Math.max(last, 0)} aria-valuenow={Math.max(at, 0)} aria-valuetext={at < 0 ? "" : describe(at)} aria-orientation="horizontal"
      onKeyDown={onKeyDown} onBlur={leave} ref={host} />
  );
}

const PAGE = 10;
const steps: Readonly<Record<string, (from: number, last: number) => number>> = {
  ArrowLeft: (from) => from - 1,
  ArrowRight: (from) => from + 1,
  ArrowDown: (from) => from - 1,
  ArrowUp: (from) => from + 1,
  PageDown: (from) => from - PAGE,
  PageUp: (from) => from + PAGE,
  Home: () => 0,
  End: (_, last) => last,
};
