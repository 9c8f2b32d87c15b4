import type { LivePoint } from "../api";

/** Two ticks may be late before a hole in the line is drawn. */
const GAP_SECONDS = 3;

/** What a chart draws: `at` in seconds since 1970, then one value for each; null where nothing was measured. */
export interface LiveColumns { at: number[]; ownDown: Values; ownUp: Values; lineDown: Values; lineUp: Values }
export type Values = (number | null)[];

/** Measured points as columns; a silence longer than two ticks is a gap. Oldest first. */
export function liveColumns(history: readonly LivePoint[]): LiveColumns {
  const columns: LiveColumns = { at: [], ownDown: [], ownUp: [], lineDown: [], lineUp: [] };
  for (const point of history) {
    const at = new Date(point.at).getTime() / 1000;
    const before = columns.at.at(-1);
    if (before !== undefined && at <= before) continue;
    if (before !== undefined && at - before > GAP_SECONDS) push(columns, before + 1, null);
    push(columns, at, point);
  }
  return columns;
}

function push(columns: LiveColumns, at: number, point: LivePoint | null): void {
  columns.at.push(at);
  columns.ownDown.push(point?.ownDown ?? null);
  columns.ownUp.push(point?.ownUp ?? null);
  columns.lineDown.push(point?.lineDown ?? null);
  columns.lineUp.push(point?.lineUp ?? null);
}
