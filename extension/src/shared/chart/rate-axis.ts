import type uPlot from "uplot";
import type { ChartTheme } from "./theme";

const DECADES = [1, 1e3, 1e6, 1e9, 1e12];

/** Steps of 1, 2, 2.5 and 5 in thousands, as bytes are written. */
const steps = DECADES.flatMap((decade) => [1, 2, 2.5, 5, 10, 20, 25, 50, 100, 200, 250, 500].map((step) => step * decade));

/** An axis for received above and sent below the middle: its numbers have no sign. */
export function movedAxis(theme: ChartTheme, write: (bytes: number) => string): uPlot.Axis {
  return {
    stroke: theme.ink,
    font: theme.font,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    incrs: steps,
    space: 42,
    gap: 8,
    size: (plot, values) => widest(plot, values ?? []) + 14,
    values: (_, splits) => splits.map((value) => write(Math.abs(value))),
  };
}

function widest(plot: uPlot, values: readonly string[]): number {
  const pixels = Math.max(0, ...values.map((value) => plot.ctx.measureText(value).width));
  return pixels / devicePixelRatio;
}

/** From the most sent, below zero, to the most received; never so close that noise looks like traffic. */
export function movedRange(least: number): uPlot.Range.Function {
  return (_, low, high) => {
    const top = Math.max(high ?? 0, least);
    const bottom = Math.min(low ?? 0, -least / 3);
    return [bottom * 1.08, top * 1.08];
  };
}
