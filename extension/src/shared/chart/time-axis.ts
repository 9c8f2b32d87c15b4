import type uPlot from "uplot";
import type { Words } from "../wording";
import type { LineSpan } from "./slices";
import type { ChartTheme } from "./theme";

/** Below that, labels would touch. */
const LABEL_PIXELS = 64;

/** Ticks at whole local minutes, hours, days or months, as many as there is room for. */
export function timeAxis(theme: ChartTheme, span: LineSpan, words: Words): uPlot.Axis {
  return {
    stroke: theme.ink, font: theme.font, grid: { show: false }, ticks: { show: false }, gap: 6, size: 28,
    splits: (plot, _, from, to) => ticks(span, from, to, Math.max(2, Math.floor(plot.bbox.width / devicePixelRatio / LABEL_PIXELS))),
    values: (_, splits) => splits.map((at) => tickWords(span, new Date(at * 1000), words)),
  };
}

/** Seconds since 1970, from one time to another, at most `most` of them. */
export function ticks(span: LineSpan, from: number, to: number, most: number): number[] {
  for (const step of steps[span]) {
    const all: number[] = [];
    for (let at = beginning(span, new Date(from * 1000)); at.getTime() / 1000 <= to && all.length <= most; at = following(span, at, step)) {
      if (at.getTime() / 1000 >= from) all.push(at.getTime() / 1000);
    }
    if (all.length <= most) return all;
  }
  return [];
}

/** Of minutes, hours, days or months. */
const steps: Readonly<Record<LineSpan, readonly number[]>> = { MINUTES: [1, 2, 5], DAY: [2, 3, 6, 12], MONTH: [1, 2, 5, 7, 10, 15], YEAR: [1, 2, 3, 6] };

function beginning(span: LineSpan, at: Date): Date {
  switch (span) {
    case "MINUTES":
      return new Date(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes());
    case "DAY":
    case "MONTH":
      return new Date(at.getFullYear(), at.getMonth(), at.getDate());
    case "YEAR":
      return new Date(at.getFullYear(), at.getMonth(), 1);
  }
}

function following(span: LineSpan, at: Date, step: number): Date {
  switch (span) {
    case "MINUTES":
      return new Date(at.getTime() + step * 60_000);
    case "DAY":
      return new Date(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours() + step);
    case "MONTH":
      return new Date(at.getFullYear(), at.getMonth(), at.getDate() + step);
    case "YEAR":
      return new Date(at.getFullYear(), at.getMonth() + step, 1);
  }
}

const tickOptions: Readonly<Record<LineSpan, Intl.DateTimeFormatOptions>> = {
  MINUTES: { hour: "numeric", minute: "2-digit" }, DAY: { hour: "numeric", minute: "2-digit" }, MONTH: { day: "numeric", month: "short" }, YEAR: { month: "short", year: "2-digit" },
};
const fullOptions: Readonly<Record<LineSpan, Intl.DateTimeFormatOptions>> = {
  MINUTES: { timeStyle: "medium" }, DAY: { weekday: "short", hour: "numeric", minute: "2-digit" },
  MONTH: { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }, YEAR: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
};
const rowOptions: Readonly<Record<LineSpan, Intl.DateTimeFormatOptions>> = {
  MINUTES: { timeStyle: "medium" }, DAY: { weekday: "short", hour: "numeric", minute: "2-digit" }, MONTH: { weekday: "short", day: "numeric", month: "short" }, YEAR: { month: "long", year: "numeric" },
};

const tickWords = (span: LineSpan, at: Date, { locale }: Words): string => new Intl.DateTimeFormat(locale, tickOptions[span]).format(at);
/** When a slice of the graph begins. */
export const sliceWords = (span: LineSpan, at: Date, { locale }: Words): string => new Intl.DateTimeFormat(locale, fullOptions[span]).format(at);
/** When a row of the table begins. */
export const rowWords = (span: LineSpan, at: Date, { locale }: Words): string => new Intl.DateTimeFormat(locale, rowOptions[span]).format(at);
