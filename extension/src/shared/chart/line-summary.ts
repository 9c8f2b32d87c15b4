import { ratesOf, type Slice } from "./slices";

/** What a sentence can say of a line; rates in bytes per second. @property share of all that the line moved, null when that is not known @property isWhole false when some of the time is unknown */
export interface LineSummary { meanDown: number; meanUp: number; peak: number; peakAt: Date; share: number | null; isWhole: boolean }

/** Null when nothing was measured. */
export function summarised(slices: readonly Slice[]): LineSummary | null {
  const known = slices.filter(({ own, seconds }) => own !== null && seconds > 0);
  const first = known[0];
  if (first === undefined) return null;
  const peak = known.reduce((most, slice) => (ownRate(slice) > ownRate(most) ? slice : most), first);
  const total = (value: (slice: Slice) => number): number => known.reduce((sum, slice) => sum + value(slice), 0);
  const seconds = total((slice) => slice.seconds);
  return {
    meanDown: total(({ own }) => own?.down ?? 0) / seconds,
    meanUp: total(({ own }) => own?.up ?? 0) / seconds,
    peak: ownRate(peak),
    peakAt: peak.at,
    share: share(known),
    isWhole: known.length === slices.length,
  };
}

function ownRate(slice: Slice): number {
  const { ownUp, ownDown } = ratesOf(slice);
  return (ownUp ?? 0) + (ownDown ?? 0);
}

function share(known: readonly Slice[]): number | null {
  let own = 0;
  let all = 0;
  for (const slice of known) {
    const { ownUp, ownDown, otherUp, otherDown } = ratesOf(slice);
    if (otherUp === null || otherDown === null) continue;
    const ours = ((ownUp ?? 0) + (ownDown ?? 0)) * slice.otherSeconds;
    own += ours;
    all += ours + (otherUp + otherDown) * slice.otherSeconds;
  }
  return all > 0 ? own / all : null;
}
