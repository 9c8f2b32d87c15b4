import type { LivePoint } from "../api";

/** What a sentence can say about the last minutes; rates in bytes per second. @property share of the whole line, null when that is not known */
export interface LiveSummary { meanDown: number; meanUp: number; peak: number; peakAt: string; share: number | null }

/** Null when nothing was measured yet. */
export function summarised(history: readonly LivePoint[]): LiveSummary | null {
  const first = history[0];
  if (first === undefined) return null;
  const peak = history.reduce((most, point) => (moved(point) > moved(most) ? point : most), first);
  const total = (value: (point: LivePoint) => number): number => history.reduce((sum, point) => sum + value(point), 0);
  return {
    meanDown: total(({ ownDown }) => ownDown) / history.length,
    meanUp: total(({ ownUp }) => ownUp) / history.length,
    peak: moved(peak),
    peakAt: peak.at,
    share: share(history),
  };
}

const moved = ({ ownUp, ownDown }: LivePoint): number => ownUp + ownDown;

function share(history: readonly LivePoint[]): number | null {
  let own = 0;
  let line = 0;
  for (const point of history) {
    if (point.lineUp === null || point.lineDown === null) continue;
    own += moved(point);
    line += point.lineUp + point.lineDown;
  }
  return line > 0 ? Math.min(1, own / line) : null;
}
